"""From what was found to the answer that a user gets, or to the refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from answer import messages
from answer.addressing import Address
from answer.answer_kinds import AnswerKind
from answer.citations import cite, cite_convention, cite_task, joined
from answer.clock import Clock
from answer.compose.passages import compose_body, compose_sources, related_line
from answer.compose.refused import whom_to_ask
from answer.document_facts import DocumentFact
from answer.evidence import Evidence
from answer.lead import Rarity
from answer.listing import Listing, write_listing
from answer.models import Answer, Citation, Route, Signals, Trace
from answer.ownership.models import TableAnswer
from answer.question import Question
from answer.refusal import Refusal, no_such_items, suggestions
from answer.selection import Passage
from index.anchors import Nearness
from index.models import SearchResult
from index.normalize import normalize
from index.search_index import Vector
from ingest.models import Measure, PolicyDocument, Scenario

MOST_SUGGESTIONS = 3
MOST_RELATED = 2


class Findings(NamedTuple):
    """What retrieval found for a question, how well it supports an answer, and what the question is near to besides."""

    results: tuple[SearchResult, ...] = ()
    evidence: Sequence[Evidence] = ()
    signals: Signals | None = None
    near: Nearness | None = None
    vector: Vector | None = None
    is_part: bool = False


NOTHING_FOUND = Findings()


class Replies:
    """Writes answers and refusals about one document."""

    def __init__(self, document: PolicyDocument, rarity: Rarity = len) -> None:
        """Take the document that is cited, and what weighs the words of questions about it."""
        self._document = document
        self._rarity = rarity
        self._short_title = document.metadata.short_title

    def refuse(
        self,
        raw: str,
        refusal: Refusal,
        route: Route,
        clock: Clock,
        found: Findings = NOTHING_FOUND,
        offered: Sequence[str] = (),
    ) -> Answer:
        """Refuse with a reason, and with questions that can be asked instead: those ``offered`` come first."""
        near = found.evidence if refusal.status == "unanswerable_not_stated" else ()
        related = self._related(near)
        whom = whom_to_ask(near[0].item, self._document) if related else ""
        clock.lap("refuse")
        return Answer(
            question=raw,
            text="\n".join([refusal.message, *self._related_lines(related), *(("", whom) if whom else ())]),
            related=related,
            status=refusal.status,
            route=route,
            suggestions=tuple(dict.fromkeys([*offered, *suggestions(self._document, near)]))[:MOST_SUGGESTIONS],
            results=found.results,
            signals=found.signals,
            timings=clock.laps,
        )

    def shows(self, states: Callable[[str], object], found: Findings) -> bool:
        """Tell whether what is shown under a refusal states something."""
        quotes = (quote for citation in self._related(found.evidence) for quote in citation.quotes)
        return any(states(normalize(quote.text)) for quote in quotes)

    def _related(self, evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
        """Cite the best sentence of the nearest items: what the policy does say on the matter."""
        fine = (
            (found.item, [result.chunk for result in found.results if not result.chunk.is_whole][:1])
            for found in evidence[:MOST_RELATED]
        )
        cited = (cite(item, chunks, self._document) for item, chunks in fine if chunks)
        return tuple(citation for citation in cited if citation)

    @staticmethod
    def _related_lines(related: Sequence[Citation]) -> list[str]:
        if not related:
            return []
        return ["", messages.RELATED, *(related_line(citation) for citation in related)]

    def dated(self, answer: Answer) -> Answer:
        """Say once for which years the document plans, under an answer to a question about the present."""
        year = self._document.metadata.valid_until
        return answer if year is None else _noted(answer, messages.VALIDITY.format(year=year))

    def with_numbers(self, answer: Answer, address: Address) -> Answer:
        """Say under an answer about items that a question names by number which of them bear one label, and in which
        sections, and which the document does not have.
        """
        for shared in address.shared:
            answer = _noted(answer, shared_label(shared, self._document))
        if not address.absent:
            return answer
        return _noted(answer, messages.ABSENT.format(note=no_such_items(address.absent, self._document)))

    def not_stated(self, raw: str, route: Route, clock: Clock, found: Findings = NOTHING_FOUND) -> Answer:
        """Say that the document does not state what is asked."""
        message = messages.NOT_STATED.format(document=self._short_title)
        return self.refuse(raw, Refusal("unanswerable_not_stated", message), route, clock, found)

    def from_table(self, question: Question, reply: TableAnswer, clock: Clock, found: Findings) -> Answer:
        """Answer as the table of responsibilities does."""
        cited = [cite_task(task, reply.sentences.get(task.id, ()), self._document) for task in reply.tasks]
        declared = (cite_convention(convention, self._document) for convention in reply.conventions)
        citations = joined([*cited, *filter(None, declared)])
        clock.lap("compose")
        return Answer(
            question=question.raw,
            text=reply.body,
            status="answered",
            route="table",
            citations=citations,
            results=found.results,
            signals=found.signals,
            timings=clock.laps,
        )

    def listed(self, question: Question, listing: Listing, clock: Clock) -> Answer:
        """Answer which items mention something; refuse where none does."""
        if not listing.items:
            besides = messages.LEFT_OUT.format(items=listing.besides) if listing.besides else ""
            document = self._short_title + besides
            message = messages.NOT_MENTIONED.format(document=document, words="、".join(listing.words))
            return self.refuse(question.raw, Refusal("unanswerable_not_stated", message), "scan", clock)
        citations = [cite_task(item, sentences, self._document, lists=False) for item, sentences in listing.items]
        body = write_listing(listing, self._document)
        clock.lap("compose")
        return Answer(
            question=question.raw,
            text=body,
            status="answered",
            route="scan",
            citations=tuple(citations),
            timings=clock.laps,
        )

    def about_document(self, question: Question, facts: Sequence[DocumentFact], clock: Clock) -> Answer:
        """Answer with facts about the document as a whole, each shown by a piece of it or counted out of its items."""
        answers = []
        for fact in facts:
            if fact.tasks:
                counted = self.from_table(question, TableAnswer(fact.lead, fact.tasks), clock, NOTHING_FOUND)
                answers.append(replace(counted, route="document"))
            else:
                passages = [
                    Passage(self._document.item(item), chunks := tuple(shown), chunks[0])
                    for item, shown in groupby(fact.shown_by, lambda chunk: chunk.citation_id)
                ]
                answers.append(self.from_passages(question, passages, "document", clock, lead=fact.lead))
        return answers[0] if len(answers) == 1 else self.merged(question.raw, answers, clock)

    def from_passages(
        self,
        question: Question,
        passages: Sequence[Passage],
        route: Route,
        clock: Clock,
        found: Findings = NOTHING_FOUND,
        lead: str = "",
    ) -> Answer:
        """Answer with sentences of the document; refuse if none of them can be cited."""
        cited = [(passage, cite(passage.item, passage.chunks, self._document)) for passage in passages]
        kept = [(passage, citation) for passage, citation in cited if citation]
        if not kept:
            return self.not_stated(question.raw, "refusal", clock, found)
        citations = [citation for _, citation in kept]
        sources = compose_sources(citations)
        body = compose_body(question, [passage for passage, _ in kept], citations, lead, self._rarity)
        clock.lap("compose")
        return Answer(
            question=question.raw,
            text=f"{body}\n\n{sources}",
            status="answered",
            route=route,
            citations=tuple(citations),
            results=found.results,
            signals=found.signals,
            timings=clock.laps,
            sources=sources,
            # What leads an answer must not be put into other words.
            is_extract=route == "retrieval" and not lead and not _is_fixed(question, passages),
        )

    def not_enough(self, answer: Answer) -> Answer:
        """Refuse what a model, given the sentences that were found, says they do not answer; they stay worth a look."""
        lines = self._related_lines(answer.citations[:MOST_RELATED])
        message = messages.NOT_STATED.format(document=self._short_title)
        return replace(
            answer,
            text="\n".join([message, *lines]),
            status="unanswerable_not_stated",
            route="refusal",
            citations=(),
            related=answer.citations[:MOST_RELATED],
            suggestions=tuple(suggestions(self._document, ()))[:MOST_SUGGESTIONS],
            sources="",
            is_extract=False,
        )

    def merged(self, raw: str, answers: Sequence[Answer], clock: Clock) -> Answer:
        """Put the answers to the parts of a question together; what one of them refuses is said, too."""
        citations = joined(citation for answer in answers for citation in answer.citations)
        answered = [answer for answer in answers if not answer.refused]
        sources = compose_sources(citations)
        # What answers two of the parts is said once.
        body = "\n\n".join(dict.fromkeys(part for answer in answers for part in answer.body.split("\n\n")))
        clock.lap("compose")
        return Answer(
            question=raw,
            text=f"{body}\n\n{sources}",
            status="answered",
            route=answered[0].route,
            citations=citations,
            results=tuple(result for answer in answers for result in answer.results),
            signals=answered[0].signals,
            is_extract=all(answer.is_extract for answer in answers),
            timings=clock.laps,
            sources=sources,
            trace=Trace(raw, parts=tuple(answer.question for answer in answers)),
        )


def shared_label(citation_ids: Sequence[str], document: PolicyDocument) -> str:
    """Say that several items bear one label, and where each of them stands."""
    items = [item for item in map(document.item, citation_ids) if isinstance(item, Measure)]
    places = "；".join(item.section if item.section else item.mark for item in items)
    return messages.SHARED_LABEL.format(label=items[0].label, count=len(items), places=places)


def _noted(answer: Answer, line: str) -> Answer:
    """Put a line under an answer, above its sources, once."""
    if answer.refused or line in answer.text:
        return answer
    parts = (answer.body, line, answer.sources)
    return replace(answer, text="\n\n".join(part for part in parts if part))


def _is_fixed(question: Question, passages: Sequence[Passage]) -> bool:
    """Tell whether a model may not put an answer into its own words: whose a task is, where it stands, a whole text."""
    asks_table = question.kind is AnswerKind.AGENCY or question.asks_place
    return asks_table or any(passage.is_whole or isinstance(passage.item, Scenario) for passage in passages)
