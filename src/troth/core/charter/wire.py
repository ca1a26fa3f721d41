"""A move on a clause to and from the act and body of an entry, as `docs/record/charter.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from troth.core.alliance import Act
from troth.core.charter.cadence import Every, Hours, Meeting
from troth.core.charter.clause import Kind, Move
from troth.core.facts import HEX, MEMBER, Unreadable, a_day, matching, none_if_unreadable, one_of, said
from troth.core.values import Made

PREFIX = "clause."
BODY = "clause.text/1"
TIME, ZONE = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]"), re.compile("[A-Za-z0-9_+/-]{1,60}")
SHORTEST, LONGEST = 5, 24 * 60  # minutes


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a clause; None when this version cannot read it."""
    act = made.act
    name = one_of(Act, act.get("t"), PREFIX)
    puts = name is Act.PUT
    on, kind = matching(act, "on", HEX), act.get("kind")
    if (on is None) is not puts or (kind is None) is puts:
        raise Unreadable
    kind = one_of(Kind, kind) if puts else None
    ends = act.get("ends")
    if ends not in (None, 1) or isinstance(ends, bool):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        act=name,
        kind=kind,
        sees=made.sees,
        on=on,
        terms=matching(act, "from", HEX) if puts else None,
        ends=puts and ends == 1,
        meeting=_meeting(act) if kind is Kind.CADENCE else None,
        title=said(made.body, BODY, "title"),
        words=said(made.body, BODY, "words"),
        who=said(made.body, BODY, "who"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _meeting(act: Mapping[str, object]) -> Meeting:
    """A rhythm with its first day, or a meeting that is held when needed and has none."""
    every, first = one_of(Every, act.get("every")), a_day(act, "first")
    if (first is None) is not (every is Every.NEEDED):
        raise Unreadable
    return Meeting(every, first, _hours(act) if first is not None else None)


def _hours(act: Mapping[str, object]) -> Hours | None:
    """From when on, how long and by which clock: all three, or none of them."""
    at, zone, minutes = matching(act, "time", TIME), matching(act, "zone", ZONE), act.get("minutes")
    if at is None and zone is None and minutes is None:
        return None
    if at is None or zone is None or type(minutes) is not int or not SHORTEST <= minutes <= LONGEST:
        raise Unreadable
    return Hours(time.fromisoformat(at), minutes, zone)


def wire(move: Move, clause: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a clause as the act of an entry and its detached body (None when nothing was said)."""
    first: date | None = move.meeting.first if move.meeting else None
    hours = move.meeting.hours if move.meeting else None
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.act.value}/1",
        "o": clause,
        "on": move.on,
        "kind": move.kind.value if move.kind else None,
        "from": move.terms,
        "ends": 1 if move.ends else None,
        "every": move.meeting.every.value if move.meeting else None,
        "first": first.isoformat() if first else None,
        "time": f"{hours.at:%H:%M}" if hours else None,
        "minutes": hours.minutes if hours else None,
        "zone": hours.zone if hours else None,
        "for": move.stands_for,
    }
    words = {"title": move.title, "words": move.words, "who": move.who}
    body: dict[str, object] = {"s": BODY, **{key: each for key, each in words.items() if each}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
