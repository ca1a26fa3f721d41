"""Reported history to and from the acts and bodies of the record."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.promises.reports.period import About, Closing, Move, Name, Period, Row
from troth.core.promises.wirefacts import Unreadable, day, hex_id, line, listed, stake, take, whole
from troth.core.values import Made, Side

PREFIX = "report."
VERSION = "/1"
ROW_BODY = "report.row/1"
WORDS_BODY = "report.words/1"
ALL = "all"
SIDES = {"p": Side.PERFORMER, "c": Side.CUSTOMER}
LETTERS = {side: letter for letter, side in SIDES.items()}


def move_from(made: Made) -> Move | None:
    """Read an entry's act and body as a move on a period; None when this version cannot read it."""
    try:
        name = _name(made.act.get("t"))
        return Move(
            id=made.id,
            log=made.log,
            name=name,
            facts=_facts(name, made.act, made.body or {}),
            sees=made.sees,
            on=take(made.act, "on", hex_id, needed=name is not Name.OPEN),
            at=made.at,
            by=made.by,
            settled=made.settled,
            said=_word(made.body or {}, WORDS_BODY, "words") or None,
        )
    except Unreadable:
        return None


def _name(kind: object) -> Name:
    if not isinstance(kind, str) or not kind.startswith(PREFIX) or not kind.endswith(VERSION):
        raise Unreadable
    try:
        return Name(kind.removeprefix(PREFIX).removesuffix(VERSION))
    except ValueError:
        raise Unreadable from None


def _word(body: Mapping[str, object], schema: str, key: str) -> str:
    value = body.get(key) if body.get("s") == schema else None
    return value if isinstance(value, str) else ""


def _facts(
    name: Name, act: Mapping[str, object], body: Mapping[str, object]
) -> Period | Row | Closing | About:
    if name is Name.OPEN:
        period = Period(
            day(act.get("first")), day(act.get("last")), whole(act.get("rows")), whole(act.get("left"))
        )
        if period.first > period.last:
            raise Unreadable
        return period
    if name is Name.ROW:
        return _row(act, body)
    if name is Name.CLOSE:
        return Closing(count=whole(act.get("count")), digest=hex_id(act.get("digest")))
    rows = act.get("rows")
    return About() if rows == ALL else About(listed(whole)(rows))


def _row(act: Mapping[str, object], body: Mapping[str, object]) -> Row:
    side = line(act.get("as"))
    if side not in SIDES:
        raise Unreadable
    return Row(
        number=whole(act.get("n"), low=1),
        reporter=SIDES[side],
        promised=day(act.get("promised")),
        delivered=take(act, "delivered", day),
        made=take(act, "made", day),
        stake=take(act, "stake", stake),
        title=_word(body, ROW_BODY, "title"),
        area=_word(body, ROW_BODY, "area"),
        words=_word(body, ROW_BODY, "words"),
    )


def wire(move: Move, period: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move on a period as the act of an entry and its detached body (None when nothing was said)."""
    keys, body = _keys(move.facts)
    act = {"t": f"{PREFIX}{move.name.value}{VERSION}", "o": period, "on": move.on, **keys}
    if move.said:
        body = {"s": WORDS_BODY, "words": move.said}
    return {key: value for key, value in act.items() if value is not None}, body


def _keys(facts: Period | Row | Closing | About) -> tuple[dict[str, object], dict[str, object] | None]:
    match facts:
        case Period():
            days: dict[str, object] = {"first": facts.first.isoformat(), "last": facts.last.isoformat()}
            return {**days, "rows": facts.rows, "left": facts.left_out}, None
        case Row():
            return _row_keys(facts)
        case Closing():
            return {"count": facts.count, "digest": facts.digest}, None
    return {"rows": ALL if facts.rows is None else list(facts.rows)}, None


def _row_keys(row: Row) -> tuple[dict[str, object], dict[str, object] | None]:
    act: dict[str, object] = {
        "n": row.number,
        "as": LETTERS[row.reporter],
        "promised": row.promised.isoformat(),
        "delivered": row.delivered and row.delivered.isoformat(),
        "made": row.made and row.made.isoformat(),
        "stake": row.stake and row.stake.value,
    }
    said = {"title": row.title, "area": row.area, "words": row.words}
    return act, {"s": ROW_BODY, **said} if any(said.values()) else None
