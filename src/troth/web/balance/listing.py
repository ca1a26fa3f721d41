"""What the page of the balance shows: each area with its span, the picture of all of them, the burden over time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.balance import Verdict, course, trust_wanted
from troth.core.trust import word
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.balance import Weighed, balance_in, burden_told, weighed_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.balance.words import (
    AREAS,
    BENEATH,
    ERASED,
    VERDICTS,
    burden,
    lightest,
    say_amount,
    say_hours,
    say_number_of_hours,
)
from troth.web.days import MONTHS, say_number
from troth.web.figures.span import Span, spanned
from troth.web.figures.weighing import Dot, class_of

MONTHS_BACK = (21, 18, 15, 12, 9, 6, 3, 0)
LOOKS = {Verdict.EXPOSED: "exposed", Verdict.OVER_CONTROLLED: "over"}
TOLD = {
    Verdict.EXPOSED: "part of it is open",
    Verdict.OVER_CONTROLLED: "part of it is covered twice",
    Verdict.WASTEFUL: "one control takes more than it saves",
    Verdict.IN_BALANCE: "trust and controls meet",
}


def context(seat: Seat) -> dict[str, Any]:
    """This function will return everything that the page of the balance shows."""
    mine, theirs = both(seat)
    now = StoreNode().now()
    rows, controls = balance_in(seat)
    areas = [row for row in rows if row.status in ("agreed", "proposed")]
    found = weighed_in(seat, areas, controls, now)
    kept = {each.area.object for each in found}
    whole = {each.area.object for each in found if not each.previewed}
    widest = max((spans_of(each).needed for each in found), default=0.0)
    shown = [area(seat, each, widest) for each in found]
    return {
        "active": "balance",
        "mine": mine,
        "partner": theirs,
        "headline": _headline(found),
        "areas": shown,
        "panels": panels(seat, [each for each in found if not each.previewed]),
        "asks": [_asked(seat, row) for row in controls if _waits(seat, row) and row.details["area"] in whole],
        "course": course_of(seat, [row for row in controls if row.details.get("area") in kept], now),
        "may": seat.may(Right.PURPOSE),
    }


def spans_of(weighed: Weighed) -> Span:
    """This function will return an area on the scale on which trust and controls add up."""
    balance = weighed.balance
    return spanned(balance.need, balance.trust, balance.coverage)


def span_of(weighed: Weighed, widest: float, key: str) -> SimpleNamespace:
    """This function will return an area's span with all it is drawn with."""
    verdict = weighed.balance.verdict
    return SimpleNamespace(
        drawn=spans_of(weighed),
        widest=widest,
        colour=weighed.area.sort,
        key=key,
        said=BENEATH.get(verdict, ""),
        told=f"What is at stake, with trust from the left and controls from the right: {TOLD[verdict]}",
    )


def area(seat: Seat, weighed: Weighed, widest: float) -> SimpleNamespace:
    """This function will return an area as the list shows it."""
    row, verdict = weighed.area, weighed.balance.verdict
    return SimpleNamespace(
        object=row.object,
        url=reverse("area", args=[seat.slug, row.object]),
        title=row.text or ERASED,
        colour=row.sort,
        relies=relies(seat, row),
        chip=VERDICTS[verdict] if not weighed.previewed else AREAS["proposed"],
        waits=weighed.previewed and row.put_by_id != seat.party.pk,
        span=span_of(weighed, widest, f"sp-{row.object}"),
        burden=burden(weighed),
        lightest=lightest(weighed),
        calm=verdict is Verdict.IN_BALANCE,
    )


def relies(seat: Seat, row: Joint) -> str:
    """This function will return who relies on whom: `Veldsen relies on Kaido`."""
    mine, theirs = both(seat)
    first, second = (mine, theirs) if row.sort == mine.colour else (theirs, mine)
    return f"{first.short} relies on {second.short}"


def panels(seat: Seat, found: Sequence[Weighed]) -> list[SimpleNamespace]:
    """This function will return the picture, one panel for each direction, with the table of the same."""
    numbered = [(number, each) for number, each in enumerate(found, 1)]
    most = max((each.stakes.at_stake for each in found), default=1.0)
    heaviest = max((each.balance.burden for each in found), default=0)
    shown = []
    for side in sorted(both(seat), key=lambda side: side.colour):
        other = next(each for each in both(seat) if each.colour != side.colour)
        own = [(number, each) for number, each in numbered if each.area.sort == side.colour]
        dots = [_dot(number, each, most, heaviest) for number, each in own]
        shown.append(
            SimpleNamespace(
                colour=side.colour,
                title=f"{side.short} relies on {other.short}",
                dots=dots,
                told=f"{side.short} relies on {other.short}: {_in_words(own)}",
                rows=[_line(seat, number, each) for number, each in own],
            )
        )
    return shown if found else []


