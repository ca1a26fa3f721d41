"""All alliances of an organisation that go on, each read on its own: how it stands, how it stood, what needs a word.

However many there are, it is a handful of questions. Nothing is added up over alliances, and none is put first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from troth.actions.days import day_in
from troth.core.judgement.survey import Instrument
from troth.store import models
from troth.store.queries.alliances import Row
from troth.store.queries.asked import WINDOW_MS, due_on
from troth.store.queries.balance import Found, balances_of
from troth.store.queries.surveys import WHATS
from troth.store.queries.trust import Standing, before, standings


@dataclass(frozen=True)
class Held:
    """One alliance: `stands` now and `stood` then, how many promises were kept since then by the colour of who kept
    them, which surveys it is time to ask again, and how what was agreed of controls balances."""

    row: Row
    purpose: str
    stands: Standing
    stood: Standing
    kept: Mapping[str, int]
    due: Sequence[Instrument]
    balance: Found


def portfolio_of(rows: Sequence[Row], now: int, then: int) -> list[Held]:
    """Return those of some alliances that both sides have confirmed and nobody has left, in their order."""
    found = [row for row in rows if row.seat.opened and row.seat.parted is None]
    seats = [row.seat for row in found]
    names = [seat.alliance.pk for seat in seats]
    stands = standings(seats, now)
    purposes, kept = _purposes(names), _kept(names, then)
    balances = balances_of(seats, now)
    rounds = list(
        models.Round.objects.filter(alliance__in=names, subject__in=WHATS, put_at__gt=now - WINDOW_MS).only(
            "alliance_id", "subject", "put_at", "phase"
        )
    )
    return [
        Held(
            row=row,
            purpose=purposes.get(row.seat.alliance.pk, ""),
            stands=stands[row.seat.slug],
            stood=before(stands[row.seat.slug], then),
            kept={each.colour: kept.get((each.alliance_id, each.colour), 0) for each in row.seat.parties},
            due=_due(row, rounds, now),
            balance=balances[row.seat.slug],
        )
        for row in found
    ]


def _due(row: Row, rounds: Sequence[models.Round], now: int) -> Sequence[Instrument]:
    seat = row.seat
    own = [each for each in rounds if each.alliance_id == seat.alliance.pk]
    today = day_in(now, seat.person.zone)
    days = {instrument: due_on(seat.person.zone, own, instrument) for instrument in Instrument}
    return [instrument for instrument, day in days.items() if day is not None and day <= today]


def _purposes(alliances: Sequence[str]) -> Mapping[str, str]:
    rows = models.Joint.objects.filter(alliance__in=alliances, kind=models.Joint.PURPOSE, status="agreed")
    return dict(rows.values_list("alliance", "text"))


def _kept(alliances: Sequence[str], since: int) -> Mapping[tuple[str, str], int]:
    rows = models.Promise.objects.filter(alliance__in=alliances, status="kept", closed_at__gt=since)
    counted = rows.order_by().values_list("alliance", "performer__colour").annotate(Count("pk"))
    return {(alliance, colour): n for alliance, colour, n in counted}
