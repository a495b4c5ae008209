"""Which lines begin with a label, where the line alone leaves it open: digits right behind, references in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.labels import Number, match_label, number_of
from ingest.grammar.lines import CLOSE_LABEL, LABELS, PLAIN_NUMBER, REFERENCE, LineKind, plain
from ingest.numerals import NUMERAL_CHARS

_WRAPPED = 15
_QUANTITY = re.compile(r"\d{1,3}\s*(?:[亿万千百%％倍元米吨度]|个百分点|公里|平方)")
_NUMERAL_LIST = re.compile(rf"[{NUMERAL_CHARS}]{{1,3}}(?:、|等|级)")


def settle_labels(blocks: Sequence[Block]) -> list[Block]:
    """Decide what the line alone leaves open: labels with a digit right behind them, and what only looks like a label."""
    last: dict[LineKind, Number] = {}
    settled: list[Block] = []
    before: Block | None = None
    articles = _Articles(blocks)
    chapter = 0
    for index, block in enumerate(blocks):
        found = block
        if block.kind is LineKind.TEXT and _is_close_label(blocks, index, before, last.get(LineKind.POINT)):
            found = replace(block, kind=LineKind.POINT)
        elif block.kind is LineKind.TEXT and _is_plain_number(blocks, index, chapter):
            found = replace(block, kind=LineKind.DECIMAL)
            chapter += 1
        elif block.is_labelled and _only_looks_labelled(blocks, index, before, last, articles):
            found = replace(block, kind=LineKind.TEXT)
        if found.is_labelled:
            last[found.kind] = number_in(found)
        settled.append(found)
        before = before if found.kind in STRAY else found
    return settled


class _Articles:
    """The labels of articles in a text: whether they are set off from what follows, and where each number stands last."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Look at every line that begins with one."""
        self.set_off = _articles_are_set_off(blocks)
        self._last = {number_in(block): index for index, block in enumerate(blocks) if block.kind is LineKind.ARTICLE}

    def comes_again(self, number: Number, index: int) -> bool:
        """Tell whether a number stands on a later line as well."""
        return self._last.get(number, -1) > index


def number_in(block: Block) -> Number:
    """Return the number in the label of a line."""
    return number_of(match_label(block.kind, block.text))


def _is_close_label(blocks: Sequence[Block], index: int, before: Block | None, last: Number | None) -> bool:
    match = CLOSE_LABEL.match(blocks[index].text)
    if (
        not match
        or _QUANTITY.match(match["rest"])
        or (before is not None and not before.finished and not before.is_labelled)
    ):
        return False
    number = int(match["number"])
    if last is not None and number == last.whole + 1:
        return True
    following = next(
        (block for block in blocks[index + 1 :] if block.kind is LineKind.POINT or CLOSE_LABEL.match(block.text)), None
    )
    if number != 1 or following is None:
        return False
    after = LABELS[LineKind.POINT].match(following.text) or CLOSE_LABEL.match(following.text)
    return after is not None and after["number"] == "2"


def _is_plain_number(blocks: Sequence[Block], index: int, chapter: int) -> bool:
    """Tell 1 总则 above 1.1 编制目的, and 6 附则 behind the chapters before."""
    match = PLAIN_NUMBER.match(blocks[index].text)
    if not match or index + 1 == len(blocks):
        return False
    if chapter and int(match["number"]) == chapter + 1:
        return True
    if blocks[index + 1].kind is not LineKind.DECIMAL:
        return False
    below = match_label(LineKind.DECIMAL, blocks[index + 1].text)["label"]
    return re.split("[.．]", below)[0] == match["number"]


def _articles_are_set_off(blocks: Sequence[Block]) -> bool:
    matches = [match_label(block.kind, block.text) for block in blocks if block.kind is LineKind.ARTICLE]
    return 2 * sum(_is_set_off(match) for match in matches) > len(matches)


def _is_set_off(label: re.Match[str]) -> bool:
    behind = label.string[label.end("label") : label.end("label") + 1]
    return label.start("label") > 0 or behind.isspace() or behind in "*:："


def _only_looks_labelled(
    blocks: Sequence[Block], index: int, before: Block | None, last: dict[LineKind, Number], articles: _Articles
) -> bool:
    """Tell a line that begins with a number in mid-sentence: 依照⏎第五条和第七条之一……除外."""
    block = blocks[index]
    label = match_label(block.kind, block.text)
    if block.kind is LineKind.SECTION and _NUMERAL_LIST.match(label["rest"]):
        return before is not None and not before.finished
    if before is None or before.finished or before.kind in (LineKind.TABLE_ROW, LineKind.ANNEX):
        return False
    number = number_of(label)
    if block.kind in last:
        goes_on = number.whole == 1 or number.follows(last[block.kind])
    else:
        goes_on = number.whole == 1 or block.kind is not LineKind.ARTICLE or articles.set_off
    if block.kind is LineKind.ARTICLE:
        if REFERENCE.match(plain(block.text)) and not (articles.set_off and _is_set_off(label)):
            return articles.set_off or articles.comes_again(number, index) or not goes_on
        return not goes_on and not _is_short_title(before)
    return not goes_on and not before.is_labelled and len(before.text) > _WRAPPED


def _is_short_title(block: Block) -> bool:
    return block.is_labelled and len(block.rest) <= _WRAPPED
