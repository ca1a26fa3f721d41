"""What the page of one direction shows: how it adds up, what would raise it, and the evidence with its shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from troth.actions.days import day_in
from troth.core.trust import BASE, Direction, Facet, Reach, Word
from troth.store.models import Evidence, Party
from troth.store.queries.evidence import NEWEST, PAGE, Asked, Page, areas_of, page_of
from troth.store.queries.people import Party as Side
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.store.queries.showing import (
    CONCERN,
    PROMISE,
    REPORT,
    STATEMENT,
    Told,
    asks_of,
    open_of,
    told_of,
)
from troth.store.queries.trust import Standing, standing
from troth.web.days import say_plain
from troth.web.figures.reach import Reach as Drawn
from troth.web.trust import words
from troth.web.trust.raises import Here, raises
from troth.web.trust.waits import waits
from troth.web.trust.words import adding_up, signed, thousandths

MOST_DIGITS = 8
FEW_AREAS = 9
ICONS = {Facet.DELIVERY: "calendar-check", Facet.LISTENING: "ear", Facet.OPENNESS: "message-circle-more"}
PAGES = {PROMISE: "promise", STATEMENT: "statement", CONCERN: "concern"}


@dataclass(frozen=True)
class Direct:
    """One direction as pages name it: the side that relies, the one that is relied on, and both in their order."""

    trustor: Party
    relies: Side
    acts: Side
    sides: Sequence[Side]

    @property
    def title(self) -> str:
        """Who relies on whom."""
        return f"{self.relies.short} relies on {self.acts.short}"

    @property
    def names(self) -> Mapping[str, str]:
        """The names of both sides by what they do here."""
        return {"relies": self.relies.short, "acts": self.acts.short}


def direct(seat: Seat, colour: str) -> Direct | None:
    """This function will return a direction by the colour of the side that relies; None until both have joined."""
    trustor = next((party for party in seat.parties if party.colour == colour), None)
    if trustor is None or seat.partner is None:
        return None
    sides = sorted(both(seat), key=lambda side: side.colour)
    relies, acts = sides if colour == sides[0].colour else (sides[1], sides[0])
    return Direct(trustor, relies, acts, sides)


def asked_of(params: QueryDict) -> Asked:
    """This function will read what of the evidence is asked for; what cannot be read asks for all, from the start."""
    facets = {facet.value: facet for facet in Facet}
    start = params.get("after", "0")
    readable = start.isdecimal() and len(start) <= MOST_DIGITS
    return Asked(
        facets.get(params.get("facet", "")), params.get("area", "")[:120], int(start) if readable else 0
    )


def context(seat: Seat, on: Direct, asked: Asked, now: int) -> dict[str, Any]:
    """This function will return everything that the page shows, with a number of questions that never grows."""
    stands = standing(seat, now)
    known = stands.known[on.relies.colour]
    asks, open_ = asks_of(seat, on.trustor), open_of(seat, on.trustor, now)
    weeks = {ask.week for ask in asks if ask.week is not None}
    page = page_of(seat, on.trustor, known, asked, now, also=weeks)
    told = told_of(seat, page.shown)
    direction = page.read.direction
    zone = seat.person.zone
    here = Here(seat, on.relies.colour, direction, asks, open_, page.read.shares, day_in(now, zone), now)
    silent = sum(1 for ask in asks if ask.week is not None)
    return {
        "active": "home",
        "on": on,
        "reaches": facing(on, stands, direction),
        "word": words.said_of(direction.whole),
        "goes_by": words.goes_by(direction.whole),
        "sentence": words.why(direction, newest(page), silent, shares_of(page), on.relies.short),
        "rests_on": words.rests_on(known.count),
        "sum": summed(direction),
        "rows": facet_rows(page),
        "reckoned": _reckoned(direction, page, day_in(now, zone)),
        "raises": raises(here),
        "evidence": evidence_of(seat, on, page, told),
        "filters": _filters(seat, on, asked, known.count),
        "areas": _areas(seat, on, asked),
        "waits": waits(open_, known.waiting, on.acts.short),
        "other": _other(seat, on, stands),
        "changed_url": reverse("trust_changed", args=[seat.slug, on.relies.colour]),
    }


def facing(on: Direct, stands: Standing, direction: Direction) -> SimpleNamespace:
    """This function will return both directions for the figure, this one as it was read for the page."""
    there = {**stands.directions, on.relies.colour: direction}
    return SimpleNamespace(**{side.colour: reached(there[side.colour].whole) for side in on.sides})


def reached(reach: Reach) -> Drawn | None:
    """This function will return a direction as the figure draws it; None while it is little to go on."""
    if reach.word is Word.LITTLE:
        return None
    said = reach.opinion
    return Drawn(said.low, said.likely, said.high, word=reach.says)


def summed(direction: Direction) -> SimpleNamespace | None:
    """This function will return the sum in thousandths; None while no figure is told."""
    if direction.whole.word is Word.LITTLE:
        return None
    said = direction.whole.opinion
    start, likely = thousandths(BASE), thousandths(said.likely)
    adds = likely - start
    return SimpleNamespace(
        start=start,
        sign="+" if adds >= 0 else "\u2212",
        adds=abs(adds),
        likely=likely,
        low=thousandths(said.low),
    )


def shares_of(page: Page) -> Mapping[Facet, float]:
    """This function will return what each facet adds to the whole."""
    return {facet: page.read.of_facet(facet) for facet in Facet}


def newest(page: Page) -> list[Evidence]:
    """This function will return the newest promises, from which the sentence above all is made."""
    return [row for row in page.read.rows if Facet(row.facet) is Facet.DELIVERY][:NEWEST]


def facet_rows(page: Page) -> list[SimpleNamespace]:
    """This function will return a row for each facet and one for all; the shares add up to the last."""
    whole = page.read.direction.whole
    total = thousandths(whole.opinion.likely) - thousandths(BASE)
    parts = adding_up([page.read.of_facet(facet) for facet in Facet], total)
    rows = [
        _facet_row(facet.value, page.read.direction.facets[facet], part)
        for facet, part in zip(Facet, parts, strict=True)
    ]
    return [*rows, _facet_row("all of it", whole, total)] if whole.word is not Word.LITTLE else rows


def _facet_row(name: str, reach: Reach, share: int) -> SimpleNamespace:
    little = reach.word is Word.LITTLE
    said = reach.opinion
    figures = [] if little else [f"{value:.2f}" for value in (said.low, said.likely, said.high)]
    return SimpleNamespace(
        name=name, word=reach.word.value, figures=figures or ["", "", ""], share=signed(share)
    )


def _reckoned(direction: Direction, page: Page, today: date) -> str:
    day = max((words.day_of(row, None) for row in page.read.rows), default=None)
    return words.reckoned_by(direction, say_plain(day, today) if day else "")


def evidence_of(seat: Seat, on: Direct, page: Page, told: Mapping[str, Told]) -> SimpleNamespace:
    """This function will return the rows of the evidence; the shares shown and summed up come to what is asked for."""
    little = page.read.direction.whole.word is Word.LITTLE
    shares = [page.read.shares[row.piece].share for row in page.shown]
    wanted = tuple(Facet) if page.asked.area else page.asked.facets
    total = _total(page, wanted)
    rounded = adding_up([*shares, page.newer, page.older], total)
    most = max(map(abs, shares), default=0.0)
    rows = [
        row_of(seat, on, row, told.get(row.piece), share, most)
        for row, share in zip(page.shown, rounded, strict=False)
    ]
    return SimpleNamespace(
        rows=rows,
        newer=_summed(page.asked.start, rounded[-2]),
        older=_older(page, rounded[-1]),
        newer_url=_at(on, seat, page.asked, max(page.asked.start - PAGE, 0)),
        older_url=_at(on, seat, page.asked, page.asked.start + PAGE) if page.left else "",
        total=signed(total),
        figures=not little,
        count=page.count,
    )


def _total(page: Page, facets: Sequence[Facet]) -> int:
    if len(facets) == len(Facet):
        return thousandths(page.read.direction.whole.opinion.likely) - thousandths(BASE)
    return thousandths(sum(page.read.of_facet(facet) for facet in facets))


def _summed(count: int, share: int) -> SimpleNamespace | None:
    return SimpleNamespace(count=count, share=signed(share)) if count else None


def _older(page: Page, share: int) -> SimpleNamespace | None:
    """What is not shown; of an area of work, all the rest of the evidence."""
    if page.asked.area:
        return SimpleNamespace(count=page.left, share=signed(share), rest=True)
    return SimpleNamespace(count=page.left, share=signed(share), rest=False) if page.left else None


def row_of(
    seat: Seat, on: Direct, row: Evidence, told: Told | None, share: int, most: float
) -> SimpleNamespace:
    """This function will return one piece as a row: its day, words, how it came about, its facet and its share."""
    facet = Facet(row.facet)
    return SimpleNamespace(
        day=words.day_of(row, told),
        words=words.named(told),
        url=url_of(seat, row),
        how=words.came_about(row, told, on.names),
        facet=facet.value,
        icon=ICONS[facet],
        share=signed(share),
        value=share / 1000,
        most=most,
    )


def url_of(seat: Seat, row: Evidence) -> str:
    """This function will return the page of what a piece is of, with the entries that show it one click away."""
    kind = row.object.partition("_")[0]
    if kind == REPORT:
        return reverse("history_period", args=[seat.slug, row.object])
    return reverse(PAGES[kind], args=[seat.slug, row.object])


def _at(on: Direct, seat: Seat, asked: Asked, start: int) -> str:
    query = {
        "facet": asked.facet.value if asked.facet else "",
        "area": asked.area,
        "after": str(start) if start else "",
    }
    kept = urlencode({name: value for name, value in query.items() if value})
    page = reverse("trust", args=[seat.slug, on.relies.colour])
    return f"{page}?{kept}#ev" if kept else f"{page}#ev"


def _filters(seat: Seat, on: Direct, asked: Asked, counts: Mapping[Facet, int]) -> list[SimpleNamespace]:
    total = sum(counts.values())
    found = [SimpleNamespace(label="All", count=total, current=asked.facet is None, facet=None)]
    found += [
        SimpleNamespace(
            label=facet.value.capitalize(),
            count=counts.get(facet, 0),
            current=asked.facet is facet,
            facet=facet,
        )
        for facet in Facet
    ]
    for each in found:
        each.url = _at(on, seat, Asked(each.facet, asked.area), 0)
        each.count = "" if asked.area else say_figure(each.count)
    return found


def say_figure(count: int) -> str:
    """This function will return a count in figures, as a filter shows it."""
    return f"{count:,}".replace(",", "\u202f")


def _areas(seat: Seat, on: Direct, asked: Asked) -> SimpleNamespace | None:
    names = areas_of(seat, on.trustor)
    if not names:
        return None
    every = SimpleNamespace(
        label="Every area", current=not asked.area, url=_at(on, seat, Asked(asked.facet), 0)
    )
    found = [
        SimpleNamespace(
            label=name, current=name == asked.area, url=_at(on, seat, Asked(asked.facet, name), 0)
        )
        for name in names
    ]
    shown = [each for n, each in enumerate(found) if n < FEW_AREAS or each.current]
    return SimpleNamespace(shown=[every, *shown], more=[each for each in found if each not in shown])


def _other(seat: Seat, on: Direct, stands: Standing) -> SimpleNamespace:
    url = reverse("trust", args=[seat.slug, on.acts.colour])
    return SimpleNamespace(url=url, word=words.said_of(stands.directions[on.acts.colour].whole))
