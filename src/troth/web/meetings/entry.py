"""One line as somebody types it: what it was read as, what they chose instead, and both said in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

from django.http import QueryDict

from troth.actions.days import working_days
from troth.actions.meetings import MOST_WORDS
from troth.actions.promises import NothingSaid
from troth.core.listening.meetings import Kind, Named, Read, read_line
from troth.store.meetings import Typed
from troth.store.models import MeetingNote
from troth.store.queries.meetings import named_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.days import say_long
from troth.web.promises import forms

NOBODY = "-"
LONGEST = f"Up to {MOST_WORDS:,} characters make a line. Make two of it."


@dataclass(frozen=True)
class Choice:
    """Somebody, or a side as a whole, that may be chosen for a line: what is sent, what is read, and which side."""

    value: str
    words: str
    colour: str


def kind_of(data: Mapping[str, str]) -> Kind:
    """This function will return the kind that was chosen; a promise where none was."""
    said = data.get("kind", "")
    return Kind(said) if said in {each.value for each in Kind} else Kind.PROMISE


def people_near(seat: Seat, note: MeetingNote) -> list[Named]:
    """This function will return who may be named: those who are here, and of the others whose names nobody here has."""
    everybody = named_in(seat)
    here = [each for each in everybody if each.pseudonym in note.here]
    taken = {part for each in here for part in each.name.lower().split()}
    others = [each for each in everybody if each not in here and not taken & set(each.name.lower().split())]
    return [*here, *others]


def read_of(seat: Seat, note: MeetingNote, data: QueryDict, meets: date | None) -> Read:
    """This function will read the words that were typed, by the day of the meeting."""
    return read_line(data.get("text", ""), kind_of(data), people_near(seat, note), note.day, meets=meets)


def typed_of(seat: Seat, note: MeetingNote, data: QueryDict, meets: date | None) -> Typed:
    """This function will return the line as it was read, with what its writer chose instead; refuses an empty one."""
    found = read_of(seat, note, data, meets)
    if not found.words:
        raise NothingSaid("Write the line first; then add it.")
    if len(found.words) > MOST_WORDS:
        raise NothingSaid(LONGEST)
    read = Typed(
        kind=found.kind,
        words=found.words,
        colour=_colour(seat, found.own),
        who=found.who.pseudonym if found.who else "",
        to=found.to.pseudonym if found.to else "",
        due=found.due,
        plays=found.kind is Kind.STATEMENT and "plays" in data,
    )
    return chosen(seat, read, data)


def changed_of(seat: Seat, data: QueryDict) -> Typed:
    """This function will return a line as its fields say it, nothing read."""
    words = " ".join(data.get("text", "").split())
    if not words:
        raise NothingSaid("A line needs words. To take it out, press “Take it out”.")
    if len(words) > MOST_WORDS:
        raise NothingSaid(LONGEST)
    kind = kind_of(data)
    plain = Typed(kind, words, plays=kind is Kind.STATEMENT and "plays" in data)
    return chosen(seat, plain, data, read=False)


def chosen(seat: Seat, typed: Typed, data: QueryDict, *, read: bool = True) -> Typed:
    """This function will put in what was chosen in the fields; with `read`, an empty field leaves what was read."""
    if typed.kind is Kind.NOTE:
        return Typed(Kind.NOTE, typed.words)
    known = {each.value: each for each in choices(seat)}
    who, to = data.get("who", ""), data.get("to", "")
    if who == NOBODY:
        typed = replace(typed, who="", colour="")
    elif who in known:
        typed = replace(typed, who="" if who.startswith("@") else who, colour=known[who].colour)
    if to in known:
        typed = replace(typed, to="" if to.startswith("@") else to)
        if not typed.colour and typed.kind is not Kind.QUESTION:
            typed = replace(typed, colour=_other(known[to].colour))
    elif to == NOBODY:
        typed = replace(typed, to="")
    if typed.to in known and known[typed.to].colour == typed.colour:
        typed = replace(typed, to="")  # whatever is said between the sides is said to the other one
    return replace(typed, due=_day(data, typed, read=read))


def _day(data: QueryDict, typed: Typed, *, read: bool) -> date | None:
    if typed.kind is Kind.STATEMENT:
        return None
    said = data.get("due", "").strip()
    if not said:
        return typed.due if read else None
    return forms.as_day(forms.day().clean(said))


def choices(seat: Seat) -> list[Choice]:
    """This function will return everybody who may be chosen for a line, and each side as a whole."""
    shorts = {party.mine: party for party in seat.sides}
    found = [
        Choice(each.pseudonym, f"{each.name}, {shorts[each.own].short}", shorts[each.own].colour)
        for each in named_in(seat)
        if each.own in shorts
    ]
    return [
        *found,
        *(Choice(f"@{party.colour}", f"{party.short} as a whole", party.colour) for party in seat.sides),
    ]


def said_of(seat: Seat, note: MeetingNote, data: QueryDict, meets: date | None) -> SimpleNamespace | None:
    """This function will return what meetings/read.html says of the words that are typed; nothing while none are."""
    if not data.get("text", "").strip():
        return None
    found = read_of(seat, note, data, meets)
    mine, theirs = both(seat)
    due, on = found.due, note.day
    return SimpleNamespace(
        kind=found.kind.value,
        who=found.who.name if found.who else _side(seat, found.own),
        to=found.to.name
        if found.to
        else ("" if found.own is None else (theirs if found.own else mine).short),
        due=say_long(due, on) if due else "",
        works=works(seat, due) if due and found.kind is Kind.PROMISE else "",
        passed=bool(due and due < on),
        plays="plays" in data,
    )


def works(seat: Seat, day: date) -> str:
    """This function will say whether a day is worked at the places of both sides."""
    off = [
        party
        for party, each in zip(seat.sides, seat.parties, strict=True)
        if not _works(each.organisation.country, day)
    ]
    if not off:
        return "A working day at both places"
    if len(off) == len(seat.sides):
        return "No working day at either place"
    return f"No working day in {off[0].place or off[0].short}"


def _works(country: str, day: date) -> bool:
    return working_days(country, day.year - 1, day.year + 2).is_working(day)


def _side(seat: Seat, own: bool | None) -> str:
    mine, theirs = both(seat)
    return "" if own is None else (mine if own else theirs).short


def _colour(seat: Seat, own: bool | None) -> str:
    return "" if own is None else seat.colour if own else _other(seat.colour)


def _other(colour: str) -> str:
    return "b" if colour == "a" else "a"
