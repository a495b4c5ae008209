"""Both languages have the same words with the same values to fill in."""

from __future__ import annotations

import re

import pytest

from ui import words, words_en
from ui.i18n import CHINESE, flat, say, translations

NOT_ON_THE_PAGE = {
    "TRANSCRIPT",
    "TRANSCRIPT_NOTE",  # of a file, whose content is Chinese
    "EXPORT_SHEET",
    "EXPORT_COLUMNS",
    "MATRIX_CELL",
    "ASK_DOMAIN",
    "ASK_AMOUNT",
    "ASK_ISSUERS",
    "ASK_OF",  # questions are asked in Chinese
    "NO_SUCH_ITEM",
    "NO_SUCH_DOCUMENT",
    "SEVERAL_ITEMS",
    "BUSY",
    "TOO_OFTEN",
    "TOO_LARGE",
    "SIGN_IN",
    "WRONG_TOO_OFTEN",
    "NO_SUCH_ADDRESS",
    "OPEN_TO_OTHERS",
    "GUARDED",
    "UNGUARDED",  # of an endpoint
    "NO_SUCH_TOOL",
    "TOOLS_ABOUT",  # of the tools for models
    "ABOUT",
    "HOST_HELP",
    "PORT_HELP",
    "BAD_PORT",
    "READY",
    "TAKEN",
    "PORT_FAILURES",  # of the command
}


def test_every_word_of_the_page_is_there_in_english() -> None:
    names = {name for name in vars(words) if name.isupper()}
    english = {name for name in vars(words_en) if name.isupper()}
    assert names - NOT_ON_THE_PAGE == english
    for name in english:
        ours, theirs = getattr(words, name), getattr(words_en, name)
        assert type(ours) is type(theirs)
        if isinstance(ours, dict):
            assert ours.keys() == theirs.keys()


@pytest.mark.parametrize("key", sorted(flat(words_en)))
def test_the_same_values_are_filled_in(key: str) -> None:
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"\{[^}]*\}", text))

    assert values(flat(words)[key]) == values(flat(words_en)[key])


def test_words_that_are_the_same_in_chinese_are_the_same_in_english() -> None:
    # The page is translated by its words.
    found: dict[str, set[str]] = {}
    english = flat(words_en)
    for key, word in flat(words).items():
        if word and key in english:
            found.setdefault(word, set()).add(english[key])
    assert {word: said for word, said in found.items() if len(said) > 1} == {}


@pytest.mark.slow  # gradio takes seconds to import
def test_gradio_gets_both_and_knows_chinese_by_all_its_names() -> None:
    made = translations().translations_dict
    assert {*made} == {*CHINESE, "en"}
    assert made["zh-HK"]["SEND"] == "提问"
    assert made["en"]["SEND"] == "Ask"


@pytest.mark.slow  # gradio takes seconds to import
def test_a_word_that_is_missing_is_noticed_when_the_page_is_built() -> None:
    with pytest.raises(KeyError):
        say("NO_SUCH_WORD")
