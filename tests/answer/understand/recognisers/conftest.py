"""What the tests of the recognisers share: a question about one document of the benchmark, annotated."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from answer.evidence import Coverage
from answer.models import Question
from answer.understand.annotate import annotate
from answer.understand.names import Names
from eval.documents import catalogue
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.agency_aliases import read_aliases

Annotated = Callable[[str, str], tuple[Question, Names]]


@cache
def names_of(document_id: str) -> Names:
    document = next(one for one in catalogue() if one.id == document_id).load()
    return Names(document, PolicyTokenizer(domain_words(document)), read_aliases(), Coverage(document).occurrences)


@pytest.fixture(scope="session")
def annotated() -> Annotated:
    """Annotate a question about a document of the benchmark."""

    def annotate_about(document_id: str, question: str) -> tuple[Question, Names]:
        names = names_of(document_id)
        text = normalize(question)
        return annotate(question, text, names), names

    return annotate_about
