"""The word classes: how their files are read, that they agree with each other, and that nothing asks for one that is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from answer.models import MentionKind
from answer.understand.annotate import annotate
from answer.understand.clauses import clauses_of
from answer.understand.selecting.shape import compiled
from answer.words import reader
from answer.words.lists import word_list
from answer.words.reader import WordClasses, read_classes, word_classes
from index.normalize import normalize
from tests.answer.understand.recognisers.conftest import names_of

PLAN = "shenzhen-ai-action-plan-2023-2024"
ROOT = Path(__file__).parents[3]
READING = sorted(path for path in (ROOT / "answer" / "understand").rglob("*.py") if path.parent.name != "english")
SELECTING = [path for path in READING if path.parent.name == "selecting" or path.stem == "select"]
NAME = re.compile(r"[A-Z_]*[A-Z]{2}[A-Z_]*")
"""The name of a class in a pattern of classes; one capital alone may be anything."""
PATTERN = re.compile(r"[A-Z_ ()|*+?^$.]*[A-Z]{2}[A-Z_ ()|*+?^$.]*")
OTHERS = {"MARK", "DRAFT", "EARLIER", "SURE"}
"""No classes: the word of punctuation, stages and versions of documents, and a line of the list of dialect."""


def strings(path: Path) -> Iterator[str]:
    """Yield what a module writes in the names of classes alone, the constant parts of f-strings too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PATTERN.fullmatch(node.value):
            yield node.value


# Files


def test_a_file_is_read_with_its_comments_left_out() -> None:
    text = "# What asks.\nWHO\t谁 哪位 谁\n\nMATTER+\t条件 ＡＢＣ\nWHO\t边位\n"
    assert list(read_classes(text)) == [("WHO", ("谁", "哪位")), ("MATTER+", ("条件", "abc")), ("WHO", ("边位",))]


@pytest.mark.parametrize(
    "line",
    [
        "WHO 谁 哪位",  # a space for the tab
        "WHO",
        "WHO\t",
        "WHO\t  ",
        "\t谁",
        " WHO\t谁",
        "who\t谁",
        "WHO2\t谁",
        "WHO ELSE\t谁",
        "+WHO\t谁",
        "WHO++\t谁",
        "谁\tWHO",
    ],
)
@pytest.mark.parametrize("before", [0, 3])
def test_a_line_of_another_form_is_told_by_its_number(line: str, before: int) -> None:
    text = "# first\n\nWHICH\t哪些\n"
    with pytest.raises(ValueError, match=rf"line {before + 1} is no word class"):
        list(read_classes("".join(text.splitlines(keepends=True)[:before]) + line + "\n"))


def read_from(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> WordClasses:
    (folder / "classes").mkdir()
    for name, text in files.items():
        (folder / "classes" / f"{name}.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(reader, "files", lambda package: folder)
    return word_classes.__wrapped__()


def test_files_add_to_each_others_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    classes = read_from(tmp_path, monkeypatch, b="WHO\t边位\nISSUE+\t印发\n", a="WHO\t谁\n")
    assert classes["WHO"] == ("谁", "边位")
    assert classes.content == {"ISSUE"}
    assert classes.by_entry == {"谁": "WHO", "边位": "WHO", "印发": "ISSUE"}
    assert classes.longest == 2


@pytest.mark.parametrize(
    "files",
    [{"a": "WHO\t谁\nWHICH\t哪些 谁\n"}, {"a": "WHO\t谁\n", "b": "WHICH+\t谁\n"}, {"a": "WHO\tabc\nWHICH\tＡＢＣ\n"}],
)
def test_an_entry_in_two_classes_is_told(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"(谁|abc) is in WHO and in WHICH"):
        read_from(tmp_path, monkeypatch, **files)


# Those that are shipped


def test_every_entry_is_one_that_a_question_can_have() -> None:
    """Questions are normalised, and cut at whatever is no letter."""
    classes = word_classes()
    for entry, name in classes.by_entry.items():
        assert normalize(entry) == entry, name
        assert re.fullmatch(r"[\w%]+", entry), name
    assert classes.longest == max(map(len, classes.by_entry))


def test_words_marked_as_content_are_content_and_no_others_are() -> None:
    classes, names = word_classes(), names_of(PLAN)
    assert classes.content
    for name, entries in classes.entries.items():
        tokens = [token for entry in entries for token in annotate(entry, entry, names).tokens if token.text == entry]
        of_class = [token for token in tokens if token.mention is None and token.word != "CHAR"]
        assert of_class, name
        if name in classes.content:
            assert {(token.word, token.topic) for token in of_class} == {("CONTENT", name)}
            assert all(token.counts for token in of_class)
        else:
            assert {(token.word, token.topic) for token in of_class} == {(name, "")}
            assert not any(token.counts for token in of_class)


IN_NAMES = {
    "发文部门": "read as 市发展改革委, which sounds alike",
    "发布部门": "read as 市发展改革委, which sounds alike",
    "公布机关": "read as 市公安局, which sounds alike",
    "制定部门": "read as a body that the plan does not have",
}


@pytest.mark.parametrize(
    "word",
    [
        pytest.param(word, marks=pytest.mark.xfail(reason=IN_NAMES[word], strict=True) if word in IN_NAMES else ())
        for name in ("WHO", "WHICH", "OWN", "OWNER_NOUN", "LEAD_NOUN", "ISSUER_NOUN", "AGENCY_NOUN", "TASK_NOUN")
        for word in word_classes()[name]
    ],
)
def test_a_word_for_whoever_owns_or_issues_is_nobodys_name(word: str) -> None:
    assert [mention for mention in names_of(PLAN).find(word) if mention.kind == "agency"] == []


# Those that the code asks for


def test_every_class_that_the_code_names_is_there() -> None:
    kinds = {kind.upper() for kind in get_args(MentionKind)}
    known = {
        *word_classes().entries,
        *word_list("gist"),
        *word_list("speech"),
        *word_list("comparison"),
        *kinds,
        *OTHERS,
        "NUMBER",
        "ORDINAL",
        "AMOUNT",
        "SHARE",
        "QUOTED",
        "CONTENT",
    }
    known |= {"CHAR", "LISTED", "COMMA", "STOP", "BRACKET", "MARKED"}
    named = {name: path.name for path in READING for text in strings(path) for name in NAME.findall(text)}
    assert len(named) > 100  # it finds them
    assert {name: where for name, where in named.items() if name not in known} == {}


def test_patterns_of_selections_compile() -> None:
    """Those in f-strings are parts, which need not be balanced."""
    whole = {
        node.value
        for path in SELECTING
        for top in ast.walk(ast.parse(path.read_text("utf-8")))
        if not isinstance(top, ast.JoinedStr)
        for node in ast.iter_child_nodes(top)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PATTERN.fullmatch(node.value)
    }
    patterns = [text for text in whole if text not in OTHERS and " " in text]
    assert len(patterns) > 50
    for pattern in patterns:
        assert compiled(pattern).pattern


def test_lists_of_the_gist_are_all_used() -> None:
    """What is in a list and has no letter is read by nobody."""
    used = {text for path in READING for text in strings(path)}
    assert set(word_list("gist")) <= used
    # A clause asks for some of them by their names: this raises if one of those is gone.
    names = names_of(PLAN)
    question = annotate("这份文件的目的是什么？", normalize("这份文件的目的是什么？"), names)
    assert clauses_of(question, names)
