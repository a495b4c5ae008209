"""What learned weights were fitted to, as it is written in them: the embedding model and the text."""

from __future__ import annotations

import re
from typing import Literal

from index.encoders import model_fingerprint
from index.settings import IndexSettings
from ingest.models import PolicyDocument

Misfit = Literal["", "document", "text", "model"]
"""Why weights do not fit: they are for another document, another version of this one, another model; or they do fit."""

_WRITTEN = re.compile(r"(?P<model>.+?) (?P<digest>[0-9a-f]{64}) (?P<title>.*)", re.DOTALL)


def fingerprint_of(document: PolicyDocument, settings: IndexSettings) -> str:
    """Name what weights are fitted to; the title only tells another version of a text from another document."""
    return f"{model_fingerprint(settings)} {document.text_digest} {document.title}"


def misfit_of(written: str, wanted: str) -> Misfit:
    """Compare the fingerprint in a file of weights with the one that is needed; a title alone makes no difference."""
    theirs, ours = _WRITTEN.fullmatch(written), _WRITTEN.fullmatch(wanted)
    if not theirs or not ours:
        return "" if written == wanted else "text"
    if theirs["digest"] != ours["digest"]:
        return "text" if theirs["title"] == ours["title"] else "document"
    return "" if theirs["model"] == ours["model"] else "model"


def is_for_older_text(written: str, document: PolicyDocument) -> bool:
    """Tell whether a fingerprint names another version of a document's text, whatever the model."""
    theirs = _WRITTEN.fullmatch(written)
    return theirs is not None and theirs["title"] == document.title and theirs["digest"] != document.text_digest
