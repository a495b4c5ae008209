"""Put an assistant together from the environment's settings."""

from __future__ import annotations

from answer.assistant import Assistant
from answer.english import Glossary
from answer.lasting import made_to_last
from answer.learned import Learned
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings, FeedbackSettings, ServerSettings
from answer.synonyms import Synonyms
from index.builder import Progress
from index.embedding.errors import ModelDamagedError, ModelMissingError
from index.proxies import settle_proxies
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.settings import IngestSettings, check_environment, from_environment

SETTINGS = (IngestSettings, IndexSettings, AnswerSettings, LLMSettings, FeedbackSettings, ServerSettings)
"""Every settings class that an assistant is built from."""


def build_assistant(progress: Progress | None = None, *, needs_model: bool = False) -> Assistant:
    """Read the policy, open its index (building it if need be) and return the assistant.

    Where the shipped model is missing or damaged, the assistant compares words alone and says so (`Assistant.degraded`);
    the index stays as it is, for the day that the model is back.

    Args:
        progress: told how far a build is.
        needs_model: raise rather than do without.

    Raises:
        PolicyError, SettingsError, SearchIndexError, EmbeddingError, OSError: each with a message for the user.
    """
    check_environment(SETTINGS)
    # All settings are read before the first second of work.
    index_settings, answer_settings = from_environment(IndexSettings), from_environment(AnswerSettings)
    llm_settings = from_environment(LLMSettings)
    llm_settings.check()
    if llm_settings.configured or index_settings.chroma_url:
        settle_proxies(llm_settings.base_url, index_settings.chroma_url)
    with made_to_last():
        document = load_policy(from_environment(IngestSettings).source)
        try:
            index = SearchIndex.open_or_build(document, index_settings, progress)
            learned = Learned.load(document, index_settings)
        except (ModelMissingError, ModelDamagedError):
            if needs_model:
                raise
            index, learned = SearchIndex.by_words(document), Learned()
        return assemble(index, answer_settings, learned, llm_settings)


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
