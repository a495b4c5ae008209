"""Put an assistant together from the environment's settings."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from answer.assistant import Assistant
from answer.english import Glossary
from answer.lasting import made_to_last
from answer.learned import Learned
from answer.library_assistant import LibraryAssistant
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings, FeedbackSettings, ServerSettings
from answer.synonyms import Synonyms
from index.catalogue.models import Entry
from index.embedding.errors import ModelDamagedError, ModelMissingError
from index.errors import LibraryError
from index.library import Library
from index.opening import open_library
from index.proxies import settle_proxies
from index.revisions import Progress
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.settings import IngestSettings, check_environment, from_environment

SETTINGS = (IngestSettings, IndexSettings, AnswerSettings, LLMSettings, FeedbackSettings, ServerSettings)
"""Every settings class that an assistant is built from."""


def build_assistant(progress: Progress | None = None, *, needs_model: bool = False) -> LibraryAssistant:
    """Open the library (making it if need be) and return the assistant.

    Where the shipped model is missing or damaged, the assistant compares words alone and says so (`Assistant.degraded`);
    the library stays as it is, for the day that the model is back.

    Args:
        progress: told how far it is, where vectors have to be computed.
        needs_model: raise rather than do without.

    Raises:
        PolicyError, SettingsError, LibraryError, EmbeddingError: each with a message for the user.
    """
    check_environment(SETTINGS)
    # All settings are read before the first second of work.
    index_settings, answer_settings = from_environment(IndexSettings), from_environment(AnswerSettings)
    llm_settings = from_environment(LLMSettings)
    llm_settings.check()
    if llm_settings.configured or index_settings.chroma_url:
        settle_proxies(llm_settings.base_url, index_settings.chroma_url)
    with made_to_last():
        library, only = _open(
            index_settings, from_environment(IngestSettings).source, progress, needs_model=needs_model
        )
        assistant = library_assistant(library, answer_settings, llm_settings, only)
        # The first question need not wait for it.
        opened = assistant.documents()
        for entry in opened[:1]:
            assistant.assistant_of(entry)
        if len(opened) > 1:
            # What is asked of all documents needs all of them, which takes seconds where there are hundreds.
            Thread(target=_warm, args=(library,), daemon=True).start()
        return assistant


def _warm(library: Library) -> None:
    with suppress(LibraryError):  # whoever asks is told
        library.items(library.snapshot())


def library_assistant(
    library: Library,
    settings: AnswerSettings,
    llm_settings: LLMSettings,
    only: str = "",
    today: Callable[[], datetime.date] = datetime.date.today,
) -> LibraryAssistant:
    """Return the assistant for an open library.

    Args:
        library: whose published documents answer.
        settings: of answers.
        llm_settings: of a language model, if one is configured.
        only: id of the only document that is open; empty for all.
        today: tells the day, on which it depends whether a document is in force.
    """
    assemble_one = partial(_assistant_of, library, settings, llm_settings)
    return LibraryAssistant(library, assemble_one, Glossary.load(), only, today)


def _open(
    settings: IndexSettings, source: Path, progress: Progress | None, *, needs_model: bool
) -> tuple[Library, str]:
    try:
        return open_library(settings, source, progress)
    except (ModelMissingError, ModelDamagedError):
        if needs_model:
            raise
        return open_library(settings, source, progress, with_model=False)


def _assistant_of(library: Library, settings: AnswerSettings, llm_settings: LLMSettings, entry: Entry) -> Assistant:
    index = library.search_index(entry)
    learned = Learned() if index.without_model else Learned.load(index.document, library.settings)
    return assemble(index, settings, learned, llm_settings)


def assemble(
    index: SearchIndex, settings: AnswerSettings, learned: Learned, llm_settings: LLMSettings | None = None
) -> Assistant:
    """Return the assistant for an open index, with the lexicon that is shipped, what was learned from questions, and a
    language model if one is configured.
    """
    synonyms = Synonyms.load()
    phraser = None
    if llm_settings and llm_settings.configured:
        from answer.phrasing.phraser import Phraser

        phraser = Phraser.connect(llm_settings, index.document, index.tokenizer, synonyms)
    return Assistant(index, synonyms, settings, Glossary.load(), learned, phraser)
