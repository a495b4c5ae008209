from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from index.catalogue.models import CorrectedField, Correction, Edits
from index.edits import edited
from ingest.models import Measure, Metadata, PolicyDocument, Role, Scenario
from ingest.parser import parse_policy

LABELS = "一二三四五六七八"


def policy(*measures: str) -> PolicyDocument:
    """Parse measures, numbered in their order."""
    lines = [f"（{label}）{measure}" for label, measure in zip(LABELS, measures, strict=False)]
    return parse_policy("海州市若干措施\n" + "\n".join(lines) + "\n")


PLATFORM = "建设平台。建设算力平台。（责任单位：市科技局、市财政局）"
COMPANIES = "支持企业。给予补助。（责任单位：市财政局）"
TALENT = "培养人才。举办培训。（责任单位：市教育局）"
DOCUMENT = policy(PLATFORM, COMPANIES, TALENT)
ROWS = "海州市若干措施\n（一）建设平台。\n（二）支持企业。\n附件：任务清单\n\n序号\t领域\t任务\t责任单位\n"
TASKS = ["产业\t扩大试点\t市科技局", "民生\t改造公园\t市城管局", "民生\t开放数据\t市数据局"]


def rows(*tasks: str) -> PolicyDocument:
    """Parse an annex of tasks, numbered in their order."""
    return parse_policy(ROWS + "".join(f"{number}\t{task}\n" for number, task in enumerate(tasks, 1)))


def correction(document: PolicyDocument, key: str, field: CorrectedField, *values: str) -> Correction:
    """Correct an item as it is called in a document."""
    item = document.item(key)
    assert isinstance(item, Measure | Scenario)
    return Correction(item.id, item.label, item.name, field, values)


def task(document: PolicyDocument, key: str) -> Measure | Scenario:
    item = document.item(key)
    assert isinstance(item, Measure | Scenario)
    return item


def duties(document: PolicyDocument, key: str) -> dict[str, Role]:
    return {duty.agency: duty.role for duty in task(document, key).duties}


def corrected(document: PolicyDocument, *corrections: Correction) -> PolicyDocument:
    found, lost = edited(document, Edits(corrections=corrections))
    assert lost == ()
    return found


def test_where_nothing_was_settled_nothing_changes() -> None:
    assert edited(DOCUMENT, Edits()) == (DOCUMENT, ())


def test_what_was_settled_takes_the_place_of_what_was_read() -> None:
    day = datetime.date(2026, 3, 1)
    found, _ = edited(DOCUMENT, Edits(title="另一个标题", document_number="海府〔2026〕1号", issued=day, until=day))
    assert (found.title, found.document_number) == ("另一个标题", "海府〔2026〕1号")
    assert (found.dates.issued, found.dates.effective, found.dates.until) == (day, None, day)
    assert found.source == DOCUMENT.source
    assert found.measures == DOCUMENT.measures
    assert found.corrected == ()


@pytest.mark.parametrize(
    ("metadata", "edits", "called"),
    [
        (None, Edits(title="新措施"), "《新措施》"),
        (None, Edits(title="新措施", short_title="《措施》"), "《措施》"),
        (None, Edits(short_title="《措施》"), "《措施》"),
        # What metadata call it was chosen by somebody, too.
        (Metadata("haizhou", "《老称呼》"), Edits(title="新措施"), "《老称呼》"),
        (Metadata("haizhou", "《老称呼》"), Edits(short_title="《措施》"), "《措施》"),
    ],
)
def test_what_answers_call_it(metadata: Metadata | None, edits: Edits, called: str) -> None:
    document = parse_policy(DOCUMENT.source, metadata)
    assert edited(document, edits)[0].metadata.short_title == called


DRAFT = "海州市若干措施（征求意见稿）"
ASKING = "关于《海州市若干措施》公开征求意见的通告"


@pytest.mark.parametrize(
    ("source", "title", "stage"),
    [
        (DRAFT, "海州市若干措施", ""),
        (DRAFT, "海州市若干措施（试行）", "试行"),
        (DRAFT, "海州市若干办法（征求意见稿）", "征求意见稿"),
        (DRAFT, None, "征求意见稿"),
        ("海州市若干措施", "海州市若干措施（草案）", "草案"),
        # The notice says it, whatever the title is.
        (f"{ASKING}\n\n现公开征求意见。\n\n海州市措施", "海州市若干措施", "征求意见"),
    ],
)
def test_the_stage_is_that_of_the_settled_title(source: str, title: str | None, stage: str) -> None:
    document = parse_policy(f"{source}\n（一）{PLATFORM}\n（二）{COMPANIES}\n")
    assert edited(document, Edits(title=title))[0].status == stage


def test_all_agencies_of_an_item_are_put_right() -> None:
    found = corrected(DOCUMENT, correction(DOCUMENT, "M1", "agencies", "市数据局", "市财政局"))
    assert task(found, "M1").agencies == ("市数据局", "市财政局")
    assert duties(found, "M1") == {"市数据局": Role.RESPONSIBLE, "市财政局": Role.RESPONSIBLE}
    assert found.corrected == ("M1",)
    assert found.measures[1:] == DOCUMENT.measures[1:]
    assert "市数据局" in found.agencies
    assert "市科技局" not in found.agencies
    # The text is that of the policy, whoever is right.
    assert task(found, "M1").text == task(DOCUMENT, "M1").text


