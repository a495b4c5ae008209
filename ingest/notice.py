"""What stands before the first section: title, addressees, order of publication, issuers, date, preamble."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.blocks import Block
from ingest.grammar import DOCUMENT_NUMBER, INTRODUCTION, ISSUER_PREFIX, PROMULGATED, TITLE_END, LineKind
from ingest.models import Notice, NoticePart, NoticePartKind, Span
from ingest.numerals import to_int
from ingest.repair import RepairedText

_DATE = re.compile(r"(\S{4})\s*年\s*(\S{1,3})\s*月\s*(\S{1,3})\s*日")
_SIGNATURE_LENGTH = 40
_TITLE_LINES = 4
_TITLE_LENGTH = 200


def parse_notice(source: str, blocks: Sequence[Block], tail: Sequence[Block]) -> tuple[str, Notice]:
    """Parse the head of the document.

    Args:
        source: the source text.
        blocks: the blocks before the first section or measure.
        tail: stamps and dates after the last measure, where some documents carry the date.

    Returns:
        The title of the policy and its notice.
    """
    title_blocks = _title_blocks(blocks)
    notice_title = _join(title_blocks)
    rest = blocks[len(title_blocks) :]
    policy_title = _policy_title(notice_title, rest)
    dates = [block for block in (*rest, *tail) if block.kind is LineKind.DATE]
    addressees = next((block for block in rest if _is_addressees(block)), None)
    notice = Notice(
        title=notice_title,
        issuers=_issuers(notice_title, rest),
        addressees=_split_addressees(addressees),
        date=read_date(dates[0].text) if dates else None,
        parts=tuple(_parts(source, blocks, len(title_blocks))),
        span=Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, 0),
    )
    return policy_title or notice_title, notice


def read_date(text: str) -> datetime.date | None:
    """Read 2023年5月31日 or 二〇二三年五月三十一日; None if it is no date."""
    match = _DATE.search(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        return datetime.date(to_int(year), to_int(month), to_int(day))
    except ValueError:
        return None


def _title_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Take the lines of the first title: it may be broken over a few."""
    title: list[Block] = []
    for block in blocks[:_TITLE_LINES]:
        is_short_text = block.kind is LineKind.TEXT and len(block.text) <= _TITLE_LENGTH
        if not is_short_text or block.finished or DOCUMENT_NUMBER.fullmatch(block.text):
            break
        title.append(block)
        if TITLE_END.search(_join(title)):
            break
    return title


def _join(blocks: Sequence[Block]) -> str:
    return "".join(_plain(block.text) for block in blocks)


def _plain(text: str) -> str:
    return text.strip("#* 　")


def _policy_title(notice_title: str, blocks: Sequence[Block]) -> str:
    """Find the title of the policy that the notice publishes, as the policy itself gives it."""
    promulgated = PROMULGATED.search(notice_title)
    if not promulgated:
        return ""
    wanted = _squeeze(promulgated["title"]).strip("《》")
    for first in range(len(blocks)):
        for last in range(first + 1, min(first + _TITLE_LINES, len(blocks)) + 1):
            if _squeeze(_join(blocks[first:last])) == wanted:
                return _join(blocks[first:last])
    return promulgated["title"].removeprefix("《").removesuffix("》")


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _issuers(notice_title: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Read the issuers off the title (A B关于……) or, failing that, off the lines above the date."""
    prefix = ISSUER_PREFIX.match(notice_title)
    if prefix:
        return tuple(prefix["issuers"].split())
    signatures: list[str] = []
    for block in blocks:
        if block.kind is LineKind.DATE:
            return tuple(signatures)
        is_signature = block.kind is LineKind.TEXT and not block.finished and len(block.text) <= _SIGNATURE_LENGTH
        if is_signature:
            signatures.append(_plain(block.text))
        else:
            signatures.clear()
    return ()


def _is_addressees(block: Block) -> bool:
    has_colon = block.kind is LineKind.TEXT and block.text.endswith(("：", ":"))
    return has_colon and not INTRODUCTION.match(block.text)


def _split_addressees(block: Block | None) -> tuple[str, ...]:
    parts = re.split("[，,]", block.text.rstrip("：:")) if block else []
    return tuple(part.strip() for part in parts if part.strip())


def _group(blocks: Sequence[Block], titles: int) -> Iterator[tuple[NoticePartKind, list[Block]]]:
    """Group the blocks into parts: lines of one title or of one signature belong together."""

    def kind_of(indexed: tuple[int, Block]) -> NoticePartKind:
        index, block = indexed
        if index < titles:
            return "title"
        if _is_addressees(block):
            return "addressees"
        if block.kind is LineKind.TEXT and block.finished:
            return "paragraph"
        is_title = block.kind is LineKind.TEXT and TITLE_END.search(_plain(block.text))
        return "title" if is_title else "signature"

    for kind, group in groupby(enumerate(blocks), key=kind_of):
        members = [block for _, block in group]
        if kind == "paragraph":
            yield from ((kind, [block]) for block in members)
        else:
            yield kind, members


def _parts(source: str, blocks: Sequence[Block], titles: int) -> Iterator[NoticePart]:
    for kind, group in _group(blocks, titles):
        part = _part(source, kind, group)
        # A heading that is nothing but its marks says nothing.
        if part.text:
            yield part


def _part(source: str, kind: NoticePartKind, blocks: Sequence[Block]) -> NoticePart:
    # The marks of a Markdown heading are not part of a title.
    markup = len(blocks[0].text) - len(blocks[0].text.lstrip("#* "))
    span = Span(blocks[0].start + markup, blocks[-1].end)
    text = RepairedText(source, span)
    return NoticePart(kind, text.text, span, text.sentences(0, len(text.text)))
