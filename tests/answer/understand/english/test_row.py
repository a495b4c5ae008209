from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.english import Glossary
from answer.understand.english import conditions, facts, lists
from answer.understand.english.row import Row, cut, phrases

KNOWN = Glossary.parse(
    ["数据安全\tdata security", "运行与管理\toperation and management", "运营\toperation", "管理\tmanagement"]
)
NAME = re.compile(r"(?<![?<A-Z_])[A-Z_]{3,}")


def _row(sentence: str) -> list[tuple[str, str]]:
    return [(piece.word, piece.text) for piece in Row(cut(sentence, KNOWN.known, phrases())).pieces]


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "which articles mention国家秘密",
            [("WHICH", "which"), ("ARTICLE", "articles"), ("MENTION", "mention"), ("TERM", "国家秘密")],
        ),
        ("chapter three", [("CHAPTER", "chapter"), ("NUMBER", "3")]),
        ("the 2nd chapter", [("ORDINAL", "2"), ("CHAPTER", "chapter")]),
        ("mention data security", [("MENTION", "mention"), ("TERM", "数据安全")]),
        ("part on operation and management", [("PART", "part"), ("ABOUT", "on"), ("TERM", "运行与管理")]),
        ("mention “data security”", [("MENTION", "mention"), ("TERM", "数据安全")]),
        ("mention 省《办法》 (the provincial measures)", [("MENTION", "mention"), ("TERM", "省《办法》")]),
        ("mention frobnicators", [("MENTION", "mention"), ("UNKNOWN", "frobnicators")]),
    ],
)
def test_a_sentence_is_cut_into_phrases(sentence: str, pieces: list[tuple[str, str]]) -> None:
    assert _row(sentence) == pieces


@pytest.mark.parametrize(
    ("module", "names"), [(lists, ["english"]), (conditions, ["english"]), (facts, ["english_facts"])]
)
def test_every_class_that_is_asked_for_is_there(module: object, names: list[str]) -> None:
    known = {"TERM", "NUMBER", "ORDINAL", "COMMA", "MARK", "UNKNOWN", "LABEL"}.union(
        *(phrases(name).terms for name in names)
    )
    written = Path(str(module.__file__)).read_text("utf-8")  # type: ignore[attr-defined]
    strings = " ".join(re.findall(r'"([^"\u3400-\u9fff]+)"', written))
    constants = {"NOUN", "MEMBER", "NOUNS", "UNITS", "ITEMS", "GROUPS", "AGENCIES"}
    found = {name for name in NAME.findall(re.sub(r"\{[^}]*\}", " ", strings)) if not name.startswith("_")} - constants
    assert found - known - {"FIRST", "DONE_BY", "TITLE"} == set()


def test_phrases_stand_in_one_class() -> None:
    for name in ("english", "english_facts", "english_talk"):
        assert phrases(name).terms
