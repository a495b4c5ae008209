"""The title of a document, and of what a notice publishes: broken over lines, with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.lines import FINISHED, LineKind, plain

_TITLE_LINES = 4
_TITLE_LENGTH = 200
_SHORT_TITLE = 6
PROMULGATED = re.compile(
    r"(?:印发|发布|公布|转发|征求)(?P<title>.+?)(?:（?公开)?(?:意见)?(?:建议)?的(?:通知|公告|通告|决定|函|启事)"
)
_KINDS = "通知|意见|办法|方案|措施|规定|决定|细则|条例|公告|计划|规划|纲要|函|批复|通告|指引|政策|清单|规则|规范|标准|举措|行动|指南|要点|制度|法|法典|决议|命令|令|预案|目录|实施意见|若干措施|十条|倡议书"
TITLE_END = re.compile(rf"(?:{_KINDS})(?:[（(〔][^（）()〔〕]*[）)〕])*$")
DOCUMENT_NUMBER = re.compile(
    r"[^\s。，：]{1,24}[〔\[（(【﹝［]\s*\d{4}\s*[〕\]）)】﹞］]\s*\d+\s*号|(?:国务院令|.{2,20}令)?\s*第\s*\d+\s*号(?:令)?"
)
_RED_HEAD = re.compile(r"[A-Z0-9\-—－–－\s〔〕号]{6,40}|(?!.*关于)[^《》，。]{4,28}文件")
"""What stands above the title of a document on paper: its registration, 某某人民政府文件."""
_SUBTITLE = re.compile(r"[（(](?:[^（）()通过修布令]|修订稿){2,30}[）)]")
_DATED = re.compile(r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
"""How a line below a title begins that says when it was adopted, and by whom."""
_OURS = re.compile("[我本][国省市区县]")
"""How a notice begins to speak of what it announces itself: 关于印发我市……标准的通知."""
_SEVERAL = re.compile(r"(?:[两三四五六七八九]|\d)(?:个|项|部)(?:规定|文件|办法|意见|方案|制度|规则)$")
"""What a notice calls the documents that it publishes together; each has a title of its own."""


def policy_title_blocks(notice_title: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Find the lines in which the policy that a notice publishes gives its own title; none if it does not."""
    promulgated = PROMULGATED.search(notice_title)
    if not promulgated:
        return []
    wanted = _squeeze(promulgated["title"])
    for first in range(len(blocks)):
        for last in range(first + 1, min(first + _TITLE_LINES, len(blocks)) + 1):
            if _squeeze(joined(blocks[first:last])) == wanted:
                return blocks[first:last]
    # Some write it a little differently; then it is the last title before the body.
    body = next((i for i, block in enumerate(blocks) if block.is_labelled), len(blocks))
    for first in range(body - 1, 0, -1):
        block = blocks[first]
        if (
            block.kind is LineKind.TEXT
            and not block.finished
            and TITLE_END.search(plain(block.text))
            and len(block.text) > 5
        ):
            similar = set(_squeeze(block.text)) & set(wanted)
            if 2 * len(similar) > len(set(wanted)):
                return blocks[first : first + 1]
    return []


def is_above_title(block: Block) -> bool:
    """Tell a line that may stand above a title: the document number, a rule, what pages repeat."""
    text = plain(block.text)
    return (
        is_document_number(block)
        or block.kind in STRAY
        or not re.search(r"\w", text)
        or _RED_HEAD.fullmatch(text) is not None
    )


def is_title_line(block: Block) -> bool:
    """Tell a line that could be a title or part of one."""
    return block.kind is LineKind.TEXT and not block.finished and len(block.text) <= _TITLE_LENGTH


def find_title_lines(blocks: Sequence[Block], *, anywhere: bool = False) -> list[Block]:
    """Take the lines of the first title: it may be broken over a few."""
    start = 0
    if anywhere:
        found = (i for i in range(len(blocks)) if _is_whole_title(blocks, i))
        start = next(found, len(blocks))
    lines = _title_candidates(blocks[start : start + _TITLE_LINES])
    ends = [i for i in range(len(lines)) if TITLE_END.search(joined(lines[: i + 1]))]
    if not ends:
        return lines
    # A title that has not come to its own end goes on, as long as a later line brings one.
    last = ends[0]
    for end in ends[1:]:
        if not _goes_on(joined(lines[: last + 1])):
            break
        last = end
    following = blocks[start + last + 1] if start + last + 1 < len(blocks) else None
    if following and following.kind is LineKind.TEXT and _SUBTITLE.fullmatch(plain(following.text)):
        last += 1
    return list(blocks[start : start + last + 1])


def _is_whole_title(blocks: Sequence[Block], index: int) -> bool:
    """Tell a line that is a title by itself; a very short one only where it was named before."""
    block, text = blocks[index], plain(blocks[index].text)
    if not is_title_line(block) or not TITLE_END.search(text):
        return False
    return len(text) > _SHORT_TITLE or any(f"《{text}》" in one.text for one in blocks[:index])


def _title_candidates(blocks: Sequence[Block]) -> list[Block]:
    """Take the lines that may be of one title."""
    lines: list[Block] = []
    for block in blocks:
        is_short_text = block.kind is LineKind.TEXT and len(block.text) <= _TITLE_LENGTH
        is_next = block.text.startswith("#") and TITLE_END.search(joined(lines)) is not None
        is_dated = bool(lines) and _DATED.match(plain(block.text)) is not None
        is_over = FINISHED.search(plain(block.text)) or is_document_number(block) or is_next or is_dated
        if not is_short_text or is_over:
            break
        lines.append(block)
    return lines


def _goes_on(title: str) -> bool:
    """Tell a title that says 关于…… and has not come to 的通知, 的意见 yet."""
    return "关于" in title and re.search("的[^的]{1,8}(?:[（(][^（）()]*[）)])*$|令$", title) is None


def is_document_number(block: Block) -> bool:
    """Tell a line that is a document number and nothing else."""
    return DOCUMENT_NUMBER.fullmatch(plain(block.text)) is not None


def joined(blocks: Sequence[Block]) -> str:
    """Join the lines of a title."""
    return "".join(plain(block.text) for block in blocks)


def promulgated_title(notice_title: str) -> str:
    """Return how a notice calls what it publishes; empty where that is nothing, or several texts."""
    match = PROMULGATED.search(notice_title)
    if match and _SEVERAL.search(match["title"]):
        return ""
    if not match or (_OURS.match(match["title"]) and "《" not in match["title"]):
        return ""
    return match["title"].removeprefix("《").removesuffix("》")


def _squeeze(text: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", text)
