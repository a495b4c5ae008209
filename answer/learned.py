"""What was learned from questions whose answers are known; for any other document or embedding model there is nothing."""

from __future__ import annotations

import logging
import zlib
from pathlib import Path
from typing import NamedTuple, Self
from zipfile import BadZipFile

from answer.answerability import MODEL_FILE as ANSWERABILITY_FILE
from answer.answerability import Answerability
from answer.matters import MODEL_FILE as MATTERS_FILE
from answer.matters import Matters
from answer.messages import LEARNED_MISFITS
from index.fitted import Misfit, fingerprint_of
from index.settings import IndexSettings
from ingest.models import PolicyDocument

_FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)


class Learned(NamedTuple):
    """Whether the policy answers a question, and which item it is about.

    Attributes:
        answerability: the former; None where it does not fit.
        matters: the latter; None where it does not fit.
        is_damaged: whether one of the files cannot be read.
        misfit: why they do not fit, if they do not.
    """

    answerability: Answerability | None = None
    matters: Matters | None = None
    is_damaged: bool = False
    misfit: Misfit = ""

    @classmethod
    def load(cls, document: PolicyDocument, settings: IndexSettings, folder: Path = _FOLDER) -> Self:
        """Read what fits a document and an embedding model, from the folder that holds the weights.

        That weights are for another version of the text, or another model, is logged: nobody would notice it else.
        """
        fingerprint = fingerprint_of(document, settings)
        try:
            answerability, one = Answerability.load(fingerprint, folder / ANSWERABILITY_FILE.name)
            matters, other = Matters.load(fingerprint, folder / MATTERS_FILE.name)
        # A damaged archive is any of these, depending on where it is damaged.
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile, zlib.error):
            return cls(is_damaged=True)
        misfit = one or other
        if misfit in ("text", "model"):
            _log.warning("%s", LEARNED_MISFITS[misfit])
        return cls(answerability, matters, misfit=misfit)
