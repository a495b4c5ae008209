"""What a document declares once for all of its lists of agencies: who leads, and who is responsible without being listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.grammar.unit_lists import split_units
from ingest.models import Convention, ConventionKind

_FIRST = re.compile(
    r"[^。；，、（(：:]{0,20}(?:列|排|排列|排序|排名|位列|居|位|署名)?(?:在|于)?(?:第一|首)(?:位|个|名)?(?:的|者)?(?:责任|负责)?(?:单位|部门)?(?:，|,)?(?:均)?(?:为|是|作为)(?:本?项?)?(?:总?牵头|主办|主要(?:负责|责任)|第一责任)(?:责任|负责)?(?:单位|部门)[^。；（()）]{0,24}"
)
_MARK = re.compile(
    r"[^。；，、（(：:]{0,20}(?:带|标(?:注|有|记)?|打|加|注明)[“\"‘]?(?P<mark>[*★▲△※●☆◆■])[”\"’]?(?:号|符号|标记)?(?:的|者)?(?:责任|负责)?(?:单位|部门)?(?:，|,)?(?:均)?(?:为|是)(?:牵头|主办|主要(?:负责|责任))(?:责任|负责)?(?:单位|部门)"
)
_DEFAULT = re.compile(
    r"(?:以下|下列|各项(?:任务|措施)?|所有(?:任务|措施)?|其他各项|上述(?:任务|措施)?|以上|后续)[^。；，]{0,8}?(?:均|都|还)?(?:需|由|应由|应|须|要|涉及)(?P<units>[^。；]{2,80}?)(?:共同|具体|分别|按职责)*(?:贯彻)?(?:负责|落实|实施|执行|配合|参与|参加)[^。；（()）]{0,16}?不(?:再|作|一一|逐一)?(?:一一|逐一|逐项|重复|单独|分别|另行)*(?:列出|列明|列举|列示|赘列|标注|赘述|罗列|注明)"
)
_ALSO = re.compile(
    r"(?P<units>[^。；：:]{2,60}?)(?:均)?(?:为|是)(?:各项|以上|上述|所有|全部)(?:任务|措施|工作|事项)?的?(?:共同)?(?:责任|落实|实施|配合)单位[^。；]{0,8}不(?:再|作|一一|逐一)[^。；，]{0,8}"
)
"""Units named before what they are: 各县（市、区）政府为各项任务的共同责任单位，不再逐项列出."""
_OTHERS = re.compile(
    r"[，,；;]?\s*(?:其余|其他|其它)(?:的)?(?:单位|部门)?(?:均)?(?:为|是)(?:配合|参与|协办|协同)(?:单位|部门)"
)
_NUMBERED = re.compile(r"\s*(?:[（(]?\d{1,2}[）).．、]|备注[:：]|注[:：])\s*")
_FROM_HERE = re.compile(r"下同|以下|后续|下列")


def find_conventions(text: str) -> Iterator[tuple[int, Convention]]:
    """Yield what a text declares for all lists, each with its offset in the text.

    Args:
        text: of an item or of a paragraph, repairs applied.
    """
    for match in _FIRST.finditer(text):
        yield _declared(text, match, "first_leads")
    for match in _MARK.finditer(text):
        yield _declared(text, match, "mark_leads", mark=match["mark"])
    for match in _ALSO.finditer(text):
        number = _NUMBERED.match(match["units"])
        units, _ = split_units(match["units"][number.end() if number else 0 :])
        said = match.group()[number.end() if number else 0 :]
        yield match.start(), Convention("also_responsible", said.strip(), units, from_here=False)
    for match in _DEFAULT.finditer(text):
        units, _ = split_units(match["units"])
        yield (
            match.start(),
            Convention("also_responsible", match.group().strip(), units, from_here=_from_here(text, match)),
        )


def _declared(text: str, match: re.Match[str], kind: ConventionKind, mark: str = "") -> tuple[int, Convention]:
    others = _OTHERS.match(text, match.end())
    whole = text[match.start() : others.end() if others else match.end()]
    number = _NUMBERED.match(whole)
    start = number.end() if number else 0
    said = whole[start:].strip()
    from_here = kind == "first_leads" and _from_here(text, match)
    return match.start() + start, Convention(kind, said, mark=mark, others_with=others is not None, from_here=from_here)


def _from_here(text: str, match: re.Match[str]) -> bool:
    return _FROM_HERE.search(text[match.start() : match.end() + 6]) is not None
