"""What an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from answer.phrasing.models import Writing
from index.models import SearchResult

Status = Literal[
    "answered",
    "unanswerable_no_results",
    "unanswerable_not_stated",
    "unanswerable_off_topic",
    "unanswerable_no_such_item",
    "unanswerable_other_document",
    "blocked_input",
    "small_talk",
]
"""``answered`` or why not; ``small_talk`` is neither an answer nor a refusal, and is worded like a person would."""

Route = Literal["retrieval", "table", "scan", "address", "document", "intake", "refusal"]
"""How the answer was found: by hybrid retrieval, read off the table of responsibilities, by reading every
item, by the number of one, from what is known of the document; or where it was refused."""

Degraded = Literal["", "without_model", "without_learned"]
"""What an assistant has to do without: the embedding model and all that needs it, or what was learned from questions;
`answer.messages.DEGRADED` says so in words."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said earlier in a conversation.

    Attributes:
        role: ``user`` or ``assistant``.
        content: the words, as typed or as shown.
        cites: the citation ids of an answer, where they are known; else they are read from its words.
        documents: the ids of the documents that it was asked of, where several are open.
    """

    role: str
    content: str
    cites: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal substring of the source, with its offsets (repairs of line breaks inside it are left out)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """What an answer rests on.

    Attributes:
        id: ``M16``, ``A15``, ``G2``, ``C`` or ``P``.
        label: as a reader calls it, unlike any other item: （十六）, 附件第15项, 一、总体目标, 附则, 通知和引言; 二、（一） where
            others are （一）, too.
        title: title of the measure, name of the scenario, what a goal begins with.
        section: heading of its section, or the domain of the scenario.
        text: the whole item, verbatim.
        quotes: the sentences used; each a literal substring of ``text``.
        agencies: its responsible agencies, in the policy's order.
        agencies_open: whether the policy's list ends in 等.
        document: id of its document; empty where only one is open.
        document_name: how that document is called, in 《》; empty likewise.
    """

    id: str
    label: str
    title: str
    section: str
    text: str
    quotes: tuple[Quote, ...]
    agencies: tuple[str, ...] = ()
    agencies_open: bool = False
    document: str = ""
    document_name: str = ""

    @property
    def item(self) -> str:
        """Its id within its document: M16 of ``law/M16``."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Signals:
    """The absolute measurements that a refusal is decided on.

    Attributes:
        cosine: of the question and its nearest chunk (dense leg).
        coverage: share of the question's content, weighted by rarity, that the best item holds (lexical leg).
        held: weight of the question's words that the first item found holds; grows with their number.
        unknown: share of the question's words that neither the policy nor the lexicon has.
        lexicon: cosine of the question and the nearest of what people call the policy's matters.
        other: cosine of the question and the nearest topic that is none of the policy's.
        subject: 1 if the question speaks of what the policy is about at all, else 0.
        topic: these in one number: whether the question is on the policy's subject, from 0 on.
        support: whether the policy answers it (`answer.answerability`), or ``topic`` where that is not known; answers
            need at least `answer.thresholds.SUPPORT`.
    """

    cosine: float
    coverage: float
    held: float
    unknown: float
    lexicon: float
    other: float
    subject: float
    topic: float
    support: float


@dataclass(frozen=True, slots=True)
class Trace:
    """How a question was understood: why this answer. What was found and measured stands in the answer itself.

    Attributes:
        text: the question as it was answered: normalised, mended, made whole with what was said before.
        original: the normalised question as typed, if ``text`` is a translation of it; else empty.
        changes: slips that were put right, as written and as meant.
        words: the words that it is about.
        synonyms: everyday expressions in it, with the policy's terms for them.
        agencies: names of agencies in it as written, with the policy's.
        asks_for: the kind of thing asked for, such as 金额; empty if no particular one.
        parts: the questions that it was cut into; empty if it was answered as a whole.
        readings: how its plan was read, and how else it could have been, the surest first, in words; empty without a plan.
        line: the support that an answer needs, to be compared with ``Answer.signals.support``.
        learned: why what was learned from questions was not used, for the reader; empty where it was, or there is none.
    """

    text: str
    original: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    asks_for: str = ""
    parts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    line: float = 0.0
    learned: str = ""


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document of the library as an answer names it.

    Attributes:
        id: of the document.
        name: how it is called, in 《》.
        answered: whether it answers; one that does not may be asked instead.
    """

    id: str
    name: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What one of several documents says.

    Attributes:
        document: its id.
        name: how it is called, in 《》.
        body: the text, with its citation marks, which are of this document alone.
        caveats: what must be known of it.
    """

    document: str
    name: str
    body: str
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole outcome of one question.

    Attributes:
        question: as typed.
        text: what the user reads, in Chinese, with its citation marks; for a refusal, the reason.
        status: ``answered`` or why not.
        route: how it was found.
        citations: in order of importance; empty unless answered.
        suggestions: for a refusal, questions that the document does answer.
        results: what retrieval considered, best first; one search behind the other where there were several.
        signals: what the decision rests on; None where retrieval was not asked.
        timings: milliseconds per step.
        sources: the lines at the end of ``text`` that name what was cited and whose it is.
        resolved: the question made whole with what was said before; empty where it stands alone.
        related: for a refusal, the nearest items of the policy: worth a look, but no answer.
        trace: how the question was understood; None where it was not read at all.
        is_extract: whether the text is nothing but sentences of the policy that retrieval found, so that a model may
            phrase them; what is read off the table or counted is never phrased.
        writing: how a model phrased it, or why not; None where none was asked.
        degraded: what the assistant had to do without; empty if nothing.
        documents: the documents that were asked, where several are open, and which may be asked instead.
        parts: where several answer, what each says, in the order of ``text``.
        caveats: what a reader must know of a document before relying on it: 征求意见稿, 已失效.
    """

    question: str
    text: str
    status: Status
    route: Route
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    results: tuple[SearchResult, ...] = field(default=(), repr=False)
    signals: Signals | None = None
    timings: dict[str, float] = field(default_factory=dict, compare=False)
    sources: str = ""
    resolved: str = ""
    related: tuple[Citation, ...] = ()
    trace: Trace | None = field(default=None, repr=False)
    is_extract: bool = False
    writing: Writing | None = None
    degraded: Degraded = ""
    documents: tuple[AskedDocument, ...] = ()
    parts: tuple[AnswerPart, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """``text`` without ``sources``, for a window that shows them in its own way."""
        return self.text.removesuffix(self.sources).rstrip()

    @property
    def refused(self) -> bool:
        """Whether the policy gives no answer."""
        return self.status != "answered"

    @property
    def is_small_talk(self) -> bool:
        """Whether nothing was asked: thanks, a greeting."""
        return self.status == "small_talk"
