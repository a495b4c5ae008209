"""From an answer in the policy's sentences to the same answer in a model's words, of which each was verified.

The model sees nothing but the quotes of the answer, under keys that tell it nothing. What it writes is shown sentence by
sentence once it is verified; if what is left does not say what the quotes say, the answer stays as it was.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

from answer import messages
from answer.compose.passages import compose_sources
from answer.models import Answer, Citation
from answer.phrasing.circuit import Circuit
from answer.phrasing.errors import ModelError
from answer.phrasing.llm import ChatModel, Usage
from answer.phrasing.models import Fault, KeyedQuote, Writing
from answer.phrasing.prompts import NOT_ENOUGH, SYSTEM, ask
from answer.phrasing.sentences import Sentence, SentenceStream
from answer.phrasing.settings import LLMSettings
from answer.phrasing.verification import Verifier
from answer.synonyms import Synonyms
from index.normalize import normalize
from index.proxies import settle_proxies
from index.tokenizer import PolicyTokenizer
from ingest.models import PolicyDocument

_log = logging.getLogger(__name__)

_KEY_LETTERS = "bcdefghjknqrstuvwxyz"
"""Those that begin the ids of items are left out."""
_LEAD = re.compile(r"^\*\*(.+?)\*\*")
_HEARTBEAT = 0.3
"""Seconds after which the answer so far is given again."""
_KEPT = 0.5
"""Share of the quotes' pairs of characters that a phrased text keeps; one that leaves out more leaves out facts."""


@dataclass
class _Draft:
    """What was written of one answer so far."""

    began: float
    heard: float
    shown: list[tuple[Sentence, tuple[KeyedQuote, ...]]] = field(default_factory=list)
    dropped: list[Fault] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    first_ms: float | None = None

    @property
    def milliseconds(self) -> float:
        return round((time.monotonic() - self.began) * 1000, 1)


class Phraser:
    """Has a model phrase answers, and verifies what it writes."""

    def __init__(self, model: ChatModel, verifier: Verifier, circuit: Circuit | None = None) -> None:
        """Take the model, the verifier, and what keeps from asking a server that fails again and again."""
        self._model, self._verifier, self._circuit = model, verifier, circuit or Circuit()

    @classmethod
    def connect(
        cls,
        settings: LLMSettings,
        document: PolicyDocument,
        tokenizer: PolicyTokenizer,
        synonyms: Synonyms,
        now: Callable[[], float] = time.monotonic,
    ) -> Self:
        """Return a phraser for a configured server, whose time is up by a clock in seconds; nothing is sent yet.

        Raises:
            SettingsError: if the way to it leads through a proxy that cannot be used.
        """
        settle_proxies(settings.base_url)

        def terms_for(word: str) -> list[str]:
            return [term for terms in synonyms.find(word).values() for term in terms]

        return cls(ChatModel(settings, now), Verifier(tokenizer, document.agencies, terms_for))

    @staticmethod
    def takes(answer: Answer) -> bool:
        """Tell whether a model may phrase an answer: never a refusal, a list, a count, or who owns what."""
        return answer.is_extract and not answer.refused and bool(answer.citations)

    def phrase(self, answer: Answer) -> Iterator[Answer]:
        """Yield the answer as far as it is phrased and verified; the last one is final, and may be as it was.

        If the model says that the quotes do not answer, the last one has ``writing.failure == "refused"``.
        """
        asked = answer.resolved or (answer.trace.text if answer.trace else answer.question)
        quotes = key_quotes(asked, answer.citations)
        draft, usage = _Draft(now := time.monotonic(), now), Usage()
        yield self._partial(answer, draft)
        failure = ""
        is_over = False
        try:
            self._circuit.enter()
            for sentence in self._sentences(asked, quotes, draft, usage):
                # Also where nothing is new: who listens may want to leave.
                if sentence is None or self._take(sentence, quotes, asked, draft):
                    yield self._partial(answer, draft)
            self._circuit.succeeded()
            is_over = True
        except ModelError as error:
            is_over = True
            failure = error.failure
            if failure != "resting":
                self._circuit.failed(error.retry_after)
            _log.warning("the model was not used: %s", error)
        finally:
            if not is_over:  # nobody listens any more
                self._circuit.left()
        yield self._final(answer, draft, usage, failure)

    def _sentences(
        self, asked: str, quotes: Sequence[KeyedQuote], draft: _Draft, usage: Usage
    ) -> Iterator[Sentence | None]:
        """Yield whole sentences; None now and then while there is none."""
        stream = SentenceStream([quote.key for quote in quotes])
        for piece in self._model.stream(SYSTEM, ask(asked, quotes), usage):
            draft.raw.append(piece)
            yield from stream.feed(piece)
            if time.monotonic() - draft.heard > _HEARTBEAT:
                draft.heard = time.monotonic()
                yield None
        yield from stream.flush()

    def _take(self, sentence: Sentence, quotes: Sequence[KeyedQuote], asked: str, draft: _Draft) -> bool:
        """Keep a sentence if it is true to what it cites."""
        cited = tuple(quote for quote in quotes if quote.key in sentence.keys)
        fault = self._verifier.fault(sentence.text, cited, asked)
        if fault:
            draft.dropped.append(fault)
            _log.info("dropped a sentence of the model: %s", fault)
            return False
        if draft.first_ms is None:
            draft.first_ms = draft.milliseconds
        if all(sentence.text != known.text for known, _ in draft.shown):
            draft.shown.append((sentence, cited))
        return True

    def _partial(self, answer: Answer, draft: _Draft) -> Answer:
        writing = replace(self._writing(draft, by_model=True), is_done=False)
        return replace(answer, text=f"{_written(answer, draft)}\n\n{answer.sources}", writing=writing)

    def _final(self, answer: Answer, draft: _Draft, usage: Usage, failure: str) -> Answer:
        if not failure and not draft.shown:
            failure = "refused" if NOT_ENOUGH.strip("【】") in "".join(draft.raw) else "insufficient"
        if not failure and not _is_complete(answer, draft):
            failure = "incomplete"
        writing = self._writing(draft, by_model=not failure, failure=failure, usage=usage)
        if failure:
            return replace(answer, writing=writing)
        cited = [quote.citation_id for _, quotes in draft.shown for quote in quotes]
        citations = tuple(citation for citation in answer.citations if citation.id in cited)
        sources = compose_sources(citations)
        validity = [part for part in answer.body.split("\n\n") if part == _validity_of(part)]
        text = "\n\n".join([_written(answer, draft), *validity, sources])
        return replace(answer, text=text, citations=citations, sources=sources, writing=writing)

    def _writing(self, draft: _Draft, *, by_model: bool, failure: str = "", usage: Usage | None = None) -> Writing:
        usage = usage or Usage()
        return Writing(
            by_model=by_model,
            model=self._model.name,
            shown=len(draft.shown),
            dropped=tuple(draft.dropped),
            failure=failure,  # type: ignore[arg-type]  # one of the words that name failures
            prompt_tokens=usage.prompt,
            completion_tokens=usage.completion,
            first_sentence_ms=draft.first_ms,
            total_ms=draft.milliseconds,
        )


