"""What the recap says: of each line whose it is and who has confirmed it, and of each side how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from troth.core.listening.meetings import Kind
from troth.store.projections.meetings import whose
from troth.store.queries.people import Party, Seat
from troth.web.days import say_day, say_number
from troth.web.live import present
from troth.web.meetings.words import day_of, listed

Line = SimpleNamespace
Namer = Callable[[str, str], str]


def headline(yours: int, partner: str, theirs: tuple[int, int], done: bool) -> str:
    """This function will say what is the reader's to do, and how far the other side has come."""
    have, of = theirs
    if done:
        return "Both sides have confirmed every line that was asked about."
    word = say_number(yours)
    first = (
        f"{word[:1].upper()}{word[1:]} line{'s are' if yours != 1 else ' is'} yours to confirm."
        if yours
        else "Nothing is yours to confirm."
    )
    if have == of:
        return f"{first} {partner} has confirmed all {say_number(of)}."
    return f"{first} {partner} has confirmed {say_number(have) if have else 'none'} of its {say_number(of)}."


def label(line: Line, reader: Any) -> str:
    """This function will say to the reader why a line is theirs."""
    mine, theirs = reader.parties[reader.seat.colour].short, reader.seat.partner_name
    named = line.kept["who"] if line.performs else line.kept["to"]
    you = "you" if named else mine
    if line.kind is Kind.PROMISE:
        return f"Promise, written down for {you}" if line.performs else f"Promise, to {you}"
    if line.kind is Kind.STATEMENT:
        if line.performs:
            return f"Statement, written down as {'yours' if named else f'one of {mine}'}"
        return (
            f"Statement, asked to be played back by {you}" if line.kept["plays"] else f"Statement of {theirs}"
        )
    if line.performs:
        return f"Open question, {'you find' if named else f'{mine} finds'} out"
    return "Open question"


def confirm(line: Line) -> str:
    """This function will return the words of the one button by which a side stands by a line."""
    if line.kind is Kind.PROMISE:
        return "Yes, I promise that" if line.performs else "Yes, I want that"
    if line.kind is Kind.STATEMENT:
        return "That is what I said" if line.performs else "So I heard it"
    if line.kind is Kind.QUESTION:
        return "Yes, I find out" if line.performs else "Yes, that is the question"
    return "So it was"


def facts(line: Line, reader: Any) -> list[str]:
    """This function will say of a line who it is of, who has said what of it, and what the note had before."""
    found = list(_of(line, reader))
    found += list(_stands(line, reader))
    corrected = line.kept["corrected"]
    if corrected:
        found.append(f"{reader.name(corrected['by'], corrected['colour'])} corrected {_from(line)}")
    return found


def _of(line: Line, reader: Any) -> Iterator[str]:
    """Whose a line is, where that is not said by who has confirmed it."""
    if line.who is None:
        return
    if line.kind is Kind.PROMISE:
        if line.mine and line.performs:
            yield f"to {line.to.name}"
        elif line.mine or len(line.stands) < 2:
            yield f"{_you(line.who)} to {_you(line.to, small=True)}"
    elif line.kind is Kind.STATEMENT:
        if line.kept["colour"] not in line.stands and not (line.mine and line.performs):
            yield _you(line.who, whole=line.mine)
    elif line.kind is Kind.QUESTION and not (line.mine and line.performs):
        by = f" by {say_day(line.due, present().date())}" if line.due else ""
        yield f"{_you(line.who)} {'find' if line.who.is_me else 'finds'} out{by}"


def _you(who: Any, *, whole: bool = False, small: bool = False) -> str:
    if who.is_me:
        return "you" if small else "You"
    return str(who.name if whole else who.given)


DID = {
    (Kind.PROMISE, True): "promised",
    (Kind.PROMISE, False): "agreed",
    (Kind.STATEMENT, True): "that is what I said",
    (Kind.STATEMENT, False): "heard it so",
}


