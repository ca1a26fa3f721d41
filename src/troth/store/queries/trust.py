"""How far each side of an alliance can rely on the other: read from sums of weeks that are over, and the pieces since.

Both sides read the same: nothing here asks who the reader is, and nothing private goes into it.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.db.models import FloatField, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from troth.core.trust import (
    HALF_LIVES,
    Ahead,
    Direction,
    Evidence,
    Facet,
    Mutual,
    Opinion,
    Stated,
    Sums,
    direction_of,
    gap,
    merge,
    mutual,
    stated,
    sums_of,
)
from troth.store import models
from troth.store.evidence import REFERENCE, WEEK_MS, is_settled, piece_of, settled_upto
from troth.store.prepared import prepared
from troth.store.queries.people import Seat

MEDIUM = 3.0
STATED = "stated"
HOUR_MS = 3_600_000
LONGEST = 104  # weeks that the course goes back
STEP = 2

Pair = tuple[Sums, ...]
Row = Sequence[Any]
NOTHING: Pair = tuple(Sums(REFERENCE, half_life_days=days) for days in HALF_LIVES)


@dataclass(frozen=True)
class Point:
    """One direction as of the end of a week."""

    at: int
    direction: Direction


@dataclass(frozen=True)
class Known:
    """All evidence of one direction: sums by facet and week, and the pieces that only one log cites so far."""

    weeks: Mapping[Facet, Mapping[int, Pair]] = field(default_factory=dict)
    waiting: int = 0
    read_at: int = 0
    rounds: tuple[Stated, ...] = ()

    @cached_property
    def first_week(self) -> int | None:
        """The week of the oldest evidence; None without any."""
        return min((week for weeks in self.weeks.values() for week in weeks), default=None)

    @cached_property
    def count(self) -> Mapping[Facet, int]:
        """How many pieces there are of each facet."""
        return {facet: sum(pair[0].count for pair in weeks.values()) for facet, weeks in self.weeks.items()}

    @cached_property
    def totals(self) -> Mapping[Facet, Pair]:
        """All weeks of each facet together."""
        totals: dict[Facet, Pair] = {}
        for facet, weeks in self.weeks.items():
            for _, pair in sorted(weeks.items()):
                totals[facet] = _both(totals.get(facet, NOTHING), pair)
        return totals

    @cached_property
    def past(self) -> tuple[Point, ...]:
        """The direction every other week since the first evidence, for two years at most, up to when it was read."""
        first = self.first_week
        if first is None:
            return ()
        last = self.read_at // WEEK_MS
        ends = range(last - STEP * ((last - max(first, last - LONGEST)) // STEP), last, STEP)
        running: dict[Facet, Pair] = {}
        waiting = {facet: sorted(weeks.items()) for facet, weeks in self.weeks.items()}
        points: list[Point] = []
        for end in ends:
            _run(running, waiting, end)
            if running:
                at = (end + 1) * WEEK_MS
                points.append(Point(at, _direction(running, at)))
        return tuple(points)


@dataclass(frozen=True)
class Standing:
    """How an alliance stands at an instant: by colour of the side that relies, and what both can count on.

    `waiting` counts the pieces of each direction that are not settled yet. `mutual` is None until both have joined.
    """

    directions: Mapping[str, Direction]
    known: Mapping[str, Known]
    mutual: Mutual | None
    at: int

    def stated(self, colour: str) -> Opinion | None:
        """What the people of a side say of the other in pulses, each against their own habit; None where nobody did."""
        rounds = [each for each in self.known[colour].rounds if each.at <= self.at]
        return stated(rounds, self.at) if rounds else None

    def gap(self, colour: str) -> Ahead | None:
        """Which is ahead, the record or the goodwill, where that is more than noise."""
        says = self.stated(colour)
        return gap(says, self.directions[colour].whole.opinion).says if says is not None else None


def standing(seat: Seat, now: int) -> Standing:
    """Reckon how the reader's alliance stands: one question, and none where nothing was said since the last time."""
    return standings([seat], now)[seat.slug]


def standings(seats: Sequence[Seat], now: int) -> Mapping[str, Standing]:
    """Reckon how several alliances stand, by slug, with one question for all that something was said in since."""
    known = _known_of(seats, now)
    return {seat.slug: _standing(known[seat.slug], now) for seat in seats}


