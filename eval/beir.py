"""A split as others measure retrieval: corpus, queries and relevance judgements in the form of BEIR.

https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset: ``corpus.jsonl`` (``_id``, ``title``, ``text``),
``queries.jsonl`` (``_id``, ``text``) and ``qrels/test.tsv`` (query, passage, score).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.documents import Corpus
from eval.files import write_texts
from eval.questions import JudgedQuestion


class Counts(NamedTuple):
    """How much was written."""

    passages: int
    queries: int
    judgements: int


def write_beir(questions: Sequence[JudgedQuestion], corpus: Corpus, folder: Path) -> Counts:
    """Write the items of all documents, the questions that cite one and stand alone, and which items they cite.

    Args:
        questions: of a split; unanswerable ones and turns that follow others have nothing to be retrieved.
        corpus: their documents.
        folder: made if need be.

    Raises:
        OSError: if a file cannot be written.
    """
    passages = [_line(_id=key, title=title, text=text) for key, title, text in _passages(corpus)]
    asked = [question for question in questions if question.gold_cites and not question.history]
    queries = [_line(_id=question.id, text=question.question) for question in asked]
    prefix = {name: f"{name}/" for name in corpus.documents}
    only = next(iter(prefix.values())) if len(prefix) == 1 else ""
    rows = [
        f"{question.id}\t{prefix.get(question.document, only)}{key}\t1\n"
        for question in asked
        for key in sorted(question.relevant)
    ]
    write_texts(
        {
            folder / "corpus.jsonl": "".join(passages),
            folder / "queries.jsonl": "".join(queries),
            folder / "qrels" / "test.tsv": "query-id\tcorpus-id\tscore\n" + "".join(rows),
        }
    )
    return Counts(len(passages), len(queries), len(rows))


def _passages(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    for name, document in corpus.documents.items():
        for key, text in corpus.scope(document).texts.items():
            yield f"{name}/{key}", document.title, text


def _line(**values: str) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"
