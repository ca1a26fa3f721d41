"""The recap of a meeting: the reader's part first, then what the others confirmed, then how far each side has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.listening.meetings import Kind, may_correct, may_play_back
from troth.core.values import Stake
from troth.store import private
from troth.store.node import present
from troth.store.projections.meetings import whose
from troth.store.queries.meetings import Recap, for_me, stands_elsewhere
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import Someone, both, speaker_known
from troth.store.queries.seated import members_of
from troth.web.meetings import recap_words as says
from troth.web.meetings.words import KINDS, day_of, listed, quoted
from troth.web.promises import spoken
from troth.web.promises.words import Chip, chip_of
from troth.web.telling.views import about as untold

ACTS = ("confirm", "correct", "play_back", "answer")


@dataclass(frozen=True)
class Tried:
    """What could not be sent: of which line and act, as typed, and why."""

    line: int
    move: str
    typed: QueryDict
    sentence: str


def draft_key(seat: Seat, meeting: str, line: int, move: str) -> str:
    """This function will return under which name words for a line that are not sent yet are kept."""
    return f"recap:{seat.slug}:{meeting}-{line}-{move}"


def context(seat: Seat, found: Recap, *, tried: Tried | None = None) -> dict[str, Any]:
    """This function will return everything that the recap shows."""
    mine, theirs = both(seat)
    may = seat.may(Right.LISTEN) and seat.parted is None
    reader = _Reader(seat, found)
    lines = [reader.line(number) for number in range(len(found.row.lines))]
    yours = [line for line in lines if line.mine] if may else []
    if may:
        _desks(seat, found, lines, tried)
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "row": found.row,
        "title": found.row.title or "Words erased",
        "headline": says.headline(len(yours), theirs.short, _asked(lines, theirs.colour), _all(lines)),
        "here": listed(reader.person(each).given for each in found.row.here if each in found.people),
        "writer": reader.writer,
        "yours": yours,
        "others": [line for line in lines if line not in yours],
        "halves": [
            SimpleNamespace(party=party, words=says.far(seat, party, lines, reader.name))
            for party in seat.sides
        ],
        "may": may,
        "stakes": [(each.value, each.value.capitalize()) for each in Stake],
        "refusal": tried.sentence if tried is not None else "",
        "untold": untold(seat, found.row.object),
    }


def _asked(lines: Sequence[SimpleNamespace], colour: str) -> tuple[int, int]:
    """How many of the lines that are asked about a side has confirmed, and of how many."""
    asks = [line for line in lines if line.asks]
    return sum(colour in line.stands for line in asks), len(asks)


def _all(lines: Sequence[SimpleNamespace]) -> bool:
    return all(len(line.stands) > 1 for line in lines if line.asks)


class _Reader:
    """Lines of one meeting as its reader sees them."""

    def __init__(self, seat: Seat, found: Recap) -> None:
        self.seat, self.found = seat, found
        self.parties: Mapping[str, Party] = {party.colour: party for party in seat.sides}
        self.members = {each.pseudonym: each for each in members_of([seat]).values()}
        by_number = {each.pk: each for each in self.members.values()}
        wrote = by_number.get(found.row.writer_id or 0)
        self.writer = self.person(wrote.pseudonym) if wrote is not None else None

    def person(self, pseudonym: str, colour: str = "") -> Someone:
        """Somebody by their pseudonym; a side as a whole where nobody of it is named."""
        side = self.parties.get(colour) or next(iter(self.parties.values()))
        return speaker_known(self.found.people, pseudonym, side)

    def name(self, pseudonym: str, colour: str) -> str:
        """What a colleague would call them; `You` of the reader."""
        who = self.person(pseudonym, colour)
        return "You" if who.is_me else who.given

    def line(self, number: int) -> SimpleNamespace:
        """One line with all that is said of it."""
        kept = self.found.row.lines[number]
        kind = Kind(kept["kind"])
        promise = self.found.promises.get(kept["made"])
        statement = self.found.statements.get(kept["made"])
        elsewhere = stands_elsewhere(kept, promise, statement)
        stands = self._stands(kept, elsewhere=elsewhere)
        own = self.seat.colour
        asks = kind is not Kind.NOTE
        mine = asks and own not in stands and for_me(self.seat, self.members.get(whose(kept, own)))
        who, to = self._people(kept)
        made = SimpleNamespace(
            number=number,
            kind=kind,
            kept=kept,
            stamp=kept["stamp"],
            asks=asks,
            stands=stands,
            mine=mine,
            performs=kept["colour"] == own,
            heard=statement is not None and statement.rounds > 0,
            plain=kind is Kind.NOTE,
            words=quoted(kind, kept["words"]),
            text=kept["words"],
            due=day_of(kept["due"]),
            who=who,
            to=to,
            glyph="".join("f" if colour in stands else "e" for colour in "ab"),
            made=self._made(kept),
            chip=self._chip(kept, stands),
            answer=self._answer(kept),
        )
        made.label = says.label(made, self) if mine else KINDS[kind]
        made.facts = says.facts(made, self)
        made.may_confirm = own not in stands
        return made

    def _stands(self, kept: Mapping[str, Any], *, elsewhere: bool) -> dict[str, Any]:
        """By whom each side stands by a line; both do where what came of it was agreed to on its own page."""
        agreed = {colour: {"by": whose(kept, colour)} for colour in self.parties} if elsewhere else {}
        said = {colour: each for colour, each in kept["confirmed"].items() if colour in self.parties}
        return {**agreed, **said}

    def _people(self, kept: Mapping[str, Any]) -> tuple[Someone | None, Someone | None]:
        """Who it is of and to whom; a side as a whole where it is named and nobody of it."""
        colour = kept["colour"]
        if not colour:
            return None, None
        other = "b" if colour == "a" else "a"
        return self.person(kept["who"], colour), self.person(
            kept["to"], other if other in self.parties else colour
        )

    def _made(self, kept: Mapping[str, Any]) -> str:
        if not kept["made"]:
            return ""
        room = "promise" if kept["kind"] == Kind.PROMISE.value else "statement"
        return reverse(room, args=[self.seat.slug, kept["made"]])

    def _chip(self, kept: Mapping[str, Any], stands: Mapping[str, Any]) -> Chip:
        """Where a line stands: what came of it once both stand by it, else how many do."""
        if kept["kind"] == Kind.QUESTION.value:
            if kept["answer"]:
                return Chip("Answered", icon="check")
            return Chip("Open", icon="circle-dashed") if len(stands) > 1 else _one_so_far(stands)
        if kept["kind"] == Kind.NOTE.value:
            return Chip("Confirmed by both", glyph="ff") if len(stands) > 1 else Chip("A note", open=True)
        if len(stands) < 2:
            return _one_so_far(stands)
        promise = self.found.promises.get(kept["made"])
        if promise is not None:
            return chip_of(promise, day_in(present(), promise.zone or "UTC"))
        statement = self.found.statements.get(kept["made"])
        return spoken.chip_of(statement) if statement is not None else Chip("Confirmed by both", glyph="ff")

    def _answer(self, kept: Mapping[str, Any]) -> SimpleNamespace | None:
        said = kept["answer"]
        if not said:
            return None
        who = self.person(said["by"], said["colour"])
        return SimpleNamespace(person=who, words=said["words"] or "The words were erased.", at=said["at"])


def _one_so_far(stands: Mapping[str, Any]) -> Chip:
    return Chip("One side so far" if stands else "A note so far", open=True)


def _desks(seat: Seat, found: Recap, lines: Sequence[SimpleNamespace], tried: Tried | None) -> None:
    """What may be said of each line: the forms with what was typed and not sent."""
    prefix = f"recap:{seat.slug}:{found.row.object}-"
    kept = {each.key.removeprefix(prefix): each.fields for each in private.drafts_under(seat.person, prefix)}
    for line in lines:
        line.plays_back = len(line.stands) < 2 and may_play_back(
            line.kind, made=bool(line.made), own=line.performs
        )
        asked = line.plays_back and line.kept["plays"]  # whoever is asked says it in their own words
        line.confirm = says.confirm(line) if line.may_confirm and not asked else ""
        line.may_answer = line.kind is Kind.QUESTION and line.answer is None
        line.may_correct = may_correct(line.kind, made=bool(line.made), both=len(line.stands) > 1)
        line.typed = {}
        for move in ACTS:
            typed = {name: each[0] for name, each in kept.get(f"{line.number}-{move}", {}).items() if each}
            if tried is not None and (tried.line, tried.move) == (line.number, move):
                typed = {**tried.typed.dict(), "open": "yes"}
            line.typed[move] = typed
