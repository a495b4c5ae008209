from __future__ import annotations

import pytest

from answer.understand.dialogue.asked_before import of_another_case, of_another_quantity


@pytest.mark.parametrize(
    ("subject", "question", "asked"),
    [
        ("要是贷800万", "想贷300万,担保费收多少?", "想贷800万,担保费收多少?"),
        ("要是贷800万元", "想贷300万元,担保费收多少?", "想贷800万元,担保费收多少?"),
        ("2020年的", "到2025年目标多少?", "到2020年目标多少?"),
        ("三家的", "只有一家企业入围怎么采购?", "只有三家企业入围怎么采购?"),
        ("三家的", "只有一家企业入围,两家呢?", ""),
        ("机场", "到2025年目标多少?", ""),
    ],
)
def test_a_quantity_takes_the_place_of_one_like_it(subject: str, question: str, asked: str) -> None:
    assert of_another_quantity(subject, question) == asked


@pytest.mark.parametrize(
    ("subject", "question", "asked"),
    [
        ("要是租人才公寓", "刚到还没找房,有地方先住吗?", "租人才公寓,有地方先住吗?"),
        ("硕士毕业的", "我本科生,每年补贴多少?", "硕士毕业的,每年补贴多少?"),
        ("机场", "口岸归谁管?", ""),
    ],
)
def test_what_was_asked_is_asked_of_another_case(subject: str, question: str, asked: str) -> None:
    assert of_another_case(subject, question) == asked
