"""What is kept of a conversation: HTML for the window, plain words for the next question."""

from __future__ import annotations

import copy

from answer.models import Turn
from tests.ui.samples import answered, citation, refused
from ui.conversation import MOST_TURNS, Conversation
from ui.render import answer_message, question_message


def test_turns_hold_the_words_as_typed_and_the_body_with_its_ids_but_no_html() -> None:
    answer = answered(question=" 规模多大？ ", citations=(citation(), citation(id="M3")))
    kept = Conversation().showing(question_message(" 规模多大？ ")).showing(answer_message(answer)).remembering(answer)
    body = "**10 亿元**\n\n规模 10 亿元。〔（二）〕"
    assert kept.turns == (Turn("user", " 规模多大？ "), Turn("assistant", body, ("M2", "M3")))
    assert [message["role"] for message in kept.messages] == ["user", "assistant"]


def test_showing_something_is_not_remembering_it() -> None:
    assert Conversation().showing(question_message("问")).turns == ()


def test_only_the_latest_turns_are_kept_and_the_first_of_them_is_a_question() -> None:
    kept = Conversation()
    for number in range(5):
        kept = kept.remembering(answered(question=f"问题 {number}"))
    assert len(kept.turns) == MOST_TURNS
    assert [turn.content for turn in kept.turns if turn.role == "user"] == ["问题 2", "问题 3", "问题 4"]
    assert kept.turns[0].role == "user"


def test_a_refusal_is_remembered_and_what_the_intake_stopped_is_not() -> None:
    before = Conversation().remembering(refused("unanswerable_not_stated"))
    assert [turn.role for turn in before.turns] == ["user", "assistant"]
    assert before.remembering(answered(status="blocked_input", route="intake", citations=())) == before


def test_a_session_gets_a_copy_of_its_own() -> None:
    # So gr.State makes one for every visitor.
    kept = Conversation().showing(question_message("问")).remembering(answered())
    assert copy.deepcopy(kept) == kept
