from __future__ import annotations

import pytest

from answer.phrasing.circuit import Circuit
from answer.phrasing.errors import CircuitOpenError


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def circuit(time: Time) -> Circuit:
    return Circuit(most_failures=3, rest_seconds=30, now=time)


def fail(circuit: Circuit, times: int = 1, retry_after: float | None = None) -> None:
    for _ in range(times):
        circuit.enter()
        circuit.failed(retry_after)


def test_it_opens_after_so_many_failures_in_a_row(circuit: Circuit) -> None:
    fail(circuit, 2)
    circuit.enter()
    circuit.succeeded()
    fail(circuit, 3)
    with pytest.raises(CircuitOpenError):
        circuit.enter()


def test_it_closes_by_itself_once_a_trial_succeeds(circuit: Circuit, time: Time) -> None:
    fail(circuit, 3)
    time.now += 30
    circuit.enter()
    with pytest.raises(CircuitOpenError):  # only one tries
        circuit.enter()
    circuit.succeeded()
    circuit.enter()
    circuit.enter()


def test_a_trial_that_fails_opens_it_again(circuit: Circuit, time: Time) -> None:
    fail(circuit, 3)
    time.now += 30
    fail(circuit)
    time.now += 29
    with pytest.raises(CircuitOpenError):
        circuit.enter()
    time.now += 1
    circuit.enter()


def test_a_trial_that_nobody_waited_for_can_be_made_again(circuit: Circuit, time: Time) -> None:
    fail(circuit, 3)
    time.now += 30
    circuit.enter()
    circuit.left()
    circuit.enter()


def test_a_server_that_says_when_to_come_back_is_left_alone_until_then(circuit: Circuit, time: Time) -> None:
    fail(circuit, retry_after=5)
    with pytest.raises(CircuitOpenError):
        circuit.enter()
    time.now += 5
    circuit.enter()


def test_but_not_for_ever(circuit: Circuit, time: Time) -> None:
    fail(circuit, retry_after=10**9)
    time.now += 300
    circuit.enter()
