"""What stands around the body: title, document number, addressees, issuers, date, preamble, and a signature behind it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.grammar.agencies import begins_with_agencies
from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.dates import read_date
from ingest.grammar.document_title import (
    DOCUMENT_NUMBER,
    PROMULGATED,
    TITLE_END,
    find_title_lines,
    is_above_title,
    is_document_number,
    joined,
    policy_title_blocks,
    promulgated_title,
)
from ingest.grammar.lines import LineKind, plain
from ingest.grammar.repair import RepairedText
from ingest.grammar.unit_lists import is_unit
from ingest.models import Notice, NoticePart, NoticePartKind, Repair, Span

_SIGNATURE_LENGTH = 40
_ISSUER_PREFIX = re.compile(r"^(?!关于)(?P<issuers>[^《》]{2,80}?)(?:印发|发布)?(?:关于|印发《)")
_INTRODUCTION = re.compile(r"为|根据|按照|依据|现|.*(?:如下|以下|下列)|.*[。；]", re.DOTALL)
"""A line that ends in a colon, but introduces what follows instead of naming the addressees."""
_STATUS = re.compile(r"征求意见稿|公开征求意见稿|征求意见|草案|送审稿|讨论稿|修订稿|试行|暂行")
_ADOPTED = re.compile(
    r"^[（(]?(?:根据)?(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日).{4,80}(?:通过|修订|修正|批准|公布|发布)"
)
PUBLICATION = re.compile(
    r"(?![本自为对各])[^，。；]{0,60}?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.{0,60}?(?:发布|公布|公示|征求意见|整理|印发)[^；]{0,60}[。）)]?"
)
"""What a collector writes below a document: who published it when."""
_PUBLISHED = re.compile(
    r"(?P<issuer>[^，。]{2,60}?)(?:官网)?\s*(?:于)?(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|^(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)，?\s*(?:(?P<by>[^，。]{2,40}?)(?:联合|共同)?(?:召开[^，。]{2,16})?(?:正式)?(?:发布|公布))?"
)
_ORDER = re.compile(r"(?P<issuer>.{2,30}?)令$")
"""The title of an order that publishes a regulation: 中华人民共和国国务院令."""
_BY_ORDER = re.compile(r"日(?P<number>(?P<issuer>[^，。日（）]{2,30}?)令第\s*\d+\s*号)公布[）)]$")
"""What stands below the title of a regulation: （2021年7月27日中华人民共和国国务院令第746号公布）."""
_HEAD_ISSUER = re.compile(r"(?P<issuer>[^《》关]{2,24}?(?:管理局|委员会|人民政府|管委会|局|厅|办公室))(?!的)")
_CONTACT = re.compile(r"[:：]|\d{5}")
"""A line of whom to call stands beside a signature, and is none of it."""
_SEAL = re.compile(r"[（(](?:印|盖|公|代)?章[）)]$")
_PLACE_END = re.compile(
    r"(?:局|委|厅|部|办|院|署|会|政府|室|中心|公司|集团|大学|法院|检察院|行|组|专班|代章）?|等.{1,4}(?:部门|单位|机关))$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines around the body say of the document.

    Attributes:
        title: of the policy itself.
        notice: the notice, preamble and signature.
        document_number: 文号, empty if there is none.
        status: 征求意见稿, 试行 and the like, as the title says it; empty if it says nothing.
    """

    title: str
    notice: Notice
    document_number: str = ""
    status: str = ""


def parse_head(
    source: str, blocks: Sequence[Block], tail: Sequence[Block], above: int = 0, title: Block | None = None
) -> Head:
    """Parse the lines before the body and behind it.

    Args:
        source: the source text.
        blocks: before the first heading or item of the body.
        tail: the signature behind the body.
        above: how many lines stand above the title.
        title: a title that stands above a crawler's front block.
    """
    above += next((i for i, block in enumerate(blocks[above:]) if not is_above_title(block)), 0)
    title_blocks = find_title_lines(blocks[above:])
    notice_title = joined(title_blocks) or (plain(title.text) if title else "")
    rest = blocks[above + len(title_blocks) :]
    is_order = _ORDER.fullmatch(notice_title)
    policy = policy_title_blocks(notice_title, rest) or (
        [] if title_blocks and not is_order else find_title_lines(rest, anywhere=True)
    )
    if title and not PROMULGATED.search(notice_title):
        promulgating = plain(title.text)
        policy = policy or policy_title_blocks(promulgating, rest)
    addressees = next((block for block in rest if is_addressees(block)), None)
    notice = Notice(
        title=notice_title,
        issuers=_issuers(notice_title, rest, tail),
        addressees=_split_addressees(addressees),
        date=_issued(rest, tail),
        parts=(*_parts(source, blocks, range(above, above + len(title_blocks))), *_tail_parts(source, tail)),
        span=Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, 0),
        tail=Span(tail[0].start, tail[-1].end) if tail else None,
    )
    name = joined(policy) or promulgated_title(notice_title) or notice_title
    near = blocks[: above + len(title_blocks) + 8]
    number = next((found for block in near if (found := _document_number(block))), "")
    by_order = next((match for block in near if (match := _BY_ORDER.search(plain(block.text)))), None)
    if by_order and not number:
        number, notice = by_order["number"], replace(notice, issuers=notice.issuers or (by_order["issuer"],))
    if is_order and number.startswith("第"):
        number = is_order.group() + number
    return Head(name, notice, number, stage_of(name) or stage_of(notice_title))


