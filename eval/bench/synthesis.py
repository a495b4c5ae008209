"""A policy of any size, made of another one's clauses put together anew, with vectors and without a model's hour.

A sentence is made of clauses of several sentences, and its vector is the mean of theirs, which is what the model does
with the tokens of a text. Sentences that were held back are planted among them: only they have their words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.normalize import normalize
from ingest.chunks import make_chunks
from ingest.models import Chunk, Measure, PolicyDocument, Sentence, Span

_CLAUSE = re.compile(r"[^，。；：、]{4,}")
_PLANTED_EVERY = 3
_CLAUSES, _SENTENCES = 3, 3
"""Clauses of a sentence, and sentences of a measure, which is a passage besides."""
_SEED = 7

Vector = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vector]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A document with the vector of every chunk (shape: chunks, dimensions).

    ``planted`` names by citation id the sentences to be found.
    """

    document: PolicyDocument
    chunks: tuple[Chunk, ...]
    vectors: Vector
    planted: dict[str, str]


def synthesise(document: PolicyDocument, passages: int, encode: Encode) -> Corpus:
    """Make a policy of about so many passages; the planted ones come first, and stand in one of any size.

    Args:
        document: whose sentences are used.
        passages: how many there are to be; as many as are planted at least.
        encode: encodes passages.
    """
    sentences = [sentence.text for measure in document.measures for sentence in measure.sentences]
    planted = sentences[::_PLANTED_EVERY]
    clauses = [clause for text in sentences if text not in planted for clause in _CLAUSE.findall(text)]
    known = dict(zip(clauses, encode([normalize(clause) for clause in clauses]), strict=True))
    measures: list[Measure] = []
    rows: list[Vector] = []
    for texts, vectors in chain(_planted(planted, encode), _recombined(clauses, known)):
        if len(rows) >= passages:
            break
        measures.append(_measure(len(measures) + 1, texts))
        rows += [_unit(np.sum(vectors, axis=0)), *vectors]
    made = replace(document, measures=tuple(measures), scenarios=(), source="")
    made = replace(made, notice=replace(document.notice, parts=()))
    found = {measure.id: text for measure, text in zip(measures, planted, strict=False)}
    return Corpus(made, make_chunks(made), np.stack(rows), found)


def _planted(texts: Sequence[str], encode: Encode) -> Iterator[tuple[list[str], list[Vector]]]:
    for text, vector in zip(texts, encode([normalize(text) for text in texts]), strict=True):
        yield [text], [vector]


def _recombined(clauses: Sequence[str], known: dict[str, Vector]) -> Iterator[tuple[list[str], list[Vector]]]:
    chance = random.Random(_SEED)  # noqa: S311 - nothing secret depends on it
    while True:
        chosen = [chance.sample(clauses, _CLAUSES) for _ in range(_SENTENCES)]
        yield (
            [f"{'，'.join(parts)}。" for parts in chosen],
            [_unit(np.sum([known[part] for part in parts], axis=0)) for parts in chosen],
        )


def _unit(vector: Vector) -> Vector:
    unit: Vector = vector / np.linalg.norm(vector)
    return unit


def _measure(number: int, texts: Sequence[str]) -> Measure:
    body = "".join(texts)
    return Measure(
        number=number,
        label=f"第{number}条",
        title="",
        section="",
        text=body,
        body=body,
        sentences=tuple(Sentence(text, 0, len(text)) for text in texts),
        agencies=(),
        agencies_open=False,
        span=Span(0, len(body)),
    )
