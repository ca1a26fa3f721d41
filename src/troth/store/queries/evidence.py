"""The pieces that one direction of trust rests on, some at a time, each with what it adds to the whole.

They are read by whole weeks, for all of a batch lie in one; of the other weeks the sums are known, so that it makes no
difference how many there are. What is shown and what is summed up add up to what stands above them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from troth.core.trust import (
    HALF_LIVES,
    Changed,
    Direction,
    Evidence,
    Facet,
    Share,
    Sums,
    adds,
    changed_between,
    direction_of,
    shares_within,
    sums_of,
)
from troth.store import models
from troth.store.evidence import REFERENCE, WEEK_MS, piece_of, settled_upto
from troth.store.queries.people import Seat
from troth.store.queries.showing import relied_on
from troth.store.queries.trust import MEDIUM, STEP, Known, Pair

PAGE = 40
NEWEST = 12  # promises that the sentence above all is made from

Weeks = Mapping[Facet, Mapping[int, Pair]]


@dataclass(frozen=True)
class Asked:
    """What of the evidence is asked for: of one facet or all, of one area of work or all, after so many newer ones."""

    facet: Facet | None = None
    area: str = ""
    start: int = 0

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets that are asked for."""
        return (self.facet,) if self.facet else tuple(Facet)


@dataclass(frozen=True)
class Read:
    """A direction of which the pieces of some weeks were read, and the others are known by their sums.

    `rows` are in the order of a page, the newest first.
    """

    direction: Direction
    rows: tuple[models.Evidence, ...]
    outside: Weeks
    at: int

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """What each piece that was read adds to the whole, by its name."""
        found = shares_within(self.direction, map(piece_of, self.rows), self.at)
        return {share.evidence.id: share for share in found}

    def of_facet(self, facet: Facet) -> float:
        """Tell what all evidence of a facet adds to the whole."""
        said = self.direction.facets[facet].opinion
        return adds(self.direction, facet, said.good, said.bad)

    def of_weeks_after(self, week: int, facets: Collection[Facet]) -> float:
        """Tell what the weeks later than one add that are known by their sums."""
        place = HALF_LIVES.index(self.direction.half_life_days)
        found = 0.0
        for facet in facets:
            later = [pair[place] for number, pair in self.outside.get(facet, {}).items() if number > week]
            if later:
                total = _total(later).faded(self.at)
                found += adds(self.direction, facet, total.good, total.bad)
        return found


@dataclass(frozen=True)
class Page:
    """A page of the evidence: the rows shown, how many there are in all, and what is summed up before and after.

    Of an area of work, what is not shown is all in `older`, with the evidence of other areas.
    """

    read: Read
    shown: tuple[models.Evidence, ...]
    count: int
    newer: float
    older: float
    asked: Asked

    @property
    def left(self) -> int:
        """How many older ones there are that are not shown."""
        return max(self.count - self.asked.start - len(self.shown), 0)


def page_of(
    seat: Seat, trustor: models.Party, known: Known, asked: Asked, now: int, *, also: Collection[int] = ()
) -> Page:
    """Read a page of the evidence of one direction; of the weeks `also` named the pieces are read with it.

    The sentence above the evidence wants the newest promises, so these are always read.
    """
    newest = set(_newest_weeks(known, (Facet.DELIVERY,), 0, NEWEST)[0])
    if asked.area:
        return _page_of_area(seat, trustor, known, asked, now, newest | set(also))
    count = sum(known.count.get(facet, 0) for facet in asked.facets)
    asked = replace(asked, start=asked.start if asked.start < count else 0)
    weeks, before = _newest_weeks(known, asked.facets, asked.start, PAGE)
    read = _read(seat, trustor, known, {*weeks, *newest, *also}, now)
    mine = [row for row in read.rows if row.week in weeks and Facet(row.facet) in asked.facets]
    skip = asked.start - before
    shown = tuple(mine[skip : skip + PAGE])
    newer = read.of_weeks_after(weeks[0], asked.facets) if weeks else 0.0
    newer += sum(
        read.shares[row.piece].share
        for row in read.rows
        if weeks and row.week > weeks[0] and Facet(row.facet) in asked.facets
    )
    newer += sum(read.shares[row.piece].share for row in mine[:skip])
    total = sum(read.of_facet(facet) for facet in asked.facets)
    older = total - newer - sum(read.shares[row.piece].share for row in shown)
    return Page(read, shown, count, newer, older, asked)


