"""What the figures are measured on: the assistant of the settings' document, its index and its encoder, and questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.models import Turn
from answer.settings import AnswerSettings
from eval.libraries import entry_of, open_settings_library
from eval.questions import JudgedQuestion
from eval.splits import load
from index.encoders import Encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.settings import IngestSettings, from_environment

ROOT = Path(__file__).parents[2]


class CountingEncoder:
    """An encoder that counts what it encodes."""

    def __init__(self, encoder: Encoder) -> None:
        """Count for ``encoder``."""
        self.encoded = 0
        self._encoder = encoder

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._encoder.dimensions

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions."""
        self.encoded += len(texts)
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages."""
        self.encoded += len(texts)
        return self._encoder.encode_passages(texts)


@dataclass(frozen=True)
class Workplace:
    """An open assistant; no language model phrases its answers, whatever the environment says."""

    settings: IndexSettings
    index: SearchIndex
    assistant: Assistant
    encoder: CountingEncoder

    @classmethod
    def open(cls) -> Workplace:
        """Open the assistant of the environment's settings.

        Raises:
            PolicyError, SettingsError, LibraryError, EmbeddingError, OSError: as `build_assistant` does.
        """
        document = load_policy(from_environment(IngestSettings).source)
        settings = from_environment(IndexSettings)
        library, _ = open_settings_library(settings)
        opened = library.search_index(entry_of(document, library))
        encoder = CountingEncoder(opened.encoder)
        index = opened.with_encoder(encoder)
        assistant = assemble(index, from_environment(AnswerSettings), Learned.load(document, settings))
        return cls(settings, index, assistant, encoder)

    @cached_property
    def _dev(self) -> list[JudgedQuestion]:
        return list(load("plan-dev"))

    def questions(self, number: int, count: int) -> list[JudgedQuestion]:
        """Return the questions of a round: ``test`` first, then others of ``dev``, of all its files.

        No question is asked twice, since what is remembered of one would make its second answer cheap.

        Args:
            number: of the round, from 0.
            count: how many at most.
        """
        if number == 0:
            return list(load("plan-test"))[:count]
        step = max(1, len(self._dev) // count)
        return self._dev[number - 1 :: step][:count]


def history_of(question: JudgedQuestion) -> list[Turn]:
    """Return what was said before a question."""
    return [Turn(turn.role, turn.content) for turn in question.history]
