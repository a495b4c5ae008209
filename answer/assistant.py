"""The façade of this package: one question in, one answer out, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from answer import messages
from answer.about import DocumentFact, find_document_fact
from answer.addressing import Address
from answer.answer_kinds import AnswerKind, spec_of
from answer.citations import cite, cite_task
from answer.clock import Clock
from answer.compose import compose_body, compose_sources
from answer.evidence import Coverage, Evidence, gather, measure_support
from answer.listing import Listing, find_listing, write_listing
from answer.models import Answer, Item, Route, Signals
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableRefusal, TableReply
from answer.parts import split_parts
from answer.question import Question, understand
from answer.refusal import Refusal, refuse_address, refuse_evidence, refuse_input, refuse_kind, suggestions
from answer.selection import Passage, select, select_within, shorten
from answer.settings import AnswerSettings
from answer.synonyms import Synonyms
from answer.thresholds import MOST_ITEMS, PART_COVERAGE, PART_COVERAGE_ALONE, STATED_COVERAGE
from index.models import SearchResult
from index.normalize import normalize
from index.search_index import SearchIndex
from ingest.models import Sentence

MOST_SUGGESTIONS = 3


class Findings(NamedTuple):
    """What retrieval found for a question, and how well it supports an answer."""

    results: tuple[SearchResult, ...] = ()
    evidence: Sequence[Evidence] = ()
    signals: Signals | None = None


NOTHING_FOUND = Findings()


class Assistant:
    """Answers questions about one policy; holds no state between questions and may be shared by threads."""

    def __init__(self, index: SearchIndex, synonyms: Synonyms, settings: AnswerSettings) -> None:
        """Take an open index and the lexicon of everyday words."""
        self.document = index.document
        self._index = index
        self._coverage = Coverage(index.document)
        self._synonyms = synonyms.specific(self._coverage.occurrences)
        self._settings = settings
        self._desk = OwnershipDesk.open(index.document, index.tokenizer, self._coverage.occurrences)

    def ask(self, raw: str) -> Answer:
        """Answer a question, or refuse it with a reason; never raises for what a user may type."""
        clock = Clock()
        blocked = refuse_input(raw, self._settings.max_question_length, self.document)
        if blocked:
            return self._refuse(raw, blocked, "intake", clock)
        question = self._understand(raw)
        clock.lap("understand")
        from_table = self._desk.answer(question)
        clock.lap("table")
        if from_table:
            return self._from_table(question, from_table, clock)
        if question.address:
            return self._about_item(question, question.address, clock)
        fact = find_document_fact(question, self.document)
        if fact:
            return self._about_document(question, fact, clock)
        listing = find_listing(question, self.document)
        if listing:
            return self._listed(question, listing, clock)
        return self._search(question, clock)

    def owners(self, task: str) -> Answer:
        """Answer which agencies own a task, however it is described; never raises for what a user may type."""
        clock = Clock()
        blocked = refuse_input(task, self._settings.max_question_length, self.document)
        if blocked:
            return self._refuse(task, blocked, "intake", clock)
        question = replace(self._understand(task), spec=spec_of(AnswerKind.AGENCY))
        clock.lap("understand")
        reply = self._desk.answer(question)
        clock.lap("table")
        if reply:
            return self._from_table(question, reply, clock)
        if question.address and question.address.citation_id is None:
            return self._about_item(question, question.address, clock)
        return self._search(question, clock)

    def tasks(self, agency: str) -> Answer:
        """Answer what an agency owes, however it is called; never raises for what a user may type."""
        clock = Clock()
        blocked = refuse_input(agency, self._settings.max_question_length, self.document)
        if blocked:
            return self._refuse(agency, blocked, "intake", clock)
        question = self._understand(agency)
        clock.lap("understand")
        return self._from_table(question, self._desk.tasks_of(question), clock)

    def _understand(self, raw: str) -> Question:
        return understand(raw, self.document, self._index.tokenizer, self._synonyms)

    def _search(self, question: Question, clock: Clock) -> Answer:
        results = self._index.search(question.text, question.expansion)
        evidence = gather(results, self.document)
        clock.lap("retrieve")
        return self._from_evidence(
            question, Findings(tuple(results), evidence, self._measure(question, evidence)), clock
        )

    def search(self, raw: str) -> list[SearchResult]:
        """Rank the chunks for a question, with the policy's terms for its everyday words; no answer is made."""
        question = self._understand(raw)
        return self._index.search(question.text, question.expansion)

    def measure(self, raw: str) -> Signals:
        """Measure how well the document supports an answer to a question, without deciding on one."""
        question = self._understand(raw)
        evidence = gather(self._index.search(question.text, question.expansion), self.document)
        return self._measure(question, evidence)

    def _measure(self, question: Question, evidence: Sequence[Evidence]) -> Signals:
        if question.matter in ("", question.text):
            dense = (result.dense for found in evidence for result in found.results if result.dense is not None)
            cosine = max(dense, default=0.0)
        else:
            cosine = self._index.nearest_cosine("。".join(filter(None, (question.matter, question.expansion))))
        return measure_support(question, evidence, self._coverage, cosine)

    def _from_evidence(self, question: Question, found: Findings, clock: Clock) -> Answer:
        refusal = refuse_evidence(question, found.evidence, found.signals, self.document)
        parts = [] if refusal else self._by_parts(question)
        passages = self._merged(parts, select(question, found.evidence) if question.several or not parts else [])
        # Each part was asked for its own kind of thing.
        refusal = refusal or (None if parts else self._refuse_kind(question, passages))
        if refusal:
            return self._refuse(question.raw, refusal, "refusal", clock, found)
        is_several = question.several or bool(parts)
        owners = self._desk.owners_of_found(question, [_sentences(one) for one in passages], several=is_several)
        if owners:
            return self._from_table(question, owners, clock, found)
        return self._answer(question, passages, "retrieval", clock, found)

    @staticmethod
    def _merged(parts: Sequence[Passage], whole: Sequence[Passage]) -> list[Passage]:
        """Put what answers the parts of a question before what answers it as a whole."""
        known = {id(passage.item) for passage in parts}
        merged = [*parts, *(passage for passage in whole if id(passage.item) not in known)][:MOST_ITEMS]
        return shorten(merged) if parts else merged

    def _by_parts(self, question: Question) -> list[Passage]:
        """Choose the best passage for each matter of a question; none if it is about one, or all are in one item."""
        chosen: dict[str, Passage] = {}
        least = PART_COVERAGE if question.several else PART_COVERAGE_ALONE
        for part in split_parts(question, self._index.tokenizer):
            asked = self._understand(part)
            evidence = gather(self._index.search(asked.text, asked.expansion), self.document)
            best = [found for found in evidence[:1] if self._coverage.share(asked, found.citation_id) >= least]
            for passage in select(asked, best)[:1]:
                if not self._refuse_kind(asked, [passage]):
                    chosen.setdefault(best[0].citation_id, passage)
        return list(chosen.values()) if len(chosen) > 1 else []

    def _from_table(
        self, question: Question, reply: TableReply, clock: Clock, found: Findings = NOTHING_FOUND
    ) -> Answer:
        if isinstance(reply, TableRefusal):
            return self._refuse(question.raw, reply.refusal, "table", clock, found, reply.suggestions)
        citations = [cite_task(task, reply.sentences.get(task.id, ()), self.document) for task in reply.tasks]
        clock.lap("compose")
        return Answer(
            question=question.raw,
            text=reply.body,
            status="answered",
            route="table",
            citations=tuple(citations),
            results=found.results,
            signals=found.signals,
            timings=clock.laps,
        )

    def _listed(self, question: Question, listing: Listing, clock: Clock) -> Answer:
        if not listing.items:
            message = messages.NOT_MENTIONED.format(
                document=self.document.metadata.short_title, words="、".join(listing.words)
            )
            return self._refuse(question.raw, Refusal("unanswerable_not_stated", message), "scan", clock)
        citations = [cite_task(item, sentences, self.document, lists=False) for item, sentences in listing.items]
        body = write_listing(listing)
        clock.lap("compose")
        return Answer(
            question=question.raw,
            text=body,
            status="answered",
            route="scan",
            citations=tuple(citations),
            timings=clock.laps,
        )

    def _refuse_kind(self, question: Question, passages: Sequence[Passage]) -> Refusal | None:
        """Refuse a fact of some kind unless the best sentence states one, and is about what was asked."""
        best = [passage.best for passage in passages[:1]]
        near = [
            chunk.text
            for chunk in best
            if self._coverage.share_of(question, normalize(chunk.embedded_text)) >= STATED_COVERAGE
        ]
        return refuse_kind(question, near, self.document.metadata.short_title)

    def _about_item(self, question: Question, address: Address, clock: Clock) -> Answer:
        """Answer about an item named by its number; retrieval is asked only to choose among its sentences."""
        if address.citation_id is None:
            return self._refuse(question.raw, refuse_address(address, self.document), "address", clock)
        results = self._index.search(question.text, question.expansion) if question.words else []
        clock.lap("retrieve")
        chunks = [chunk for chunk in self._index.chunks if chunk.citation_id == address.citation_id]
        found = Findings(tuple(results), gather(results, self.document))
        refusal = refuse_kind(question, [chunk.text for chunk in chunks], address.label)
        if refusal:
            return self._refuse(question.raw, refusal, "address", clock, found)
        passage = select_within(self.document.item(address.citation_id), chunks, results)
        return self._answer(question, [passage], "address", clock, found)

    def _about_document(self, question: Question, fact: DocumentFact, clock: Clock) -> Answer:
        passage = Passage(self.document.item(fact.shown_by.citation_id), (fact.shown_by,), fact.shown_by)
        return self._answer(question, [passage], "document", clock, NOTHING_FOUND, fact.lead)

    def _answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        route: Route,
        clock: Clock,
        found: Findings,
        lead: str = "",
    ) -> Answer:
        cited = [(passage, cite(passage.item, passage.chunks, self.document)) for passage in passages]
        kept = [(passage, citation) for passage, citation in cited if citation]
        if not kept:
            message = messages.NOT_STATED.format(document=self.document.metadata.short_title)
            return self._refuse(question.raw, Refusal("unanswerable_not_stated", message), "refusal", clock, found)
        citations = [citation for _, citation in kept]
        sources = compose_sources(citations)
        body = compose_body(question, [passage for passage, _ in kept], citations, lead)
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
        )

    def _refuse(
        self,
        raw: str,
        refusal: Refusal,
        route: Route,
        clock: Clock,
        found: Findings = NOTHING_FOUND,
        offered: Sequence[str] = (),
    ) -> Answer:
        near = found.evidence if refusal.status == "unanswerable_not_stated" else ()
        clock.lap("refuse")
        return Answer(
            question=raw,
            text=refusal.message,
            status=refusal.status,
            route=route,
            suggestions=tuple(dict.fromkeys([*offered, *suggestions(self.document, near)]))[:MOST_SUGGESTIONS],
            results=found.results,
            signals=found.signals,
            timings=clock.laps,
        )


def _sentences(passage: Passage) -> tuple[Item, tuple[Sentence, ...]]:
    """Return an item with what was found in it, as sentences."""
    chunks = [chunk for chunk in passage.chunks if chunk.kind == "sentence"]
    return passage.item, tuple(Sentence(chunk.text, chunk.start, chunk.end) for chunk in chunks)
