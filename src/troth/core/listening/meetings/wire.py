"""A move on a meeting to and from the act and body of an entry, as `docs/record/meetings.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from troth.core.facts import MEMBER, REF, Unreadable, a_day, matching, none_if_unreadable, one_of, said
from troth.core.listening.meetings.moves import SIDED, Kind, Line, Move, Name
from troth.core.values import Made

PREFIX = "meeting."
BODY = "meeting.words/1"
MOST_LINES = 100
MOST_HERE = 60


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a meeting; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    ends = name is Name.END
    number = _whole(act.get("line"))
    if (number is None) is not ends:
        raise Unreadable
    day = a_day(act, "day") if ends else None
    if ends and day is None:
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        sees=made.sees,
        day=day,
        here=_here(act) if ends else (),
        clause=matching(act, "clause", REF) if ends else None,
        lines=_lines(act.get("lines"), made.body) if ends else (),
        title=said(made.body, BODY, "title"),
        line=number,
        made=matching(act, "made", REF),
        due=a_day(act, "due"),
        words=said(made.body, BODY, "words"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _whole(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value < MOST_LINES:
        raise Unreadable
    return value


def _here(act: Mapping[str, object]) -> tuple[str, ...]:
    value = act.get("here", [])
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST_HERE:
        raise Unreadable
    found = [matching({"who": each}, "who", MEMBER) for each in value]
    return tuple(each for each in found if each is not None)


def _lines(value: object, body: Mapping[str, object] | None) -> tuple[Line, ...]:
    """The lines in order; the words of each stand at the same place of the body, where they were not erased."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST_LINES:
        raise Unreadable
    kept = body.get("lines") if body and body.get("s") == BODY else None
    words = kept if isinstance(kept, Sequence) and len(kept) == len(value) else [None] * len(value)
    return tuple(_line(each, one) for each, one in zip(value, words, strict=True))


def _line(value: object, words: object) -> Line:
    if not isinstance(value, Mapping):
        raise Unreadable
    kind, own = one_of(Kind, value.get("kind")), value.get("own")
    if own is not None and (type(own) is not int or own not in (0, 1)):
        raise Unreadable
    if own is None and kind in SIDED:
        raise Unreadable
    return Line(
        kind=kind,
        own=None if own is None else own == 1,
        who=matching(value, "who", MEMBER),
        to=matching(value, "to", MEMBER),
        due=a_day(value, "due"),
        plays=value.get("plays") == 1,
        words=words if isinstance(words, str) else None,
    )


def wire(move: Move, meeting: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a meeting as the act of an entry and its detached body (None when nothing was said)."""
    ends = move.name is Name.END
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": meeting,
        "day": move.day.isoformat() if move.day else None,
        "here": list(move.here) if move.here else None,
        "clause": move.clause,
        "lines": [_told(line) for line in move.lines] if ends else None,
        "line": move.line,
        "made": move.made,
        "due": move.due.isoformat() if move.due else None,
        "for": move.stands_for,
    }
    words: dict[str, object] = {"title": move.title, "words": move.words}
    if ends:
        words["lines"] = [line.words or "" for line in move.lines]
    body: dict[str, object] = {"s": BODY, **{key: each for key, each in words.items() if each}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None


def _told(line: Line) -> dict[str, object]:
    said_of: dict[str, object] = {
        "kind": line.kind.value,
        "own": None if line.own is None else int(line.own),
        "who": line.who,
        "to": line.to,
        "due": line.due.isoformat() if line.due else None,
        "plays": 1 if line.plays else None,
    }
    return {key: value for key, value in said_of.items() if value is not None}
