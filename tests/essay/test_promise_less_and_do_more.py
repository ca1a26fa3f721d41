"""Promise less and do more.

Early, and more than was asked, are told apart from merely on the day; and a side may aim at an earlier day than the one it
promises, without anybody being told. How much later the promised day should be is told by one's own record.
"""

from __future__ import annotations

import math
import random
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from tests.essay.two import DUE, together
from tests.web.seats import SOON, agreed, table
from troth.core.promises import VALUE, Outcome
from troth.core.promises.forecast import Ending, Lead, Leads, Plan
from troth.store import models
from troth.store.export import bundle_of


def test_on_the_day_early_and_exceeded_are_told_apart() -> None:
    """On the day, early, and exceeded are told apart."""
    two = together()
    on_the_day, early, more = two.agreed(), two.agreed(), two.agreed()
    two.day(DUE - timedelta(days=2))
    two.kaido.deliver(early)
    two.veldsen.accept(early)
    two.day(DUE)
    for promise in (on_the_day, more):
        two.kaido.deliver(promise)
    two.veldsen.accept(on_the_day)
    two.veldsen.accept(more, exceeded=True)
    found = [two.outcome(promise) for promise in (on_the_day, early, more)]
    assert found == [Outcome.KEPT_ON_THE_DAY, Outcome.KEPT_EARLY, Outcome.EXCEEDED]
    timing = two.result(early).timing
    assert timing is not None and timing.days == -2


def test_a_careful_promise_kept_is_worth_as_much_as_a_bold_one_and_more_than_one_moved() -> None:
    """A careful promise kept is worth as much as a bold one, and more than one whose day had to move."""
    assert VALUE[Outcome.KEPT_ON_THE_DAY] == VALUE[Outcome.KEPT_EARLY] == VALUE[Outcome.EXCEEDED] == 1.0
    moved = [VALUE[each] for each in (Outcome.REAGREED_ONCE, Outcome.REAGREED_TWICE, Outcome.REAGREED_OFTEN)]
    assert all(each is not None and each < 1.0 for each in moved)


def test_a_delivery_takes_the_day_it_was_made_not_the_day_it_was_looked_at() -> None:
    """A delivery counts on the day it was made, not the day it was looked at."""
    two = together()
    promise = two.agreed()
    two.day(DUE)
    two.kaido.deliver(promise)
    two.day(DUE + timedelta(days=9))
    two.veldsen.accept(promise)
    assert two.outcome(promise, DUE + timedelta(days=9)) is Outcome.KEPT_ON_THE_DAY


def test_who_promises_what_their_own_record_keeps_nine_times_in_ten_keeps_nine_of_ten() -> None:
    """Who promises the day that their own record keeps nine times in ten keeps about nine of ten."""
    past, chance = Leads(Plan()), random.Random(7)
    took = [20 * math.exp(chance.gauss(0.3, 0.3)) for _ in range(300)]
    kept = []
    for number, days in enumerate(took):
        promise = Lead(3.0 * number, 20.0, "Annelies")
        kept.append(days <= 20 * past.forecast(3.0 * number, promise).times(0.9))
        past.add(str(number), replace(promise, ending=Ending.DONE, days=days))
    assert 0.86 <= sum(kept[100:]) / 200 <= 0.94
    meant = sum(days <= 20 for days in took[100:]) / 200
    assert meant < 0.25  # the day that was meant, promised as it is, would have been kept one time in five


def test_padding_what_one_promises_does_not_make_the_advice_bolder() -> None:
    """Room that one leaves oneself is not learnt away again: what counts is the day one meant, not the day one promised."""
    assert {field.name for field in fields(Lead)} >= {"lead_days"}
    assert not any("promised" in field.name for field in fields(Lead))


@pytest.mark.django_db
def test_the_day_one_intends_is_seen_by_ones_own_side_alone_and_leaves_with_no_record() -> None:
    """The day one intends is seen by one's own side alone, and leaves with no record."""
    at = table()
    promise = agreed(at)
    aimed = SOON - timedelta(days=5)
    at.annelies.send(f"promises/{promise}/note/", {"words": "", "intended": aimed.isoformat()})
    assert models.Intention.objects.get(object=promise).day == aimed
    assert aimed.isoformat() in at.annelies.page(f"promises/{promise}/").html
    assert aimed.isoformat() not in at.naoko.page(f"promises/{promise}/").html
    signed = b"".join(bytes(entry.payload) for entry in models.Entry.objects.all())
    assert SOON.isoformat().encode() in signed
    assert aimed.isoformat().encode() not in signed + b"".join(bundle_of(at.two.alliance.pk).values())
