from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.public import LegScores, PublicSet, measure, read_public_set
from eval.questions import QuestionFileError
from index.encoders import open_encoder
from index.settings import IndexSettings

SQUAD = {
    "data": [
        {"paragraphs": [{"context": "甲文", "qas": [{"question": "甲一"}, {"question": "甲二"}]}]},
        {"paragraphs": [{"context": "乙文", "qas": [{"question": "乙一"}]}]},
    ]
}
STARD = [
    {"问题": "问一", "相关法规": {"法一": " 条文一\n", "法二": "条文二"}},
    {"问题": "问二", "相关法规": {"法二": "条文二"}},
]


def write(tmp_path: Path, data: object) -> Path:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_squad_form(tmp_path: Path) -> None:
    assert read_public_set(write(tmp_path, SQUAD)) == PublicSet(
        "set",
        ("甲文", "乙文"),
        (("甲一", frozenset({0})), ("甲二", frozenset({0})), ("乙一", frozenset({1}))),
    )


def test_squad_form_with_the_spans_that_answer(tmp_path: Path) -> None:
    asked = [
        {"question": "甲一", "answers": [{"text": "甲"}, {"text": "文", "answer_start": 1}]},
        {"question": "甲二", "answers": []},
    ]
    data = read_public_set(write(tmp_path, {"data": [{"paragraphs": [{"context": "甲文", "qas": asked}]}]}), "cmrc2018")
    assert data.asked == ["甲一", "甲二"]
    assert data.answers == (("甲", "文"), ())


def test_stard_form_names_every_article_once(tmp_path: Path) -> None:
    assert read_public_set(write(tmp_path, STARD)) == PublicSet(
        "set", ("法一\n条文一", "法二\n条文二"), (("问一", frozenset({0, 1})), ("问二", frozenset({1})))
    )


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        5,
        "text",
        None,
        {"data": []},
        {"data": [{"paragraphs": [{"context": "甲", "qas": 5}]}]},
        {"data": [1]},
        {"data": [{"paragraphs": [{"context": "甲", "qas": ["问"]}]}]},
        {"data": [{"paragraphs": [{"context": "甲", "qas": [{"question": "问", "answers": ["甲"]}]}]}]},
        {"data": [{"paragraphs": [{"context": "甲", "qas": [{"question": "问", "answers": None}]}]}]},
        ["text"],
        [{"问题": "问"}],
        [{"问题": "问", "相关法规": ["法一"]}],
        [{"问题": "问", "相关法规": {"法一": 5}}],
    ],
)
def test_anything_else_is_named(tmp_path: Path, data: object) -> None:
    with pytest.raises(QuestionFileError, match=r"set\.json"):
        read_public_set(write(tmp_path, data))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"\xff{")
    for name in ("none.json", "bad.json"):
        with pytest.raises(QuestionFileError, match=name):
            read_public_set(tmp_path / name)


def test_both_legs_and_their_fusion_are_measured() -> None:
    data = PublicSet(
        "small",
        ("养蜂场补助二十万元。", "算力平台由市里建设。", "蜂蜜节每年举办。"),
        (("养蜂场补助多少", frozenset({0})), ("谁建设算力平台", frozenset({1}))),
    )
    scores = measure(data, open_encoder(IndexSettings()))
    assert scores == [LegScores(leg, 1.0, 1.0, 1.0) for leg in ("dense", "bm25", "fused")]
