"""Libraries of other documents than the built-in plan, made for a test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from answer.build import library_assistant
from answer.library_assistant import LibraryAssistant
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.libraries import library_of
from index.library import Library
from index.settings import IndexSettings


def assistant_of(files: Mapping[str, Path], folder: Path) -> LibraryAssistant:
    """Return the assistant for a library of some files, each published under its id.

    Args:
        files: by the ids of the documents.
        folder: of the library, which is made there.
    """
    return assistant_for(library_of(files, IndexSettings(), folder))


def assistant_for(library: Library) -> LibraryAssistant:
    """Return the assistant for an open library."""
    return library_assistant(library, AnswerSettings(), LLMSettings())
