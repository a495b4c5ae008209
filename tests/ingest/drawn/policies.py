"""Whole policies: a head, a body, a signature and annexes, drawn with what was put into each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests.ingest.drawn import words
from tests.ingest.drawn.bodies import Body, bodies
from tests.ingest.drawn.tables import DrawnTable, tables

TITLE = "临江市关于支持科技创新的若干措施"
NUMBERS = ("临府办〔2024〕5号", "临科规〔2024〕12号", "临政发[2024]3号")
ISSUERS = (("临江市人民政府办公室",), ("临江市科学技术局", "临江市财政局"))
ADDRESSEES = ("各区人民政府", "市直各单位")
ISSUED = (
    ("2024年2月1日", datetime.date(2024, 2, 1)),
    ("2024 年 12 月 31 日", datetime.date(2024, 12, 31)),
    ("二〇二四年二月十五日", datetime.date(2024, 2, 15)),
)


@dataclass(frozen=True)
class Written:
    """A policy as text and what stands in it."""

    text: str
    body: Body
    title: str = TITLE
    number: str = ""
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    issued: datetime.date | None = None
    tables: tuple[DrawnTable, ...] = ()


@st.composite
def policies(draw: st.DrawFn, body: st.SearchStrategy[Body] | None = None) -> Written:
    """Draw a policy: alone or published by a notice, signed before or behind, or not at all."""
    found = draw(bodies() if body is None else body)
    kind = draw(st.sampled_from(("alone", "alone, signed", "published", "notice itself")))
    preamble = draw(st.sampled_from(words.PREAMBLES))
    if kind == "alone":
        return Written(_joined(TITLE, preamble, *found.paragraphs), found)
    issuers = draw(st.sampled_from(ISSUERS))
    date, issued = draw(st.sampled_from(ISSUED))
    written = Written("", found, issuers=issuers, issued=issued)
    if kind == "alone, signed":
        return replace(written, text=_joined(TITLE, preamble, *found.paragraphs, *issuers, date))
    number = draw(st.sampled_from(NUMBERS))
    to = "，".join(ADDRESSEES) + "："
    written = replace(written, number=number, addressees=ADDRESSEES)
    if kind == "published":
        name = f"{' '.join(issuers)}关于印发《{TITLE}》的通知"
        head = (name, number, to, f"现将《{TITLE}》印发给你们，请认真贯彻执行。", *issuers, date)
        return replace(written, text=_joined(*head, TITLE, preamble, *found.paragraphs))
    name = f"{' '.join(issuers)}关于支持科技创新的通知"
    paragraphs = (name, number, to, preamble, *found.paragraphs, *issuers, date)
    return replace(written, text=_joined(*paragraphs), title=name)


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


ANNEXES = ("场景清单", "任务分工表", "主要指标")


@st.composite
def with_annexes(draw: st.DrawFn) -> Written:
    """Draw a policy with one annex or more, each a table under its title."""
    written = draw(policies())
    found = draw(st.lists(tables(), min_size=1, max_size=3))
    form = draw(st.sampled_from(("附件{n}：{title}\n", "附件{n}\n\n{title}\n\n", "附件{n} {title}\n\n")))
    parts = [
        form.format(n=n if len(found) > 1 or "{n} " in form else "", title=title) + "\n".join(table.lines)
        for n, (title, table) in enumerate(zip(ANNEXES, found, strict=False), 1)
    ]
    return replace(written, text=_joined(written.text.rstrip("\n"), *parts), tables=tuple(found))
