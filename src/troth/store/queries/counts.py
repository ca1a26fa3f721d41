"""How many promises an alliance has, in all and of each kind that the list offers to look at.

What is settled grows for ever and what is open does not: so whatever takes a look at each promise is counted among the
open ones alone, and the rest from an index that holds nothing but state, side and area.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.lists import MOVED, OPEN, STATES, Wanted, fits, waits_for
from troth.store.queries.needing import WEEK, Standing, needing_from, standing_of
from troth.store.queries.people import Seat

USUAL = {each: Wanted(state=each) for each in ("needs", "moved")}
PLAIN = frozenset({"state", "side", "area", "sort", "show"})


@dataclass(frozen=True)
class Counts:
    """The alliance's promises by state, side and area; those that wait for a word of the reader's side."""

    by: Mapping[tuple[str, str, str], int]
    waiting: int
    fit: Mapping[Wanted, Mapping[str, int]]

    @property
    def areas(self) -> Sequence[str]:
        """The areas of work that promises name."""
        return sorted({area for _, _, area in self.by if area})

    def of(self, states: Sequence[str], colour: str = "", area: str = "") -> int:
        """Return how many stand in one of these states, of one side or of both."""
        return sum(
            n
            for (status, side, about), n in self.by.items()
            if (not states or status in states) and colour in ("", side) and area in ("", about)
        )

    def fitting(self, wanted: Wanted, colour: str = "") -> int | None:
        """Return how many fit a question, of one side or of both; None where only a look at each would tell."""
        if wanted in self.fit:
            return sum(n for side, n in self.fit[wanted].items() if colour in ("", side))
        if not _is_plain(wanted):
            return None
        if wanted.side and colour not in ("", wanted.side):
            return 0
        return self.of(STATES[wanted.state], wanted.side or colour, wanted.area)


def counts(seat: Seat, questions: Iterable[Wanted], now: int) -> Counts:
    """Count the alliance's promises, and those that fit each question, with two questions to the database."""
    colours = {party.pk: party.colour for party in seat.parties}
    rows = models.Promise.objects.filter(alliance=seat.alliance).order_by()
    by = _by(seat.alliance.pk, tuple((party.head_id, party.made_again) for party in seat.parties))
    asked = {f"fits_{n}": each for n, each in enumerate(dict.fromkeys(questions)) if _among_open(each)}
    found: list[Any]
    if seat.parted is None and set(asked.values()) == set(USUAL.values()):
        asked, found = dict(USUAL), _usual_of(standing_of(seat), now)
    else:
        told = {name: Count("pk", filter=fits(seat, each, now)) for name, each in asked.items()}
        words = Count("pk", filter=waits_for(seat.party.pk))
        found = list(rows.filter(status__in=OPEN).values("performer").annotate(waiting=words, **told))
    fit: dict[Wanted, dict[str, int]] = {each: {} for each in asked.values()}
    waiting = 0
    for row in found:
        waiting += row["waiting"]
        for name, each in asked.items():
            fit[each][colours.get(row["performer"], "")] = row[name]
    return Counts(by, waiting, fit)


def _usual_of(reader: Standing, now: int) -> list[Any]:
    values = (reader.alliance, reader.party, reader.person, reader.firm, now, now + WEEK)
    return _usual(*values, waits=reader.waits, second=reader.second, sponsor=reader.sponsor)


@prepared
def _usual(
    alliance: str, party: int, person: int, firm: int, now: int, soon: int,
    *, waits: bool, second: bool, sponsor: bool,
) -> QuerySet[Any, Any]:  # fmt: skip
    """What is counted with every list: what waits for a word, what needs the reader, what was moved or warned of."""
    reader = Standing(alliance, party, person, firm, waits=waits, second=second, sponsor=sponsor)
    return (
        models.Promise.objects.filter(alliance=alliance, status__in=OPEN)
        .order_by()
        .values("performer")
        .annotate(
            waiting=Count("pk", filter=waits_for(party)),
            needs=Count("pk", filter=needing_from(reader, now, soon)),
            moved=Count("pk", filter=MOVED),
        )
    )


@lru_cache(maxsize=256)
def _by(alliance: str, heads: Sequence[tuple[str, int]]) -> Mapping[tuple[str, str, str], int]:
    """How many there are by state, side and area: the same until the record goes on or its rows are made again."""
    rows = models.Promise.objects.filter(alliance=alliance).order_by()
    found = rows.values_list("status", "performer__colour", "area").annotate(n=Count("pk"))
    return {(status, colour or "", area): n for status, colour, area, n in found}


def _among_open(wanted: Wanted) -> bool:
    return bool(STATES[wanted.state]) and set(STATES[wanted.state]) <= set(OPEN) and not _is_plain(wanted)


def _is_plain(wanted: Wanted) -> bool:
    """Whether nothing is asked but state, side and area."""
    more = (each.name for each in fields(wanted) if each.name not in PLAIN)
    return wanted.state not in ("needs", "moved") and not any(getattr(wanted, name) for name in more)
