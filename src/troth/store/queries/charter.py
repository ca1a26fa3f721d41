"""The charter and the differences: their rows, the words that both agreed on, and what waits for the reader.

What waits comes with the purpose and the objectives, in the one question that Today and an alliance's home put.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.charter import Change, Every, Hours, Kind, Meeting, Version, next_day, used, versions
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.balance import asks_on
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, speaker_known

IN_FORCE = "in_force"


class Call(Enum):
    """Why a clause or a difference needs the reader; in the order of a page."""

    MEET = "both meet today"
    LOOK = "it is the day on which both look whether the bridge holds"
    CLAUSE = "the other side put a clause, or a change of one"
    BRIDGE = "the other side proposes a bridge"
    TELL = "the other side has told how it is with it, and the reader's has not"
    TRIAL = "it is the last day of a trial without a control, or later"
    BACK = "a trip-wire was touched, and the control is back"
    AREA = "the other side put an area of work, or a change of one"
    CONTROL = "the other side proposes what becomes of a control"
    REVIEW = "it is the day on which both look at a control again"
    QUESTION = "both sides are asked whether a control helps the work, and the reader's has not answered"
    ASK = "it is a year since both were asked whether a control helps the work"


NEEDS: Mapping[Call, Right] = {
    Call.MEET: Right.LISTEN,
    Call.LOOK: Right.LISTEN,
    Call.CLAUSE: Right.PURPOSE,
    Call.BRIDGE: Right.PURPOSE,
    Call.TELL: Right.LISTEN,
    Call.TRIAL: Right.PURPOSE,
    Call.BACK: Right.PURPOSE,
    Call.AREA: Right.PURPOSE,
    Call.CONTROL: Right.PURPOSE,
    Call.REVIEW: Right.PURPOSE,
    Call.QUESTION: Right.LISTEN,
    Call.ASK: Right.PURPOSE,
}


@dataclass(frozen=True)
class Called:
    """A clause, a difference, an area or a control that needs the reader."""

    call: Call
    seat: Seat
    row: models.Joint


def clauses_in(seat: Seat) -> Sequence[models.Joint]:
    """Return every clause of the reader's alliance that is agreed, on the table or let go, oldest first."""
    return _of_kind(seat.alliance.pk, models.Joint.CLAUSE)


def differences_in(seat: Seat) -> Sequence[models.Joint]:
    """Return every difference of the reader's alliance, in the order they were named."""
    return _of_kind(seat.alliance.pk, models.Joint.DIFFERENCE)


def held_in(seat: Seat) -> Sequence[models.Joint]:
    """Return all that both sides hold together, the purpose too, in the order it was put."""
    return _all(seat.alliance.pk)


def clause_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return a clause of the reader's alliance; None when there is none of that name."""
    return _one(seat, object_id, models.Joint.CLAUSE)


def difference_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return a difference of the reader's alliance; None when there is none of that name."""
    return _one(seat, object_id, models.Joint.DIFFERENCE)


def versions_of(rows: Iterable[models.Joint]) -> tuple[Version, ...]:
    """Return the versions of the charter, the first first, from its clauses."""
    return versions(
        Change(each["yes"]["at"], each["yes"]["id"], row.object)
        for row in rows
        if row.kind == models.Joint.CLAUSE
        for each in row.history
    )


def meeting_of(row: models.Joint) -> Meeting | None:
    """Return when a meeting takes place; None of any other clause."""
    return meeting_in(row.details)


def meeting_in(text: Mapping[str, Any]) -> Meeting | None:
    """Return the same from one text of a clause as its row keeps it; rows of before know no hours."""
    every, first, at = text.get("every", ""), text.get("first", ""), text.get("time", "")
    hours = Hours(time.fromisoformat(at), text["minutes"], text["zone"]) if at else None
    return Meeting(Every(every), date.fromisoformat(first) if first else None, hours) if every else None


def next_meeting(row: models.Joint, today: date) -> date | None:
    """Return the next day of a meeting that both agreed to; None where there is none."""
    meeting = meeting_of(row) if row.status == IN_FORCE else None
    return next_day(meeting, today) if meeting is not None else None


def looks_on(row: models.Joint) -> date | None:
    """Return the day on which both look whether the bridge holds; None where none is set."""
    looks = row.details.get("looks", [])
    return date.fromisoformat(looks[-1]["day"]) if looks and looks[-1]["holds"] is None else None


