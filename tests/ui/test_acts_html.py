from __future__ import annotations

from answer.feedback import REASONS
from tests.ui.samples import text_of
from ui import words
from ui.acts_html import acts_html


def test_an_answer_can_be_copied_asked_again_and_voted_on_with_a_reason() -> None:
    shown = acts_html(3, votes=True)
    assert "turn-3" in shown
    for word in (words.COPY_ANSWER, words.RETRY, words.USEFUL, words.USELESS, *words.REASONS.values()):
        assert word in text_of(shown)


def test_nobody_is_asked_for_a_vote_that_is_not_kept() -> None:
    shown = text_of(acts_html(0, votes=False))
    assert words.COPY_ANSWER in shown
    assert words.USEFUL not in shown


def test_every_reason_has_a_word() -> None:
    assert tuple(words.REASONS) == REASONS