def as_of(seat: Seat, now: int, then: int) -> Standing:
    """Reckon how the alliance stood at an instant, from the evidence of the days up to the end of the week before."""
    return before(standing(seat, now), then)


def before(stands: Standing, then: int) -> Standing:
    """Reckon from a standing how it was at an earlier instant, from the evidence of the weeks that were over then."""
    return _standing({colour: _until(each, then // WEEK_MS) for colour, each in stands.known.items()}, then)


def course(known: Known, now: int) -> tuple[Point, ...]:
    """Tell one direction over time, and at last as of now; nothing without evidence."""
    return (*known.past, Point(now, _direction(known.totals, now))) if known.weeks else ()


def pieces(seat: Seat, trustor: models.Party, *, area: str = "") -> list[models.Evidence]:
    """Return the pieces of one direction that both logs cite, newest first; of an area, those of its promises alone."""
    upto = settled_upto(seat.parties)
    rows = models.Evidence.objects.filter(alliance=seat.alliance, trustor=trustor)
    if area:
        of_area = models.Promise.objects.filter(alliance=seat.alliance, area=area)
        rows = rows.filter(object__in=of_area.values("object"))
    return [row for row in rows.order_by("-at", "-pk") if is_settled(row, upto)]


def delivered_in(
    seats: Sequence[Seat], areas: Sequence[str]
) -> Mapping[tuple[str, int], tuple[Evidence, ...]]:
    """Return the settled evidence of delivery in some areas of work, by area and the party that relies."""
    upto = {seat.alliance.pk: settled_upto(seat.parties) for seat in seats}
    found: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for row in _delivered(tuple(upto), areas) if areas else ():
        if is_settled(row, upto[row.alliance_id]):
            found[str(vars(row)["area"]), row.trustor_id].append(piece_of(row))
    return {key: tuple(pieces) for key, pieces in found.items()}


@prepared
def _delivered(alliances: Sequence[str], areas: Sequence[str]) -> QuerySet[models.Evidence]:
    own = models.Promise.objects.filter(alliance=OuterRef("alliance"), object=OuterRef("object"))
    rows = models.Evidence.objects.filter(alliance__in=alliances, facet=Facet.DELIVERY.value)
    return rows.annotate(area=Subquery(own.values("area")[:1])).filter(area__in=areas)


def evidence_of(rows: Iterable[models.Evidence]) -> tuple[Evidence, ...]:
    """Return pieces as the core reckons with them."""
    return tuple(map(piece_of, rows))


def _standing(known: Mapping[str, Known], now: int) -> Standing:
    directions = {colour: _direction(each.totals, now) for colour, each in known.items()}
    both = mutual(directions["a"], directions["b"]) if len(directions) == 2 else None
    return Standing(MappingProxyType(directions), MappingProxyType(dict(known)), both, now)


Key = tuple[object, ...]
_KEPT: OrderedDict[Key, Mapping[str, Known]] = OrderedDict()
MOST_KEPT = 256


def _known_of(seats: Sequence[Seat], now: int) -> Mapping[str, Mapping[str, Known]]:
    """All evidence of some alliances; kept until something is said, or an hour in which time itself may have told."""
    keys = {seat.slug: _key(seat, now) for seat in seats}
    found = {slug: _KEPT[key] for slug, key in keys.items() if key in _KEPT}
    unknown = {seat.alliance.pk: seat for seat in seats if seat.slug not in found}
    if unknown:
        told: dict[str, list[Row]] = {alliance: [] for alliance in unknown}
        for alliance, *row in _rows(tuple(unknown)):
            told[alliance].append(row)
        for alliance, seat in unknown.items():
            found[seat.slug] = _KEPT[keys[seat.slug]] = _read(seat, told[alliance], now)
    while len(_KEPT) > MOST_KEPT:
        _KEPT.popitem(last=False)
    return found


def _key(seat: Seat, now: int) -> Key:
    heads = tuple((party.pk, party.head_id, party.made_again) for party in seat.parties)
    return seat.alliance.pk, heads, now // HOUR_MS


def _read(seat: Seat, rows: Iterable[Row], now: int) -> Mapping[str, Known]:
    cited = settled_upto(seat.parties)
    sums: dict[int, dict[Facet, dict[int, Pair]]] = defaultdict(lambda: defaultdict(dict))
    young: dict[tuple[int, Facet, int], list[Evidence]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    said: dict[int, list[Stated]] = defaultdict(list)
    for trustor, facet, week, count, *rest in rows:
        if facet == STATED:
            said[trustor].append(Stated(rest[2], rest[3], round(rest[4]), rest[0]))
            continue
        kind = Facet(facet)
        if count:
            sums[trustor][kind][week] = _pair(count, *rest[:6])
        elif rest[8] <= cited.get("a", -1) and rest[9] <= cited.get("b", -1):
            young[trustor, kind, week].append(_piece(kind, rest))
        else:
            waiting[trustor] += 1
    for (trustor, kind, week), found in young.items():
        pair = tuple(sums_of(found, REFERENCE, half_life_days=days) for days in HALF_LIVES)
        sums[trustor][kind][week] = _both(sums[trustor][kind].get(week, NOTHING), pair)
    return {
        party.colour: Known(dict(sums.get(party.pk, {})), waiting[party.pk], now, tuple(said[party.pk]))
        for party in seat.parties
    }


@prepared
def _rows(alliances: Sequence[str]) -> QuerySet[models.EvidenceWeek, tuple[Any, ...]]:
    none, nil = Value("", output_field=TextField()), Value(-1, output_field=IntegerField())
    zero, one_by_one = Value(0.0, output_field=FloatField()), Value(0, output_field=IntegerField())
    weeks = models.EvidenceWeek.objects.filter(alliance__in=alliances).values_list(
        "alliance_id", "trustor_id", "facet", "week", "pieces", "first", "last", "good_180", "bad_180",
        "good_365", "bad_365", none, none, nil, nil,
    )  # fmt: skip
    since = models.Evidence.objects.filter(alliance__in=alliances, counted=False).values_list(
        "alliance_id", "trustor_id", "facet", "week", one_by_one, "at", "known", "value", "stake",
        "weight", zero, "piece", "batch", "rests_a", "rests_b",
    )  # fmt: skip
    said = models.Stated.objects.filter(alliance__in=alliances).values_list(
        "alliance_id", "trustor_id", Value(STATED, output_field=TextField()), nil, one_by_one, "at", "at", "mean",
        "spread", Cast("number", FloatField()), zero, none, none, nil, nil,
    )  # fmt: skip
    return weeks.union(since, said, all=True)


def _pair(
    count: int, first: int, last: int, good_180: float, bad_180: float, good_365: float, bad_365: float
) -> Pair:
    short, long = NOTHING
    return (
        replace(short, good=good_180, bad=bad_180, count=count, first=first, last=last),
        replace(long, good=good_365, bad=bad_365, count=count, first=first, last=last),
    )


def _piece(facet: Facet, rest: Row) -> Evidence:
    at, known, value, stake, weight, _, piece, batch, *_ = rest
    return Evidence(piece, facet, at, value, stake, weight, batch, known=known)


def _both(one: Pair, other: Pair) -> Pair:
    return tuple(merge(a, b) for a, b in zip(one, other, strict=True))


def _run(running: dict[Facet, Pair], waiting: Mapping[Facet, list[tuple[int, Pair]]], upto: int) -> None:
    """Take in what is known up to the end of a week."""
    for facet, left in waiting.items():
        while left and left[0][0] <= upto:
            running[facet] = _both(running.get(facet, NOTHING), left.pop(0)[1])


def _until(known: Known, week: int) -> Known:
    kept = {facet: {n: pair for n, pair in weeks.items() if n < week} for facet, weeks in known.weeks.items()}
    return Known(
        {facet: weeks for facet, weeks in kept.items() if weeks}, read_at=known.read_at, rounds=known.rounds
    )


def _direction(totals: Mapping[Facet, Pair], now: int) -> Direction:
    sums = {
        facet: {(MEDIUM, days): each for days, each in zip(HALF_LIVES, pair, strict=True)}
        for facet, pair in totals.items()
    }
    return direction_of(sums, now)
