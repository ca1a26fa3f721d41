"""Which promises of an alliance need the reader, as a condition for the database: what `needs_of` finds one by one.

The list counts and shows them by it. A test on random promises holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.lookups import Exact

from troth.core.alliance import Right
from troth.store import models
from troth.store.queries.people import Seat
from troth.store.queries.second import waits_at
from troth.store.queries.today import OPEN

# From any moment of a day to the end of the day a week later, less than this; where clocks change within the week, an
# hour of it may count wrongly.
WEEK = 8 * 24 * 3600 * 1000
NOTHING = Q(pk__in=())


@dataclass(frozen=True)
class Standing:
    """Where a reader stands in an alliance, by the numbers of things, and what their role and their firm's rule make of
    it: whether yeses wait for a second signature, whether they may be the second, whether they may be asked to look."""

    alliance: str
    party: int
    person: int
    firm: int
    waits: bool
    second: bool
    sponsor: bool


def standing_of(seat: Seat) -> Standing:
    """Return where a reader stands."""
    return Standing(
        seat.alliance.pk,
        seat.party.pk,
        seat.person.pk,
        seat.organisation.pk,
        waits=bool(seat.organisation.second_from),
        second=seat.may(Right.SECOND),
        sponsor=seat.may(Right.SPONSOR),
    )


def needing(seat: Seat, now: int) -> Q:
    """Say which promises need the reader; none where one side has left."""
    return NOTHING if seat.parted is not None else needing_from(standing_of(seat), now, now + WEEK)


def needing_from(reader: Standing, now: int, soon: int) -> Q:
    """Say which promises need whoever stands so; what is due before `soon` is due soon."""
    own, me = reader.party, reader.person
    performs = Q(performer=own), Q(performer_person__person=None) | Q(performer_person__person=me)
    awaits = ~Q(performer=own), Q(customer_person__person=None) | Q(customer_person__person=me)
    ours = performs[0] & performs[1] & _of_performer(reader, now, soon)
    theirs = awaits[0] & awaits[1] & _of_customer(reader, now)
    looks = performs[0] & _look(reader, "p", performs[1]) | awaits[0] & _look(reader, "c", awaits[1])
    return Q(status__in=OPEN) & (_unless_second(reader, ours | theirs) | looks)


def _of_performer(reader: Standing, now: int, soon: int) -> Q:
    dated = Q(status="agreed", due_day__isnull=False)
    asked = Q(asked_status=True) | Q(sent_back=True)
    pressing = dated & (asked | _passed(now) | Q(due__lt=soon))
    return Q(open_texts__contains="c") | pressing | _date_can_be_put(reader)


def _of_customer(reader: Standing, now: int) -> Q:
    dated = Q(status="agreed", due_day__isnull=False)
    look = Q(status="delivered") | dated & (Q(asks_release=True) | _passed(now))
    return Q(open_texts__contains="p") | look | _date_can_be_put(reader)


def _passed(now: int) -> Q:
    return Q(due__lt=now, warned_at=None)


def _date_can_be_put(reader: Standing) -> Q:
    kept = models.Promise.objects.filter(alliance=reader.alliance, object=OuterRef("after"), status="kept")
    return Q(status="agreed", due_day=None, open_texts="") & ~Q(after="") & Q(Exists(kept))


def _unless_second(reader: Standing, moves: Q) -> Q:
    """Where a yes waits for a second signature, it is that which needs somebody who may be the second."""
    if not reader.waits:
        return moves
    waits = waits_at(reader.alliance, reader.firm).filter(object=OuterRef("object"))
    own = Q(Exists(waits.exclude(first=reader.person))) if reader.second else NOTHING
    return own | moves & Q(~Exists(waits))


def _look(reader: Standing, letter: str, concerns: Q) -> Q:
    """Two people were asked to look: a sentence of the reader's side is missing, or the reader is one of the two."""
    mine = models.Member.objects.filter(alliance=reader.alliance, person=reader.person).values("pseudonym")[
        :1
    ]
    named = Q(Exact(KeyTextTransform(letter, KeyTransform("asks", "look")), Subquery(mine)))
    anyone = Q(**{f"look__asks__{letter}": ""}) if reader.sponsor else NOTHING
    return Q(look__says__icontains=letter) & concerns | named | anyone
