"""The façade of this package: one question in, one answer out, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from answer.addressing import find_named
from answer.answer_kinds import AnswerKind, kind_of, spec_of
from answer.answerability import Observed
from answer.citations import whole_item
from answer.clock import Clock
from answer.comparing import Comparisons
from answer.compose.english import in_english
from answer.english import Glossary
from answer.evidence import Coverage
from answer.find.told import main_point, tells_nothing_new
from answer.follow_up import FollowUps, Measured, Resolved
from answer.history import bounded
from answer.learned import Learned
from answer.listing import find_listing
from answer.mending import Mended, Mender
from answer.messages import LEARNED_MISFITS
from answer.models import Answer, Citation, Degraded, Trace, Turn
from answer.other_documents import OtherDocuments
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.parts import Part, split_clauses, split_matters
from answer.planned import PlannedAnswers
from answer.question import Question, understand
from answer.refusal import Refusal, refuse_input, refuse_length, refuse_other_documents
from answer.replies import Findings, Replies
from answer.settings import AnswerSettings
from answer.spelling import Spelling, policy_vocabulary
from answer.synonyms import Synonyms
from answer.thresholds import (
    MOST_ITEMS,
    MOST_SENTENCES,
    PART_COVERAGE,
    PART_COVERAGE_ALONE,
    PART_SUPPORT,
    SUPPORT,
    SURE,
)
from answer.understand.dialogue.belonging import Belonging, Weighed
from answer.understand.dialogue.consequence import Consequences
from answer.understand.english import is_english
from answer.understand.points import counts_and_names, read_points
from answer.understand.talk import TalkReader
from answer.ways import Ways
from index.models import SearchResult
from index.normalize import normalize
from index.remembered import remembered
from index.search_index import SearchIndex
from ingest.models import Notice

if TYPE_CHECKING:
    from answer.phrasing.phraser import Phraser

_SENTENCES_OF_PART = 2
_LEAST_PARTS = 2
_SPOKEN_OF = 0.01
"""Share of a matter's words that some item must hold; else it asks for nothing of its own: 分别是什么."""
_REMEMBERED = 256
_BARE_ID = re.compile(r"[mag]\d{1,3}|[pc]")
_TOLD_KINDS = (AnswerKind.AMOUNT, AnswerKind.RATE, AnswerKind.NUMBER, AnswerKind.DATE)
_IN_DETAIL = re.compile("具体|到底|究竟|单独|自己")
_ASKS_AGAIN = re.compile(r"来着|再(?:说|讲|报)|刚才|刚刚|重复|还是")
_TABLE_KINDS = (AnswerKind.AGENCY, AnswerKind.NUMBER)


