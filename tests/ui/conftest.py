"""A library of several documents, as programs and models ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.library_assistant import LibraryAssistant
from eval.libraries import library_of
from index.library import Library
from index.settings import IndexSettings
from tests.libraries import assistant_for

POLICIES = Path(__file__).parents[1] / "answer"
DRAFT = (
    "# 某市支持制茶业发展的若干措施\n\n（一）建设茶园。每亩补助七千七百元。（责任单位：市茶叶局）\n\n"
    "（二）打造品牌。举办茶叶节。（责任单位：市商务局）\n"
)


@pytest.fixture(scope="session")
def several_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Open a library of the rules of a city and the measures of another; a third document is a draft."""
    folder = tmp_path_factory.mktemp("several")
    (folder / "tea.md").write_text(DRAFT, encoding="utf-8")
    files = {"rules": POLICIES / "rules.md", "bees": POLICIES / "whole_policy.md"}
    library = library_of(files, IndexSettings(), folder / "library")
    with library.writing() as writer:
        writer.add(folder / "tea.md", name="tea")
    return library


@pytest.fixture
def one_library(tmp_path: Path) -> Library:
    """Open a library of the tea measures alone, to be changed."""
    (tmp_path / "tea.md").write_text(DRAFT, encoding="utf-8")
    return library_of({"tea": tmp_path / "tea.md"}, IndexSettings(), tmp_path / "library")


@pytest.fixture(scope="session")
def several(several_library: Library) -> LibraryAssistant:
    """Give the assistant for that library."""
    return assistant_for(several_library)
