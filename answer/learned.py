"""What was learned from questions whose answers are known; for any other document or embedding model there is nothing."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple, Self
from zipfile import BadZipFile

from answer.answerability import MODEL_FILE as ANSWERABILITY_FILE
from answer.answerability import Answerability
from answer.matters import MODEL_FILE as MATTERS_FILE
from answer.matters import Matters
from index.encoders import model_fingerprint
from index.settings import IndexSettings
from ingest.models import PolicyDocument

_FOLDER = Path(__file__).parent


class Learned(NamedTuple):
    """Whether the policy answers a question, and which item it is about; the files of either may be damaged."""

    answerability: Answerability | None = None
    matters: Matters | None = None
    is_damaged: bool = False

    @classmethod
    def load(cls, document: PolicyDocument, settings: IndexSettings, folder: Path = _FOLDER) -> Self:
        """Read what fits a document and an embedding model, from the folder that holds the weights."""
        fingerprint = fingerprint_of(document, settings)
        try:
            answerability = Answerability.load(fingerprint, folder / ANSWERABILITY_FILE.name)
            return cls(answerability, Matters.load(fingerprint, folder / MATTERS_FILE.name))
        # A damaged archive is any of these, depending on where it is damaged.
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile, zlib.error):
            return cls(is_damaged=True)


def fingerprint_of(document: PolicyDocument, settings: IndexSettings) -> str:
    """Name what a model is trained for."""
    return f"{model_fingerprint(settings)} {document.title}"
