"""The worker's rounds: work while there is some, rest when there is none, end when told to or left alone."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError

from troth.server import worker


def test_it_works_without_pause_until_nothing_is_left_and_ends_when_told() -> None:
    stop = threading.Event()
    left = [True] * 50

    def work() -> bool:
        if left:
            return left.pop()
        stop.set()
        return False

    began = time.monotonic()
    worker.rounds(work, stop, alone=lambda: False)
    assert left == []
    assert time.monotonic() - began < 50 * worker.PAUSE / 2


def test_it_ends_when_its_server_is_gone() -> None:
    done: list[int] = []
    worker.rounds(lambda: not done.append(1), threading.Event(), alone=lambda: len(done) >= 3)
    assert len(done) == 3


def test_a_database_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TROUBLE", 0.01)
    stop = threading.Event()
    tries: list[int] = []

    def work() -> bool:
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise OperationalError("gone away")

    worker.rounds(work, stop, alone=lambda: False)
    assert len(tries) == 3
