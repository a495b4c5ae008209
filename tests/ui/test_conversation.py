"""What is kept of a conversation: HTML for the window, plain words for the next question."""

from __future__ import annotations

import copy

from answer.models import Trace, Turn
from tests.ui.samples import answered, citation, refused
from ui.conversation import MOST_EXCHANGES, MOST_TURNS, Conversation
from ui.render import answer_message, question_message


def test_turns_hold_the_words_as_typed_and_the_body_with_its_ids_but_no_html() -> None:
    answer = answered(question=" 规模多大？ ", citations=(citation(), citation(id="M3")))
    kept = (
        Conversation()
        .showing(question_message(" 规模多大？ "))
        .showing(answer_message(answer))
        .remembering(answer.question, answer)
    )
    body = "**10 亿元**\n\n规模 10 亿元。〔（二）〕"
    assert kept.turns == (Turn("user", " 规模多大？ "), Turn("assistant", body, ("M2", "M3")))
    assert [message["role"] for message in kept.messages] == ["user", "assistant"]


def test_showing_something_is_not_remembering_it() -> None:
    assert Conversation().showing(question_message("问")).turns == ()


def test_only_the_latest_turns_are_kept_and_the_first_of_them_is_a_question() -> None:
    kept = Conversation()
    for number in range(5):
        kept = kept.remembering(f"问题 {number}", answered(question=f"问题 {number}"))
    assert len(kept.turns) == MOST_TURNS
    assert [turn.content for turn in kept.turns if turn.role == "user"] == ["问题 2", "问题 3", "问题 4"]
    assert kept.turns[0].role == "user"


def test_a_refusal_is_remembered_and_what_the_intake_stopped_is_not() -> None:
    before = Conversation().remembering("问", refused("unanswerable_not_stated"))
    assert [turn.role for turn in before.turns] == ["user", "assistant"]
    blocked = answered(status="blocked_input", route="intake", citations=())
    assert before.remembering("问", blocked).turns == before.turns
    greeted = answered(status="unanswerable_off_topic", route="intake", citations=())
    assert before.remembering("您好", greeted).turns == before.turns


def test_what_asks_of_a_document_that_is_not_open_is_remembered() -> None:
    # 那第四条呢 asks for that document's, and must not be answered from ours.
    other = answered(question="民法典第三条", status="unanswerable_other_document", route="intake", citations=())
    assert [
        turn.content for turn in Conversation().remembering("民法典第三条", other).turns if turn.role == "user"
    ] == ["民法典第三条"]


def test_a_session_gets_a_copy_of_its_own() -> None:
    # So gr.State makes one for every visitor.
    kept = Conversation().showing(question_message("问")).remembering("问", answered())
    assert copy.deepcopy(kept) == kept


def test_the_last_exchange_can_be_taken_back_to_be_asked_again() -> None:
    first = Conversation().showing(question_message("一")).showing(answer_message(answered()))
    first = first.remembering("一", answered(question="一"))
    failed = first.showing(question_message("二")).showing(answer_message(answered())).remembering("二", None)
    assert failed.without_last() == (first, "二")
    assert failed.turns == first.turns


def test_what_retrieval_considered_is_not_kept() -> None:
    kept = Conversation().remembering("问", answered(trace=Trace("问"), citations=(citation(),)))
    answer = kept.exchanges[0].answer
    assert answer
    assert (answer.trace, answer.results, answer.citations) == (None, (), (citation(),))


def test_a_long_conversation_drops_its_oldest_exchanges_and_keeps_the_numbers_of_the_others() -> None:
    kept = Conversation()
    for number in range(MOST_EXCHANGES + 5):
        kept = kept.bounded()
        assert kept.next_turn == number
        answer = answered(question=f"问题 {number}")
        kept = kept.showing(question_message("问")).showing(answer_message(answer)).remembering("问", answer)
    assert len(kept.exchanges) == MOST_EXCHANGES
    assert len(kept.messages) == 2 * MOST_EXCHANGES
    latest, oldest = kept.answer_of(MOST_EXCHANGES + 4), kept.answer_of(5)
    assert latest
    assert oldest
    assert (latest.question, oldest.question) == (f"问题 {MOST_EXCHANGES + 4}", "问题 5")
    assert (kept.answer_of(4), kept.answer_of(MOST_EXCHANGES + 5), kept.answer_of(-1)) == (None, None, None)
