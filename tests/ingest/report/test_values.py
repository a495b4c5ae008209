from __future__ import annotations

import json

from ingest.corpus_files import load_policy
from ingest.report import to_json
from tests.ingest.report.policies import led, plain


def test_json_gives_back_the_parsed_values() -> None:
    document = load_policy()
    values = json.loads(json.dumps(to_json(document), ensure_ascii=False))
    assert values["date"] == values["dates"]["issued"] == "2023-05-31"
    assert values["valid_until"] == 2024
    assert [measure["text"] for measure in values["measures"]] == [measure.text for measure in document.measures]
    assert [measure["mark"] for measure in values["measures"]] == [measure.mark for measure in document.measures]
    assert [scenario["id"] for scenario in values["scenarios"]] == [item.id for item in document.scenarios]
    assert [warning["line"] for warning in values["warnings"]] == [warning.line for warning in document.warnings]
    assert values["digest"] == document.digest
    assert values["text_digest"] == document.text_digest


def test_json_offsets_point_into_the_source() -> None:
    for document in (load_policy(), led(), plain()):
        values = to_json(document)
        closing = values["closing"]["parts"] if values["closing"] else []
        for part in [*values["scenarios"], *values["noise"], *values["goals"], *closing, *values["notice"]]:
            shown = part.get("text") or part["name"]
            assert shown in document.source[part["start"] : part["end"]]


def test_head_dates_and_what_is_declared() -> None:
    values = to_json(led())
    assert (values["document_number"], values["status"]) == ("甲政发〔2026〕3号", "试行")
    assert values["dates"] == {"issued": "2026-03-01", "effective": "2026-04-01", "until": "2028-12-31"}
    assert [one["kind"] for one in values["conventions"]] == ["first_leads", "also_responsible"]
    assert [goal["id"] for goal in values["goals"]] == ["G1"]
    assert [section["level"] for section in values["sections"]] == [0, 0, 0]


def test_roles_and_duties() -> None:
    first, second, _ = to_json(led())["measures"]
    assert [(one["role"], one["agencies"]) for one in second["roles"]] == [
        ("lead", ["市人社局"]),
        ("with", ["市教育局"]),
    ]
    assert second["roles"][1]["open"] is True
    assert first["duties"] == [
        {"agency": "市经信局", "role": "lead", "declared": True},
        {"agency": "市财政局", "role": "responsible", "declared": False},
        {"agency": "各区政府", "role": "responsible", "declared": True},
    ]


def test_tables_have_rows_of_named_cells() -> None:
    (table,) = to_json(led())["tables"]
    assert table["head"] == ["序号", "任务", "牵头单位", "配合单位"]
    assert [row["id"] for row in table["rows"]] == ["A1", "A2"]
    assert [cell["head"] for cell in table["rows"][0]["cells"]] == table["head"]
    assert [cell["text"] for cell in table["rows"][0]["cells"]] == ["1", "建平台", "市经信局", "市科技局"]


def test_what_a_policy_does_not_say_is_null() -> None:
    values = to_json(plain())
    assert (values["document_number"], values["status"], values["closing"]) == (None, None, None)
    assert values["dates"] == {"issued": None, "effective": None, "until": None}


def test_how_sure_it_is() -> None:
    assert to_json(led())["reading"]["sure"] is True
    reading = to_json(plain())["reading"]
    assert (reading["sure"], reading["summary"]) == (False, "有 1 处请人工核对：措施编号 1 处（第 4 行）。")
