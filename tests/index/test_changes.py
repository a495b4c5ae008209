from __future__ import annotations

import random

import pytest

from index.changes import changes
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

LABELS = "一二三四五六七八"
MEASURES = [
    "建设平台。建设算力平台，统一调度全市算力。（责任单位：市科技局、市财政局）",
    "支持企业。对新建机房的企业给予补助20万元。（责任单位：市财政局）",
    "培养人才。每年举办两次培训，培养五百人。（责任单位：市教育局）",
    "开放场景。每年发布十个应用场景。（责任单位：市数据局）",
]


def policy(*measures: str, title: str = "海州市若干措施") -> PolicyDocument:
    lines = [f"（{label}）{measure}" for label, measure in zip(LABELS, measures, strict=False)]
    return parse_policy(f"{title}\n" + "\n".join(lines) + "\n")


def said(before: PolicyDocument, after: PolicyDocument) -> list[str]:
    return list(changes(before, after))


BEFORE = policy(*MEASURES)


def test_the_same_text_has_no_changes() -> None:
    assert said(BEFORE, policy(*MEASURES)) == []


def test_another_title() -> None:
    assert said(BEFORE, policy(*MEASURES, title="海州市若干意见")) == ["标题：海州市若干措施 → 海州市若干意见"]


NOTICE = "海州市若干措施\n\n各有关单位：\n为了发展，制定本措施。\n"
ARTICLES = "第一条 建设平台。\n第二条 支持企业。\n"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("为了发展", "为了加快发展", ["引言：文字"]),
        ("各有关单位：", "各县区：", ["引言：文字"]),
        ("2025年1月1日起", "2026年1月1日起", ["施行日期：2025-01-01 → 2026-01-01", "附则：文字"]),
        ("，有效期至2029年12月31日", "", ["失效日期：2029-12-31 → 无", "附则：文字"]),
    ],
)
def test_what_changed_around_the_items(old: str, new: str, what: list[str]) -> None:
    text = f"{NOTICE}{ARTICLES}附则\n本措施自2025年1月1日起施行，有效期至2029年12月31日。\n"
    assert old in text
    assert said(parse_policy(text), parse_policy(text.replace(old, new))) == what


def test_what_changed_elsewhere_is_said_where_nothing_else_did() -> None:
    after = parse_policy(f"{NOTICE}第二章 扶持\n{ARTICLES}")
    assert said(parse_policy(f"{NOTICE}第二章 支持\n{ARTICLES}"), after) == ["其他文字有变化，条目都没有变"]


def test_one_more_and_one_less_are_named_and_no_other() -> None:
    new = "保护数据。建立分级分类制度。（责任单位：市网信办）"
    assert said(BEFORE, policy(*MEASURES, new)) == ["+ M5 （五） 保护数据"]
    assert said(policy(*MEASURES, new), BEFORE) == ["- M5 （五） 保护数据"]


def test_what_was_put_in_between_renumbers_those_behind_it() -> None:
    after = policy(MEASURES[0], "保护数据。建立分级分类制度。", *MEASURES[1:])
    assert said(BEFORE, after) == [
        "~ M3 （三） 支持企业：编号 （二） → （三）",
        "~ M4 （四） 培养人才：编号 （三） → （四）",
        "~ M5 （五） 开放场景：编号 （四） → （五）",
        "+ M2 （二） 保护数据",
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("20万元", "30万元", "文字"),
        ("支持企业", "扶持企业", "名称 支持企业 → 扶持企业"),
        ("市财政局", "市财政局、市工信局", "责任单位 +市工信局"),
        ("市财政局", "市工信局", "责任单位 -市财政局、+市工信局"),
    ],
)
def test_what_changed_in_an_item(old: str, new: str, what: str) -> None:
    after = policy(MEASURES[0], MEASURES[1].replace(old, new), *MEASURES[2:])
    name = "扶持企业" if "扶持" in new else "支持企业"
    assert said(BEFORE, after) == [f"~ M2 （二） {name}：{what}"]


def test_another_order_of_agencies() -> None:
    after = policy(MEASURES[0].replace("市科技局、市财政局", "市财政局、市科技局"), *MEASURES[1:])
    assert said(BEFORE, after) == ["~ M1 （一） 建设平台：责任单位 顺序"]


def test_an_item_that_moved_and_was_reworded_is_the_same() -> None:
    reworded = MEASURES[3].replace("十个", "二十个").replace("发布", "公开发布")
    found = said(BEFORE, policy(reworded, *MEASURES[:3]))
    assert "~ M1 （一） 开放场景：编号 （四） → （一）" in found
    assert not any(line.startswith(("+", "-")) for line in found)


def test_rows_of_tables() -> None:
    head = "海州市若干措施\n（一）建设平台。\n（二）支持企业。\n附件：清单\n\n序号\t领域\t任务\t责任单位\n"
    before = parse_policy(f"{head}1\t产业\t扩大试点\t市科技局\n2\t民生\t改造公园\t市城管局\n")
    after = parse_policy(
        f"{head}1\t产业\t扩大试点\t市工信局\n2\t民生\t开放数据平台\t市数据局\n3\t民生\t改造公园\t市城管局\n"
    )
    found = said(before, after)
    assert any(line.startswith("~ A1") and "-市科技局、+市工信局" in line for line in found)
    assert any(line.startswith("+") and "开放数据平台" in line for line in found)
    assert not any(line.startswith("-") for line in found)


def test_a_long_name_is_cut_short() -> None:
    long = "长" * 60
    head = "海州市若干措施\n（一）建设平台。\n（二）支持企业。\n附件：清单\n\n序号\t领域\t任务\t责任单位\n"
    after = parse_policy(f"{head}1\t产业\t{long}\t市工信局\n")
    (line,) = [line for line in said(parse_policy(head), after) if line.startswith("+ A1")]
    assert line.endswith("长……")
    assert len(line) < 60


@pytest.mark.parametrize("seed", range(20))
def test_every_item_is_told_of_at_most_once_and_counts_add_up(seed: int) -> None:
    """Whatever is taken out, put in and moved: what was there and is gone, and what is new, make the difference."""
    draw = random.Random(seed)
    pool = [
        *MEASURES,
        *(f"事项{what}。推进{what}。（责任单位：市{what}局）" for what in ("水务", "交通", "体育", "民政")),
    ]
    one, other = (policy(*draw.sample(pool, draw.randint(1, 7))) for _ in range(2))
    found = said(one, other)
    gone = [line for line in found if line.startswith("-")]
    come = [line for line in found if line.startswith("+")]
    assert len(found) == len(set(found))
    assert len(one.measures) - len(gone) == len(other.measures) - len(come)
    bodies = {measure.body for measure in one.measures} & {measure.body for measure in other.measures}
    assert len(one.measures) - len(gone) >= len(bodies)
