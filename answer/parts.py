"""A question about several matters, cut into one question for each."""

from __future__ import annotations

import re

from answer.lexicon import content_words
from answer.question import Question
from index.tokenizer import PolicyTokenizer

_JOINTS = re.compile(
    r"[,，;；。?？、]|以及|还有|(?<=[\u3400-\u9fff])(?:和|与|跟|同|及|又)(?=[\u3400-\u9fff])|还是|\bvs\b|\band\b"
)
_MOST = 4


def split_parts(question: Question, tokenizer: PolicyTokenizer) -> list[str]:
    """Return the matters that a question asks about, each with words of its own; none if it is about one."""
    pieces = [piece.strip() for piece in _JOINTS.split(question.text)]
    parts = [piece for piece in pieces if content_words(tokenizer.words(piece))]
    return parts if 1 < len(parts) <= _MOST else []
