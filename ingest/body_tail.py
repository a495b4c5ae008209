"""What stands behind the last measure and is none of it: the closing provisions, and a last word to everybody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.agencies import begins_with_agencies, ends_with_agencies
from ingest.grammar.blocks import Block
from ingest.grammar.lines import LineKind, plain
from ingest.grammar.titles import OWN_LINE_LENGTH
from ingest.grammar.words import CLOSING, CLOSING_BLOCK
from ingest.items import Draft

_ALIKE = 3
_MOSTLY = 0.7
_TO_ALL = re.compile(r"请?各(?:地|级|省|市|县|区|镇|乡|有关|相关|部门|单位|试点|成员|街道)")
_SUPPLEMENT = re.compile(r"附[\s　]*则[\s　：:]")


def cut_tail(measures: Sequence[Draft]) -> tuple[list[Block], list[Block]]:
    """Take off the last measure what is none of it, and return it: a last word to everybody, and the closing provisions."""
    last = measures[-1]
    is_apart = last.blocks[0].kind is not LineKind.ARTICLE or _articles_close_apart(measures)
    own = 1 + _body_lines(last)
    while own < len(last.blocks) and _is_list(last.blocks[own]):
        own += 1
    places = (i for i in range(1, len(last.blocks)) if _closes(last.blocks[i], is_apart=is_apart))
    cut = next(places, len(last.blocks))
    closing_from = cut
    while (
        cut < len(last.blocks) and closing_from > own and CLOSING_BLOCK.match(plain(last.blocks[closing_from - 1].text))
    ):
        closing_from -= 1
    closing_from = max(closing_from, min(own, len(last.blocks)))
    apart_from = min(own if is_apart and _others_are_short(measures) else closing_from, closing_from)
    words, closing = last.blocks[apart_from:closing_from], last.blocks[closing_from:]
    del last.blocks[apart_from:]
    last.repairs[:] = [repair for repair in last.repairs if repair.end <= last.span.end]
    return words, closing


def _articles_close_apart(measures: Sequence[Draft]) -> bool:
    """Tell articles that each take one paragraph, so that a closing one behind the last of them is none of it."""
    return all(len(draft.blocks) == 1 + _body_lines(draft) for draft in measures[:-1])


def _is_list(block: Block) -> bool:
    return begins_with_agencies(block.text) or ends_with_agencies(block.text)


def _closes(block: Block, *, is_apart: bool) -> bool:
    """Tell where the closing provisions begin; behind articles only where 附则 says so."""
    if block.kind is not LineKind.TEXT:
        return False
    return _SUPPLEMENT.match(block.text) is not None or (is_apart and CLOSING.search(block.text) is not None)


def _body_lines(draft: Draft) -> int:
    """Return how many lines of a draft are its body at least: one below a title that stands alone."""
    whole = draft.blocks[0].rest
    rest = whole.rstrip("。")
    is_sentence = rest != whole and "，" in rest
    has_body = is_sentence or len(rest) > OWN_LINE_LENGTH or re.search("[。！？；：]", rest) is not None
    if has_body or len(draft.blocks) == 1:
        return 0
    # What closes the whole document is not the body of a short sentence.
    return 0 if rest != whole and CLOSING.search(draft.blocks[1].text) else 1


def _others_are_short(measures: Sequence[Draft]) -> bool:
    """Tell whether the other items of its form take one paragraph each, so that a further one is none of the last."""
    last = measures[-1]
    kind, own = last.blocks[0].kind, _body_lines(last)
    others = [draft for draft in measures[:-1] if draft.blocks[0].kind is kind and _body_lines(draft) == own]
    if len(others) < _ALIKE or any(block.is_labelled for block in last.blocks[1:]):
        return False
    short = sum(len(draft.blocks) <= 1 + own for draft in others)
    speaks_to_all = len(last.blocks) > own and _TO_ALL.match(plain(last.blocks[-1].text)) is not None
    return short == len(others) or (speaks_to_all and short >= _MOSTLY * len(others))
