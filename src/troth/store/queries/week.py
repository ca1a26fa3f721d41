"""One week of an alliance: what became of each side's promises, what comes next, and what else was talked about.

Read from acts that both sides see; the same for either reader, but for the hour at which their own week begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from troth.actions.days import stamp_of, zone_of
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.lists import OPEN
from troth.store.queries.people import Party, Seat
from troth.store.queries.seated import seated

MOST = 2000  # acts of an alliance that are looked through, the newest; a week has fewer
AHEAD = timedelta(days=7)
A_DAY = timedelta(days=1)
BECAME: Mapping[str, str] = {
    "promise.agree": _("agreed"),
    "promise.warn": _("something came in between, and was said"),
    "promise.deliver": _("delivered"),
    "promise.send_back": _("sent back with what is missing"),
    "promise.accept": _("accepted"),
    "promise.release": _("released"),
    "promise.break": _("ended with notice"),
}
"""The acts of a promise that a week tells, and in which words; the page and the mail say the same,
the mail in the language of its reader."""
TALKED = (
    "statement.", "concern.", "difference.", "clause.", "meeting.", "objective.", "purpose.", "area.", "control.",
    "comment.",
)  # fmt: skip


@dataclass(frozen=True)
class Became:
    """What happened to one promise in the week: its acts in their order, each once."""

    row: models.Promise
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Half:
    """One side's promises: what became of them, and which are due in the seven days that follow."""

    side: Party
    became: Sequence[Became]
    coming: Sequence[models.Promise]


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday, the founder's half first; `talked` counts the things of each other room."""

    first: date
    last: date
    until: date
    halves: Sequence[Half]
    talked: Mapping[str, int]
    whole: bool

    @property
    def quiet(self) -> bool:
        """Whether nothing happened and nothing comes."""
        return not self.talked and not any(half.became or half.coming for half in self.halves)


def week_of(seat: Seat, day: date, today: date) -> Week:
    """Return the week that a day is in; what is due next counts from its end, and of this week from today on."""
    first = day - day.weekday() * A_DAY
    last, until = first + 6 * A_DAY, first + 6 * A_DAY + AHEAD
    begins, ends = (_begin(each, seat.person.zone) for each in (first, last + A_DAY))
    newest = _newest(seat.alliance.pk)
    said = [entry for entry in reversed(newest) if begins <= entry.at < ends]
    acts: dict[str, dict[str, None]] = {}
    for entry in said:
        word = entry.kind.partition("/")[0]
        if word in BECAME:
            acts.setdefault(entry.object, {})[word] = None
    coming_from = max(min(today, last + A_DAY), first)
    coming = seated([seat], _coming(seat.alliance.pk, coming_from, until))
    rows = {row.object: row for row in seated([seat], _rows(seat.alliance.pk, sorted(acts)))}
    became = [Became(rows[name], tuple(acts[name])) for name in acts if name in rows]
    return Week(
        first=first,
        last=last,
        until=until,
        halves=[_half(side, became, coming) for side in seat.sides],
        talked=_talked(said),
        whole=len(newest) < MOST or newest[-1].at < begins,
    )


def _half(side: Party, became: Iterable[Became], coming: Iterable[models.Promise]) -> Half:
    return Half(
        side,
        [each for each in became if _does(side, each.row)],
        [row for row in coming if _does(side, row)],
    )


def _does(side: Party, row: models.Promise) -> bool:
    return row.performer is not None and row.performer.log == side.log


def _talked(said: Iterable[models.Entry]) -> Mapping[str, int]:
    """Of each other room, how many things something was said about."""
    found: dict[str, set[str]] = {}
    for entry in said:
        if entry.kind.startswith(TALKED):
            found.setdefault(entry.kind.partition(".")[0], set()).add(entry.object)
    return {room: len(objects) for room, objects in sorted(found.items())}


def _begin(day: date, zone: str) -> int:
    return stamp_of(datetime.combine(day, time(), zone_of(zone)))


def _rows(alliance: str, names: Sequence[str]) -> QuerySet[models.Promise]:
    return models.Promise.objects.filter(alliance=alliance, object__in=names)


def _coming(alliance: str, first: date, last: date) -> QuerySet[models.Promise]:
    rows = models.Promise.objects.filter(alliance=alliance, status__in=OPEN, due_day__range=(first, last))
    return rows.order_by("due_day", "number")


@prepared
def _newest(alliance: str) -> QuerySet[models.Entry]:
    rows = models.Entry.objects.filter(alliance=alliance, effective=True).exclude(object="")
    return rows.only("at", "kind", "object").order_by("-number")[:MOST]
