from __future__ import annotations

from pathlib import Path

import pytest

from answer.evidence import Coverage
from answer.synonyms import Synonyms
from index.normalize import normalize
from ingest.errors import MetadataError
from ingest.lexicon import SYNONYMS_FILE
from ingest.models import PolicyDocument


def test_expressions_name_their_terms() -> None:
    synonyms = Synonyms.parse(["智能算力\t显卡、GPU", "数据中心\t显卡"])
    assert synonyms.find("显卡太贵") == {"显卡": ("智能算力", "数据中心")}
    assert synonyms.find("有gpu吗") == {"gpu": ("智能算力",)}
    assert synonyms.find("别的") == {}


def test_the_longest_of_overlapping_expressions_counts() -> None:
    assert Synonyms.parse(["甲\t模型", "乙\t大模型"]).find("大模型") == {"大模型": ("乙",)}


@pytest.mark.parametrize(
    ("text", "found"), [("ct", True), ("做ct吗", True), ("a ct scan", True), ("director", False), ("ct2", False)]
)
def test_english_matches_whole_words(text: str, found: bool) -> None:
    assert bool(Synonyms.parse(["影像\tCT"]).find(text)) is found


def test_signs_in_an_expression_are_not_patterns() -> None:
    assert Synonyms.parse(["甲\tc++、a.b"]).find("用c++写") == {"c++": ("甲",)}
    assert Synonyms.parse(["甲\ta.b"]).find("axb") == {}


def test_comments_blank_lines_and_all_commas_are_known() -> None:
    assert Synonyms.parse(["# 说明", "", "甲\t乙，丙,丁、 戊 、"]).find("乙丙丁戊") == dict.fromkeys(
        "乙丙丁戊", ("甲",)
    )


@pytest.mark.parametrize("line", ["没有制表符", "\t乙", " \t乙"])
def test_a_line_of_another_form_is_named(line: str) -> None:
    with pytest.raises(MetadataError, match="第 2 行"):
        Synonyms.parse(["甲\t乙", line])


def test_a_missing_or_empty_file_has_none(tmp_path: Path) -> None:
    assert Synonyms.load(tmp_path / "none.tsv").find("显卡") == {}
    (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
    assert Synonyms.load(tmp_path / "empty.tsv").find("显卡") == {}


def test_terms_that_do_not_single_out_an_item_are_dropped() -> None:
    synonyms = Synonyms.parse(["常见\t甲、乙", "罕见\t乙", "未见\t丙"])
    specific = synonyms.specific({"常见": 6, "罕见": 5, "未见": 0}.__getitem__)
    assert specific.find("甲乙丙") == {"乙": ("罕见",)}


def test_the_terms_of_the_shipped_file_stand_in_the_policy(document: PolicyDocument) -> None:
    source = normalize(document.source)
    lines = SYNONYMS_FILE.read_text(encoding="utf-8").splitlines()
    terms = [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]
    assert [term for term in terms if normalize(term) not in source] == []
    assert len(terms) == len(set(terms))


def test_the_shipped_file_leads_to_the_policy(document: PolicyDocument) -> None:
    synonyms = Synonyms.load().specific(Coverage(document).occurrences)
    assert "通用大模型" in synonyms.find("类似chatgpt的东西")["chatgpt"]
