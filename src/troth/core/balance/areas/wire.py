"""A move on an area to and from the act and body of an entry, as `docs/record/balance.md` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted and is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from troth.core.alliance import Act
from troth.core.balance.areas.moves import Facts, Move, Whose
from troth.core.facts import HEX, MEMBER, Unreadable, matching, none_if_unreadable, one_of, said
from troth.core.values import Made, Stake

PREFIX = "area."
BODY = "area.text/1"
UNIT = re.compile("points|[A-Z]{3}")
LIST = re.compile("[a-z_]{1,20}")
MOST = 1_000_000_000


@none_if_unreadable
def move_from(made: Made) -> Move:
    """Read an entry's act and body as a move on an area; None when this version cannot read it."""
    act = made.act
    name = one_of(Act, act.get("t"), PREFIX)
    puts = name is Act.PUT
    on, ends = matching(act, "on", HEX), act.get("ends")
    if (on is None) is not puts or ends not in (None, 1) or isinstance(ends, bool):
        raise Unreadable
    return Move(
        id=made.id,
        log=made.log,
        act=name,
        facts=_facts(act) if puts else None,
        sees=made.sees,
        on=on,
        terms=matching(act, "from", HEX) if puts else None,
        ends=puts and ends == 1,
        title=said(made.body, BODY, "title"),
        words=said(made.body, BODY, "words"),
        at=made.at,
        by=made.by,
        stands_for=matching(act, "for", MEMBER),
        settled=made.settled,
    )


def _facts(act: Mapping[str, object]) -> Facts:
    unit = matching(act, "unit", UNIT)
    if unit is None:
        raise Unreadable
    return Facts(
        relies=one_of(Whose, act.get("relies")),
        loss=_whole(act, "loss", least=1),
        count=_whole(act, "count", least=1),
        appetite=_whole(act, "appetite", least=0),
        unit=unit,
        hour=_whole(act, "hour", least=0) if "hour" in act else 0,
        stake=one_of(Stake, act.get("stake")),
        list=matching(act, "list", LIST) or "",
    )


def _whole(act: Mapping[str, object], key: str, *, least: int) -> int:
    value = act.get(key)
    if type(value) is not int or not least <= value <= MOST:
        raise Unreadable
    return value


def wire(move: Move, area: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on an area as the act of an entry and its detached body (None when nothing was said)."""
    facts = move.facts
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.act.value}/1",
        "o": area,
        "on": move.on,
        "from": move.terms,
        "ends": 1 if move.ends else None,
        "for": move.stands_for,
    }
    if facts is not None:
        act |= {
            "relies": facts.relies.value,
            "loss": facts.loss,
            "count": facts.count,
            "appetite": facts.appetite,
            "unit": facts.unit,
            "hour": facts.hour or None,
            "stake": facts.stake.value,
            "list": facts.list or None,
        }
    words = {"title": move.title, "words": move.words}
    body: dict[str, object] = {"s": BODY, **{key: each for key, each in words.items() if each}}
    return {key: value for key, value in act.items() if value is not None}, body if len(body) > 1 else None
