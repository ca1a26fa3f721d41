"""Which promises of an alliance need the reader, as a condition for the database: what `needs_of` finds one by one.

The list counts and shows them by it. A test on random promises holds the two together.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.lookups import Exact

from troth.core.alliance import Right
from troth.store import models
from troth.store.queries.people import Seat
from troth.store.queries.second import waits_in
from troth.store.queries.today import OPEN

# From any moment of a day to the end of the day a week later, less than this; where clocks change within the week, an
# hour of it may count wrongly.
WEEK = 8 * 24 * 3600 * 1000
NOTHING = Q(pk__in=())


def needing(seat: Seat, now: int) -> Q:
    """Say which promises need the reader; none where one side has left."""
    if seat.parted is not None:
        return NOTHING
    own, me = seat.party, seat.person
    performs = Q(performer=own), Q(performer_person__person=None) | Q(performer_person__person=me)
    awaits = ~Q(performer=own), Q(customer_person__person=None) | Q(customer_person__person=me)
    moves = performs[0] & performs[1] & _of_performer(seat, now) | awaits[0] & awaits[1] & _of_customer(
        seat, now
    )
    looks = performs[0] & _look(seat, "p", performs[1]) | awaits[0] & _look(seat, "c", awaits[1])
    return Q(status__in=OPEN) & (_unless_second(seat, moves) | looks)


def _of_performer(seat: Seat, now: int) -> Q:
    dated = Q(status="agreed", due_day__isnull=False)
    asked = Q(asked_status=True) | Q(sent_back=True)
    soon = Q(due__lt=now + WEEK)
    return Q(open_texts__contains="c") | dated & (asked | _passed(now) | soon) | _date_can_be_put(seat)


def _of_customer(seat: Seat, now: int) -> Q:
    dated = Q(status="agreed", due_day__isnull=False)
    look = Q(status="delivered") | dated & (Q(asks_release=True) | _passed(now))
    return Q(open_texts__contains="p") | look | _date_can_be_put(seat)


def _passed(now: int) -> Q:
    return Q(due__lt=now, warned_at=None)


def _date_can_be_put(seat: Seat) -> Q:
    kept = models.Promise.objects.filter(alliance=seat.alliance, object=OuterRef("after"), status="kept")
    return Q(status="agreed", due_day=None, open_texts="") & ~Q(after="") & Q(Exists(kept))


def _unless_second(seat: Seat, moves: Q) -> Q:
    """Where a yes waits for a second signature, it is that which needs somebody who may be the second."""
    if not seat.organisation.second_from:
        return moves
    waits = waits_in(seat).filter(object=OuterRef("object"))
    own = Q(Exists(waits.exclude(first=seat.person))) if seat.may(Right.SECOND) else NOTHING
    return own | moves & Q(~Exists(waits))


def _look(seat: Seat, letter: str, concerns: Q) -> Q:
    """Two people were asked to look: a sentence of the reader's side is missing, or the reader is one of the two."""
    mine = models.Member.objects.filter(alliance=seat.alliance, person=seat.person).values("pseudonym")[:1]
    named = Q(Exact(KeyTextTransform(letter, KeyTransform("asks", "look")), Subquery(mine)))
    anyone = Q(**{f"look__asks__{letter}": ""}) if seat.may(Right.SPONSOR) else NOTHING
    return Q(look__says__icontains=letter) & concerns | named | anyone
