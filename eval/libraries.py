"""A system for every document of a corpus: each question goes to its own, one that names none to the nearest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eval.documents import Corpus
from eval.questions import Asked
from eval.systems import OneDocument, Response, SystemName, open_system
from index.encoders import open_encoder
from index.settings import IndexSettings
from ingest.models import PolicyDocument


class Library:
    """The systems of a corpus, each opened when it is first asked.

    Until the assistant itself holds several documents, a question on all of them is answered by the one whose passages
    are nearest to it: what a front page with a search box would do.
    """

    def __init__(self, name: SystemName, corpus: Corpus, settings: IndexSettings, folder: Path) -> None:
        """Prepare to open the systems.

        Args:
            name: of the system.
            corpus: what may be asked about.
            settings: of the index; one document alone lies where they say.
            folder: for the indexes of several documents.

        Raises:
            EmbeddingError: if the model cannot be opened.
        """
        self._name = name
        self._corpus = corpus
        self._settings = settings
        self._folder = folder
        self._encoder = open_encoder(settings)
        self._open: dict[str, OneDocument] = {}

    def answer(self, asked: Asked) -> Response:
        """Answer from the document that the question is asked of, or from the nearest.

        Raises:
            QuestionFileError, SearchIndexError, OSError: if there is no such document, or its index cannot be built.
        """
        document = self._corpus.document_of(asked.document)
        if document is not None:
            return self._of(document).answer(asked)
        documents = self._corpus.documents.values()
        nearest = max(documents, key=lambda one: self._of(one).nearness(asked))
        return _named(self._of(nearest).answer(asked), nearest.metadata.doc_id)

    def _of(self, document: PolicyDocument) -> OneDocument:
        name = document.metadata.doc_id
        if name not in self._open:
            alone = len(self._corpus.documents) == 1
            settings = self._settings if alone else replace(self._settings, index_dir=self._folder / name)
            self._open[name] = open_system(self._name, document, settings, self._encoder)
        return self._open[name]


def _named(response: Response, document: str) -> Response:
    """Put the document's id before those of its items."""
    return replace(
        response,
        citations=tuple(f"{document}/{key}" for key in response.citations),
        quotes=tuple((f"{document}/{key}", text) for key, text in response.quotes),
        ranked=tuple(f"{document}/{key}" for key in response.ranked),
    )
