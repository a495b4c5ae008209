from __future__ import annotations

import pytest

from answer.understand.talk import TalkReader
from index.tokenizer import PolicyTokenizer


@pytest.fixture(scope="module")
def talk() -> TalkReader:
    return TalkReader(PolicyTokenizer(()))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hello there!", "greeting"),
        ("Thanks a lot, that helps!", "thanks"),
        ("What can you do?", "what_can_you_do"),
        ("Are you a robot?", "who_are_you"),
        ("See you later.", "farewell"),
        ("你識做啲乜嘢㗎？", "what_can_you_do"),
    ],
)
def test_small_talk_is_heard_in_english_and_dialect(talk: TalkReader, said: str, kind: str) -> None:
    found = talk.read(said)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "asked", ["Thanks, and who issued it?", "What can you do about fines?", "Who are the responsible bodies?"]
)
def test_a_question_is_none(talk: TalkReader, asked: str) -> None:
    assert talk.read(asked) is None
