"""The ways to the answer to one question that is asked as a whole: the table, a number, facts, a listing, retrieval."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace

from answer import messages
from answer.about import ISSUED, PREAMBLE, find_document_facts
from answer.addressing import Address
from answer.answer_kinds import AnswerKind, spec_of
from answer.answerability import Observed, measurements
from answer.clock import Clock
from answer.document_facts import DocumentFact
from answer.evidence import Coverage, gather, measure_support
from answer.find.points import points_of
from answer.kinds import BINDING
from answer.labels import label_of
from answer.learned import Learned
from answer.lexicon import own_words
from answer.listing import Listing, find_listing, is_unread, lacks, seeks_date
from answer.models import Answer
from answer.one_word import asked_whether
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableRefusal, TableReply
from answer.question import Question
from answer.refusal import (
    Refusal,
    detail_not_stated,
    is_of_matter,
    not_sure,
    refuse_address,
    refuse_alternatives,
    refuse_kind,
    refuse_scope,
    refuse_topic,
    suggestions,
)
from answer.replies import NOTHING_FOUND, Findings, Replies
from answer.scope import foreign_batches
from answer.selection import Passage, select, select_whole, select_within, with_list
from answer.stated import ASKS_AMOUNT
from answer.thresholds import (
    ANSWERABLE,
    CARRIED_SUPPORT,
    MOST_ITEMS,
    MOST_SENTENCES,
    PART_HELD,
    PART_SHARE,
    SAID_MARGIN,
    STATED_COVERAGE,
    SUPPORT,
    TITLE_SHARE,
)
from answer.understand.points import counts_and_names, read_points
from answer.words import word_classes
from index.normalize import normalize
from index.search_index import SearchIndex
from ingest.models import CLOSING_ID, PREAMBLE_ID, Chunk, Goal, Item, Measure, Notice, Scenario, Sentence

_LONGEST_OPENING = 24
_WHICH_OF = re.compile(r"[哪边][一几]?[条项个样种些款]")
_SHORT, _SUMMED_UP = 500, 250
"""Characters of an item that can be shown whole, and of one that says no more than a summary of it would."""
_NAMING = ("n", "a", "eng", "j", "b", "t", "s", "vn", "i", "l")
"""Parts of speech that name things and qualities."""


class Ways:
    """Answers one question at a time; what it finds is put into words by `Replies`."""

    def __init__(
        self,
        index: SearchIndex,
        coverage: Coverage,
        desk: OwnershipDesk,
        replies: Replies,
        learned: Learned,
    ) -> None:
        """Take what answers are found with; where nothing was learned, rules alone decide on refusals."""
        self._document = index.document
        self._index = index
        self._coverage = coverage
        self._desk = desk
        self._replies = replies
        self._learned = learned
        self._source = normalize(index.document.source)

    def without_search(self, question: Question, clock: Clock) -> Answer | None:
        """Answer what needs no retrieval: an item named by its number, facts about the document, what mentions a word."""
        if question.address:
            return self.about_item(question, question.address, clock)
        listing = find_listing(question, self._document)
        if listing and listing.items:
            return self.listed(question, listing, clock)
        facts = self.facts(question)
        if facts:
            return self._replies.about_document(question, facts, clock)
        return self.listed(question, listing, clock) if listing else None

    def listed(self, question: Question, listing: Listing, clock: Clock) -> Answer:
        """Answer which items mention some words; where none does, the notice, a paragraph or the closing provisions may."""
        passages = []
        for item in (PREAMBLE_ID, *(goal.id for goal in self._document.goals), CLOSING_ID):
            chunks = self._chunks_of(item)
            found = [
                chunk
                for chunk in chunks
                if not chunk.is_whole and any(word in normalize(chunk.text) for word in listing.words)
            ]
            passages += [Passage(self._document.item(item), tuple(found), found[0])] if found else []
        if listing.items or not passages:
            return self._replies.listed(question, listing, clock)
        places = "、".join(label_of(passage.item, self._document) for passage in passages)
        lead = messages.ONLY_ELSEWHERE.format(words="、".join(listing.words), places=places)
        return self._replies.from_passages(question, passages, "scan", clock, lead=lead)

    def facts(self, question: Question) -> list[DocumentFact]:
        """Return the facts about the document that a question asks for."""
        if foreign_batches(question.text, self._document) or seeks_date(question.text) or lacks(question.text):
            return []
        return find_document_facts(question, self._document, self._coverage.tasks_with)

    def find(self, question: Question, clock: Clock, whole: Findings | None = None) -> Findings:
        """Search for a question, and measure how well what was found supports an answer.

        Args:
            question: what is asked.
            clock: measures the time.
            whole: what was found for the question that this one is a part of, to be looked for among what is near to
                that; it need not be encoded then.
        """
        around = whole.vector if whole else None
        results, near, vector = self._index.look_up(question.matter, question.expansion, around)
        # What the whole is about says nothing about one part of it.
        knows = self._learned.matters if near.covers and not whole else None
        about = knows.log_probabilities(question.text, vector) if knows and vector is not None else None
        evidence = gather(question, results, self._coverage, near, about)
        if PREAMBLE.search(question.text):
            evidence = [one for one in evidence if isinstance(one.item, Notice)] or evidence
        signals = measure_support(question, evidence, self._coverage, None if vector is None else near)
        found = Findings(tuple(results), evidence, signals, near, vector, whole is not None)
        clock.lap("retrieve")
        return found

    def has_words(self, part: Question) -> bool:
        """Tell whether a part of a question can be found by its words alone: some item holds most of them, rare ones too."""
        best = max(self._coverage.ids, key=lambda item: self._coverage.share(part, item))
        held = sum(self._coverage.rarity(word) for word in part.words if word in self._coverage.text(best))
        return held >= PART_HELD and self._coverage.share(part, best) >= PART_SHARE

    def from_evidence(
        self,
        question: Question,
        found: Findings,
        clock: Clock,
        most_sentences: int = MOST_SENTENCES,
        most_items: int = MOST_ITEMS,
    ) -> Answer:
        """Answer with the best sentences of what was found, or refuse."""
        passages, refusal, found = self._weigh(question, found, most_sentences, most_items)
        word = asked_whether(question.text)
        is_absent = bool(word) and word not in self._source
        if refusal:
            if is_absent:
                name = self._document.metadata.short_title
                refusal = replace(refusal, message=messages.NOT_MENTIONED.format(document=name, words=word))
            return self._replies.refuse(question.raw, refusal, "refusal", clock, found)
        if is_absent:
            lead = messages.NEAR_IN_MEANING.format(word=word)
            return self._replies.from_passages(question, passages, "retrieval", clock, found, lead)
        if self._is_about_whole(question, passages):
            whole = select_whole(passages[0].item, self._chunks_of(passages[0].item_id))
            return self._replies.from_passages(question, [whole], "retrieval", clock, found)
        passages = [self._completed(question, one) for one in passages]
        owners = self._desk.owners_of_found(question, [_sentences(one) for one in passages], several=question.several)
        if owners:
            return self.from_table(question, owners, clock, found)
        return self._replies.from_passages(question, passages, "retrieval", clock, found)

    def _completed(self, question: Question, passage: Passage) -> Passage:
        """Return a passage with the list that it announces; all of a short measure where it is asked to sum up."""
        chunks = self._chunks_of(passage.item_id)
        is_short = isinstance(passage.item, Measure) and len(passage.item.text) <= _SUMMED_UP
        if is_short and any(word in question.text for word in word_classes()["BRIEF"]):
            return select_whole(passage.item, chunks)
        return with_list(question, passage, chunks)

    def refuse(self, question: Question, found: Findings, clock: Clock) -> Answer | None:
        """Refuse a question for which something was found, before it is answered part by part; None if it is answered."""
        _, refusal, found = self._weigh(question, found)
        return self._replies.refuse(question.raw, refusal, "refusal", clock, found) if refusal else None

    def with_reason(self, question: Question, refused: Answer, clock: Clock, *, goes_on: bool) -> Answer:
        """Return a refusal as off topic, or as not stated where it is the document's matter all the same.

        Args:
            question: what was asked.
            refused: is off topic.
            clock: measures the time.
            goes_on: whether it was asked in a conversation.
        """
        if not is_of_matter(question, refused.signals, goes_on=goes_on):
            return refused
        evidence = gather(question, refused.results, self._coverage)
        found = Findings(refused.results, evidence, refused.signals)
        return self._replies.refuse(question.raw, detail_not_stated(question, self._document), "refusal", clock, found)

    def observe(self, question: Question, found: Findings) -> Observed | None:
        """Return what the decision on a refusal sees; None where nothing is decided: nothing found, another place."""
        if refuse_scope(question, found.evidence, self._document) or found.signals is None or found.vector is None:
            return None
        unmet = self._refuse_kind(question, select(question, found.evidence), found)
        first = found.evidence[0].citation_id
        return Observed(
            question.text, found.vector, measurements(question, found.signals, first, is_unmet=unmet is not None)
        )

    def _weigh(
        self,
        question: Question,
        found: Findings,
        most_sentences: int = MOST_SENTENCES,
        most_items: int = MOST_ITEMS,
    ) -> tuple[list[Passage], Refusal | None, Findings]:
        """Choose what would answer a question, and decide whether it does; the signals say why."""
        refusal = (
            _refuse_lacking(question)
            or self._refuse_bare(question)
            or refuse_scope(question, found.evidence, self._document)
        )
        if refusal or found.signals is None:
            return [], refusal, found
        passages = select(question, found.evidence, most_items, most_sentences)
        unmet = self._refuse_kind(question, passages, found)
        off_topic = refuse_topic(question, found.evidence, found.signals, self._document)
        knows = self._learned.answerability if found.near and found.near.covers and not found.is_part else None
        if knows is None or found.vector is None:
            return passages, off_topic or unmet, found
        measured = measurements(question, found.signals, found.evidence[0].citation_id, is_unmet=unmet is not None)
        support = knows.log_odds(Observed(question.text, found.vector, measured)) + ANSWERABLE
        is_far = found.signals.topic < SUPPORT - CARRIED_SUPPORT
        found = found._replace(signals=replace(found.signals, support=support))
        if support >= SUPPORT and not (unmet and question.kind in BINDING):
            return passages, None, found
        name = self._document.metadata.short_title
        not_stated = Refusal("unanswerable_not_stated", messages.NOT_STATED.format(document=name))
        return passages, (off_topic if is_far else None) or unmet or off_topic or not_stated, found

    def _refuse_bare(self, question: Question) -> Refusal | None:
        """Ask back where agencies are asked for and no task is named: 那责任单位呢, with nothing before it."""
        if question.kind is not AnswerKind.AGENCY or own_words(question.text, self._index.tokenizer.words):
            return None
        examples = suggestions(self._document, (), 2)
        return Refusal("unanswerable_not_stated", messages.WHICH_TASK.format(example=examples[-1] if examples else ""))

    def _is_about_whole(self, question: Question, passages: Sequence[Passage]) -> bool:
        """Tell whether all of a measure answers a broad question: its title names it, or no sentence stands out.

        All of a paragraph does where no more than the words were found that it begins with: （一）重大意义。
        """
        item = passages[0].item if len(passages) == 1 else None
        if isinstance(item, Goal):
            said = [chunk.text for chunk in passages[0].chunks]
            return said == [item.sentences[0].text] != [item.text] and len(said[0]) <= _LONGEST_OPENING
        if not question.is_broad or not isinstance(item, Measure) or question.several:
            return False
        if len(passages[0].chunks) >= MOST_SENTENCES:
            return True
        known = [word for word in question.words if self._coverage.occurrences(word)]
        return self._coverage.share_of(replace(question, words=tuple(known)), normalize(item.title)) >= TITLE_SHARE

    def _chunks_of(self, citation_id: str) -> list[Chunk]:
        return [chunk for chunk in self._index.chunks if chunk.citation_id == citation_id]

    def from_table(
        self, question: Question, reply: TableReply, clock: Clock, found: Findings = NOTHING_FOUND
    ) -> Answer:
        """Answer, or refuse, as the table of responsibilities does."""
        if isinstance(reply, TableRefusal):
            return self._replies.refuse(question.raw, reply.refusal, "table", clock, found, reply.suggestions)
        return self._replies.from_table(question, reply, clock, found)

    def _refuse_kind(self, question: Question, passages: Sequence[Passage], found: Findings) -> Refusal | None:
        """Refuse a fact of some kind unless the best sentence states one, and is about what was asked.

        It is if it has words of the question, or if the question is as people ask about just this sentence. A question
        that names nothing (保存多少年) is about what was found if that says the same in kindred words (留存五年).
        """
        said = found.near.chunks if found.near else {}
        is_learned = found.near is not None and found.near.covers
        # Where nothing was learned of a text, any word of the question is a sign that it is meant.
        least = STATED_COVERAGE if is_learned else sys.float_info.epsilon
        # 几天 and 多长时间 are what is asked for, not about.
        words = (*question.words, *(own_words(question.said, self._index.tokenizer.words) if question.said else ()))
        asked = replace(question, words=tuple(word for word in words if not ASKS_AMOUNT.match(word)))
        asks_other_date = question.kind is AnswerKind.DATE and not ISSUED.search(question.text)
        near = [
            self._said(chunk)
            for chunk in (passage.best for passage in passages[:1])
            if not (asks_other_date and chunk.kind == "formality")
            and (
                self._coverage.share_of(asked, normalize(chunk.embedded_text)) >= least
                or self._is_kindred(asked, normalize(chunk.embedded_text))
                or said.get(chunk.id, 0.0) >= max(said.values(), default=1.0) - SAID_MARGIN
            )
        ]
        name = self._document.metadata.short_title
        if near and question.kind is AnswerKind.ROSTER:
            # A list stands below the sentence that announces it.
            near = [chunk.text for chunk in self._chunks_of(passages[0].item_id)]
        unmet = refuse_kind(question, near, name)
        states = question.spec.stated if question.spec else None
        if question.kind is AnswerKind.DATE:
            # A last day is no number of years, but to deny it is to deny a time.
            states = spec_of(AnswerKind.DATE).stated
        if unmet and states and not is_learned and self._replies.shows(states, found):
            # What is printed below must not be said to be absent.
            return not_sure(question)
        return unmet or refuse_alternatives(question, self._source, name)

    def _said(self, chunk: Chunk) -> str:
        """Return what a chunk says; of a row that says more than what it is about, the heads of its columns belong to it."""
        item = self._document.item(chunk.citation_id)
        return chunk.embedded_text if isinstance(item, Scenario) and self._coverage.further(item) else chunk.text

    def _is_kindred(self, question: Question, text: str) -> bool:
        """Tell whether a question names nothing, and each of its words has a character of a text."""
        nouns = {word for word, flag in self._index.tokenizer.tagged(question.text) if flag.startswith(_NAMING)}
        return nouns.isdisjoint(question.words) and all(set(word) & set(text) for word in question.words)

    def about_item(self, question: Question, address: Address, clock: Clock) -> Answer:
        """Answer about an item named by its number; retrieval is asked only to choose among its sentences.

        Args:
            question: what is asked.
            address: the item.
            clock: measures the time.
        """
        if address.citation_id is None:
            return self._replies.refuse(question.raw, refuse_address(address, self._document), "address", clock)
        unread = _refuse_lacking(question)
        if unread:
            return self._replies.refuse(question.raw, unread, "address", clock)
        asks_whole = not question.words or question.is_broad
        results = [] if asks_whole else self._index.look_up(question.matter, question.expansion).results
        clock.lap("retrieve")
        found = Findings(tuple(results), gather(question, results, self._coverage))
        chunks = {item: _named_parts(item, address) or self._chunks_of(item) for item in address.citation_ids}
        texts = [chunk.text for found_chunks in chunks.values() for chunk in found_chunks]
        refusal = refuse_kind(question, texts, address.label)
        if refusal and not counts_and_names(question.text):
            return self._replies.refuse(question.raw, refusal, "address", clock, found)
        items = {item: self._document.item(item) for item in self._that_say(question, address)}
        sides = refuse_alternatives(question, self._source, address.label)
        if sides:
            return self._replies.refuse(question.raw, sides, "address", clock, found)
        # Of items that bear one label none is the one that was meant: each is shown like a single one.
        is_short = len(items) == 1 or address.pieces or (address.shared and len(items) <= MOST_ITEMS)
        # 谁来做 leaves out what it is asked of: of a long item what was just told is meant.
        leaves_out = bool(question.said) and not question.words and not question.is_broad
        is_short = is_short and not (leaves_out and sum(map(len, texts)) > _SHORT)
        if (asks_whole and is_short) or self._says_no_word(question, list(items.values())):
            passages = [select_whole(items[item], chunks[item]) for item in items]
        else:
            most = 1 if len(items) > 1 else MOST_SENTENCES
            passages = [select_within(question, items[item], chunks[item], results, most) for item in items]
        return self._replies.from_passages(question, passages, "address", clock, found)

    def points(self, question: Question, clock: Clock) -> Answer | None:
        """Count the points of the one item that a question names, and show those that are asked for; None if it counts none."""
        counted = self._points(question, question.address) if question.address else None
        if not counted:
            return None
        lead, passage = counted
        return self._replies.from_passages(question, [passage], "address", clock, lead=lead)

    def _points(self, question: Question, address: Address) -> tuple[str, Passage] | None:
        """Count the points that one item lists, and choose those that are asked for; None if nothing is counted."""
        asked = read_points(question.text) if address.citation_id else None
        if asked is None:
            return None
        item = self._document.item(address.citation_ids[0])
        if len(address.citation_ids) > 1 or address.pieces or not isinstance(item, Measure):
            return None
        points = points_of(item, self._document.source)
        if len(points) <= 1:
            return None
        ends = [points[place] for place, wanted in ((0, asked.first), (-1, asked.last)) if wanted]
        chunks = [Chunk(item.id, item.id, "sentence", one.text, "", one.start, one.end) for one in ends or points]
        return messages.POINT_COUNT.format(count=len(points)), Passage(item, tuple(chunks), chunks[0])

    def _that_say(self, question: Question, address: Address) -> list[str]:
        """Return of several items those that say what is asked for, where it is asked which of them do; else all."""
        items = list(address.citation_ids)
        if len(items) == 1 or not _WHICH_OF.search(question.text):
            return items
        shares = {item: self._coverage.share(question, item) for item in items}
        most = max(shares.values())
        return [item for item, share in shares.items() if share == most] if most > 0 else items

    def _says_no_word(self, question: Question, items: Sequence[Item]) -> bool:
        """Tell whether a short item has no word of what is asked of it: all of it is shown then, rather than a guess."""
        item = items[0]
        if len(items) > 1 or question.spec or isinstance(item, Notice) or len(item.text) > _SHORT:
            return False
        return self._coverage.share(question, item.id) == 0


def _named_parts(citation_id: str, address: Address) -> list[Chunk]:
    """Return the parts of an item that an address names (款, 项) as what is quoted of it; none if it names the whole."""
    parts = (piece for item, piece in address.pieces if item == citation_id)
    return [Chunk(citation_id, citation_id, "sentence", one.text, "", one.start, one.end) for one in parts]


def _refuse_lacking(question: Question) -> Refusal | None:
    """Refuse where it is asked what does not say something, and reading all items did not tell: found is what does."""
    return Refusal("unanswerable_not_stated", messages.LACKING_UNCLEAR) if is_unread(question.text) else None


def _sentences(passage: Passage) -> tuple[Item, tuple[Sentence, ...]]:
    """Return an item with what was found in it, as sentences."""
    chunks = [chunk for chunk in passage.chunks if chunk.kind == "sentence"]
    return passage.item, tuple(Sentence(chunk.text, chunk.start, chunk.end) for chunk in chunks)
