"""What was learned from questions whose answers are known; for any other document or embedding model there is nothing."""

from __future__ import annotations

from typing import NamedTuple, Self

from answer.answerability import Answerability
from answer.matters import Matters
from index.encoders import model_fingerprint
from index.settings import IndexSettings
from ingest.models import PolicyDocument


class Learned(NamedTuple):
    """Whether the policy answers a question, and which item it is about."""

    answerability: Answerability | None = None
    matters: Matters | None = None

    @classmethod
    def load(cls, document: PolicyDocument, settings: IndexSettings) -> Self:
        """Read what fits a document and an embedding model."""
        fingerprint = fingerprint_of(document, settings)
        return cls(Answerability.load(fingerprint), Matters.load(fingerprint))


def fingerprint_of(document: PolicyDocument, settings: IndexSettings) -> str:
    """Name what a model is trained for."""
    return f"{model_fingerprint(settings)} {document.title}"
