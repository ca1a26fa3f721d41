"""What changed in one direction: in a period up to now, or in a step of its course, the two weeks that end with a
day's week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from troth.actions.days import day_in, moment_of
from troth.core.trust import Changed, Facet, Word
from troth.store import private
from troth.store.evidence import WEEK_MS
from troth.store.queries.evidence import changed_in, changed_in_weeks
from troth.store.queries.people import Seat
from troth.store.queries.showing import told_of
from troth.store.queries.trust import STEP, standing
from troth.web.days import say_plain
from troth.web.trust.page import Direct, facing, row_of
from troth.web.trust.words import adding_up, counted, listed, said_of, signed, thousandths

DAY_MS = 86_400_000
EPOCH = date(1970, 1, 1)
MOST = 60
VISIT = "visit"
PERIODS = {"month": ("A month", 30), "quarter": ("A quarter", 91), "year": ("A year", 365)}
USUAL = "month"


@dataclass(frozen=True)
class Period:
    """From when to when, in ms UTC, how a sentence says it, and which of the offered ones it is.

    `week` is the last one of a step of the course, where that is asked for: what is of its days is shown then, whenever
    it came to be known.
    """

    since: int
    until: int
    said: str
    key: str = ""
    week: int | None = None


def period_of(seat: Seat, params: QueryDict, now: int) -> Period:
    """This function will read for which period what changed is asked for; what cannot be read asks for a month."""
    today = day_in(now, "UTC")
    day = _day(params.get("on", ""))
    if day is not None and EPOCH <= day <= today:
        week = (day - EPOCH).days // 7
        until = min((week + 1) * WEEK_MS, now)
        said = f"in the two weeks to {say_plain(day_in(until - 1, 'UTC'), today)}"
        return Period((week + 1 - STEP) * WEEK_MS, until, said, week=week)
    key = params.get("since", USUAL)
    visited = private.visited_at(seat) if key == VISIT else None
    if visited is not None:
        said = say_plain(day_in(visited, seat.person.zone), today)
        return Period(visited, now, f"since your last visit, {said}", VISIT)
    key = key if key in PERIODS else USUAL
    since = now - PERIODS[key][1] * DAY_MS
    return Period(since, now, f"since {say_plain(moment_of(since).date(), today)}", key)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def context(seat: Seat, on: Direct, params: QueryDict, now: int) -> dict[str, Any]:
    """This function will return everything that the page of what changed shows."""
    stands = standing(seat, now)
    period = period_of(seat, params, now)
    known = stands.known[on.relies.colour]
    if period.week is not None:
        told, rows = changed_in_weeks(seat, on.trustor, known, period.week, now)
    else:
        told, rows = changed_in(seat, on.trustor, known, period.since, period.until)
    shown = told.came[:MOST]
    names = told_of(seat, (rows[each.evidence.id] for each in shown))
    figures = told.after.whole.word is not Word.LITTLE
    was = told.before.whole.word is not Word.LITTLE
    rest = sum(each.share for each in told.came[MOST:])
    total = thousandths(told.after.whole.opinion.likely) - thousandths(told.before.whole.opinion.likely)
    rounded = adding_up([*(each.share for each in shown), rest, told.rest], total)
    most = max((abs(each.share) for each in shown), default=0.0)
    return {
        "active": "home",
        "on": on,
        "reaches": facing(on, stands, told.after),
        "now_is": period.until == now,
        "title": _title(told),
        "said": period.said,
        "lead": _lead(told, by_day=period.week is not None),
        "periods": _periods(seat, on, period),
        "rows": [
            row_of(seat, on, rows[each.evidence.id], names.get(each.evidence.id), share, most)
            for each, share in zip(shown, rounded, strict=False)
        ],
        "more": SimpleNamespace(count=len(told.came) - MOST, share=signed(rounded[-2]))
        if len(told.came) > MOST
        else None,
        "rest": signed(rounded[-1]),
        "figures": figures,
        "sum": _sum(told, rounded) if figures and was else None,
    }


def _title(told: Changed) -> str:
    before, after = said_of(told.before.whole), said_of(told.after.whole)
    return (
        f"Still \u201c{after}\u201d"
        if before == after
        else f"From \u201c{before}\u201d to \u201c{after}\u201d"
    )


def _lead(told: Changed, *, by_day: bool) -> str:
    came = [(facet, sum(1 for each in told.came if each.evidence.facet is facet)) for facet in Facet]
    parts = [counted(count, facet) for facet, count in came if count]
    if not parts:
        return "Nothing came meanwhile; what there was weighs a little less with every day."
    said = listed(parts)
    one = len(told.came) == 1
    what = f"{'is' if one else 'are'} of these days, as far as is known now" if by_day else "came to be known"
    return f"{said[:1].upper()}{said[1:]} {what}. Both sides read this same page."


def _sum(told: Changed, rounded: Iterable[int]) -> SimpleNamespace:
    *came, rest = rounded
    added = sum(came)
    return SimpleNamespace(
        before=thousandths(told.before.whole.opinion.likely),
        signs=("+" if added >= 0 else "\u2212", "+" if rest >= 0 else "\u2212"),
        came=abs(added),
        rest=abs(rest),
        after=thousandths(told.after.whole.opinion.likely),
        low=thousandths(told.after.whole.opinion.low),
    )


def _periods(seat: Seat, on: Direct, period: Period) -> list[SimpleNamespace]:
    page = reverse("trust_changed", args=[seat.slug, on.relies.colour])
    offered = {VISIT: "Since your last visit", **{key: label for key, (label, _) in PERIODS.items()}}
    return [
        SimpleNamespace(label=label, url=f"{page}?since={key}", current=key == period.key)
        for key, label in offered.items()
    ]
