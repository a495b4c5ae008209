"""Rows of classes, and patterns in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.models import Token
from answer.understand.annotate import annotate
from answer.understand.selecting.shape import Shape, compiled
from answer.words import word_classes
from index.normalize import normalize
from tests.answer.understand.recognisers.conftest import names_of

PLAN = "shenzhen-ai-action-plan-2023-2024"
CLASSES = sorted(word_classes().entries)
NOT_SAYING = ("FILLER", "POLITE", "GREETING", "THANKS")
LEADING = ("BY", "REAR")
"""Left out where what they lead does not follow."""
SEEN = [name for name in CLASSES if name not in (*NOT_SAYING, *LEADING)]


def row(*classes: str) -> Shape:
    """Give a row of tokens of some classes; a mark is given as itself."""
    tokens = [
        Token(place, place + 1, name if len(name) == 1 else "字", "MARK" if len(name) == 1 else name)
        for place, name in enumerate(classes)
    ]
    return Shape(tokens)


def shape_of(question: str) -> Shape:
    text = normalize(question)
    return Shape(annotate(text, text, names_of(PLAN)).tokens)


def words(tokens: tuple[Token, ...] | None) -> list[str] | None:
    return None if tokens is None else [token.word for token in tokens]


# Patterns


@pytest.mark.parametrize(
    ("pattern", "classes", "found"),
    [
        ("NOT AGENCY", "NOT AGENCY", ["NOT", "AGENCY"]),
        ("NOT AGENCY", "AGENCY NOT", None),
        ("NOT (OWN|LEAD)* AGENCY", "NOT OWN LEAD OWN AGENCY", ["NOT", "OWN", "LEAD", "OWN", "AGENCY"]),
        ("NOT (OWN|LEAD)* AGENCY", "NOT AGENCY", ["NOT", "AGENCY"]),
        ("NOT (OWN|LEAD)* AGENCY", "NOT HELP AGENCY", None),
        ("AGENCY+ OUTSIDE?", "EXCEPT AGENCY AGENCY OUTSIDE", ["AGENCY", "AGENCY", "OUTSIDE"]),
        ("^AGENCY", "AGENCY OWN", ["AGENCY"]),
        ("^OWN", "AGENCY OWN", None),
        ("OWN$", "AGENCY OWN", ["OWN"]),
        ("LEAD", "LEAD_NOUN", None),  # no name is part of another
        ("LEAD_NOUN", "LEAD LEAD_NOUN", ["LEAD_NOUN"]),
        ("NUMBER .*? WHO", "NUMBER OWN AGENCY WHO OWN WHO", ["NUMBER", "OWN", "AGENCY", "WHO"]),
    ],
)
def test_a_pattern_is_found(pattern: str, classes: str, found: list[str] | None) -> None:
    first = row(*classes.split()).first(pattern)
    assert words(first.tokens if first else None) == found


NARROWER = [
    ("AGENCY_NOUN", "OWNER_NOUN"),
    ("MEASURE_NOUN", "BODY_NOUN"),
    ("ROW_NOUN", "ANNEX_NOUN"),
    ("ONLY", "ALONE"),
]


def test_every_class_is_itself_and_no_other() -> None:
    shape = row(*SEEN)
    assert len(shape.tokens) == len(SEEN)
    for name in SEEN:
        narrower = {wide: {narrow} for wide, narrow in NARROWER}.get(name, set())
        assert {token.word for found in shape.find(name) for token in found.tokens} == {name} | narrower


@pytest.mark.parametrize(("wide", "narrow"), NARROWER)
def test_a_wider_class_means_the_narrower_one_but_not_the_other_way_round(wide: str, narrow: str) -> None:
    assert row(narrow).first(wide)
    assert row(narrow).first(f"{wide}+ OWN?")
    assert not row(wide).first(narrow)


@pytest.mark.parametrize("pattern", ["NOTHING", "NOT NOWHERE", "(OWN|LEEAD)*", "AGENCYS", "SECTION_NOUNS?", "MARK"])
def test_a_class_that_there_is_not_is_told(pattern: str) -> None:
    shape = row("NOT", "OWN")
    for look in (shape.first, lambda one: shape.before(1, one), lambda one: shape.behind(1, one), compiled):
        with pytest.raises(KeyError):
            look(pattern)


def test_a_pattern_that_is_none_is_told() -> None:
    with pytest.raises(re.error):
        compiled("(OWN|LEAD")


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(classes=st.lists(st.sampled_from(["NOT", "OWN", "AGENCY", "LEAD", "ONLY"]), max_size=12))
def test_patterns_are_found_as_in_a_text_of_names(classes: list[str]) -> None:
    """A row is to its patterns what a text of one letter a class is to the same patterns in these letters."""
    letters = {"NOT": "n", "OWN": "o", "AGENCY": "a", "LEAD": "l", "ONLY": "y"}
    text, shape = "".join(letters[name] for name in classes), row(*classes)
    for pattern in ("NOT (OWN|LEAD)* AGENCY", "AGENCY (OWN|ONLY)+", "ONLY? AGENCY OWN?", "(NOT|ONLY)+ AGENCY$"):
        plain = re.compile(re.sub("[A-Z]+", lambda match: letters[match.group()], pattern).replace(" ", ""))
        assert [(found.start, found.end) for found in shape.find(pattern)] == [
            one.span() for one in plain.finditer(text)
        ]
        for place in range(len(classes) + 1):
            behind, at = shape.behind(place, pattern), plain.match(text, place)
            assert (None if behind is None else len(behind)) == (at.end() - place if at else None)
            before, ends = shape.before(place, pattern), re.search(f"(?:{plain.pattern})$", text[:place])
            assert words(before) == (classes[ends.start() : place] if ends else None)


# What is before and behind


def test_what_stands_before_and_behind_is_told_from_nothing() -> None:
    shape = row("NOT", "OWN", "AGENCY", "OUTSIDE")
    assert words(shape.before(2, "NOT OWN*")) == ["NOT", "OWN"]
    assert words(shape.before(2, "LEAD*")) == []
    assert shape.before(2, "NOT") is None
    assert words(shape.behind(3, "OUTSIDE")) == ["OUTSIDE"]
    assert words(shape.behind(3, "LEAD?")) == []
    assert shape.behind(2, "OUTSIDE") is None
    assert shape.behind(4, "OUTSIDE") is None
    assert shape.before(0, "NOT") is None


def test_all_alternatives_end_right_before_a_place() -> None:
    shape = row("EXCEPT", "OWN", "AGENCY")
    assert shape.before(2, "EXCEPT|NOT") is None
    assert words(shape.before(2, "EXCEPT|OWN")) == ["OWN"]


def test_places_are_those_of_the_row() -> None:
    shape = row("FILLER", "NOT", "POLITE", "AGENCY", "FILLER", "OWN")
    found = shape.first("AGENCY OWN")
    assert found
    assert (found.start, found.end) == (1, 3)
    assert words(shape.before(found.start, "NOT")) == ["NOT"]
    assert shape.tokens[found.start : found.end] == found.tokens


# What is left out


@pytest.mark.parametrize("idle", NOT_SAYING)
def test_what_only_holds_a_sentence_together_is_left_out(idle: str) -> None:
    assert row(idle, "NOT", idle, idle, "AGENCY", idle).row == row("NOT", "AGENCY").row
    assert row(idle).tokens == ()


@pytest.mark.parametrize(
    "question", ["没有工信局参与的措施有哪些", "第二部分里责任单位最多的是哪条", "提到“算力”的有几条"]
)
@pytest.mark.parametrize(
    ("before", "behind"), [("请问", ""), ("您好，请问", ""), ("那", "呢"), ("麻烦你帮我看一下", "啊")]
)
def test_politeness_leaves_the_row_as_it_is(question: str, before: str, behind: str) -> None:
    polite, plain = shape_of(before + question + behind), shape_of(question)
    assert polite.row.removeprefix(row(",").row) == plain.row


def test_what_leads_something_else_counts_only_there() -> None:
    assert words(shape_of("按部分统计").tokens) == ["BY", "SECTION_NOUN", "LIST"]
    assert words(shape_of("按每个部分统计").tokens) == ["BY", "EACH", "SECTION_NOUN", "LIST"]
    assert "BY" not in [token.word for token in shape_of("按规定").tokens]
    assert words(row("BY", "OWN").tokens) == ["OWN"]
    assert words(row("OWN", "BY").tokens) == ["OWN"]
    assert words(row("REAR", "NUMBER").tokens) == ["REAR", "NUMBER"]
    assert words(row("REAR", "UNIT").tokens) == ["UNIT"]


# Marks


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("、", "LISTED"),
        (",", "COMMA"),
        (":", "COMMA"),
        (";", "STOP"),
        ("。", "STOP"),
        ("?", "STOP"),
        ("!", "STOP"),
        ("(", "BRACKET"),
        (")", "BRACKET"),
        ("-", "MARKED"),
        ("…", "MARKED"),
        ("“", "MARKED"),
    ],
)
def test_marks_have_classes_of_their_own(mark: str, name: str) -> None:
    shape = row("AGENCY", mark, "AGENCY")
    assert shape.first(f"AGENCY {name} AGENCY")
    for other in {"LISTED", "COMMA", "STOP", "BRACKET", "MARKED"} - {name}:
        assert not shape.first(other)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("工信局、发改委", "LISTED"),
        ("工信局，发改委", "COMMA"),
        ("工信局？发改委", "STOP"),
        ("工信局（发改委）", "BRACKET"),
    ],
)
def test_marks_of_a_question_are_those_of_its_normal_form(question: str, name: str) -> None:
    assert shape_of(question).first(f"AGENCY {name} AGENCY")


def test_several_marks_at_once_count_as_the_first() -> None:
    assert shape_of("工信局，“算力").first("AGENCY COMMA CONTENT")


# Topics


def test_topics_that_patterns_ask_for_are_seen_and_others_are_content() -> None:
    assert shape_of("写明日期").first("SAY DATE_NOUN")
    assert shape_of("写明到期日").first("SAY CONTENT")
    assert not shape_of("写明日期").first("CONTENT")


def test_a_question_without_words_is_an_empty_row() -> None:
    empty = Shape([])
    assert empty.row == ""
    assert empty.first("OWN") is None
    assert empty.behind(0, "OWN?") == ()