def key_quotes(question: str, citations: Sequence[Citation]) -> list[KeyedQuote]:
    """Give every quote of an answer a key: the same question gets the same ones, and none tells of its item."""
    quotes: list[KeyedQuote] = []
    used: set[str] = set()
    for citation in citations:
        for quote in citation.quotes:
            turn = 0
            while True:
                digest = hashlib.sha256(f"{question}|{citation.id}|{quote.start}|{turn}".encode()).digest()
                key = f"{_KEY_LETTERS[digest[0] % len(_KEY_LETTERS)]}{10 + digest[1] % 90}"
                if key not in used:
                    break
                turn += 1
            used.add(key)
            quotes.append(KeyedQuote(key, quote.text, citation.id, citation.title))
    return quotes


def _written(answer: Answer, draft: _Draft) -> str:
    labels = {citation.id: messages.CITED.format(label=citation.label) for citation in answer.citations}
    marked = (
        sentence.text + "".join(dict.fromkeys(labels[quote.citation_id] for quote in quotes))
        for sentence, quotes in draft.shown
    )
    return "".join(marked)


def _validity_of(part: str) -> str:
    begin, _, _ = messages.VALIDITY.partition("{")
    return part if part.startswith(begin) else ""


def _is_complete(answer: Answer, draft: _Draft) -> bool:
    """Tell whether a phrased text says what the answer says: something of every item, and its fact or most of its words."""
    text = re.sub(r"\W", "", normalize("".join(sentence.text for sentence, _ in draft.shown)))
    cited = {quote.citation_id for _, quotes in draft.shown for quote in quotes}
    if any(citation.id not in cited for citation in answer.citations):
        return False
    lead = _LEAD.match(answer.body)
    if lead:
        # The fact that was asked for is the answer, whatever stands around it.
        return re.sub(r"\W", "", normalize(lead[1])) in text
    held = re.sub(r"\W", "", normalize("".join(quote.text for item in answer.citations for quote in item.quotes)))
    pairs = {"".join(pair) for pair in pairwise(held)}
    return sum(pair in text for pair in pairs) >= _KEPT * len(pairs)
