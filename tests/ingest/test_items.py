from __future__ import annotations

import pytest

from ingest.models import Measure
from ingest.parser import parse_policy


def measures(*texts: str) -> tuple[Measure, ...]:
    return parse_policy("\n".join(texts)).measures


def test_inline_titles() -> None:
    first, second = measures("（一）建设平台。整合资源。（责任单位：甲局）", "（二）支持“产，学”研。办好大会。")
    assert (first.title, first.body) == ("建设平台", "整合资源。")
    assert (second.title, second.body) == ("支持“产，学”研", "办好大会。")


def test_bracketed_titles() -> None:
    (measure,) = measures("（一）【建设平台】整合资源。")
    assert (measure.title, measure.body) == ("建设平台", "整合资源。")


def test_sentences_are_no_titles() -> None:
    found = measures("（一）对甲企业，给予奖励。奖励一次。", "（二）对乙企业，给予补贴。", "（三）支持丙企业。")
    assert [measure.title for measure in found] == ["", "", ""]
    assert found[0].body == "对甲企业，给予奖励。奖励一次。"


def test_a_lone_sentence_with_its_agencies_is_no_title() -> None:
    found = measures("（一）支持甲企业。（责任单位：甲局）", "（二）支持乙企业。（责任单位：乙局）")
    assert [(measure.title, measure.body) for measure in found] == [("", "支持甲企业。"), ("", "支持乙企业。")]


def test_body_and_sentences_leave_every_list_of_agencies_out() -> None:
    (measure,) = measures("（一）甲甲。乙。（责任单位：丙局）丁。（牵头单位：戊局）（配合单位：己局）")
    assert [sentence.text for sentence in measure.sentences] == ["乙。", "丁。"]
    assert measure.body == "乙。（责任单位：丙局）丁。"
    assert measure.agencies == ("丙局", "戊局", "己局")


def test_list_of_agencies_inside_a_title_makes_no_sentence() -> None:
    (measure,) = measures("（一）建设（责任单位：甲局）平台。整合资源。")
    assert [sentence.text for sentence in measure.sentences] == ["整合资源。"]


@pytest.mark.parametrize(
    ("text", "label", "spoken"),
    [
        ("第十二条 为了甲。", "第十二条", "第十二条"),
        ("第七条之一　为了甲。", "第七条之一", "第七条之一"),
        ("第17条之2 为了甲。", "第17条之2", "第十七条之二"),
        ("**第八条之十**　为了甲。", "第八条之十", "第八条之十"),
        ("三、为了甲。", "三、", "第三条"),
        ("4.为了甲。", "4.", "第四条"),
        ("(五)为了甲。", "(五)", "第五条"),
    ],
)
def test_labels(text: str, label: str, spoken: str) -> None:
    (measure,) = measures(text)
    # The number is the place in the document, whatever is printed.
    assert (measure.label, measure.spoken, measure.number, measure.id) == (label, spoken, 1, "M1")


def test_label_broken_off_from_a_number_stays_the_label() -> None:
    measure, *_ = measures("1.", "5万元以下的项目，简化手续。", "2.支持企业，办好大会。", "3.支持高校，办好大赛。")
    assert (measure.label, measure.text, measure.body) == (
        "1.",
        "1.5万元以下的项目，简化手续。",
        "5万元以下的项目，简化手续。",
    )


def test_label_alone_among_others_is_a_measure_that_says_nothing() -> None:
    first, *_ = measures("（一）", "（二）支持企业，办好大会。", "（三）支持高校，办好大赛。")
    assert (first.label, first.title, first.body, first.sentences) == ("（一）", "", "", ())


def test_a_short_name_is_made_where_there_is_no_title() -> None:
    (measure, _) = measures("（一）对引进的企业给予奖励，最高500万元。逾期不予受理。", "（二）支持乙企业，办好大会。")
    assert (measure.title, measure.name) == ("", "对引进的企业给予奖励")
    (long, _) = measures("（一）" + "支持" * 30 + "，给予奖励。", "（二）支持乙企业，办好大会。")
    assert long.name == "支持" * 12 + "……"


def test_title_ends_before_its_list_of_agencies() -> None:
    first, _ = measures(
        "（一）扩大床位供给（责任单位：市民政局）\n\n新增床位一千张。", "（二）培养人才\n\n开设护理专业。"
    )
    assert (first.title, first.body, first.agencies) == ("扩大床位供给", "新增床位一千张。", ("市民政局",))


def test_each_role_is_kept_with_its_word() -> None:
    (measure, _) = measures("（一）甲甲。乙。（牵头单位：丙局；配合单位：丁局等）", "（二）戊戊。己。")
    assert [(one.word, one.agencies, one.open) for one in measure.roles] == [
        ("牵头单位", ("丙局",), False),
        ("配合单位", ("丁局",), True),
    ]


def test_goals_are_called_by_their_heading() -> None:
    document = parse_policy(
        "某市若干措施\n一、总体要求\n坚持创新驱动，推动高质量发展。\n二、任务\n（一）甲甲。乙。\n（二）丙丙。丁。"
    )
    (goal,) = document.goals
    assert (goal.id, goal.label, goal.name) == ("G1", "一、总体要求", "坚持创新驱动")
    assert [sentence.text for sentence in goal.sentences] == ["坚持创新驱动，推动高质量发展。"]