def stage_of(title: str) -> str:
    """Read the status off a title; that it is a draft weighs more than that it is on trial."""
    found = _STATUS.findall(title)
    return next((one for one in found if one not in ("试行", "暂行")), found[0] if found else "")


def find_tail(blocks: Sequence[Block]) -> int:
    """Return where the signature behind the body begins, attachments named beside it included; the number of blocks if there is none."""
    end = len(blocks)
    while True:
        before = end
        while end and (blocks[end - 1].kind in STRAY or _is_signature(blocks, end - 1)):
            end -= 1
        end = _before_attachments(blocks, end)
        if end == before:
            break
    # Without a date, a stamp or attachments, short lines at the end are a list of the body.
    signs = (LineKind.DATE, LineKind.STAMP, LineKind.ANNEX)
    return end if any(block.kind in signs for block in blocks[end:]) else len(blocks)


def _before_attachments(blocks: Sequence[Block], end: int) -> int:
    """Return where 附件：1.…⏎2.… begins that ends at a place; the place itself if nothing of the kind does."""
    start = end
    while start and (blocks[start - 1].kind is LineKind.POINT and not blocks[start - 1].finished):
        start -= 1
    return start - 1 if start and blocks[start - 1].kind is LineKind.ANNEX else end


def _is_signature(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.kind is not LineKind.TEXT or block.finished or len(block.text) > _SIGNATURE_LENGTH:
        return False
    if begins_with_agencies(block.text):
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following is not None and (following.kind in STRAY or _names_units(following)) and _names_units(block)


def _names_units(block: Block) -> bool:
    """Tell a line of a signature: units, side by side perhaps, and nothing else."""
    text = plain(block.text)
    parts = [text, *re.split(r"[\s　]{2,}", text)]
    return _PLACE_END.search(text) is not None or all(map(is_unit, parts[1:]))


def _document_number(block: Block) -> str:
    if block.kind not in (LineKind.TEXT, LineKind.STAMP) or len(block.text) > _SIGNATURE_LENGTH:
        return ""
    text = re.sub(r"^(?:发文字号|文号|文件编号)\s*[:：]\s*", "", plain(block.text))
    match = DOCUMENT_NUMBER.fullmatch(text)
    return re.sub(r"\s", "", match.group()) if match else ""


def _issuers(notice_title: str, blocks: Sequence[Block], tail: Sequence[Block]) -> tuple[str, ...]:
    """Read the issuers off the title (A B关于……) or, failing that, off the lines above a date, or off who published it."""
    order = _ORDER.fullmatch(notice_title)
    if order:
        # An order is signed by a person.
        return (order["issuer"],)
    signed = _signed(blocks) or _signed(tail)
    prefix = _ISSUER_PREFIX.match(notice_title)
    named = tuple(prefix["issuers"].split()) if prefix else ()
    if not all(map(_PLACE_END.search, named)):
        named = ()
    if (
        signed
        and all(_PLACE_END.search(name) or is_unit(name) for name in signed)
        and len("".join(signed)) >= len("".join(named))
    ):
        return signed
    at_the_head = _HEAD_ISSUER.match(notice_title)
    return named or signed or _published(tail) or ((at_the_head["issuer"],) if at_the_head else ())


def _signed(blocks: Sequence[Block]) -> tuple[str, ...]:
    signatures: list[str] = []
    for block in blocks:
        if block.kind is LineKind.DATE and signatures:
            return tuple(signatures)
        is_signature = block.kind is LineKind.TEXT and not block.finished and len(block.text) <= _SIGNATURE_LENGTH
        if is_signature and _CONTACT.search(block.text):
            continue
        if is_signature and not is_document_number(block):
            signatures += _units(_SEAL.sub("", plain(block.text)))
        elif block.kind is not LineKind.STAMP:
            signatures.clear()
    return ()


def _units(line: str) -> list[str]:
    """Split a line of a signature that several units share."""
    parts = re.split(r"[\s　]+", line)
    if all(_PLACE_END.search(part) or is_unit(part) for part in parts) and min(map(len, parts)) > 1:
        return parts
    # 教　育　部 is one name, set wide.
    wide = [re.sub(r"[\s　]", "", part) for part in re.split(r"[\s　]{2,}", line)]
    return wide if len(wide) > 1 and all(_PLACE_END.search(part) for part in wide) else [line]


def _published(tail: Sequence[Block]) -> tuple[str, ...]:
    for block in tail:
        match = _PUBLISHED.match(block.text) if block.kind is LineKind.STAMP else None
        if match and match["by"]:
            return tuple(match["by"].split("、"))
        if match and match["issuer"]:
            return tuple(re.split("、", re.sub(r"^(?:该政策|本政策|该文件)?由", "", match["issuer"]).strip()))
    return ()


def _issued(blocks: Sequence[Block], tail: Sequence[Block]) -> datetime.date | None:
    dated = [block.text for block in (*blocks, *tail) if block.kind is LineKind.DATE]
    adopted = [match["date"] for block in blocks if (match := _ADOPTED.match(plain(block.text)))]
    published = [
        match["date"] or match["day"]
        for block in (*tail, *blocks)
        if block.kind is LineKind.STAMP and (match := _PUBLISHED.match(block.text))
    ]
    # The last of several adoptions is the text that stands here.
    found = (read_date(text) for text in (*dated, *reversed(adopted), *published))
    return next((date for date in found if date), None)


def is_addressees(block: Block) -> bool:
    """Tell the line that names to whom the document goes."""
    has_colon = block.kind is LineKind.TEXT and block.text.endswith(("：", ":"))
    return has_colon and not _INTRODUCTION.match(block.text)


def _split_addressees(block: Block | None) -> tuple[str, ...]:
    parts = re.split("[，,；;]", block.text.rstrip("：:")) if block else []
    return tuple(part.strip() for part in parts if part.strip())


def _group(blocks: Sequence[Block], titles: range) -> Iterator[tuple[NoticePartKind, list[Block]]]:
    """Group the blocks into parts: lines of one title or of one signature belong together."""

    def kind_of(indexed: tuple[int, Block]) -> NoticePartKind:
        index, block = indexed
        if index in titles:
            return "title"
        if is_addressees(block):
            return "addressees"
        if block.finished and block.kind is not LineKind.STAMP:
            return "paragraph"
        if block.kind is LineKind.TEXT and TITLE_END.search(plain(block.text)):
            return "title"
        return "paragraph" if _is_broken(block) else "signature"

    told = [pair for pair in enumerate(blocks) if pair[1].kind not in (LineKind.RUNNING_HEAD, LineKind.CONTENTS)]
    for kind, group in groupby(told, key=kind_of):
        members = [block for _, block in group]
        if kind == "paragraph":
            yield from ((kind, lines) for lines in _joined_lines(members))
        else:
            yield kind, members


def _is_broken(block: Block) -> bool:
    """Tell a line of a sentence that goes on on the next one from a line of a signature."""
    return block.kind is LineKind.TEXT and "，" in block.text and not _names_units(block)


def _joined_lines(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the lines of each paragraph."""
    lines: list[Block] = []
    for block in blocks:
        lines.append(block)
        if block.finished:
            yield lines
            lines = []
    if lines:
        yield lines


def _parts(source: str, blocks: Sequence[Block], titles: range) -> Iterator[NoticePart]:
    for kind, group in _group(blocks, titles):
        part = _part(source, kind, group)
        # A heading that is nothing but its marks says nothing.
        if part.text:
            yield part


def _tail_parts(source: str, tail: Sequence[Block]) -> Iterator[NoticePart]:
    if tail:
        yield _part(source, "signature", tail)


def _part(source: str, kind: NoticePartKind, blocks: Sequence[Block]) -> NoticePart:
    # The marks of a Markdown heading are not part of a title.
    markup = len(blocks[0].text) - len(blocks[0].text.lstrip("#* "))
    span = Span(blocks[0].start + markup, blocks[-1].end)
    # The lines of a title or signature stay apart; those of a paragraph were broken.
    broken = pairwise(blocks) if kind == "paragraph" else ()
    repairs = tuple(Repair(one.end, other.start) for one, other in broken)
    text = RepairedText(source, span, repairs)
    return NoticePart(kind, text.text, span, text.sentences(0, len(text.text)), repairs)
