"""A promise's life line: which acts stand on it, whose they are, and what lies ahead."""

from __future__ import annotations

from datetime import date

from troth.actions.days import day_in
from troth.core.promises import Move, Name, Reason
from troth.core.values import Side
from troth.store.queries.promises import Whole
from troth.web.days import say_short
from troth.web.figures.life import LifeLine, Step
from troth.web.promises.story import text_of

WORDS = {
    Name.OFFER: "Offered",
    Name.REQUEST: "Asked",
    Name.COUNTER: "Countered",
    Name.CHANGE: "Proposed",
    Name.WITHDRAW: "Withdrew",
    Name.DECLINE: "Declined",
    Name.AGREE: "Agreed",
    Name.DELIVER: "Delivered",
    Name.ACCEPT: "Accepted",
    Name.SEND_BACK: "Sent back",
    Name.RELEASE: "Released",
    Name.BREAK: "Broke it",
    Name.TAKE_BACK: "Took back",
    Name.WARN: "Warned",
    Name.ASK_RELEASE: "Asked out",
    Name.ESCALATE: "Asked to look",
    Name.LOOKED: "Looked",
}


ANSWERED = frozenset({Reason.SENT_BACK, Reason.DELIVERED_AGAIN})


def line_of(whole: Whole, today: date) -> LifeLine:
    """This function will return the conversation of a promise, with today's place and the steps to come."""
    colours = {side: party.colour for side, party in whole.sides.items()}
    shorts = {party.colour: party.short for party in whole.sides.values()}
    steps = [_step(whole, move, colours[move.side], today) for move in _shown(whole)]
    ahead = _ahead(whole, colours, today)
    is_open = whole.state.status.is_open
    return LifeLine(
        shorts.get("a", ""), shorts.get("b", ""), (*steps, *ahead), say_short(today, today) if is_open else ""
    )


def _shown(whole: Whole) -> list[Move]:
    """A warning and the change put with it are one step; so are a yes and whatever else was said with it."""
    moves = [move for move in whole.moves if move.name in WORDS]
    return [
        move
        for n, move in enumerate(moves)
        if not (
            move.name is Name.CHANGE
            and n
            and moves[n - 1].name is Name.WARN
            and moves[n - 1].at == move.at
            and moves[n - 1].side is move.side
        )
    ]


def _step(whole: Whole, move: Move, colour: str, today: date) -> Step:
    zone = whole.sides[whole.mine].zone
    reason = whole.state.reasons.get(move.id)
    counts = reason is None or reason.reason in ANSWERED or move.name.is_text or move.name is Name.AGREE
    return Step(
        colour,
        WORDS[move.name],
        say_short(day_in(move.at, zone), today),
        _note(whole, move, today),
        counts=counts,
    )


def _note(whole: Whole, move: Move, today: date) -> str:
    if move.name is Name.AGREE and move.on:
        move = whole.state.move(move.on)
    if move.name is Name.WARN:
        change = next((m for m in whole.moves if m.name is Name.CHANGE and m.at == move.at), None)
        move = change or move
    day = text_of(move).due_day
    return f"for {say_short(day, today)}" if day else ""


def _ahead(whole: Whole, colours: dict[Side, str], today: date) -> list[Step]:
    status, row = whole.state.status, whole.row
    if not status.in_force:
        return []
    accept = Step(colours[Side.CUSTOMER], "Accepted", "", _whose(whole, Side.CUSTOMER), ahead=True)
    if status.name == "DELIVERED":
        return [accept]
    due = say_short(row.due_day, today) if row.due_day else ""
    deliver = Step(colours[Side.PERFORMER], "Delivered", due, _whose(whole, Side.PERFORMER), ahead=True)
    return [deliver, accept]


def _whose(whole: Whole, side: Side) -> str:
    return "yours to say" if side is whole.mine else f"{whole.sides[side].short}’s to say"