@pytest.mark.parametrize(
    ("field", "role", "order"),
    [("lead", Role.LEAD, ["市财政局", "市科技局"]), ("with", Role.WITH, ["市科技局", "市财政局"])],
)
def test_who_leads_and_who_takes_part(field: CorrectedField, role: Role, order: list[str]) -> None:
    found = corrected(DOCUMENT, correction(DOCUMENT, "M1", field, "市财政局"))
    assert duties(found, "M1") == {"市科技局": Role.RESPONSIBLE, "市财政局": role}
    assert [duty.agency for duty in task(found, "M1").duties] == order
    assert {(listed.role, listed.agencies) for listed in task(found, "M1").roles} == {
        (Role.RESPONSIBLE, ("市科技局",)),
        (role, ("市财政局",)),
    }


def test_an_agency_that_was_not_read_is_one_of_the_item() -> None:
    found = corrected(DOCUMENT, correction(DOCUMENT, "M2", "lead", "市科技局"))
    assert set(task(found, "M2").agencies) == {"市财政局", "市科技局"}
    assert duties(found, "M2") == {"市财政局": Role.RESPONSIBLE, "市科技局": Role.LEAD}


def test_several_corrections_of_one_item_and_of_others() -> None:
    found = corrected(
        DOCUMENT,
        correction(DOCUMENT, "M1", "agencies", "甲局", "乙局", "丙局"),
        correction(DOCUMENT, "M3", "name", "引进人才"),
        correction(DOCUMENT, "M1", "lead", "乙局"),
        correction(DOCUMENT, "M1", "with", "丙局"),
    )
    assert duties(found, "M1") == {"甲局": Role.RESPONSIBLE, "乙局": Role.LEAD, "丙局": Role.WITH}
    assert task(found, "M3").name == "引进人才"
    assert found.corrected == ("M1", "M3")


def test_rows_of_tables_are_put_right() -> None:
    document = rows(*TASKS)
    found = corrected(
        document,
        correction(document, "A2", "name", "改造公园和绿道"),
        correction(document, "A2", "agencies", "市城管局", "市水务局"),
    )
    assert (task(found, "A2").name, task(found, "A2").agencies) == ("改造公园和绿道", ("市城管局", "市水务局"))
    assert found.scenarios[0] == document.scenarios[0]


Remake = Callable[[], PolicyDocument]


@pytest.mark.parametrize(
    ("again", "key"),
    [
        (lambda: policy(PLATFORM, COMPANIES, TALENT), "M2"),
        (lambda: policy("另一件事。", PLATFORM, COMPANIES, TALENT), "M3"),
        (lambda: policy(COMPANIES, TALENT), "M1"),
        (lambda: policy(TALENT, COMPANIES.replace("给予", "一次性给予")), "M2"),
        (lambda: policy(PLATFORM, COMPANIES.replace("支持企业", "支持企业发展"), TALENT), "M2"),
    ],
    ids=["parsed again", "one before it", "one less before it", "moved and reworded", "its name touched up"],
)
def test_a_correction_finds_its_item_again(again: Remake, key: str) -> None:
    found = corrected(again(), correction(DOCUMENT, "M2", "agencies", "市工信局"))
    assert task(found, key).agencies == ("市工信局",)
    assert found.corrected == (key,)


@pytest.mark.parametrize(
    "again",
    [lambda: policy(PLATFORM, TALENT), lambda: policy(PLATFORM), lambda: policy(PLATFORM, "发展旅游。", TALENT)],
    ids=["another one has its number", "nothing has its number", "something else in its place"],
)
def test_a_correction_whose_item_is_gone_is_applied_to_no_other(again: Remake) -> None:
    lost = correction(DOCUMENT, "M2", "agencies", "市工信局")
    assert edited(again(), Edits(corrections=(lost,))) == (again(), (lost,))


def test_a_row_is_found_again_though_rows_were_put_before_it() -> None:
    document = rows(*TASKS)
    found = corrected(rows("产业\t新的任务\t市科技局", *TASKS), correction(document, "A3", "agencies", "市政务局"))
    assert [task(found, f"A{number}").agencies for number in range(1, 5)] == [
        ("市科技局",),
        ("市科技局",),
        ("市城管局",),
        ("市政务局",),
    ]


def test_of_items_of_one_name_the_label_tells_which() -> None:
    document = rows("产业\t其他事项\t市科技局", "民生\t其他事项\t市城管局", "民生\t其他事项\t市数据局")
    found = corrected(document, correction(document, "A2", "agencies", "市水务局"))
    assert [row.agencies for row in found.scenarios] == [("市科技局",), ("市水务局",), ("市数据局",)]


def test_who_sees_a_corrected_name_corrects_the_same_item_wherever_it_goes() -> None:
    edits = Edits().corrected(correction(DOCUMENT, "M2", "name", "助企纾困"))
    seen, _ = edited(DOCUMENT, edits)
    edits = edits.corrected(correction(seen, "M2", "lead", "市工信局"))
    seen, _ = edited(DOCUMENT, edits)
    edits = edits.corrected(correction(seen, "M2", "name", "惠企"))
    found, lost = edited(policy(TALENT, PLATFORM, COMPANIES), edits)
    assert lost == ()
    assert found.corrected == ("M3",)
    assert task(found, "M3").name == "惠企"
    assert duties(found, "M3")["市工信局"] is Role.LEAD
