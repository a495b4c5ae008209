"""One question in, one answer out, from whichever of the published documents it is about.

Where one document is open, it answers as if there were no others. Where several are, those are chosen that the question
names or that speak of it, and each answers for itself: sentences of different documents are never mixed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from answer import messages
from answer.assistant import Assistant
from answer.choosing import MOST, Choice, DocumentChooser
from answer.compose.small_talk import compose_small_talk
from answer.english import Glossary
from answer.models import Answer, AnswerPart, AskedDocument, Citation, Degraded, Turn
from answer.other_documents import is_within
from answer.understand.talk import TalkReader
from index.catalogue.catalogue import Snapshot
from index.catalogue.models import Entry, name_of
from index.library import Library
from index.models import SearchResult
from index.normalize import normalize
from index.remembered import remembered
from index.tokenizer import PolicyTokenizer

_RANKS = re.compile(r"^(?:[\u3400-\u9fff]{2}(?=[省市区县])|[全本我])?[省市区县]|[局委厅办部署]$")
"""What people leave out of the name of an agency, or add to it."""
_ASKS_TASKS = re.compile(
    r"(?:哪些|什么|哪几|几|多少)[项条件个]?(?:任务|职责|工作|事|活)|(?:负责|承担|牵头|主管|管)(?:了|着)?(?:些|哪些|什么|哪几|几[项条])"
)
"""Asks what an agency has to do."""
Assemble = Callable[[Entry], Assistant]
_CITATION_ID = re.compile(r"[MAG]\d+|[PC]", re.IGNORECASE)
_SEARCHES = 64
"""Searches of all documents that are remembered, with 400 items at most each."""
_OPEN = 24
"""Assistants that are kept, each for a document."""


class LibraryAssistant:
    """Answers questions about the published documents; holds no state between questions and may be shared by threads."""

    def __init__(
        self,
        library: Library,
        assemble: Assemble,
        glossary: Glossary,
        only: str = "",
        today: Callable[[], datetime.date] = datetime.date.today,
    ) -> None:
        """Take an open library and what makes the assistant of one of its documents.

        Args:
            library: whose published documents answer.
            assemble: opens a document.
            glossary: for questions in English.
            only: id of the only document that is open; empty for all that are published.
            today: tells the day, on which it depends whether a document is in force.
        """
        self._library = library
        self._only = only
        self._glossary = glossary
        self._today = today
        self._assistant_of = lru_cache(maxsize=_OPEN)(assemble)
        self._chooser_of = remembered(self._make_chooser, 2)
        self._agencies_of = remembered(self._names_of_agencies, 2)

    @cached_property
    def _talk(self) -> TalkReader:
        return TalkReader(PolicyTokenizer())

    # What is open

    def documents(self) -> tuple[Entry, ...]:
        """Return the documents that answer, in the order in which they were added."""
        return self._opened(self._library.snapshot())

    @property
    def degraded(self) -> Degraded:
        """What it has to do without; `answer.messages.DEGRADED` says so in words."""
        opened = self.documents()
        return self._assistant_of(opened[0]).degraded if opened else ""

    def assistant_of(self, entry: Entry) -> Assistant:
        """Return what answers questions about one document."""
        return self._assistant_of(entry)

    def _opened(self, snapshot: Snapshot) -> tuple[Entry, ...]:
        # One that is opened by its file answers whatever its state is for others.
        return (
            tuple(entry for entry in snapshot.entries if entry.id == self._only) if self._only else snapshot.published
        )

    def _open_now(self, document: str) -> tuple[Snapshot, tuple[Entry, ...], list[Entry]]:
        """Return the library as it is now, what is open in it, and of that the document that was chosen; all if none was."""
        snapshot = self._library.snapshot()
        opened = self._opened(snapshot)
        return snapshot, opened, [entry for entry in opened if document in ("", entry.id)]

    # Asking

    def ask(self, raw: str, history: Sequence[Turn] = (), document: str = "") -> Answer:
        """Answer a question, or refuse it with a reason; never raises for what a user may type.

        Args:
            raw: as typed.
            history: what was said before it, oldest first.
            document: id of the document that the user chose; empty to look for it.
        """
        *_, answer = self.stream(raw, history, document)
        return answer

    def stream(self, raw: str, history: Sequence[Turn] = (), document: str = "") -> Iterator[Answer]:
        """Answer like `ask`, as far as it is known: with a language model sentence by sentence."""
        snapshot, opened, chosen = self._open_now(document)
        if not chosen:
            yield _not_open(raw, document)
            return
        talk = self._talk.read(raw) if len(chosen) > 1 else None
        if talk:
            yield compose_small_talk(raw, talk, messages.LIBRARY)
            return
        if len(chosen) == 1:
            entry = chosen[0]
            said = history if len(opened) == 1 else _of_document(history, entry.id)
            for answer in self._assistant_of(entry).stream(raw, said):
                yield answer if answer.is_small_talk else self._known(answer, entry, is_alone=len(opened) == 1)
            return
        yield self._from_several(raw, history, snapshot)

    def _from_several(self, raw: str, history: Sequence[Turn], snapshot: Snapshot) -> Answer:
        choice = self._choose(raw, history, snapshot)
        if not choice.is_named and _ASKS_TASKS.search(raw):
            choice = self._choose_by_agency(raw, snapshot) or choice
        answers = [(entry, self._own_answer(entry, raw, history, choice)) for entry in choice.entries]
        if not answers:
            return _not_open(raw)
        entry, first = answers[0]
        if first.route == "intake" and first.status != "unanswerable_other_document":
            # An order, nothing at all: it is said to the library.
            return replace(first, text=first.text.replace(name_of(entry), messages.LIBRARY))
        answered = [(entry, answer) for entry, answer in answers if not answer.refused]
        refused = self._refused_by_all(raw, choice, [answer for _, answer in answers])
        if refused:
            return refused
        if len(answered) > 1 or (answered and len(choice.each) > 1):
            known = [(entry, self._known(answer, entry, is_alone=False)) for entry, answer in answered]
            return self._merged(raw, known, choice)
        entry, answer = answered[0] if answered else answers[0]
        others = tuple(other for other in choice.entries if other != entry)
        return self._known(answer, entry, is_alone=False, others=others)

    def _refused_by_all(self, raw: str, choice: Choice, answers: Sequence[Answer]) -> Answer | None:
        """Refuse what is asked of something that is not held, or what no document is about."""
        first, is_answered = answers[0], not all(answer.refused for answer in answers)
        # One that is named may say something of a place that is not its own.
        if choice.missing and not (is_answered and choice.is_named):
            return self._other_document(raw, choice.missing, first)
        if choice.unheld and not is_answered:
            return self._other_document(raw, choice.unheld, first)
        if not choice.is_named and all(answer.status == "unanswerable_off_topic" for answer in answers):
            return replace(first, question=raw, text=messages.OFF_TOPIC_IN_LIBRARY, related=())
        return None

    def _own_answer(self, entry: Entry, raw: str, history: Sequence[Turn], choice: Choice) -> Answer:
        """Ask a document what of a question is about it; all of the question if that is no question to it."""
        assistant, said = self._assistant_of(entry), _of_document(history, entry.id)
        part = choice.asked.get(entry.id)
        answer = assistant.ask(part, said) if part else None
        return replace(answer, question=raw) if answer and not answer.refused else assistant.ask(raw, said)

    def _choose(self, raw: str, history: Sequence[Turn], snapshot: Snapshot) -> Choice:
        spoken_of = _spoken_of(history)
        last = next((entry for entry in self._opened(snapshot) if entry.id in spoken_of), None)
        leans = last is not None and self._assistant_of(last).leans(raw, _of_document(history, last.id))
        text = self._glossary.translate(normalize(raw))
        return self._chooser_of(snapshot).choose(text, spoken_of, leans=leans)

    def _choose_by_agency(self, raw: str, snapshot: Snapshot) -> Choice | None:
        """Choose the documents that give the agency something to do which a question names; None if it names none."""
        text, named = normalize(raw), self._agencies_of(snapshot)
        said = {name for names in named.values() for name in names if name in text}
        if not said:
            return None
        owing = self._owing(max(said, key=len), self._opened(snapshot), snapshot)
        return Choice(tuple(owing[:MOST]), others=max(0, len(owing) - MOST))

    def _make_chooser(self, snapshot: Snapshot) -> DocumentChooser:
        return DocumentChooser(
            self._opened(snapshot),
            # The same parts of a question are asked for more than once.
            lru_cache(maxsize=_SEARCHES)(lambda text: self._library.search(text, snapshot)),
            lambda phrase: self._library.containing(phrase, snapshot),
        )

    # Composing

    def _known(self, answer: Answer, entry: Entry, *, is_alone: bool, others: Sequence[Entry] = ()) -> Answer:
        """Say in an answer which document it is from, where others are open, and what must be known of it."""
        caveats = () if answer.refused else entry.caveats(self._today())
        answer = replace(answer, caveats=caveats)
        if is_alone:
            return _with_sources(answer, [*_caveat_line(entry, caveats), *answer.sources.splitlines()])
        documents = (
            AskedDocument(entry.id, name_of(entry), answered=not answer.refused),
            *(AskedDocument(other.id, name_of(other), answered=False) for other in others),
        )
        # What is read off the table has no sources of its own, and does not say of which document it is.
        sources = [] if answer.refused else answer.sources.splitlines() or [""]
        lines = [f"{name_of(entry)} {line}".strip() for line in sources]
        return replace(
            _with_sources(answer, [*_caveat_line(entry, caveats), *lines]),
            citations=tuple(_of(citation, entry) for citation in answer.citations),
            related=tuple(_of(citation, entry) for citation in answer.related),
            documents=documents,
        )

    def _merged(self, raw: str, answered: Sequence[tuple[Entry, Answer]], choice: Choice) -> Answer:
        """Put the answers of several documents one behind the other, each under its document's name."""
        first = answered[0][1]
        silent = [entry for entry in choice.entries if entry not in [one for one, _ in answered]]
        parts = [AnswerPart(entry.id, name_of(entry), answer.body, answer.caveats) for entry, answer in answered]
        parts += [
            AnswerPart(entry.id, name_of(entry), messages.NOTHING_IN_IT) for entry in silent if entry in choice.each
        ]
        said = [f"**{part.name}**\n\n{part.body}" for part in parts]
        if choice.others:
            said.append(messages.MORE_DOCUMENTS.format(count=choice.others))
        sources = "\n".join(answer.sources for _, answer in answered if answer.sources)
        body = "\n\n".join(said)
        return replace(
            first,
            question=raw,
            text=f"{body}\n\n{sources}" if sources else body,
            sources=sources,
            citations=tuple(citation for _, answer in answered for citation in answer.citations),
            results=tuple(result for _, answer in answered for result in answer.results),
            documents=(
                *(AskedDocument(entry.id, name_of(entry)) for entry, _ in answered),
                *(AskedDocument(entry.id, name_of(entry), answered=False) for entry in silent),
            ),
            parts=tuple(parts),
            caveats=(),
            is_extract=False,
            related=(),
        )

    def _other_document(self, raw: str, missing: Sequence[str], refused: Answer) -> Answer:
        """Refuse what is asked of a place, a version or a law that no document is of."""
        names = "、".join(missing)
        listed = "、".join(name_of(entry) for entry in self.documents()[:MOST])
        return replace(
            refused,
            question=raw,
            text=messages.OTHER_DOCUMENT.format(names=names, document=listed),
            status="unanswerable_other_document",
            route="intake",
            citations=(),
            related=(),
            sources="",
            documents=(),
        )

    # Table, search, items

    def owners(self, task: str, document: str = "") -> Answer:
        """Answer which agencies own a task, in whichever documents it is one; never raises for what a user may type."""
        snapshot, opened, chosen = self._open_now(document)
        if not chosen:
            return _not_open(task, document)
        if len(chosen) > 1:
            chosen = list(self._choose(task, (), snapshot).entries)
        return self._of_table(task, chosen, Assistant.owners, is_alone=len(opened) == 1, is_chosen=bool(document))

    def tasks(self, agency: str, document: str = "") -> Answer:
        """Answer what an agency owes, document by document and completely; never raises for what a user may type."""
        snapshot, opened, chosen = self._open_now(document)
        if not chosen:
            return _not_open(agency, document)
        if len(chosen) > 1:
            chosen = self._owing(agency, chosen, snapshot)
        return self._of_table(agency, chosen, Assistant.tasks, is_alone=len(opened) == 1, is_chosen=bool(document))

    def _owing(self, agency: str, entries: Sequence[Entry], snapshot: Snapshot) -> list[Entry]:
        """Return the documents that may mean an agency: all that have any, unless some have one of such a name."""
        named = self._agencies_of(snapshot)
        own = _RANKS.sub("", normalize(agency))
        may_mean = [entry for entry in entries if any(is_within(own, name) for name in named.get(entry.id, ()))]
        # Initials, English and slips are understood by the document that has the agency.
        return may_mean if own and may_mean else [entry for entry in entries if entry.id in named] or list(entries[:1])

    def _names_of_agencies(self, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
        return {key: tuple(map(normalize, names)) for key, names in self._library.agencies(snapshot).items()}

    def _of_table(
        self,
        asked: str,
        entries: Sequence[Entry],
        ask: Callable[[Assistant, str], Answer],
        *,
        is_alone: bool,
        is_chosen: bool,
    ) -> Answer:
        replies = [
            (entry, self._known(ask(self._assistant_of(entry), asked), entry, is_alone=is_alone)) for entry in entries
        ]
        answered = [(entry, reply) for entry, reply in replies if not reply.refused]
        if len(answered) > 1:
            return self._merged(asked, answered, Choice(tuple(entry for entry, _ in answered)))
        if answered:
            return answered[0][1]
        entry, refused = replies[0]
        if is_alone or is_chosen:
            return refused
        said = refused.text.replace(name_of(entry), messages.LIBRARY).replace(
            messages.THIS_DOCUMENT, messages.THESE_DOCUMENTS
        )
        return replace(refused, text=said, documents=(), related=())

    def search(self, raw: str, document: str = "") -> list[tuple[Entry, SearchResult]]:
        """Rank the chunks for a question, of one document or of those that are chosen for it; no answer is made."""
        snapshot, _, chosen = self._open_now(document)
        if len(chosen) > 1:
            chosen = list(self._choose(raw, (), snapshot).entries)
        found = [(entry, result) for entry in chosen for result in self._assistant_of(entry).search(raw)]
        return sorted(found, key=lambda pair: -(pair[1].dense or 0.0)) if len(chosen) > 1 else found

    def items(self, number: str, document: str = "") -> tuple[Citation, ...]:
        """Return the items that a number or a citation id names; ``law/M4`` names one of a document."""
        before, slash, after = number.strip().rpartition("/")
        if slash and _CITATION_ID.fullmatch(after):
            document, number = before, after
        _, opened, chosen = self._open_now(document)
        found = [(entry, self._assistant_of(entry).items(number)) for entry in chosen]
        if found and len(opened) == 1:
            return found[0][1]
        return tuple(_of(citation, entry) for entry, citations in found for citation in citations)


def _of(citation: Citation, entry: Entry) -> Citation:
    """Say of a citation which document it is of."""
    return replace(citation, id=f"{entry.id}/{citation.id}", document=entry.id, document_name=name_of(entry))


def _of_document(history: Sequence[Turn], name: str) -> list[Turn]:
    """Return a conversation as one document knows it: of what was cited only its own items."""
    prefix = f"{name}/"
    return [
        replace(turn, cites=tuple(cite.removeprefix(prefix) for cite in turn.cites if cite.startswith(prefix)))
        for turn in history
    ]


def _spoken_of(history: Sequence[Turn]) -> tuple[str, ...]:
    """Return the ids of the documents of the last answer."""
    last = next((turn for turn in reversed(history) if turn.role == "assistant"), None)
    if last is None:
        return ()
    cited = (cite.rpartition("/")[0] for cite in last.cites if "/" in cite)
    return last.documents or tuple(dict.fromkeys(cited))


def _caveat_line(entry: Entry, caveats: Sequence[str]) -> list[str]:
    return [messages.CAVEATS.format(document=name_of(entry), caveats="；".join(caveats))] if caveats else []


def _with_sources(answer: Answer, lines: Sequence[str]) -> Answer:
    """Give an answer other lines that name its sources."""
    sources = "\n".join(lines)
    return replace(answer, text=f"{answer.body}\n\n{sources}" if sources else answer.body, sources=sources)


def _not_open(raw: str, document: str = "") -> Answer:
    """Refuse what is asked of a document that is not published, or where none is."""
    if document:
        text = messages.NO_SUCH_DOCUMENT.format(name=document[:40])
        return Answer(raw, text, "unanswerable_other_document", "intake")
    return Answer(raw, messages.NOTHING_PUBLISHED, "unanswerable_no_results", "intake")
