"""Numbers and times are found whole: what stands beside one of them is no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from answer.expressions import Expression, find_expressions
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.quantities import Kind
from tests.commands import ROOT

OTHERS = (
    sorted((ROOT.parent / "shared" / "policies").glob("*.md"))
    + sorted((ROOT.parent / "shared" / "policies_more").glob("[cgs]*.md"))[::4]
)
SHAPES = sorted((ROOT / "tests" / "ingest" / "fixtures" / "shapes").glob("*.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本措施有效期至2026年12月31日。", ["2026年12月31日"]),
        ("自2026年1月1日起施行，有效期至2026年12月31日。", ["自2026年1月1日起", "2026年12月31日"]),
        ("有效期自2023年1月1日至2024年12月31日", ["自2023年1月1日至2024年12月31日"]),
        ("自二〇二六年七月一日起施行", ["自二〇二六年七月一日起"]),
        ("项目 2023 年年底启动建设。", ["2023 年年底"]),
        ("2026年底前完成", ["2026年底前"]),
        ("2023—2024年实施", ["2023—2024年"]),
        ("2023年3—5月举行", ["2023年3—5月"]),
        ("每年3月31日前报送", ["每年3月31日前"]),
        ("在每月 8 日举行的深圳创投日", ["每月 8 日"]),
        ("印发之日起30日内备案", ["印发之日起30日内"]),
        ("应当留存五年。", ["五年"]),
        ("3至5年内建成", ["3至5年内"]),
        ("20个工作日内办结", ["20个工作日内"]),
        ("按季度发布数据", ["按季度"]),
        ("每人每月2000元", ["每人每月2000元"]),
        ("给予最高不超过500万元补助", ["最高不超过500万元"]),
        ("给予不超过合同额50%、最高30万元奖励", ["不超过合同额50%", "最高30万元"]),
        ("处一万元以上五万元以下罚款", ["一万元以上五万元以下"]),
        ("处5—10万元罚款", ["5—10万元"]),
        ("贷款10%—15%", ["10%—15%"]),
        ("占百分之三十以上", ["百分之三十以上"]),
        ("形成规模 1000 亿元的基金群", ["1000 亿元"]),
        ("达到1,000家", ["达到1,000家"]),
        ("面积不少于2000平方米", ["不少于2000平方米"]),
        ("给予1.5万元/人。", ["1.5万元/人"]),
        ("建设300P算力", ["300P"]),
        ("资本充足率不得低于百分之八", ["不得低于百分之八"]),
        ("未满十八周岁", ["未满十八周岁"]),
        ("不应超过20人", ["不应超过20人"]),
        ("不得晚于2026年底", ["不得晚于2026年底"]),
        ("期限一年半", ["一年半"]),
        ("每半年至少一次", ["每半年至少一次"]),
        ("每三年修订一次", ["每三年修订一次"]),
        ("处人民币二百万元以上罚款", ["人民币二百万元以上"]),
        ("一点五倍", ["一点五倍"]),
        ("每满1年予以加分", ["每满1年"]),
    ],
)
def test_whole_as_printed(text: str, expected: list[str]) -> None:
    found, is_all = find_expressions(text)
    assert [one.text for one in found] == expected
    assert is_all


@pytest.mark.parametrize(
    "text",
    [
        "《行动方案（2023—2024年）》",
        "第十七条之一",
        "第3项",
        "深府〔2023〕12号",
        "一体化推进",
        "千行百业",
        "12.加强管理。",
        "进一步统一",
    ],
)
def test_what_names_and_numbers_states_nothing(text: str) -> None:
    assert find_expressions(text) == ([], True)


def test_a_number_that_cannot_be_read_is_told() -> None:
    assert find_expressions("电话55583219，给予30万元")[1] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30万元", Kind.AMOUNT),
        ("50%", Kind.SHARE),
        ("2倍", Kind.SHARE),
        ("30家", Kind.COUNT),
        ("30日内", Kind.DURATION),
        ("2026年", Kind.DATE),
        ("每季度", Kind.FREQUENCY),
    ],
)
def test_of_what_kind(text: str, kind: Kind) -> None:
    assert [(one.kind, one.text) for one in find_expressions(text)[0]] == [(kind, text)]


# The property: nothing is cut out of anything larger.

_CUT_BEFORE = re.compile(
    r"(?:\d|[\d年月日%万亿元]\s*[—–~～]|\d[.,]|[少低小短超高多大长][于过]|不[满足到]|未[满达]|至少|至多|最高|最低|百分之|人民币|每|点)\s*$"
)
_CUT_BEHIND = re.compile(
    r"\s*(?:\d|[.,]\d|[万亿](?!级)|元|%|以上|以下|以内|左右|[—–~～至]\s*\d|个百分点|半(?=[，。的])|人民币)"
)
_CUT_DATE = re.compile(r"\s*(?:\d{1,2}\s*[月日号]|底|年底|[上下]半年)")


def cuts(one: Expression, text: str) -> Iterator[str]:
    """Say how an expression was cut out of a larger one; written without a look at how they are found."""
    before, behind = text[: one.start], text[one.end :]
    without_year = re.search(r"年\s*$", before) and re.match(r"\d{1,2}\s*月", one.text)
    if without_year or _CUT_BEFORE.search(before):
        yield f"before: {before[-10:]}|{one.text}"
    if _CUT_BEHIND.match(behind) or (one.kind is Kind.DATE and _CUT_DATE.match(behind)):
        yield f"behind: {one.text}|{behind[:10]}"
    if text[one.start : one.end] != one.text or one.text != one.text.strip():
        yield f"not literal: {one.text}"


def sentences_of(path: Path | None) -> list[str]:
    try:
        document = load_policy(path) if path else load_policy()
    except PolicyError:
        return []
    parts = [part.text for part in document.notice.parts]
    return [*parts, *(sentence.text for measure in document.measures for sentence in measure.sentences)]


@pytest.mark.parametrize("path", [None, *SHAPES, *OTHERS], ids=lambda path: path.stem if path else "built-in")
def test_nothing_is_cut_out_of_anything(path: Path | None) -> None:
    for text in sentences_of(path):
        found, _ = find_expressions(text)
        assert [cut for one in found for cut in cuts(one, text)] == []
        assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("至2026年12月31日", "12月31日"),
        ("不少于5家", "5家"),
        ("5家以上", "5家"),
        ("1000亿元", "1000亿"),
        ("3—5年", "5年"),
    ],
)
def test_the_property_can_fail(text: str, piece: str) -> None:
    start = text.index(piece)
    assert list(cuts(Expression(Kind.DATE, piece, start, start + len(piece)), text))