def _page_of_area(
    seat: Seat, trustor: models.Party, known: Known, asked: Asked, now: int, weeks: set[int]
) -> Page:
    rows = _settled(seat, trustor).filter(_of_area(seat, trustor, asked.area))
    if asked.facet:
        rows = rows.filter(facet=asked.facet.value)
    found = list(rows.order_by("-at", "-pk")[asked.start : asked.start + PAGE])
    more = asked.start or len(found) == PAGE
    count = rows.count() if more else len(found)
    read = _read(seat, trustor, known, {*weeks, *(row.week for row in found)}, now)
    there = {row.piece for row in found}
    shown = tuple(row for row in read.rows if row.piece in there)
    total = sum(read.of_facet(facet) for facet in Facet)
    older = total - sum(read.shares[row.piece].share for row in shown)
    return Page(read, shown, count, 0.0, older, asked)


def every_piece(seat: Seat, trustor: models.Party, known: Known, asked: Asked, now: int) -> Read:
    """Read all evidence of one direction, or what of it is asked for; the shares are those of the whole."""
    read = _read(seat, trustor, known, {week for weeks in known.weeks.values() for week in weeks}, now)
    rows = [row for row in read.rows if Facet(row.facet) in asked.facets]
    if asked.area:
        of_area = _settled(seat, trustor).filter(_of_area(seat, trustor, asked.area))
        there = set(of_area.values_list("piece", flat=True))
        rows = [row for row in rows if row.piece in there]
    vars(read)["shares"] = read.shares
    narrowed = Read(read.direction, tuple(rows), read.outside, read.at)
    vars(narrowed)["shares"] = read.shares
    return narrowed


def changed_in(
    seat: Seat, trustor: models.Party, known: Known, since: int, until: int
) -> tuple[Changed, Mapping[str, models.Evidence]]:
    """Tell what changed in one direction after an instant and up to another, with the pieces that came, by name.

    All pieces of the weeks are read in which something came to be known since; the others are as they were.
    """
    late = _settled(seat, trustor).filter(Q(known__gt=since) | Q(at__gt=since))
    read = _read(seat, trustor, known, set(late.values_list("week", flat=True)), until)
    pieces = [piece_of(row) for row in read.rows]
    before = _whole(read.outside, [piece for piece in pieces if piece.since <= since], since)
    upto = [piece for piece in pieces if piece.since <= until]
    after = _whole(read.outside, upto, until)
    told = changed_between(before, after, shares_within(after, upto, until), since)
    rows = {row.piece: row for row in read.rows}
    return told, {each.evidence.id: rows[each.evidence.id] for each in told.came}


def changed_in_weeks(
    seat: Seat, trustor: models.Party, known: Known, last: int, now: int
) -> tuple[Changed, Mapping[str, models.Evidence]]:
    """Tell what changed in one direction in the weeks of a step of its course that end with one, as the course shows
    it: by the days that the pieces are of, with what is known of them now."""
    first = last - STEP + 1
    read = _read(seat, trustor, known, range(first, last + 1), now)
    pieces = [replace(piece_of(row), known=0) for row in read.rows]
    earlier = {
        facet: {number: pair for number, pair in weeks.items() if number < first}
        for facet, weeks in known.weeks.items()
    }
    until = min((last + 1) * WEEK_MS, now)
    after = _whole(earlier, pieces, until)
    before = _whole(earlier, (), first * WEEK_MS)
    told = changed_between(before, after, shares_within(after, pieces, until), first * WEEK_MS - 1)
    return told, {row.piece: row for row in read.rows}


