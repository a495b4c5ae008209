"""What phrasing is about: the evidence that a model sees, and how the text of an answer came to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Failure = Literal[
    "unreachable",
    "tls",
    "unauthorized",
    "no_model",
    "busy",
    "server",
    "timeout",
    "broken",
    "empty",
    "endless",
    "resting",
]
"""Why a model could not be used."""

Rejection = Literal["insufficient", "incomplete"]
"""Why what a model wrote is not shown: nothing true is left, or not all that answers."""

Fault = Literal[
    "no_key",
    "language",
    "number",
    "date",
    "agency",
    "name",
    "place",
    "polarity",
    "strength",
    "scope",
    "content",
    "mixed",
]
"""Why a sentence is not shown; see `answer.phrasing.verification`."""


@dataclass(frozen=True, slots=True)
class KeyedQuote:
    """A quote under the key by which a model cites it.

    Attributes:
        key: opaque; it tells nothing of the item.
        text: a literal piece of the policy.
        citation_id: of the item that it is from.
        title: of that item.
    """

    key: str
    text: str
    citation_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Writing:
    """How the text of an answer came to be.

    Attributes:
        by_model: whether a model phrased the text that is shown; else the policy's own sentences stand.
        model: the name of the model that was asked.
        shown: sentences of the model that are shown.
        dropped: why others are not, sentence by sentence.
        failure: why the model was not used, or its text is not shown; empty if it is.
        prompt_tokens: as counted by the server; None where it does not tell.
        completion_tokens: the same.
        first_sentence_ms: milliseconds until the first sentence was verified; None if none was.
        total_ms: milliseconds that the model took.
        is_done: false as long as the model is writing.
    """

    by_model: bool
    model: str
    shown: int = 0
    dropped: tuple[Fault, ...] = ()
    failure: Failure | Rejection | Literal["refused", ""] = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    first_sentence_ms: float | None = None
    total_ms: float = 0.0
    is_done: bool = True