def _stands(line: Line, reader: Any) -> Iterator[str]:
    """Who has confirmed it, and who has not answered yet."""
    if line.kind in (Kind.QUESTION, Kind.NOTE):
        names = [reader.name(said["by"], colour) for colour, said in sorted(line.stands.items())]
        if names:
            yield f"confirmed by {listed(name if name != 'You' else 'you' for name in names)}"
        yield from _missing(line, reader)
        return
    did = [
        _did(
            line, reader.name(said["by"], colour), said, owns=colour == line.kept["colour"], first=not number
        )
        for number, (colour, said) in enumerate(
            sorted(line.stands.items(), key=lambda each: each[0] != line.kept["colour"])
        )
    ]
    if did:
        yield ", ".join(did)
    yield from _missing(line, reader)


def _did(line: Line, name: str, said: Mapping[str, Any], *, owns: bool, first: bool) -> str:
    """What one side did about a line, as a part of a sentence."""
    done = DID[line.kind, owns]
    if line.kind is Kind.PROMISE and not owns and len(line.stands) < 2:
        done = "want it" if name == "You" else "wants it"
    if line.kind is Kind.STATEMENT and not owns and line.heard:
        done = "played it back"
    name = "you" if name == "You" and not first else name
    return f"{name}: {done}" if line.kind is Kind.STATEMENT and owns else f"{name} {done}"


def _missing(line: Line, reader: Any) -> Iterator[str]:
    """Whose word is missing, once somebody has confirmed it."""
    if line.asks and line.stands and not line.mine:
        for colour in reader.parties:
            if colour not in line.stands:
                name = reader.name(whose(line.kept, colour), colour)
                yield f"{name} {'have' if name == 'You' else 'has'} not answered yet"


def _from(line: Line) -> str:
    """What was corrected: the words, the day, or both."""
    words, day = line.kept["first"]["words"], line.kept["first"]["due"]
    said = []
    if words != line.text:
        said.append(f"the words, from “{words}”" if words else "the words")
    if day != line.kept["due"]:
        before = day_of(day)
        said.append(f"the day, from {say_day(before, present().date())}" if before else "the day")
    return " and ".join(said) or "it"


def far(seat: Seat, party: Party, lines: Sequence[Line], name: Namer) -> str:
    """This function will say how far one side has come: who has confirmed and corrected what, and whose is open."""
    asks = [line for line in lines if line.asks]
    if not asks:
        return "Nothing was asked; these are notes."
    done: dict[str, list[Line]] = {}
    open_: dict[str, int] = {}
    for line in asks:
        if party.colour in line.stands:
            done.setdefault(name(line.stands[party.colour]["by"], party.colour), []).append(line)
        else:
            who = name(whose(line.kept, party.colour), party.colour)
            open_[who] = open_.get(who, 0) + 1
    said = [_has(who, found, party) for who, found in done.items()]
    said += [_is_open(who, count, party, some=bool(done)) for who, count in open_.items()]
    if not open_:
        said.append("Nothing is open.")
    return " ".join(said)


def _has(who: str, found: Sequence[Line], party: Party) -> str:
    corrected = sum(
        bool(line.kept["corrected"]) and line.kept["corrected"]["colour"] == party.colour for line in found
    )
    have = "have" if who == "You" else "has"
    more = f", corrected {say_number(corrected)}" if corrected else ""
    return f"{who} {have} confirmed {_lines(len(found))}{more}."


def _is_open(who: str, count: int, party: Party, *, some: bool) -> str:
    number = say_number(count)
    said = f"{number[:1].upper()}{number[1:]}"
    are = "is" if count == 1 else "are"
    if who == party.short:
        return f"{said} {are} open for anybody of {party.short}."
    return f"{said} of {'yours' if who == 'You' else f'{who}’s'} {are} open."


def _lines(count: int) -> str:
    return f"{say_number(count)} line{'s' if count != 1 else ''}"


def there(names: Sequence[str]) -> str:
    """This function will say who was there."""
    return f"{listed(names)} {'was' if len(names) == 1 else 'were'} there." if names else ""
