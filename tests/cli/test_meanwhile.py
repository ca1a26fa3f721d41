"""A second process looks at the signatures of a long record; what is found is the same, whatever becomes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Mapping, Sequence

import pytest

from tests.core.record.pinned import ten_years
from tests.core.record.test_bundle import flip
from troth.cli import meanwhile
from troth.cli.meanwhile import Meanwhile
from troth.core.record import Findings, check, check_both, report, report_both
from troth.core.record.manifest import ENTRIES

FILES = ten_years().bundle()
LINES = FILES[ENTRIES].splitlines()


class Seen(Meanwhile):
    """Keeps how often it was asked, and whether a process was begun."""

    asked: int = 0
    began: bool = False

    def look(self, lines: Sequence[bytes], publics: Mapping[str, bytes]) -> None:
        super().look(lines, publics)
        self.asked += len(lines)
        self.began = self.began or self._pool is not None


@pytest.fixture(autouse=True)
def worth_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "WORTH_IT", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def checked(files: dict[str, bytes], second: Meanwhile) -> Findings:
    with second:
        return check(files, meanwhile=second)


def with_another_signature(number: int) -> dict[str, bytes]:
    """The bundle with one bit of one entry's signature turned; its files are as the manifest says but for that."""
    lines = list(LINES)
    place = lines[number].index(b'"sig":"') + 8
    lines[number] = (
        lines[number][:place]
        + (b"B" if lines[number][place : place + 1] != b"B" else b"C")
        + (lines[number][place + 1 :])
    )
    return {**FILES, ENTRIES: b"".join(line + b"\n" for line in lines)}


def test_a_sound_record_is_told_alike_with_a_second_process_and_without() -> None:
    second = Seen()
    found = checked(FILES, second)
    assert second.began and second.asked == len(LINES)
    assert found == check(FILES) and found.whole and found.every


@pytest.mark.parametrize("number", [0, 3, len(LINES) // 2, len(LINES) - 1])
def test_a_signature_that_does_not_fit_is_named_as_without_a_second_process(number: int) -> None:
    files = with_another_signature(number)
    found = checked(files, Seen())
    assert found == check(files) and not found.whole
    assert report(found) == report(check(files))


def test_a_changed_byte_is_told_as_without_a_second_process() -> None:
    files = {**FILES, ENTRIES: flip(FILES[ENTRIES], len(FILES[ENTRIES]) // 2, 1)}
    assert checked(files, Seen()) == check(files)


def test_two_copies_are_each_looked_at() -> None:
    other = with_another_signature(7)
    with Seen() as second:
        found = check_both(FILES, other, meanwhile=second)
    assert second.asked == 2 * len(LINES)
    assert report_both(("one", "other"), *found) == report_both(("one", "other"), *check_both(FILES, other))


def test_a_process_that_ends_before_its_work_does_costs_nothing_but_time() -> None:
    class Killed(Seen):
        def fit(self) -> bool:
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)
            return super().fit()

    second = Killed()
    assert checked(FILES, second) == check(FILES) and second.began
    assert checked(with_another_signature(5), Killed()) == check(with_another_signature(5))


def test_where_no_process_can_be_had_all_is_looked_at_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(meanwhile, "ProcessPoolExecutor", none)
    assert checked(FILES, Seen()) == check(FILES)
    assert checked(with_another_signature(5), Seen()) == check(with_another_signature(5))


def test_one_processor_and_a_short_record_need_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "WORTH_IT", len(LINES) + 1)
    short = Seen()
    assert checked(FILES, short) == check(FILES) and not short.began
    monkeypatch.setattr(meanwhile, "WORTH_IT", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    alone = Seen()
    assert checked(with_another_signature(5), alone) == check(with_another_signature(5)) and not alone.began
