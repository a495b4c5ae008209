from __future__ import annotations

from ui.stops import Stops


def test_only_the_answer_of_a_session_stops() -> None:
    stops = Stops()
    mine, yours = stops.begin("me"), stops.begin("you")
    stops.stop("me")
    assert mine.is_set()
    assert not yours.is_set()


def test_an_answer_that_is_over_cannot_be_stopped_and_the_next_one_begins_anew() -> None:
    stops = Stops()
    first = stops.begin("me")
    stops.end("me")
    stops.stop("me")
    assert not first.is_set()
    assert not stops.begin("me").is_set()


def test_nobody_needs_to_be_answered_to_be_told_to_stop() -> None:
    stops = Stops()
    stops.stop("me")
    stops.end("me")
