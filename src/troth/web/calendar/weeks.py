"""Five weeks of a calendar: the days with what is due on them and who is off, and the same told day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from troth.actions.days import days_off, moment_of
from troth.store.queries.calendar import Due
from troth.web.calendar.both import Both
from troth.web.calendar.notes import note
from troth.web.days import say_day, say_short, say_time
from troth.web.promises.rows import Row, row_of

WEEKS = 5
IN_A_CELL = 4
FIRST, LAST = date(1970, 1, 5), date(2199, 11, 1)


@dataclass(frozen=True)
class Mark:
    """One promise in the cell of a day, or what both do then, with a glyph."""

    url: str
    colour: str
    by: str
    title: str
    note: str
    done: bool
    glyph: str = ""


@dataclass(frozen=True)
class Holiday:
    """A day off of one side or of several, by its name."""

    day: date
    name: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """One day: what stands in its cell, how much more there is, who is off, whether nobody works."""

    day: date
    label: str
    is_today: bool
    off: bool
    holidays: tuple[Holiday, ...]
    marks: tuple[Mark, ...]
    more: int


@dataclass(frozen=True)
class Line:
    """One promise in the day-by-day list, with when its day ends for the reader where that is another time."""

    day: str
    iso: str
    ends: str
    row: Row
    by: str
    colour: str


def monday_of(said: str, today: date) -> date:
    """This function will return the Monday on which the five weeks begin: of the day said, else of today."""
    try:
        day = date.fromisoformat(said) if said else today
    except ValueError:
        day = today
    return min(max(day - timedelta(days=day.weekday()), FIRST), LAST)


def days_from(first: date) -> list[date]:
    """This function will return the days of the five weeks."""
    return [first + timedelta(days=n) for n in range(7 * WEEKS)]


def holidays_of(countries: Mapping[str, str], days: Iterable[date]) -> Mapping[date, tuple[Holiday, ...]]:
    """This function will return who is off when; a holiday that several keep under one name is told once."""
    found: dict[date, dict[str, list[str]]] = {}
    for day in days:
        for organisation, country in countries.items():
            name = days_off(country, day.year).get(day)
            if name is not None:
                found.setdefault(day, {}).setdefault(name, []).append(organisation)
    return {
        day: tuple(Holiday(day, name, tuple(of)) for name, of in names.items())
        for day, names in found.items()
    }


def weeks(
    days: Sequence[date],
    today: date,
    due: Sequence[Due],
    holidays: Mapping[date, tuple[Holiday, ...]],
    both: Sequence[Both] = (),
    *,
    across: bool = False,
) -> list[list[Day]]:
    """This function will return the five weeks of a table."""
    on: dict[date, list[Mark]] = {}
    for one in both:
        on.setdefault(one.day, []).append(_mark_of_both(one, across))
    for each in due:
        if each.row.due_day is not None:
            on.setdefault(each.row.due_day, []).append(_mark(each, today, across))
    cells = [_day(day, days[0], today, on.get(day, []), holidays.get(day, ())) for day in days]
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def told(due: Sequence[Due], both: Sequence[Both], today: date, now: int, zone: str) -> list[Line | Both]:
    """This function will return the same one beneath the other, as a list tells it."""
    lines: list[Line | Both] = [*both, *(_line(each, today, now, zone) for each in due)]
    return sorted(lines, key=lambda line: line.iso)


def _day(day: date, first: date, today: date, marks: Sequence[Mark], holidays: tuple[Holiday, ...]) -> Day:
    with_month = day == first or day.day == 1
    shown = marks if len(marks) <= IN_A_CELL else marks[: IN_A_CELL - 1]
    return Day(
        day=day,
        label=say_short(day, today) if with_month else str(day.day),
        is_today=day == today,
        off=day.weekday() > 4 or bool(holidays),
        holidays=holidays,
        marks=tuple(shown),
        more=len(marks) - len(shown),
    )


def _mark_of_both(one: Both, across: bool) -> Mark:
    by = f"both, with {one.partner}" if across else "both"
    return Mark(one.url, "", by, f"{one.at} {one.title}".strip(), "", done=False, glyph=one.glyph)


def _mark(due: Due, today: date, across: bool) -> Mark:
    return Mark(
        url=reverse("promise", args=[due.seat.slug, due.row.object]),
        colour=due.colour,
        by=f"{due.by}, with {due.seat.partner_name}" if across else due.by,
        title=due.row.title.rstrip(".") or "Words erased",
        note=note(due, today),
        done=due.row.status == "kept",
    )


def _line(due: Due, today: date, now: int, zone: str) -> Line:
    row = due.row
    day = row.due_day or today
    return Line(
        day=say_day(day, today),
        iso=day.isoformat(),
        ends=_ends(due, zone),
        row=row_of(due.seat, row, now),
        by=due.by,
        colour=due.colour,
    )


def _ends(due: Due, zone: str) -> str:
    """When the day is over for somebody who lives by another clock."""
    row = due.row
    if row.due is None or row.due_day is None or not row.zone:
        return ""
    end = moment_of(row.due + 1)
    here, there = say_time(end, zone), say_time(end, row.zone)
    if here == there:
        return ""
    known = {party.organisation.zone: party.organisation.place for party in due.seat.parties}
    place = known.get(row.zone) or row.zone.rpartition("/")[2].replace("_", " ")
    return f"in {place}; over at {here} your time"
