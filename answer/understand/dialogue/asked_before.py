"""The question before, asked of something else: 要是贷800万呢 after 想贷300万，担保费收多少.

A quantity takes the place of the one of its unit. Else what the asker said of himself or of the case is replaced, and what he
asked stays.
"""

from __future__ import annotations

import re

from answer.asking import CLAUSE, asks
from ingest.numerals import NUMERAL_CHARS
from ingest.quantities import UNITS

_QUANTITY = re.compile(
    rf"(?P<number>\d[\d.]*|[{NUMERAL_CHARS}]+)(?P<unit>[余十百千万亿]*(?:年|月|日|{UNITS})|[余十百千万亿]*[万亿](?=[,。?的]|$))"
)
_SUPPOSES = re.compile(r"^(?:那么?|要是|如果|假如|换成|换|改成|至于|然后|后面|后头)+")
_MOST = 2


def is_date(subject: str) -> bool:
    """Tell whether what is asked of now is a time: another one may be spoken of in another item."""
    return any(found["unit"] in ("年", "月", "日") for found in _QUANTITY.finditer(subject))


def of_another_quantity(subject: str, question: str) -> str:
    """Return the question before with its quantity replaced by one of the same unit; empty if it is not that.

    Args:
        subject: what is asked of now, normalised.
        question: what was asked before, normalised.
    """
    found = list(_QUANTITY.finditer(subject))
    if not found or len(found) > _MOST:
        return ""
    asked = question
    for new in found:
        old = [one for one in _QUANTITY.finditer(asked) if one["unit"] == new["unit"]]
        if len({one.group() for one in old}) != 1:
            return ""
        asked = asked.replace(old[0].group(), new.group())
    return asked if asked != question else ""


def of_another_case(subject: str, question: str) -> str:
    """Return what the question before asked, of another case than it told; empty if it told of none."""
    clauses = [clause.strip() for clause in CLAUSE.findall(question)]
    asking = [clause for clause in clauses if asks(clause)]
    if not asking or len(asking) == len(clauses):
        return ""
    return f"{_SUPPOSES.sub('', subject)},{''.join(asking)}"
