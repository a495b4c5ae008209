"""Lay questions asked of a whole library of laws, end to end: the right article, or a refusal where its law is not there.

STARD names the articles that answer each question. The laws are files as they are published; all their articles are the
items of one long document, since what is measured is whether the right one is found among twenty thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from answer.assistant import Assistant
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from eval.extractive import as_document
from eval.public import PublicSet, read_public_set
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.policy_files import files_in, load_all

_STATE = "中华人民共和国"
_ARTICLE = re.compile(r"(?P<law>.+?)(?P<label>第[^第]+条(?:之.+)?)")


@dataclass(frozen=True, slots=True)
class StatuteScores:
    """What was measured.

    Attributes:
        questions: how many have an article in the library.
        answered: share of them that were not refused.
        right: share of them whose first citation is an article that answers them.
        found: share of them with such an article among the citations.
        others: how many questions have none in the library.
        refused: share of those that were refused.
    """

    questions: int
    answered: float
    right: float
    found: float
    others: int
    refused: float

    @property
    def line(self) -> str:
        """All of it on one line."""
        return (
            f"  end to end: {self.answered:.4f} of {self.questions} answered, right article first {self.right:.4f}, "
            f"cited {self.found:.4f}; of {self.others} whose law is not there {self.refused:.4f} refused"
        )


def read_statutes(stard: Path, laws: Path) -> PublicSet:
    """Read the questions of STARD, with the articles of a folder of laws as passages.

    Args:
        stard: its file.
        laws: a folder of laws, each a file.

    Raises:
        QuestionFileError, PolicyError: if the file of questions, or the folder, cannot be read.
    """
    passages: list[str] = []
    positions: dict[tuple[str, str], int] = {}
    # A folder of laws may hold a page about them as well, which is none.
    for law in (loaded.document for loaded in load_all(files_in(laws)) if loaded.document):
        for article in law.measures:
            positions[law.title.removeprefix(_STATE), article.label] = len(passages)
            passages.append(f"{law.title}\n{article.text}")
    asked = read_public_set(stard, "stard")
    titles = [passage.partition("\n")[0] for passage in asked.passages]
    questions = tuple(
        (
            question,
            frozenset(position for one in relevant if (position := _position(titles[one], positions)) is not None),
        )
        for question, relevant in asked.questions
    )
    return PublicSet(asked.name, tuple(passages), questions)


def _position(title: str, positions: dict[tuple[str, str], int]) -> int | None:
    match = _ARTICLE.fullmatch(title)
    return positions.get((match["law"].removeprefix(_STATE), match["label"])) if match else None


def measure_end_to_end(data: PublicSet, settings: IndexSettings) -> StatuteScores:
    """Ask every question of the assistant that answers questions on policies.

    Args:
        data: as `read_statutes` reads it.
        settings: of the model.

    Raises:
        EmbeddingError: if the model cannot be opened.
    """
    answered = right = found = refused = 0
    asked = [(question, {f"M{position + 1}" for position in relevant}) for question, relevant in data.questions]
    index = SearchIndex.in_memory(as_document(data.name, data.passages), open_encoder(settings))
    assistant = Assistant(index, Synonyms({}), AnswerSettings())
    for question, relevant in asked:
        answer = assistant.ask(question)
        cited = [citation.id for citation in answer.citations]
        refused += answer.refused and not relevant
        answered += bool(relevant) and not answer.refused
        right += bool(relevant & set(cited[:1]))
        found += bool(relevant & set(cited))
    count = sum(bool(relevant) for _, relevant in asked)
    others = len(asked) - count
    return StatuteScores(
        count, answered / max(1, count), right / max(1, count), found / max(1, count), others, refused / max(1, others)
    )
