"""When something comes in between, say so.

A day that cannot be held is no breach of trust when the other side hears of it in time. So a word before the day, a new
day agreed by both, and silence are three different things here, and the record tells them apart.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.essay.two import DUE, together
from troth.actions import promises
from troth.core.promises import VALUE, Outcome, Standing, Status, first_day, movements

AFTER = DUE + timedelta(days=4)
LONG_AFTER = DUE + timedelta(days=40)


def test_a_warning_changes_nothing_but_what_the_partner_knows() -> None:
    two = together()
    promise = two.agreed()
    before = two.veldsen.state(promise)
    two.kaido.warn(promise, AFTER)
    after = two.veldsen.state(promise)
    assert (after.status, after.terms) == (before.status, before.terms) == (Status.AGREED, before.terms)
    assert two.standing(promise, DUE) is Standing.TOLD


def test_a_date_may_pass_with_a_word_or_without_one() -> None:
    two = together()
    told, silent = two.agreed(), two.agreed()
    two.kaido.warn(told, AFTER)
    assert two.standing(told, AFTER) is Standing.PASSED_TOLD
    assert two.standing(silent, AFTER) is Standing.PASSED


def test_warned_before_explained_after_and_silent_are_three_outcomes() -> None:
    """Warned before, explained after, and silent: three outcomes, worth less in that order."""
    two = together()
    warned, explained, silent = two.agreed(), two.agreed(), two.agreed()
    two.kaido.warn(warned, AFTER)
    two.day(DUE + timedelta(days=2))
    two.kaido.warn(explained, AFTER)
    two.day(AFTER)
    for promise in (warned, explained, silent):
        two.kaido.deliver(promise)
        two.veldsen.accept(promise)
    found = [two.outcome(promise, AFTER) for promise in (warned, explained, silent)]
    assert found == [Outcome.AFTER_WARNED, Outcome.AFTER_EXPLAINED, Outcome.AFTER_SILENCE]
    worth = [VALUE[each] for each in found]
    assert worth == sorted(worth, reverse=True, key=lambda each: each or 0)  # the earlier the word, the more


def test_a_day_agreed_anew_in_time_is_a_promise_kept() -> None:
    two = together()
    promise = two.agreed()
    two.kaido.move_to(promise, AFTER)
    two.veldsen.agree(promise)
    two.day(AFTER)
    two.kaido.deliver(promise)
    two.veldsen.accept(promise)
    result = two.result(promise, AFTER)
    assert (result.outcome, result.moved) == (Outcome.REAGREED_ONCE, 1)
    assert VALUE[result.outcome] == 0.9


def test_who_cannot_keep_it_can_say_so_and_that_is_more_than_silence() -> None:
    """Who cannot keep it can say so, and that is more than silence."""
    two = together()
    told, silent = two.agreed(), two.agreed()
    two.heard()
    here = two.kaido
    promises.break_with_notice(here.node, here.actor, here.on(told), words="The line stands still.")
    here.meet()
    assert two.outcome(told) is Outcome.BROKEN_BEFORE
    assert two.outcome(silent, LONG_AFTER) is Outcome.LAPSED
    assert (VALUE[Outcome.BROKEN_BEFORE] or 0) > (VALUE[Outcome.LAPSED] or 0)


def test_a_release_counts_for_nothing_and_against_nobody() -> None:
    two = together()
    promise = two.agreed()
    here = two.veldsen
    promises.release(here.node, here.actor, here.on(promise))
    here.meet()
    assert two.outcome(promise) is Outcome.RELEASED
    assert VALUE[Outcome.RELEASED] is None


def test_earlier_days_stay_in_the_record_with_who_asked_and_when() -> None:
    """Earlier days stay in the record, with who asked and when."""
    two = together()
    promise = two.agreed()
    for day in (date(2026, 3, 24), date(2026, 3, 27)):
        two.kaido.move_to(promise, day)
        two.veldsen.agree(promise)
    state = two.veldsen.state(promise)
    assert first_day(state) == DUE
    assert [(moved.was, moved.now) for moved in movements(state)] == [
        (DUE, date(2026, 3, 24)),
        (date(2026, 3, 24), date(2026, 3, 27)),
    ]
    assert all(moved.in_time for moved in movements(state))
