"""Does fusion beat both of its legs? Measured on public Chinese question sets.

The sets are not part of the project: CMRC 2018 (SQuAD form: questions and the paragraph that answers each) and
STARD (lay questions and the statute articles that answer them). Every paragraph or article is one chunk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Literal

from eval.metrics import hit_at_1, recall_at_k, reciprocal_rank
from eval.questions import QuestionFileError
from index.encoders import Encoder, encoded
from index.fusion import fuse
from index.lexical import LexicalIndex
from index.normalize import normalize
from index.search_index import CANDIDATES
from index.tokenizer import PolicyTokenizer
from index.vectors import Vectors

Form = Literal["cmrc2018", "stard"]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A corpus and questions on it; relevant passages are named by position.

    ``answers`` holds, in SQuAD form, the gold spans of each question, any of which will do; else it is empty.
    """

    name: str
    passages: tuple[str, ...]
    questions: tuple[tuple[str, frozenset[int]], ...]
    answers: tuple[tuple[str, ...], ...] = ()

    @property
    def asked(self) -> list[str]:
        """The questions alone."""
        return [question for question, _ in self.questions]


@dataclass(frozen=True, slots=True)
class LegScores:
    """Means over the questions of one set."""

    leg: str
    hit_at_1: float
    mrr_at_10: float
    recall_at_10: float

    @property
    def line(self) -> str:
        """All of it on one line."""
        return (
            f"  {self.leg:<6} hit@1 {self.hit_at_1:.4f}  MRR@10 {self.mrr_at_10:.4f}  recall@10 {self.recall_at_10:.4f}"
        )


def read_public_set(path: Path, form: Form | None = None) -> PublicSet:
    """Read a public set.

    Args:
        path: its file.
        form: which form it has; None takes whichever it has.

    Raises:
        QuestionFileError: if the file has another form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        is_squad = isinstance(data, dict) if form is None else form == "cmrc2018"
        found = _read_squad(path.stem, data) if is_squad else _read_stard(path.stem, data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionFileError(f"{path}: not in the form of {form or 'CMRC 2018 or STARD'} ({error!r})") from error
    if not found.questions:
        raise QuestionFileError(f"{path}: it holds no questions")
    return found


def _read_squad(name: str, data: dict[str, list[dict[str, list[dict[str, object]]]]]) -> PublicSet:
    passages: list[str] = []
    questions: list[tuple[str, frozenset[int]]] = []
    answers: list[tuple[str, ...]] = []
    for paragraph in (paragraph for article in data["data"] for paragraph in article["paragraphs"]):
        passages.append(str(paragraph["context"]))
        asked = paragraph["qas"]
        if not isinstance(asked, list):
            raise TypeError("qas is not a list")
        questions += [(str(qa["question"]), frozenset({len(passages) - 1})) for qa in asked]
        answers += [tuple(str(answer["text"]) for answer in qa.get("answers", [])) for qa in asked]
    return PublicSet(name, tuple(passages), tuple(questions), tuple(answers) if any(answers) else ())


def _read_stard(name: str, data: list[dict[str, dict[str, str]]]) -> PublicSet:
    positions: dict[str, int] = {}
    passages: list[str] = []
    questions: list[tuple[str, frozenset[int]]] = []
    for row in data:
        for title, text in row["相关法规"].items():
            if title not in positions:
                positions[title] = len(passages)
                passages.append(f"{title}\n{text.strip()}")
        questions.append((str(row["问题"]), frozenset(positions[title] for title in row["相关法规"])))
    return PublicSet(name, tuple(passages), tuple(questions))


def measure(data: PublicSet, encoder: Encoder) -> list[LegScores]:
    """Rank every question by each leg and by their fusion, with the code that answers questions."""
    rankings: dict[str, list[list[str]]] = {"dense": [], "bm25": [], "fused": []}
    for dense, bm25 in _search(data, encoder):
        rankings["dense"].append(list(dense))
        rankings["bm25"].append(list(bm25))
        rankings["fused"].append([fused.key for fused in fuse(dense, bm25)])
    relevant = [{str(position) for position in positions} for _, positions in data.questions]
    return [_score(leg, ranked, relevant) for leg, ranked in rankings.items()]


def _search(data: PublicSet, encoder: Encoder) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    lexical = LexicalIndex.of_texts(data.passages, PolicyTokenizer())
    vectors = Vectors((), encoded([normalize(passage) for passage in data.passages], encoder.encode_passages))
    for question, _ in data.questions:
        query = normalize(question)
        vector = encoder.encode_queries([query])[0]
        bm25 = {str(position): score for position, score in lexical.search(query, CANDIDATES)}
        yield {str(position): cosine for position, cosine in vectors.nearest(vector, CANDIDATES)}, bm25


def _score(leg: str, rankings: Sequence[list[str]], relevant: Sequence[set[str]]) -> LegScores:
    pairs = list(zip(rankings, relevant, strict=True))
    return LegScores(
        leg,
        fmean(hit_at_1(ranked, keys) for ranked, keys in pairs),
        fmean(reciprocal_rank(ranked, keys) for ranked, keys in pairs),
        fmean(recall_at_k(ranked, keys, 10) for ranked, keys in pairs),
    )