def _dot(number: int, weighed: Weighed, most: float, heaviest: int) -> Dot:
    balance = weighed.balance
    return Dot(
        number=number,
        trust=balance.trust,
        likely=weighed.trust.likely,
        coverage=balance.coverage,
        need=balance.need,
        stakes=weighed.stakes.at_stake / most,
        burden=balance.burden / heaviest if heaviest else 0.0,
        look=LOOKS.get(balance.verdict, "balance"),
        to=_leads_to(weighed),
    )


def _leads_to(weighed: Weighed) -> tuple[float, float] | None:
    """Where the lightest change leads: to another coverage; where none is enough, to the trust that would be."""
    balance, step = weighed.balance, weighed.balance.lightest
    if step is None:
        wanted = trust_wanted(weighed.stakes, balance.coverage)
        return (wanted, balance.coverage)
    if balance.verdict is Verdict.IN_BALANCE or not (step.drop or step.add):
        return None
    return (balance.trust, weighed.after)


def _line(seat: Seat, number: int, weighed: Weighed) -> SimpleNamespace:
    balance = weighed.balance
    return SimpleNamespace(
        number=number,
        title=weighed.area.text or ERASED,
        url=reverse("area", args=[seat.slug, weighed.area.object]),
        trust=round(100 * balance.trust),
        likely=round(100 * weighed.trust.likely),
        word=word(weighed.trust).value,
        coverage=round(100 * balance.coverage),
        need=round(100 * balance.need),
        of=class_of(balance.need),
        left=say_amount(balance.residual, weighed.area.details["unit"]),
        accepted=say_amount(weighed.stakes.appetite, weighed.area.details["unit"]),
        hours=say_number_of_hours(balance.burden),
        verdict=VERDICTS[balance.verdict].word,
        lightest=lightest(weighed) or "None",
    )


def _in_words(numbered: Sequence[tuple[int, Weighed]]) -> str:
    if not numbered:
        return "no area yet."
    return "; ".join(
        f"{number}, {each.area.text or ERASED}: trust {round(100 * each.balance.trust)} of a hundred, controls catch "
        f"{round(100 * each.balance.coverage)}, {VERDICTS[each.balance.verdict].word.lower()}"
        for number, each in numbered
    )


def course_of(seat: Seat, controls: Sequence[Joint], now: int) -> SimpleNamespace:
    """This function will return the hours of all controls today and every three months before."""
    today = day_in(now, seat.person.zone)
    days = [months_before(today, months) for months in MONTHS_BACK]
    moments = [min(now, stamp_of_day(day)) for day in days[:-1]] + [now]
    told = course(burden_told(controls), moments)
    sides = sorted(both(seat), key=lambda side: side.colour)
    columns = [
        (MONTHS[day.month - 1][:3], each.get("a", 0) / 60, each.get("b", 0) / 60)
        for day, each in zip(days, told, strict=True)
    ]
    first = next((number for number, (_, a, b) in enumerate(columns) if a + b > 0), len(columns) - 1)
    latest = told[-1]
    return SimpleNamespace(
        columns=columns[first:],
        told="Hours a quarter over time, both sides: "
        + ", ".join(f"{word} {a + b:,.0f}" for word, a, b in columns[first:]),
        rows=[
            SimpleNamespace(
                day=day, a=say_number_of_hours(each.get("a", 0)), b=say_number_of_hours(each.get("b", 0))
            )
            for day, each in list(zip(days, told, strict=True))[first:]
        ],
        sides=sides,
        total=say_hours(sum(latest.values())),
        split=[(side, say_hours(latest.get(side.colour, 0))) for side in sides],
        any=bool(sum(latest.values())) or len(columns[first:]) > 1,
    )


def months_before(day: date, months: int) -> date:
    """This function will return the same day so many months before, or the last of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def stamp_of_day(day: date) -> int:
    """This function will return the end of a day in UTC, in ms."""
    return ((day - date(1970, 1, 1)).days + 1) * 86_400_000 - 1


def _waits(seat: Seat, row: Joint) -> bool:
    table = row.details.get("table", {})
    return any(colour != seat.colour for colour in table)


def _asked(seat: Seat, row: Joint) -> SimpleNamespace:
    return SimpleNamespace(url=reverse("control", args=[seat.slug, row.object]), title=row.text or ERASED)


def _headline(found: Sequence[Weighed]) -> str:
    if not found:
        return "Balance"
    count = len(found)
    return "One area of work" if count == 1 else f"{say_number(count).capitalize()} areas of work"
