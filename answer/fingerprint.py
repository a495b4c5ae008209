"""A short name for everything that decides an answer, so that a vote can be told from one on an older version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from importlib.metadata import version

from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from index.encoders import model_fingerprint
from index.revisions import INDEX_VERSION
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import PARSER_VERSION


def settings_fingerprint(
    document: PolicyDocument, index: IndexSettings, answer: AnswerSettings, llm: LLMSettings | None = None
) -> str:
    """Digest the version, the text, the models and the bounds that answers are given with: 12 hexadecimal digits."""
    decides = [
        version("policyqa"),
        document.digest,
        PARSER_VERSION,
        INDEX_VERSION,
        model_fingerprint(index),
        asdict(answer),
        (llm.model, llm.temperature) if llm and llm.configured else None,
    ]
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:12]
