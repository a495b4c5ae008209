"""Questions for both ends of a section, and others that name one end or none."""

from __future__ import annotations

import pytest

from answer.models import Select, Several
from answer.understand.planner import plan
from answer.understand.recognisers.ends import recognise
from tests.answer.understand.recognisers.conftest import Annotated

BOTH = (
    ("zero-waste-cities-2018", "实施步骤一共列了几项，头一项和最后一项叫什么？", True),
    ("law-enforcement-publicity-2018", "全面推行执法全过程记录制度这部分共几条，头一条和末一条是什么？", True),
    ("government-new-media-2018", "规范运维管理里打头的一条和最后一条是哪条？", False),
)


@pytest.mark.parametrize(("document", "question", "counts"), BOTH)
def test_both_ends(annotated: Annotated, document: str, question: str, counts: bool) -> None:
    found = plan(*annotated(document, question))
    assert found is not None
    assert isinstance(found.plan, Several)
    ends = [one for one in found.plan.plans if isinstance(one, Select)]
    assert [one.order.most for one in ends if one.order] == [False, True]
    assert [("count" in one.show) for one in ends] == [counts, counts]
    assert ends[0].where == ends[1].where


@pytest.mark.parametrize(
    ("document", "question"),
    [
        ("zero-waste-cities-2018", "实施步骤的头一项叫什么？"),
        ("zero-waste-cities-2018", "实施步骤最后一项叫什么？"),
        ("archives-law", "第一章有几条？"),
    ],
)
def test_one_end_is_not_read_as_both(annotated: Annotated, document: str, question: str) -> None:
    assert recognise(*annotated(document, question)) == []
