"""What waits for a second signature: to one's own people all of it, to the partner that it waits and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from troth.core.alliance import Right
from troth.store.models import SecondSignature
from troth.store.queries.people import Seat


def waiting_on(seat: Seat, object_id: str) -> SecondSignature | None:
    """Return the yes of one's own organisation that waits on a promise."""
    if not seat.organisation.second_from:
        return None
    return waits_in(seat).filter(object=object_id).select_related("first").first()


def partner_waits(seat: Seat, object_id: str) -> bool:
    """Say whether the other side's yes to a promise waits for its second signature; nothing more of it is told."""
    if seat.partner is None or not seat.partner.organisation.second_from:
        return False
    theirs = SecondSignature.objects.filter(
        alliance=seat.alliance, object=object_id, status=SecondSignature.WAITS
    )
    return theirs.exclude(organisation=seat.organisation).exists()


def waiting_in(seats: Iterable[Seat]) -> Mapping[tuple[str, str], SecondSignature]:
    """Return what waits inside the readers' own organisation, by alliance and promise; one question, and none where
    the organisation asks for no second signature."""
    seats = list(seats)
    if not seats or not seats[0].organisation.second_from:
        return {}
    rows = SecondSignature.objects.filter(
        alliance__in=[seat.alliance.pk for seat in seats],
        organisation=seats[0].organisation,
        status=SecondSignature.WAITS,
    )
    return {(row.alliance_id, row.object): row for row in rows.select_related("first")}


def mark_of(yeses: Mapping[tuple[str, str], SecondSignature]) -> tuple[int, int]:
    """Return what tells a page whether others wait by now: the latest of them, and how many."""
    return max((row.pk for row in yeses.values()), default=0), len(yeses)


def last_answer(seat: Seat, object_id: str, stamp: str) -> SecondSignature | None:
    """Return the latest yes of the reader's own that a colleague declined, as long as nothing followed it."""
    if not seat.organisation.second_from:
        return None
    mine = SecondSignature.objects.filter(
        alliance=seat.alliance, organisation=seat.organisation, object=object_id, first=seat.person
    )
    latest = mine.select_related("second").order_by("-pk").first()
    stands = latest is not None and latest.status == SecondSignature.DECLINED and latest.stamp == stamp
    return latest if stands else None


def may_sign(seat: Seat, waiting: SecondSignature) -> bool:
    """Say whether the reader may be the second."""
    return seat.may(Right.SECOND) and waiting.first_id != seat.person.pk


def waits_in(seat: Seat) -> QuerySet[SecondSignature]:
    """Return what waits inside the reader's own organisation, in this alliance."""
    return waits_at(seat.alliance.pk, seat.organisation.pk)


def waits_at(alliance: str, firm: int) -> QuerySet[SecondSignature]:
    """Return what waits inside an organisation, in an alliance."""
    return SecondSignature.objects.filter(alliance=alliance, organisation=firm, status=SecondSignature.WAITS)
