"""The note of a meeting while it is written: on this node alone, seen by the people of both sides, written by one.

It is no part of a record. Whoever writes holds the pen; a colleague or somebody of the partner may take it over. When
the meeting ends, the note becomes one signed entry under the same name, and is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from troth.actions import meetings
from troth.actions.ids import fresh
from troth.core.errors import Refusal
from troth.core.listening.meetings import MOST_LINES, Kind, Line
from troth.store import models
from troth.store.node import StoreNode
from troth.store.queries.people import Seat

MOST_HERE = 40


class NotYourPen(Refusal):
    """Somebody else writes now."""


class NoSuchNote(Refusal):
    """There is no note of that name that is still written."""


class NoteFull(Refusal):
    """A note holds no more lines than one can confirm."""


@dataclass(frozen=True)
class Typed:
    """One line of a note as it was read or chosen: `colour` of the side whose line it is, empty for nobody's alone."""

    kind: Kind
    words: str
    colour: str = ""
    who: str = ""
    to: str = ""
    due: date | None = None
    plays: bool = False


def begin(
    seat: Seat, *, title: str, day: date, clause: str = "", here: Iterable[str] = ()
) -> models.MeetingNote:
    """Begin a note, or return the one that was begun for the same meeting of the charter on the same day."""
    me = seat.actor().by
    made = {
        "object": meetings.new_meeting(),
        "writer": seat.person,
        "title": title.strip()[: meetings.MOST_TITLE],
        "here": list(dict.fromkeys((me, *here)))[:MOST_HERE],
    }
    if not clause:
        return models.MeetingNote.objects.create(alliance=seat.alliance, day=day, **made)
    note, _ = models.MeetingNote.objects.get_or_create(
        alliance=seat.alliance, clause=clause, day=day, defaults=made
    )
    return note


def add_line(seat: Seat, note: str, typed: Typed) -> None:
    """Write one more line."""

    def add(row: models.MeetingNote) -> None:
        if len(row.lines) >= MOST_LINES:
            raise NoteFull(f"A note has up to {MOST_LINES} lines. End this one, and begin a second.")
        row.lines.append({"id": fresh("", 8), **_kept(typed)})

    _write(seat, note, add)


def change_line(seat: Seat, note: str, line: str, typed: Typed | None) -> None:
    """Write a line anew, or take it out; one that is gone stays gone."""

    def change(row: models.MeetingNote) -> None:
        row.lines = [
            each if each["id"] != line else {"id": line, **_kept(typed)}
            for each in row.lines
            if each["id"] != line or typed is not None
        ]

    _write(seat, note, change)


def come_and_go(seat: Seat, note: str, *, come: str = "", go: str = "") -> None:
    """Say that somebody is here too, or is not."""

    def change(row: models.MeetingNote) -> None:
        here = [*row.here, come] if come and come not in row.here else row.here
        row.here = [each for each in here if each != go][:MOST_HERE]

    _write(seat, note, change)


def name_it(seat: Seat, note: str, *, title: str, day: date) -> None:
    """Give the meeting another name or day."""

    def change(row: models.MeetingNote) -> None:
        row.title, row.day = title.strip()[: meetings.MOST_TITLE] or row.title, day

    _write(seat, note, change)


def take_pen(seat: Seat, note: str) -> None:
    """Write from now on, in the place of whoever wrote."""
    with transaction.atomic():
        row = _locked(seat, note)
        row.writer, row.version = seat.person, row.version + 1
        row.save(update_fields=["writer", "version", "at"])


def throw_away(seat: Seat, note: str) -> None:
    """Delete a note that was begun for nothing; nothing of it is in the record."""
    _write(seat, note, lambda row: None)
    models.MeetingNote.objects.filter(alliance=seat.alliance, object=note).delete()


def end(seat: Seat, note: str) -> None:
    """Sign the note as it stands, and forget it here; one that has ended is left as it is."""
    actor = seat.actor()  # introduced in a transaction of its own
    with transaction.atomic():
        row = _locked(seat, note)
        _holds_pen(seat, row)
        said = meetings.Note(
            title=row.title,
            day=row.day,
            lines=tuple(_line(each, seat.colour) for each in row.lines),
            here=tuple(row.here),
            clause=row.clause or None,
        )
        meetings.end(StoreNode(), actor, note, said)
        row.delete()


def _write(seat: Seat, note: str, change: Callable[[models.MeetingNote], None]) -> None:
    with transaction.atomic():
        row = _locked(seat, note)
        _holds_pen(seat, row)
        change(row)
        row.version += 1
        row.save()


def _locked(seat: Seat, note: str) -> models.MeetingNote:
    row = models.MeetingNote.objects.select_for_update().filter(alliance=seat.alliance, object=note).first()
    if row is None:
        raise NoSuchNote("This meeting has ended, or its note was thrown away.")
    return row


def _holds_pen(seat: Seat, row: models.MeetingNote) -> None:
    if row.writer_id != seat.person.pk:
        raise NotYourPen("Somebody else writes now. Take over the pen to write; what you typed is kept.")


def _kept(typed: Typed | None) -> dict[str, object]:
    if typed is None:
        return {}
    return {
        "kind": typed.kind.value,
        "words": typed.words,
        "colour": typed.colour,
        "who": typed.who,
        "to": typed.to,
        "due": typed.due.isoformat() if typed.due else "",
        "plays": typed.plays,
    }


def _line(kept: Mapping[str, object], own: str) -> Line:
    due = str(kept["due"])
    return Line(
        kind=Kind(kept["kind"]),
        own=kept["colour"] == own if kept["colour"] else None,
        who=str(kept["who"]) or None,
        to=str(kept["to"]) or None,
        due=date.fromisoformat(due) if due else None,
        plays=bool(kept["plays"]),
        words=str(kept["words"]),
    )
