"""Small talk is heard before anything else, and is asked of no document."""

from __future__ import annotations

from answer.english import OMITTED
from answer.models import Mention, SmallTalk
from answer.understand.annotate import annotate
from answer.understand.dialect import to_standard
from answer.understand.english.row import phrases
from answer.understand.recognisers import small_talk
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer

_LONGEST = 60
"""Characters; nobody takes longer to say nothing."""


class NoNames:
    """Where no document is asked, nothing has a name."""

    def __init__(self, tokenizer: PolicyTokenizer) -> None:
        """Take what cuts a text into words."""
        self.tokenizer = tokenizer

    @staticmethod
    def find(_text: str) -> tuple[Mention, ...]:
        """Find nothing."""
        return ()

    @staticmethod
    def occurrences(_word: str) -> int:
        """Say that no document says it."""
        return 0


class TalkReader:
    """Tells small talk from questions."""

    def __init__(self, tokenizer: PolicyTokenizer) -> None:
        """Take what cuts a text into words."""
        self._names = NoNames(tokenizer)

    def read(self, raw: str) -> SmallTalk | None:
        """Return what kind of small talk a turn is, as typed; None if it asks something."""
        text = normalize(raw)
        if len(text) > _LONGEST:
            return None
        ways = dict.fromkeys((text, to_standard(text), _in_chinese(text)))
        return next((talk for way in ways if (talk := self._read(raw, way))), None)

    def _read(self, raw: str, text: str) -> SmallTalk | None:
        return small_talk.read(annotate(raw, text, self._names)) if text else None


def _in_chinese(text: str) -> str:
    """Put small talk in English into Chinese; empty where a word of it is none."""
    pieces = [(source, term) for source, term in phrases("english_talk").pieces(text) if source.strip(" ,.!?;:'~-")]
    said = dict.fromkeys(term for _, term in pieces if term != OMITTED)
    return ",".join(said) if pieces and all(term for _, term in pieces) else ""
