"""A move on a control to and from the act and body of an entry, as `docs/record/balance.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from troth.core.balance.areas import Whose
from troth.core.balance.controls.moves import ANSWERS, Change, Facts, Move, Name, Words
from troth.core.balance.reckoning import Kind, Over
from troth.core.facts import HEX, MEMBER, REF, Unreadable, a_day, matching, none_if_unreadable, one_of, said
from troth.core.values import Made

PREFIX = "control."
BODY = "control.words/1"
BOTH = "both"
MOST_MINUTES = 10_000_000


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on a control; None when this version cannot read it."""
    act = made.act
    name = one_of(Name, act.get("t"), PREFIX)
    puts, trips = name is Name.PUT, name is Name.TRIP
    on, day = matching(act, "on", HEX), a_day(act, "day") if trips else None
    terms = matching(act, "terms" if trips else "from", HEX) if puts or trips else None
    if (on is not None) is not (name in ANSWERS) or (trips and (terms is None or day is None)):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        name=name,
        facts=_facts(act) if puts else None,
        sees=made.sees,
        on=on,
        terms=terms,
        day=day,
        said=Words(**{each.name: said(made.body, BODY, each.name) or "" for each in fields(Words)}),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _facts(act: Mapping[str, object]) -> Facts:
    area, asked = matching(act, "area", REF), act.get("asked")
    if area is None:
        raise Unreadable
    return Facts(
        area=area,
        change=one_of(Change, act.get("change")),
        kind=one_of(Kind, act.get("kind")),
        over=one_of(Over, act.get("over")),
        share=_whole(act, "share", most=100),
        own=_whole(act, "own", most=MOST_MINUTES),
        partner=_whole(act, "partner", most=MOST_MINUTES),
        asked=None if asked == BOTH else one_of(Whose, asked),
        since=a_day(act, "since"),
        review=a_day(act, "review"),
        until=a_day(act, "until"),
    )


def _whole(act: Mapping[str, object], key: str, *, most: int) -> int:
    value = act.get(key)
    if type(value) is not int or not 0 <= value <= most:
        raise Unreadable
    return value


def wire(move: Move, control: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a control as the act of an entry and its detached body (None when nothing was said)."""
    facts = move.facts
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/1",
        "o": control,
        "on": move.on,
        "terms" if move.name is Name.TRIP else "from": move.terms,
        "day": move.day.isoformat() if move.day else None,
        "for": move.stands_for,
    }
    if facts is not None:
        days = {"since": facts.since, "review": facts.review, "until": facts.until}
        act |= {
            "area": facts.area,
            "change": facts.change.value,
            "kind": facts.kind.value,
            "over": facts.over.value,
            "share": facts.share,
            "own": facts.own,
            "partner": facts.partner,
            "asked": facts.asked.value if facts.asked else BOTH,
            **{key: day.isoformat() if day else None for key, day in days.items()},
        }
    spoken = {each.name: getattr(move.said, each.name) for each in fields(Words)}
    body: dict[str, object] = {"s": BODY, **{key: each for key, each in spoken.items() if each}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
