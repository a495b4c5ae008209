"""How a question is cut into clauses, and what its words mean in a question about a whole document."""

from __future__ import annotations

import pytest

from answer.understand.annotate import annotate
from answer.understand.clauses import Clause, clauses_of, is_short_for
from index.normalize import normalize
from tests.answer.understand.recognisers.conftest import names_of

MEASURES, LAW = "jiashan-opc-2026", "accounting-law"


def clauses(question: str, document: str = MEASURES) -> list[Clause]:
    names = names_of(document)
    return clauses_of(annotate(question, normalize(question), names), names)


@pytest.mark.parametrize("space", [" ", "，", "　", "。"])
def test_a_space_between_chinese_words_ends_a_clause_like_a_comma(space: str) -> None:
    found = clauses(f"这份文件图啥{space}对小公司有啥好处")
    assert [one.shape for one in found if one.shape] == ["dy", "uqb"]


def test_where_letters_fold_otherwise_than_typed_no_space_counts() -> None:
    assert len(clauses("这份文件㈠图啥 对小公司有啥好处")) == 1


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("帮一人公司", "hu"),
        ("扶持哪路人", "hql"),
        ("变成个啥样", "vq"),
        ("推行它图什么", "my"),
        ("弄成啥样", "vq"),
    ],
)
def test_the_words_of_lists_are_found_across_each_other(question: str, shape: str) -> None:
    assert clauses(question)[0].shape == shape


@pytest.mark.parametrize("question", ["十几个人的小公司", "三个人的公司"])
def test_a_counted_person_is_no_group(question: str) -> None:
    assert "个人" not in clauses(question)[0].audiences


@pytest.mark.parametrize(("text", "name"), [("集采", "集中采购"), ("市监局", "市场监督管理局")])
def test_what_is_short_for_a_name(text: str, name: str) -> None:
    assert is_short_for(text, name)
    assert not is_short_for(text[::-1], name)
    assert not is_short_for(text[:1], name)


def test_who_issued_a_document_is_no_matter_of_its_own() -> None:
    assert clauses("市监局这份东西图啥", "hangzhou-market-opc-2026")[0].shape == "ody"
    assert clauses("市监局这份东西图啥", LAW)[0].shape != "ody"


@pytest.mark.parametrize("question", ["概括全文", "总结这份文件", "写一段摘要"])
def test_what_sums_up(question: str) -> None:
    assert clauses(question)[0].sums_up
    assert not clauses("这份文件讲什么")[0].sums_up
