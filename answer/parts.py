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
_ASKED_WITH = frozenset(
    "单位 部门 责任 负责 牵头 清单 附件 场景 领域 序号 名称 时间 数量 要求 区别 不同 一样 项目".split()
)
"""Words that say what is asked of a matter, and name none."""


def split_parts(question: Question, tokenizer: PolicyTokenizer) -> list[str]:
    """Return the matters that a question may ask about, each with words of its own; none if it is about one.

    Whether they are matters of the policy is for retrieval to say.
    """
    pieces = [piece.strip() for piece in _JOINTS.split(question.text)]
    parts = [piece for piece in pieces if set(content_words(tokenizer.words(piece))) - _ASKED_WITH]
    return parts if 1 < len(parts) <= _MOST else []
