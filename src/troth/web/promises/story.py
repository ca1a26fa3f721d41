"""The history of a promise in sentences: who said what, and why a move that does not count does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from troth.core.promises import (
    Acceptance,
    Agreement,
    Delivery,
    Handed,
    Move,
    Name,
    Reason,
    SentBack,
    Text,
    Warning,
    crossings,
    looks_of,
)
from troth.core.values import Side
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, Whole
from troth.web.days import say_days, say_number, say_short
from troth.web.promises.handed import files_of
from troth.web.promises.words import first_name

Saying = Callable[[Whole, Move, date], str]


BY_MAIL = ", by mail link"
PLAIN_ENDS = frozenset(
    {Reason.REPLACED, Reason.AGREED_MEANWHILE, Reason.WITHDRAWN, Reason.DECLINED, Reason.TALK_ENDED}
)


@dataclass(frozen=True)
class Event:
    """One act of the history (see promises/promise_live.html)."""

    id: str
    at: int
    zone: str
    place: str
    person: Someone
    said: str
    words: str
    lang: str
    why_not: str
    links: tuple[str, ...] = ()
    files: tuple[SimpleNamespace, ...] = ()


def history_of(seat: Seat, whole: Whole, today: date) -> list[Event]:
    """This function will return every act, newest first, as both sides see it."""
    names = names_of(whole)
    told_with = _told_with(whole)
    events = [
        _event(seat, whole, move, today, _why_not(whole, move, names), told_with.get(move.id))
        for move in whole.moves
        if move not in told_with.values()
    ]
    events += [_event(seat, whole, move, today, str(refusal)) for move, refusal in whole.refused]
    return sorted(events, key=lambda event: (-event.at, -whole.places[event.id].number))


def _told_with(whole: Whole) -> Mapping[str, Move]:
    """The change that was proposed in the same act as a warning, by the warning."""
    changes = {(move.at, move.side): move for move in whole.moves if move.name is Name.CHANGE}
    return {
        move.id: changes[move.at, move.side]
        for move in whole.moves
        if move.name is Name.WARN and (move.at, move.side) in changes
    }


def _why_not(whole: Whole, move: Move, names: Mapping[Side, str]) -> str:
    """A text that another took the place of needs no reason; everything else that does not count has one."""
    reason = whole.state.reasons.get(move.id)
    if reason is None or (move.name.is_text and reason.reason in PLAIN_ENDS):
        return ""
    if reason.reason is Reason.YES_TAKEN_BACK and move.name is Name.AGREE:
        return f"It was taken back before {names[move.side.other]} had built on it."
    return reason.sentence(names)


def crossed(whole: Whole) -> list[str]:
    """This function will return what crossed and what came of it, in sentences that both sides read alike."""
    names, told = names_of(whole), []
    for crossing in crossings(whole.state):
        if crossing.tells:
            ours = f"{names[Side.PERFORMER]} {plain(crossing.performer)}"
            theirs = f"{names[Side.CUSTOMER]} {plain(crossing.customer)}"
            told.append(f"These crossed: {ours}, {theirs}. {crossing.why.sentence(names)}")
    return list(dict.fromkeys(told))


def names_of(whole: Whole) -> Mapping[Side, str]:
    """This function will return the short names of both sides."""
    return {side: party.short for side, party in whole.sides.items()}


def seals_of(whole: Whole) -> list[str]:
    """This function will return where each act stands in whose log, a line each."""
    shorts = {party.log: party.short for party in whole.sides.values()}
    return [
        f"{shorts.get(place.log, place.log[:8])} #{place.seq:04}  {place.id[:4]} {place.id[4:8]} … "
        f"{place.id[-8:-4]} {place.id[-4:]}  {'cited by the other side' if place.settled else 'not cited yet'}"
        for place in sorted(whole.places.values(), key=lambda place: -place.number)
    ]


def said_by(whole: Whole, move: Move, today: date) -> str:
    """This function will return one act as a sentence: who, for whom, did what."""
    return f"{_subject(whole, move)} {SAYINGS[move.name](whole, move, today)}"


def _ahead(whole: Whole, change: Move) -> str:
    """How long before the day that was agreed it was told."""
    held = (
        text_of(whole.state.move(whole.state.move(change.terms or "").on or "")) if change.terms else Text()
    )
    if held.due_day is None:
        return ""
    days = (held.due_day - whole.calendar.day(change.at, held)).days
    return f", {say_days(days)} before the day" if days > 0 else ""


def _subject(whole: Whole, move: Move) -> str:
    person = whole.who(move)
    subject = "You" if person.is_me else person.given
    if move.stands_for and move.stands_for != move.by:
        colleague = whole.person(move.stands_for, move.side)
        subject += f", for {'you' if colleague.is_me else colleague.given},"
    return subject


def _event(
    seat: Seat, whole: Whole, move: Move, today: date, why_not: str, change: Move | None = None
) -> Event:
    person = whole.who(move)
    said = said_by(whole, move, today)
    if change is not None:
        said = f"{_subject(whole, move)} said that something came in between, and {_change(whole, change, today)}"
        said += _ahead(whole, change)
    said += BY_MAIL if whole.places[move.id].mailed else ""
    words = move.said or ""
    if isinstance(move.facts, Text) and move.facts.words:
        words = move.facts.words.words
    return Event(
        id=move.id,
        at=move.at,
        zone=person.zone,
        place=person.place,
        person=person,
        said=said,
        words=words,
        lang="",
        why_not=why_not,
        links=move.links,
        files=tuple(files_of(seat, move)),
    )


def plain(move: Move) -> str:
    """This function will return an act in two or three words, for a sentence about several."""
    return PLAIN[move.name]


def text_of(move: Move) -> Text:
    """This function will return the facts of a text; those of an empty one for anything else."""
    return move.facts if isinstance(move.facts, Text) else Text()


def _day(day: date | None, today: date) -> str:
    return say_short(day, today) if day else "a day yet to be set"


def _text(verb: str, joined: str) -> Saying:
    def say(whole: Whole, move: Move, today: date) -> str:
        text = text_of(move)
        if text.due_day is None and text.relative is not None:
            return f"{verb}, {say_days(text.relative.days)} after another is accepted"
        return f"{verb} {joined} {_day(text.due_day, today)}"

    return say


def _change(whole: Whole, move: Move, today: date) -> str:
    text = text_of(move)
    before = text_of(whole.state.move(whole.state.move(move.terms).on or "")) if move.terms else Text()
    if text.due_day != before.due_day:
        return f"proposed {_day(text.due_day, today)}"
    return "proposed other conditions"


def _agreed(whole: Whole, move: Move, today: date) -> str:
    about = text_of(whole.state.move(move.on or "")) if move.on else Text()
    facts = move.facts if isinstance(move.facts, Agreement) else Agreement()
    stake = f" and set the stake: {facts.stake.value}" if facts.stake else ""
    said = f"agreed to {_day(about.due_day, today)}{stake}" if about.due_day else f"agreed{stake}"
    if facts.second is None:
        return said
    second = whole.person(facts.second, move.side)
    return f"{said}; {'you' if second.is_me else first_name(second.name)} signed too"


def _delivered(whole: Whole, move: Move, today: date) -> str:
    facts = move.facts if isinstance(move.facts, Delivery) else Delivery()
    said = "said it is delivered" + (f", done on {say_short(facts.done_on, today)}" if facts.done_on else "")
    count = len(facts.files)
    return f"{said}, with {'a file' if count == 1 else f'{say_number(count)} files'}" if count else said


def _accepted(whole: Whole, move: Move, today: date) -> str:
    facts = move.facts if isinstance(move.facts, Acceptance) else Acceptance()
    return "accepted it: exceeded" if facts.exceeded else "accepted it: met"


def _sent_back(whole: Whole, move: Move, today: date) -> str:
    unmet = move.facts.unmet if isinstance(move.facts, SentBack) else ()
    if not unmet:
        return "sent it back"
    which = " and ".join(str(n + 1) for n in unmet)
    return f"sent it back: condition{'s' if len(unmet) > 1 else ''} {which} {'are' if len(unmet) > 1 else 'is'} not met"


def _warned(whole: Whole, move: Move, today: date) -> str:
    expect = move.facts.expect if isinstance(move.facts, Warning) else None
    said = "said that something came in between"
    return (
        f"{said}; the day now expected is {say_short(expect, today)}"
        if expect
        else f"{said}; no new date yet"
    )


def _handed(whole: Whole, move: Move, today: date) -> str:
    facts = move.facts
    person = whole.person(facts.person if isinstance(facts, Handed) else None, move.side)
    return f"handed it to {'you' if person.is_me else person.name}"


def _released(whole: Whole, move: Move, today: date) -> str:
    return f"released {whole.sides[Side.PERFORMER].short} from it"


def _asked_to_look(whole: Whole, move: Move, today: date) -> str:
    first = any(look.asked.id == move.id for look in looks_of(whole.state))
    return (
        "asked two people to look at it, one of each side"
        if first
        else "added a sentence for the two who look"
    )


def _just(words: str) -> Saying:
    return lambda whole, move, today: words


SAYINGS: Mapping[Name, Saying] = {
    Name.OFFER: _text("offered it", "for"),
    Name.REQUEST: _text("asked for it", "by"),
    Name.COUNTER: _text("proposed it differently", "for"),
    Name.CHANGE: _change,
    Name.WITHDRAW: _just("withdrew it"),
    Name.DECLINE: _just("declined it"),
    Name.AGREE: _agreed,
    Name.DELIVER: _delivered,
    Name.ACCEPT: _accepted,
    Name.SEND_BACK: _sent_back,
    Name.RELEASE: _released,
    Name.BREAK: _just("broke it, with notice"),
    Name.TAKE_BACK: _just("took the yes back"),
    Name.WARN: _warned,
    Name.PROGRESS: _just("reported progress"),
    Name.ASK_RELEASE: _just("asked to be released"),
    Name.ASK_STATUS: _just("asked how it stands"),
    Name.REASSIGN: _handed,
    Name.ESCALATE: _asked_to_look,
    Name.LOOKED: _just("looked at it"),
}
PLAIN: Mapping[Name, str] = {
    Name.OFFER: "offered",
    Name.REQUEST: "asked",
    Name.COUNTER: "proposed it differently",
    Name.CHANGE: "proposed a change",
    Name.WITHDRAW: "withdrew",
    Name.DECLINE: "declined",
    Name.AGREE: "agreed",
    Name.DELIVER: "delivered",
    Name.ACCEPT: "accepted",
    Name.SEND_BACK: "sent it back",
    Name.RELEASE: "released",
    Name.BREAK: "broke it, with notice",
    Name.TAKE_BACK: "took the yes back",
    Name.WARN: "warned",
    Name.PROGRESS: "reported progress",
    Name.ASK_RELEASE: "asked to be released",
    Name.ASK_STATUS: "asked how it stands",
    Name.REASSIGN: "handed it on",
    Name.ESCALATE: "asked two people to look",
    Name.LOOKED: "looked at it",
}
