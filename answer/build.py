"""Put an assistant together from the environment's settings."""

from __future__ import annotations

from answer.assistant import Assistant
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from index.builder import Progress
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.settings import IngestSettings, check_environment, from_environment

SETTINGS = (IngestSettings, IndexSettings, AnswerSettings)
"""Every settings class that an assistant is built from."""


def build_assistant(progress: Progress | None = None) -> Assistant:
    """Read the policy, open its index (building it if need be) and return the assistant.

    Args:
        progress: told how far a build is.

    Raises:
        PolicyError, SettingsError, SearchIndexError, EmbeddingError, OSError: each with a message for the user.
    """
    check_environment(SETTINGS)
    document = load_policy(from_environment(IngestSettings).source)
    index = SearchIndex.open_or_build(document, from_environment(IndexSettings), progress)
    return Assistant(index, Synonyms.load(), from_environment(AnswerSettings))
