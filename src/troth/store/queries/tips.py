"""Which tip somebody gets in one of their alliances today, and what they saw of tips before: theirs alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from troth.actions.days import day_in
from troth.core.tips import PUT_AWAY, TIPS, Shown, Tip, choose
from troth.store import models
from troth.store.queries.people import Seat
from troth.store.queries.seen import seen_by


def tip_for(seat: Seat, now: int) -> Tip | None:
    """Return the reader's tip in this alliance today; None where nothing calls for one, or they want none.

    What was shown to them is looked up first: whoever saw one elsewhere today costs no further question.
    """
    if not seat.person.tips:
        return None
    today = day_in(now, seat.person.zone)
    shown = shown_to(seat, today)
    elsewhere = any(each.on == today and (each.put_away or not each.here) for each in shown)
    return None if elsewhere else choose(TIPS, seen_by(seat, now), shown, today)


def shown_to(seat: Seat, today: date) -> Sequence[Shown]:
    """Return every tip that was shown to the reader, in any alliance, and that still rests."""
    rows = models.TipShown.objects.filter(person=seat.person, on__gt=today - PUT_AWAY)
    return [
        Shown(key, on, put_away=put_away, here=alliance == seat.alliance.pk)
        for key, on, put_away, alliance in rows.values_list("key", "on", "put_away", "alliance")
    ]
