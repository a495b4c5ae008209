"""The lists of words that are no classes, and how their words are found in a text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.words import lists
from answer.words.lists import Spotted, audiences, spot, word_list
from answer.words.reader import read_classes
from index.normalize import normalize

NAMES = ("comparison", "gist", "gives")


@pytest.mark.parametrize("name", NAMES)
def test_lists_are_normalised_and_no_list_takes_the_place_of_another(name: str) -> None:
    found = list(read_classes(lists._read(name)))
    assert len(found) == len(word_list(name))
    for entries in word_list(name).values():
        assert entries
        assert [normalize(entry) for entry in entries] == list(entries)
        assert all(re.fullmatch(r"\w+", entry) for entry in entries)


def test_groups_are_called_as_policies_call_them() -> None:
    groups = audiences()
    assert "中小微企业" in groups["小老板"]
    assert "高校毕业生" in groups["应届生"]
    assert "opc" in groups["一人公司"]
    for everyday, official in groups.items():
        assert normalize(everyday) == everyday
        assert [normalize(name) for name in official] == list(dict.fromkeys(official))


def test_no_everyday_word_is_of_two_groups() -> None:
    lines = [line for line in lists._read("audiences").splitlines() if line.strip() and not line.startswith("#")]
    groups = [{normalize(word) for word in line.partition("\t")[0].split()} for line in lines]
    words = [word for group in groups for word in group]
    assert len(words) == len(set(words)) == len(audiences())


@pytest.mark.parametrize("line", ["学生 青年", "\t学生", "学生\t", "学生", " \t青年"])
def test_a_line_that_names_no_group_is_told_by_its_number(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_read", lambda name: f"# groups\n老人\t老年人\n{line}\n")
    with pytest.raises(ValueError, match="line 3 names no group"):
        audiences.__wrapped__()


# Finding them


def test_longer_words_are_found_first() -> None:
    entries = {"企业": "b", "小企业": "s", "业主": "o", "主": "m"}
    assert spot("小企业主和企业", entries) == [Spotted(0, 3, "s"), Spotted(3, 4, "m"), Spotted(5, 7, "b")]
    assert spot("小企业", {}) == []
    assert spot("", entries) == []


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    text=st.text("ab中c", max_size=12),
    entries=st.dictionaries(st.text("ab中c", min_size=1, max_size=4), st.sampled_from("xy"), max_size=8),
)
def test_what_is_found_is_there_and_nothing_longer_stands_in_its_place(text: str, entries: dict[str, str]) -> None:
    found = spot(text, entries)
    for one, two in pairwise(found):
        assert one.end <= two.start
    for one in found:
        assert entries[text[one.start : one.end]] == one.name
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if text[start:end] in entries:
                over = [one for one in found if one.start < end and start < one.end]
                assert any(one.end - one.start >= end - start for one in over)
