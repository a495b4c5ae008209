"""A line in English above an answer to a question in English; what the document says stays in its own words."""

from __future__ import annotations

import re

from answer.models import Answer, Kind

_LEAD = re.compile(r"^\*\*(.+?)\*\*", re.MULTILINE)
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_MONEY = re.compile(r"(\d[\d,.]*)(万|亿)?元")
_TIMES = {None: 1, "万": 10**4, "亿": 10**8}
_MONTHS = (
    "January February March April May June July August September October November December"  # as a calendar has them
).split()
_NOUNS: dict[Kind, tuple[str, str]] = {
    "document": ("document", "documents"),
    "section": ("part", "parts"),
    "domain": ("field", "fields"),
    "agency": ("body", "bodies"),
    "item": ("item", "items"),
    "task": ("item", "items"),
    "measure": ("measure or article", "measures or articles"),
    "row": ("row of the annex", "rows of the annex"),
}
_REFUSALS = {
    "unanswerable_no_results": "Nothing in the document fits that.",
    "unanswerable_not_stated": "The document does not state this clearly; what it says nearby is shown in Chinese.",
    "unanswerable_off_topic": "This is not what the document is about.",
    "unanswerable_no_such_item": "The document has no such item.",
    "unanswerable_other_document": "This is asked of a document that is not open here.",
}
_ANSWERED = "What the document says is quoted in Chinese."


def in_english(answer: Answer, what: Kind | None, number: int) -> str:
    """Return the line for an answer.

    Args:
        answer: to a question in English.
        what: kind of the things that were selected, if it is a list.
        number: how many of them there are.
    """
    if answer.status != "answered":
        return _REFUSALS.get(answer.status, "")
    leads = " ".join(_LEAD.findall(answer.text))
    figures = [*map(_date, _DATE.finditer(leads)), *map(_money, _MONEY.finditer(leads))]
    counted = [f"{number} {_NOUNS[what][number != 1]}"] if what else []
    told = "; ".join(dict.fromkeys((*counted, *figures)))
    return f"{told}. {_ANSWERED}" if told else _ANSWERED


def _date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    name = _MONTHS[int(month) - 1] if 1 <= int(month) <= len(_MONTHS) else month
    return " ".join(filter(None, [day and str(int(day)), name, year]))


def _money(found: re.Match[str]) -> str:
    value = float(found[1].replace(",", "").rstrip(".")) * _TIMES[found[2]]
    return f"{value:,.0f} yuan"