def agreed_words(seat: Seat, *texts: str) -> list[models.Joint]:
    """Return the words both agreed on that are used in these texts, in the order they first stand there."""
    words = {row.text: row for row in _words(seat.alliance.pk) if row.text}
    return [words[word] for word in used(words, "\n".join(texts))]


def who_said(seat: Seat, people: Mapping[str, Someone], said: Mapping[str, Any]) -> Someone:
    """Name who put, agreed to or told something, as a row keeps it; one of no known name is named by the side."""
    side = next(each for each in seat.sides if each.colour == said["colour"])
    return speaker_known(people, said["by"], side)


def playbacks_of(seat: Seat) -> Mapping[str, tuple[int, int | None]]:
    """Return of each clause how often it was played back, and since when both are on the same page about it."""
    rows = models.Statement.objects.filter(alliance=seat.alliance, about__startswith="cl_")
    found: dict[str, tuple[int, int | None]] = {}
    for about, rounds, status, closed in rows.values_list("about", "rounds", "status", "closed_at"):
        count, since = found.get(about, (0, None))
        same = closed if status == "same_page" else None
        found[about] = (count + rounds, max(filter(None, (since, same)), default=None))
    return found


def calls_for(seats: Sequence[Seat], rows: Iterable[models.Joint], now: int) -> list[Called]:
    """Return what of the charter and the differences needs the reader now, the most pressing kind first."""
    by_alliance = {seat.alliance.pk: seat for seat in seats if seat.parted is None}
    rows = list(rows)
    # Controls that were put together with their area are answered on its page.
    whole = {row.object for row in rows if row.kind == models.Joint.AREA and row.status == "proposed"}
    found = [
        Called(call, by_alliance[row.alliance_id], row)
        for row in rows
        if row.calls and row.alliance_id in by_alliance
        if row.details.get("area") not in whole
        for call in _calls(by_alliance[row.alliance_id], row, now)
        if by_alliance[row.alliance_id].may(NEEDS[call])
    ]
    return sorted(found, key=lambda each: list(Call).index(each.call))


def _calls(seat: Seat, row: models.Joint, now: int) -> Iterable[Call]:
    today = day_in(now, seat.person.zone)
    waits = any(colour != seat.colour for colour in row.details.get("table", {}))
    if row.kind == models.Joint.CLAUSE:
        if next_meeting(row, today) == today:
            yield Call.MEET
        if waits:
            yield Call.CLAUSE
        return
    if row.kind in (models.Joint.AREA, models.Joint.CONTROL):
        yield from _balance(seat, row, today, waits=waits)
        return
    told = row.details["told"]
    day = looks_on(row)
    if day is not None and day <= today and seat.colour not in row.details["looks"][-1]["said"]:
        yield Call.LOOK
    elif waits:
        yield Call.BRIDGE
    elif seat.colour not in told:
        yield Call.TELL


def _balance(seat: Seat, row: models.Joint, today: date, *, waits: bool) -> Iterable[Call]:
    """Why an area or a control needs the reader; whoever has proposed something waits for the other side."""
    look = row.details.get("look")
    asked = row.details.get("question") or {}
    if waits:
        yield Call.AREA if row.kind == models.Joint.AREA else Call.CONTROL
    elif look and date.fromisoformat(look) <= today and seat.colour not in row.details["table"]:
        yield {"on_trial": Call.TRIAL, "back": Call.BACK}.get(row.status, Call.REVIEW)
    if asked.get("phase") == "sealed" and seat.colour not in asked["answered"]:
        yield Call.QUESTION
    asks = asks_on(row, seat.person.zone) if row.kind == models.Joint.CONTROL else None
    if asks is not None and asks <= today:
        yield Call.ASK


def _one(seat: Seat, object_id: str, kind: str) -> models.Joint | None:
    return models.Joint.objects.filter(alliance=seat.alliance, object=object_id, kind=kind).first()


@prepared
def _of_kind(alliance: str, kind: str) -> QuerySet[models.Joint]:
    rows = models.Joint.objects.filter(alliance=alliance, kind=kind)
    return rows.exclude(status="nothing").order_by("number", "pk")


@prepared
def _all(alliance: str) -> QuerySet[models.Joint]:
    return models.Joint.objects.filter(alliance=alliance).order_by("number", "pk")


@prepared
def _words(alliance: str) -> QuerySet[models.Joint]:
    rows = models.Joint.objects.filter(alliance=alliance, kind=models.Joint.CLAUSE, sort=Kind.WORD.value)
    return rows.filter(status=IN_FORCE).defer("history").order_by("number")