def areas_of(seat: Seat, trustor: models.Party) -> list[str]:
    """Return the areas of work in which the other side promised something, in the order of their names."""
    promised = models.Promise.objects.filter(alliance=seat.alliance, performer=relied_on(seat, trustor))
    reported = models.Report.objects.filter(
        batch__alliance=seat.alliance, batch__closed=True, status=models.Report.CONFIRMED
    )
    others = reported.exclude(performer=trustor).exclude(area="")
    found = (
        promised.exclude(area="").values_list("area", flat=True).union(others.values_list("area", flat=True))
    )
    return sorted(found, key=str.casefold)


def _of_area(seat: Seat, trustor: models.Party, area: str) -> Q:
    """The pieces of promises of an area, and of reported ones of it."""
    promised = models.Promise.objects.filter(alliance=seat.alliance, area=area)
    reported = models.Report.objects.filter(batch__alliance=seat.alliance, area=area).exclude(
        performer=trustor
    )
    named = Concat(F("batch__object"), Value(":"), Cast("row", CharField()), output_field=CharField())
    return Q(object__in=promised.values("object")) | Q(
        piece__in=reported.annotate(piece=named).values("piece")
    )


def _settled(seat: Seat, trustor: models.Party) -> QuerySet[models.Evidence]:
    upto = settled_upto(seat.parties)
    return models.Evidence.objects.filter(
        alliance=seat.alliance,
        trustor=trustor,
        rests_a__lte=upto.get("a", -1),
        rests_b__lte=upto.get("b", -1),
    )


def _read(seat: Seat, trustor: models.Party, known: Known, weeks: Collection[int], now: int) -> Read:
    rows = tuple(_settled(seat, trustor).filter(week__in=weeks).order_by("-at", "-pk")) if weeks else ()
    outside = {
        facet: {number: pair for number, pair in each.items() if number not in weeks}
        for facet, each in known.weeks.items()
    }
    return Read(_whole(outside, [piece_of(row) for row in rows], now), rows, outside, now)


def _whole(outside: Weeks, read: Collection[Evidence], now: int) -> Direction:
    """The direction of the weeks that are known by their sums and of the pieces that were read."""
    kept = {}
    for facet in Facet:
        pairs = [pair for _, pair in sorted(outside.get(facet, {}).items())]
        fresh = [piece for piece in read if piece.facet is facet]
        if fresh:
            pairs.append(tuple(sums_of(fresh, REFERENCE, half_life_days=days) for days in HALF_LIVES))
        if pairs:
            kept[facet] = {
                (MEDIUM, days): _total([pair[place] for pair in pairs])
                for place, days in enumerate(HALF_LIVES)
            }
    return direction_of(kept, now)


def _total(sums: Sequence[Sums]) -> Sums:
    """What sums of different evidence come to, all of them as of one instant, with something in each."""
    return replace(
        sums[0],
        good=sum(each.good for each in sums),
        bad=sum(each.bad for each in sums),
        count=sum(each.count for each in sums),
        first=min(each.first for each in sums),
        last=max(each.last for each in sums),
    )


def _newest_weeks(known: Known, facets: Collection[Facet], start: int, size: int) -> tuple[list[int], int]:
    """The weeks, the newest first, in which the pieces lie that come after `start` newer ones, and how many pieces
    come before these weeks."""
    counts: dict[int, int] = {}
    for facet in facets:
        for week, pair in known.weeks.get(facet, {}).items():
            counts[week] = counts.get(week, 0) + pair[0].count
    found: list[int] = []
    before = passed = 0
    for week, count in sorted(counts.items(), reverse=True):
        if passed >= start + size:
            break
        if passed + count > start:
            found.append(week)
        else:
            before += count
        passed += count
    return found, before