class Assistant:
    """Answers questions about one policy; holds no state between questions and may be shared by threads."""

    def __init__(
        self,
        index: SearchIndex,
        synonyms: Synonyms,
        settings: AnswerSettings,
        glossary: Glossary | None = None,
        learned: Learned | None = None,
        phraser: Phraser | None = None,
    ) -> None:
        """Take an open index, the lexicon of everyday words, a glossary for questions in English, what was learned from
        questions whose answers are known, and what has a language model phrase answers.
        """
        self.document = index.document
        self._index = index
        self._coverage = Coverage(index.document)
        self._synonyms = synonyms.specific(self._coverage.occurrences)
        self._settings = settings
        self._desk = OwnershipDesk.open(index.document, index.tokenizer, self._coverage.occurrences)
        tokenizer = index.tokenizer
        spelling = Spelling(policy_vocabulary(index.document, tokenizer), tokenizer.knows, tokenizer.begins)
        self._mender = Mender(glossary or Glossary({}), spelling)
        self._others = OtherDocuments(index.document, tokenizer.words)
        self._replies = Replies(index.document, self._coverage.rarity)
        self._phraser = phraser
        self._talk = TalkReader(tokenizer)
        self._misfit = LEARNED_MISFITS[learned.misfit] if learned and learned.misfit else ""
        self._ways = Ways(index, self._coverage, self._desk, self._replies, learned or Learned())
        # A question is taken apart more than once on its way; the same text is always taken apart alike.
        self.degraded: Degraded = ""
        if index.without_model:
            self.degraded = "without_model"
        elif learned and learned.is_damaged:
            self.degraded = "without_learned"
        self._understand = remembered(self._take_apart, _REMEMBERED)
        comparisons = Comparisons(
            index.document, self._ways, self._replies, self._desk, self._coverage, self._understand
        )
        self._planned = PlannedAnswers(index, self._coverage, self._replies, comparisons.answer)
        names_task = partial(_names_task, self._desk, self._understand)
        weigh = remembered(self._weigh, _REMEMBERED)
        belonging = Belonging(weigh, self._coverage.share_of_words)
        consequences = Consequences(index.document, remembered(self._rank, _REMEMBERED))
        measured = Measured(belonging, consequences)
        self._follow_ups = FollowUps(index.document, self._coverage, tokenizer, self._desk, names_task, measured)
        # What was said is said again with every question that follows.
        self._mend = remembered(self._mender.mend, _REMEMBERED)

    @property
    def without_model(self) -> bool:
        """Whether the embedding model is missing or damaged, so that words alone are compared."""
        return self._index.without_model

    def ask(self, raw: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question, or refuse it with a reason; never raises for what a user may type.

        Args:
            raw: as typed.
            history: what was said before it, oldest first; a question that leans on it is made whole.
        """
        *_, answer = self.stream(raw, history)
        return answer

    def stream(self, raw: str, history: Sequence[Turn] = ()) -> Iterator[Answer]:
        """Answer like `ask`, as far as it is known: with a model sentence by sentence, the last one is the answer.

        The sources are there from the first on. Leaving off stops the model.
        """
        answer = self.extract(raw, history)
        if self._phraser is None or not self._phraser.takes(answer):
            yield answer
            return
        for phrased in self._phraser.phrase(answer):
            yield self._replies.not_enough(phrased) if _is_doubted(phrased) else phrased

    def extract(self, raw: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer in the policy's own sentences, without any language model; else as `ask`."""
        return replace(self._extract(raw, history), degraded=self.degraded)

    def _extract(self, raw: str, history: Sequence[Turn]) -> Answer:
        clock = Clock()
        stopped = self._stop(raw, clock, history)
        if stopped:
            return stopped
        mended = self._mend(raw.strip())
        resolved = self._follow_ups.resolve(mended.text, self._said(history))
        # What was typed shows by its spaces where clauses end.
        typed = raw if resolved.text == mended.text else resolved.text
        asked = resolved.text
        of_told = self._planned.of_told(resolved.asked, clock) if resolved.asked else None
        answer = of_told or self._reply(asked, typed, clock, resolved.said)
        question = self._understand(asked)
        if not of_told and self._repeats(question, answer, resolved):
            answer = self._replies.not_enough(answer)
        if (answer.status, answer.route) == ("unanswerable_off_topic", "refusal"):
            answer = self._ways.with_reason(question, answer, clock, goes_on=bool(history))
        if question.asks_present:
            answer = self._replies.dated(answer)
        if question.address:
            answer = self._replies.with_numbers(answer, question.address)
        if mended.original and is_english(mended.original):
            answer = self._with_english(answer, asked)
        resolved_text = asked if resolved.leans and asked != mended.text else ""
        return replace(answer, question=raw, resolved=resolved_text, trace=self._trace(mended, asked, answer))

    def _repeats(self, question: Question, answer: Answer, resolved: Resolved) -> bool:
        """Tell whether a turn asks for more than it was told, and the only numbers of its answer are what answers about the
        same items told already: 她这一档具体给几万.
        """
        states = question.spec.stated if question.spec and question.kind in _TOLD_KINDS else None
        if answer.refused or answer.route not in ("address", "retrieval") or states is None:
            return False
        quotes = [quote.text for citation in answer.citations for quote in citation.quotes]
        said = normalize(" ".join(quotes))
        # The number of an item, which `own_words` would keep, says nothing more of what is asked.
        words = [word for word in self._follow_ups.own_words(question.text) if word in question.words]
        if _ASKS_AGAIN.search(question.text) or (
            not _IN_DETAIL.search(question.text) and all(one in said for one in words)
        ):
            return False
        cited = {citation.id for citation in answer.citations}
        answers = [main_point(one.answer) for one in resolved.told if cited & set(one.cited)]
        return tells_nothing_new(quotes, answers, states)

    def _with_english(self, answer: Answer, asked: str) -> Answer:
        """Put a line in English above an answer."""
        counted = self._planned.counted(normalize(asked)) if answer.status == "answered" else None
        line = in_english(answer, *(counted or (None, 0)))
        return replace(answer, text=f"{line}\n\n{answer.text}") if line else answer

    def _trace(self, mended: Mended, asked: str, answer: Answer) -> Trace:
        question = self._understand(asked)
        return Trace(
            text=question.text,
            original=mended.original,
            changes=mended.changes,
            words=question.words,
            synonyms=question.synonyms,
            agencies=self._desk.aliases_in(question.text),
            asks_for=question.kind.value,
            parts=answer.trace.parts if answer.trace else (),
            readings=answer.trace.readings if answer.trace else (),
            line=SUPPORT,
            learned=self._misfit,
        )

    def leans(self, raw: str, history: Sequence[Turn]) -> bool:
        """Tell whether a question takes anything from what was said before it."""
        if not history or refuse_length(raw, self._settings.max_question_length) or self._talk.read(raw):
            return False
        return self._follow_ups.resolve(self._mend(raw.strip()).text, self._said(history)).leans

    def owners(self, task: str) -> Answer:
        """Answer which agencies own a task, however it is described; never raises for what a user may type."""
        return replace(self._owners(task), degraded=self.degraded)

    def _owners(self, task: str) -> Answer:
        clock = Clock()
        stopped = self._stop(task, clock)
        if stopped:
            return stopped
        question = replace(self._read(task), spec=spec_of(AnswerKind.AGENCY))
        clock.lap("understand")
        reply = self._from_table(question)
        clock.lap("table")
        if reply:
            return self._ways.from_table(question, reply, clock)
        group = self._planned.of_group(question.text, clock)
        if group:
            return replace(group, question=task)
        if question.address and question.address.citation_id is None:
            return self._ways.about_item(question, question.address, clock)
        # The name of a task is no question, so whether one is answered cannot be told from how it is put.
        found = self._ways.find(question, clock)._replace(is_part=True)
        return self._ways.from_evidence(question, found, clock)

    def tasks(self, agency: str) -> Answer:
        """Answer what an agency owes, however it is called; never raises for what a user may type."""
        return replace(self._tasks(agency), degraded=self.degraded)

    def _tasks(self, agency: str) -> Answer:
        clock = Clock()
        stopped = self._stop(agency, clock)
        if stopped:
            return stopped
        question = self._read(agency)
        clock.lap("understand")
        return self._ways.from_table(question, self._desk.tasks_of(question), clock)

    def search(self, raw: str) -> list[SearchResult]:
        """Rank the chunks for a question, with the policy's terms for its everyday words; no answer is made.

        Nothing is found for one that is too long, or says nothing.
        """
        if refuse_input(raw, self._settings.max_question_length, self.document) or self._talk.read(raw):
            return []
        question = self._read(raw)
        return self._index.search(question.matter, question.expansion)

    def items(self, number: str) -> tuple[Citation, ...]:
        """Return the items that a number or a citation id names, as sources that quote nothing but the parts it names.

        There is none of a number that the document has not, and there are several where several bear one label.
        """
        if refuse_length(number, self._settings.max_question_length):
            return ()
        text = normalize(number.strip())
        if self._others.asked_for(text):
            return ()
        if _BARE_ID.fullmatch(text):
            named = text.upper()
            return (whole_item(self.document.item(named), self.document),) if self.document.has(named) else ()
        named_parts = find_named(text, self.document)
        return tuple(whole_item(self.document.item(item), self.document, parts) for item, parts in named_parts.items())

    def observe(self, raw: str, history: Sequence[Turn] = ()) -> Observed | None:
        """Return what the decision on a refusal sees of a question; None where it is answered without retrieval."""
        if self._stop(raw, Clock(), history):
            return None
        resolved = self._follow_ups.resolve(self._mend(raw.strip()).text, self._said(history))
        question, clock = self._understand(resolved.text), Clock()
        if resolved.asked or self._from_table(question):
            return None
        if self._ways.without_search(question, clock):
            return None
        return self._ways.observe(question, self._ways.find(question, clock))

    def _stop(self, raw: str, clock: Clock, history: Sequence[Turn] = ()) -> Answer | None:
        """Reply to what asks nothing of the document that is open; None for a question."""
        blocked = self._refuse(raw, history)
        if blocked:
            return self._replies.refuse(raw, blocked, "intake", clock)
        talk = self._talk.read(raw)
        return self._planned.small_talk(raw, talk) if talk else None

    def _refuse(self, raw: str, history: Sequence[Turn] = ()) -> Refusal | None:
        """Refuse what is no question, or asks of a document that is not open."""
        blocked = refuse_input(raw, self._settings.max_question_length, self.document)
        if blocked:
            return blocked
        turns = bounded(history, self._settings.max_question_length, self.document)
        names = self._others.asked_for(raw, (turn.content for turn in turns if turn.role == "user"))
        return refuse_other_documents(names, self.document) if names else None

    def _said(self, history: Sequence[Turn]) -> list[Turn]:
        turns = bounded(history, self._settings.max_question_length, self.document)
        return [replace(turn, content=self._mend(turn.content).text) for turn in turns]

    def _weigh(self, text: str) -> Weighed | None:
        """Measure how well the document supports a text; None without a model, or for what is answered without search."""
        question = self._understand(text)
        if self._from_table(question) or self._ways.facts(question) or find_listing(question, self.document):
            return None
        found = self._ways.find(question, Clock())
        if found.vector is None or found.signals is None or not found.evidence:
            return None
        return Weighed(found.signals.topic, found.evidence[0].citation_id)

    def _rank(self, text: str) -> dict[str, float]:
        """Rank the items of the document for a text."""
        found = self._ways.find(self._understand(text), Clock())
        return {one.citation_id: one.score for one in found.evidence}

    def _take_apart(self, text: str) -> Question:
        return understand(text, self.document, self._index.tokenizer, self._synonyms)

    def _read(self, raw: str) -> Question:
        return replace(self._understand(self._mend(raw.strip()).text), raw=raw)

    def _reply(self, text: str, typed: str, clock: Clock, said: str = "") -> Answer:
        """Answer a question that stands alone, or was made whole, clause by clause if several of them ask something.

        Args:
            text: the question.
            typed: as it was typed, if it was not made whole.
            clock: measures the time.
            said: what was said before one that does not stand alone.
        """
        # What an item lists is counted in it, before 下面 is taken for the item below.
        counted = self._ways.points(self._understand(text), clock) if read_points(normalize(text)) else None
        planned = counted or self._planned.answer(typed, normalize(text), clock)
        if planned:
            return planned
        question = replace(self._understand(text), said=said)
        clock.lap("understand")
        from_table = self._from_table(question)
        clock.lap("table")
        facts = [] if from_table else self._ways.facts(question)
        if facts:
            return self._replies.about_document(question, facts, clock)
        is_one = question.address is not None and counts_and_names(question.text)
        clauses = [] if is_one else split_clauses(question.text, self._index.tokenizer.words)
        kinds = [kind_of(clause.text) for clause in clauses]
        in_table = from_table and all(kind is None or kind.kind in _TABLE_KINDS for kind in kinds)
        whole = cache(lambda: self._ways.find(question, clock))
        if clauses and (not in_table or self._names_some(clauses)):
            by_clauses = self._by_clauses(question, clauses, clock, whole)
            if by_clauses:
                return by_clauses
        return self._answer(question, from_table, clock, whole)

    def _from_table(self, question: Question) -> TableReply | None:
        """Answer a question off the table of responsibilities."""
        return self._desk.answer(question)

    def _names_some(self, clauses: Sequence[Part]) -> bool:
        """Tell whether some clauses ask whose a task is that the table has no name for, and others do not."""
        asked = [clause for clause in clauses if not clause.leans]
        kinds = [kind_of(clause.text) for clause in asked]
        named = [self._desk.names_task(self._understand(clause.text)) for clause in asked]
        return all(kind and kind.kind is AnswerKind.AGENCY for kind in kinds) and any(named) and not all(named)

    def _by_clauses(
        self, question: Question, clauses: Sequence[Part], clock: Clock, whole: Callable[[], Findings]
    ) -> Answer | None:
        """Answer each clause that asks something; None if they make sense only together."""
        in_table = all(clause.leans or self._from_table(self._understand(clause.text)) for clause in clauses)
        refused = None if in_table else self._ways.refuse(question, whole(), clock)
        answers: list[Answer] = []
        is_stated = False
        for clause in clauses:
            text = clause.text
            if clause.follows and answers[-1].refused:
                return replace(answers[-1], question=question.raw)
            if clause.leans and answers:
                before = answers[-1]
                cites = tuple(citation.id for citation in before.citations)
                text = self._follow_ups.resolve(
                    text, (Turn("user", before.question), Turn("assistant", "", cites)), is_part=True
                ).text
            asked = self._understand(text)
            planned = self._planned.answer(text, normalize(text), clock, is_part=True)
            if planned:
                answers.append(planned)
                is_stated |= not planned.refused
                continue
            found = cache(partial(self._find_part, asked, clock, whole))
            answers.append(self._answer(asked, self._from_table(asked), clock, found, _SENTENCES_OF_PART))
            # A fact of the kind that one clause asks for is an answer, whatever the others ask.
            is_stated |= not answers[-1].refused and (asked.spec is not None or asked.asks_place)
            if answers[-1].status == "unanswerable_off_topic":
                return None
        if refused and not is_stated:
            return refused
        if all(answer.refused for answer in answers):
            return replace(answers[0], question=question.raw)
        return self._replies.merged(question.raw, answers, clock)

    def _find_part(self, part: Question, clock: Clock, whole: Callable[[], Findings]) -> Findings:
        """Search for a part of a question: among what is near to the whole, if that and its own words say enough."""
        around = whole() if self._ways.has_words(part) else None
        is_sure = around and around.signals and around.signals.topic >= SUPPORT
        found = self._ways.find(part, clock, around if is_sure else None)
        return found._replace(is_part=True)

    def _answer(
        self,
        question: Question,
        from_table: TableReply | None,
        clock: Clock,
        found: Callable[[], Findings],
        most_sentences: int = MOST_SENTENCES,
    ) -> Answer:
        """Answer a question as a whole, by the first way that knows one."""
        matters = self._matters(question, from_table)
        if from_table and not matters:
            return self._ways.from_table(question, from_table, clock)
        answer = self._ways.without_search(question, clock)
        if answer is None and matters:
            answer = self._by_matters(question, matters, clock, found)
        if answer is None and from_table:
            answer = self._ways.from_table(question, from_table, clock)
        if answer is None:
            answer = self._ways.from_evidence(question, found(), clock, most_sentences)
        return answer

    def _matters(self, question: Question, from_table: TableReply | None) -> list[Part]:
        """Return the matters that a question has to be cut into, if any."""
        if isinstance(from_table, TableRefusal):
            return []
        matters = split_matters(question, self._index.tokenizer.words)
        if from_table is None:
            return matters
        if question.kind is not AnswerKind.AGENCY or question.address or self._desk.agencies_in(question.text):
            return []
        if self._desk.names_task(question) and self._desk.tells_roles(question.text):
            return []  # 谁牵头、谁配合 is asked of one task
        # The table answers for what it has a name for only.
        named = [self._desk.names_task(self._understand(matter.text)) for matter in matters]
        return matters if any(named) and not all(named) else []

    def _by_matters(
        self, question: Question, matters: Sequence[Part], clock: Clock, whole: Callable[[], Findings]
    ) -> Answer | None:
        """Answer for each matter of a question; None unless at least two of them are dealt with, and apart."""
        # Agencies were asked for, so each matter is some task.
        is_sure = question.several or question.kind is AnswerKind.AGENCY
        if not is_sure and self._is_of_one_item([self._understand(matter.text) for matter in matters], whole()):
            return None
        least = PART_COVERAGE if is_sure else PART_COVERAGE_ALONE
        is_asked = question.kind is not AnswerKind.AGENCY and not whole().is_part
        refused = self._ways.refuse(question, whole(), clock) if is_asked else None
        # Facts of the kind that is asked for answer a question, however it is put.
        if refused and question.spec is None and not question.asks_place:
            return refused
        answers: list[Answer] = []
        for matter in matters:
            asked = self._understand(matter.text)
            reply = self._from_table(asked)
            if isinstance(reply, TableAnswer) and (self._desk.names_task(asked) or self._desk.agencies_in(asked.text)):
                answers.append(self._ways.from_table(asked, reply, clock))
            # What no item speaks of need not be looked for; what one speaks of in part, only if it is sure to be a matter.
            elif self._coverage.most(asked) >= (_SPOKEN_OF if is_sure else least):
                found = self._find_part(asked, clock, whole)
                if self._deals_with(asked, found, least, is_sure=is_sure):
                    answers.append(self._ways.from_evidence(asked, found, clock, _SENTENCES_OF_PART, 1))
        answered = [answer for answer in answers if not answer.refused]
        if len({answer.citations[0].quotes for answer in answered}) < _LEAST_PARTS:
            return refused
        if question.several and len(answered) < MOST_ITEMS:
            rest = self._ways.from_evidence(question, whole(), clock, _SENTENCES_OF_PART)
            known = {citation.id for answer in answered for citation in answer.citations}
            if (
                not rest.refused
                and rest.route == "retrieval"
                and known.isdisjoint(cite.id for cite in rest.citations[:1])
            ):
                answered.append(rest)
        return self._replies.merged(question.raw, answered, clock)

    def _is_of_one_item(self, matters: Sequence[Question], whole: Findings) -> bool:
        """Tell whether the item that was found for a question holds most of each of its matters, too."""
        if not whole.evidence:
            return False
        first = whole.evidence[0].citation_id
        shares = [(self._coverage.share(matter, first), self._coverage.most(matter)) for matter in matters]
        return all(share >= most > 0 for share, most in shares)

    def _deals_with(self, asked: Question, found: Findings, least: float, *, is_sure: bool) -> bool:
        """Tell whether the best item that was found deals with one matter of a question about several."""
        if not found.evidence or isinstance(found.evidence[0].item, Notice):
            return False
        supported = is_sure and found.signals is not None and found.signals.topic >= PART_SUPPORT
        return supported or self._coverage.share(asked, found.evidence[0].citation_id) >= least


def _is_doubted(answer: Answer) -> bool:
    """Tell whether a model said that the sentences do not answer, and we were not sure of it either."""
    said_so = answer.writing is not None and answer.writing.failure == "refused"
    return said_so and (answer.signals is None or answer.signals.support < SURE)


def _names_task(desk: OwnershipDesk, understand: Callable[[str], Question], text: str) -> bool:
    """Tell whether a text calls a task, a section or a domain by its name."""
    asked = understand(text)
    return desk.names_task(asked) or desk.names_section(asked)
