"""Does the extractive answerer find the span that answers? Measured on a public set in SQuAD form.

Every passage becomes a measure of one long document, and the assistant that answers questions on policies answers the
set's questions on it, refusals and all. Nothing in it knows that this is no policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answer.assistant import Assistant
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from eval.judge import fold
from eval.public import PublicSet
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.grammar.repair import RepairedText
from ingest.models import Measure, Metadata, Notice, PolicyDocument, Span


@dataclass(frozen=True, slots=True)
class ExtractiveScores:
    """Shares of the questions of a set.

    Attributes:
        questions: how many.
        answered: not refused.
        found: answered with sentences that hold a gold span.
        right_passage: answered, and the first citation is the passage of the question.
    """

    questions: int
    answered: float
    found: float
    right_passage: float

    @property
    def line(self) -> str:
        """All of it on one line."""
        return (
            f"  answers: {self.answered:.4f} of {self.questions} answered, "
            f"right passage {self.right_passage:.4f}, gold span in the sentences {self.found:.4f}"
        )


def measure_answers(data: PublicSet, settings: IndexSettings) -> ExtractiveScores:
    """Ask every question of a set.

    Args:
        data: a set with gold spans.
        settings: of the model.

    Raises:
        EmbeddingError: if the model cannot be opened.
    """
    answered = found = right = 0
    index = SearchIndex.in_memory(as_document(data.name, data.passages), open_encoder(settings))
    assistant = Assistant(index, Synonyms({}), AnswerSettings())
    for (question, relevant), golds in zip(data.questions, data.answers, strict=True):
        answer = assistant.ask(question)
        if answer.refused:
            continue
        answered += 1
        right += answer.citations[0].id in {f"M{position + 1}" for position in relevant}
        quoted = fold("".join(quote.text for citation in answer.citations for quote in citation.quotes))
        found += any(fold(gold) in quoted for gold in golds)
    count = len(data.questions)
    return ExtractiveScores(count, answered / count, found / count, right / count)


def as_document(name: str, passages: Iterable[str]) -> PolicyDocument:
    """Make a document whose measures are passages."""
    measures: list[Measure] = []
    source = ""
    for number, passage in enumerate(passages, 1):
        span = Span(len(source), len(source) + len(passage))
        source += f"{passage}\n"
        text = RepairedText(source, span)
        measures.append(
            Measure(
                number=number,
                label=f"第{number}段",
                title="",
                section="",
                text=passage,
                body=passage,
                sentences=text.sentences(0, len(passage)),
                agencies=(),
                agencies_open=False,
                span=span,
            )
        )
    return PolicyDocument(
        title=name,
        notice=Notice("", (), (), None, (), Span(0, 0)),
        sections=(),
        measures=tuple(measures),
        annex_title="",
        scenarios=(),
        noise=(),
        warnings=(),
        headings=(),
        source=source,
        metadata=Metadata(doc_id=name, short_title=name),
    )
