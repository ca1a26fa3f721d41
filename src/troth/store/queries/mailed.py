"""What a mail may ask somebody to do with one click, and whether that is still so when they come to do it.

Each act is bound to what it answers: a text on the table, a delivery, a playback, or the terms that are in force.
What happened since makes it void; nothing is guessed from what a mail once said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from troth.core.alliance import Right
from troth.core.judgement import may as may_weigh
from troth.core.listening import Name as Said
from troth.core.listening import may as may_say
from troth.core.promises import Name, may
from troth.core.sealed import Phase
from troth.core.values import Side
from troth.store import tokens
from troth.store.node import present
from troth.store.queries.judgement import Concern, one_concern
from troth.store.queries.listening import Conversation, conversation
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, open_in_series, read_whole, stamps_of
from troth.store.queries.surveys import Survey, one_survey

TEXT = ("agree", "counter", "decline")
# What a mail of each act offers, the one clear thing to do first.
PROMISES: Mapping[str, Sequence[str]] = {
    "promise.offer": TEXT,
    "promise.request": TEXT,
    "promise.counter": TEXT,
    "promise.change": TEXT,
    "promise.warn": (*TEXT, "release"),
    "promise.deliver": ("accept", "send_back"),
    "promise.send_back": ("deliver", "warn"),
    "promise.ask_status": ("deliver", "warn"),
    "promise.ask_release": ("release",),
    "promise.handed": ("deliver", "warn"),
    "promise.yours": ("warn", "deliver"),
    "promise.doubt": ("warn",),
}
STATEMENTS: Mapping[str, Sequence[str]] = {
    "statement.put": ("play_back",),
    "statement.ask": ("play_back",),
    "statement.correct": ("play_back",),
    "statement.play_back": ("confirm", "correct"),
}
CONCERNS: Mapping[str, Sequence[str]] = {
    "concern.raise": ("tell",),
    "concern.tell": ("play_back",),
    "concern.correct": ("play_back",),
    "concern.play_back": ("confirm", "correct"),
}
SERIES = "agree_series"
TAKE_BACK = "take_back"
SURVEYS: Mapping[str, Sequence[str]] = {"survey.begun": ("answer",), "survey.waits": ("answer",)}
# These bind or tell what stays: a mail may have been forwarded, so they ask whose mailbox it is.
ASKS_CODE = frozenset(
    {"agree", "agree_series", "take_back", "accept", "send_back", "release", "confirm", "answer"}
)
CONCERN = "cn_"
NAMES = {
    "agree": Name.AGREE,
    "decline": Name.DECLINE,
    "accept": Name.ACCEPT,
    "send_back": Name.SEND_BACK,
    "release": Name.RELEASE,
    "warn": Name.WARN,
    "deliver": Name.DELIVER,
    TAKE_BACK: Name.TAKE_BACK,
}

Thing = Whole | Conversation | Concern | Survey


@dataclass(frozen=True)
class Asked:
    """What one button of a mail asks: which act, on what, in answer to which entry."""

    act: str
    object: str
    entry: str = ""


def thing_of(seat: Seat, object_id: str) -> Thing | None:
    """Return what a link is about, as it stands now; None when the reader's alliance has nothing of that name."""
    room: Callable[[Seat, str], Thing | None] = _ROOMS.get(object_id[:3], lambda *_: None)
    return room(seat, object_id)


def offered(seat: Seat, act: str, thing: Thing | None) -> list[Asked]:
    """Return what a mail that tells of an act may offer its reader now, the one clear thing to do first."""
    names = [name for room in (PROMISES, STATEMENTS, CONCERNS, SURVEYS) for name in room.get(act, ())]
    found = [(name, entry_of(seat, thing, name)) for name in names]
    return [Asked(name, _object(thing), entry) for name, entry in found if thing is not None and entry]


def asks_code(act: str, object_id: str) -> bool:
    """Say whether a link asks whose mailbox it is: what binds or stays does, and whatever is said of a concern."""
    return act in ASKS_CODE or object_id.startswith(CONCERN)


def stands(seat: Seat, thing: Thing | None, asked: Asked) -> bool:
    """Say whether an act that a mail asked for still answers what it answered then."""
    return bool(asked.entry) and entry_of(seat, thing, asked.act) == asked.entry


def entry_of(seat: Seat, thing: Thing | None, act: str) -> str:
    """Return what an act of the reader would answer now; empty when they may not do it."""
    if isinstance(thing, Whole):
        return _of_promise(seat, thing, act) if seat.may(Right.PROMISE) else ""
    if isinstance(thing, Conversation):
        return _of_statement(seat, thing, act) if seat.may(Right.LISTEN) else ""
    if isinstance(thing, Concern):
        return _of_concern(seat, thing, act) if seat.may(Right.LISTEN) else ""
    if isinstance(thing, Survey) and act == "answer" and seat.may(Right.ANSWER):
        return _of_survey(thing)
    return ""


def _of_promise(seat: Seat, whole: Whole, act: str) -> str:
    state, names = whole.state, may(whole.state, whole.mine)
    text = state.table[whole.mine.other]
    if act == "counter":
        able = Name.CHANGE if state.status.in_force else Name.COUNTER
        return text.id if text is not None and able in names else ""
    if act == SERIES:
        return _of_series(seat, whole) if Name.AGREE in names else ""
    if NAMES.get(act) not in names:
        return ""
    if act in TEXT:
        return text.id if text is not None else ""
    if act in ("accept", "send_back"):
        return state.delivery.id if state.delivery is not None else ""
    if act == TAKE_BACK:
        return _yes_that_stands_alone(whole)
    return state.terms or ""


def _yes_that_stands_alone(whole: Whole) -> str:
    """The yes that is in force, as long as neither side has built on it or read it as settled."""
    yes = whole.state.agreed
    return "" if yes is None or whole.places[yes.id].settled else yes.id


def _of_series(seat: Seat, whole: Whole) -> str:
    """Every text of a series that waits for one yes, as one name: another name once any of them is another."""
    waiting = open_in_series(whole.row, "c" if whole.mine is Side.PERFORMER else "p")
    states = stamps_of(seat, [row.object for row in waiting]) if len(waiting) > 1 else {}
    texts = [text.id for state in states.values() if (text := state.table[whole.mine.other]) is not None]
    return tokens.hashed("|".join(sorted(texts))) if len(texts) > 1 else ""


def _of_statement(seat: Seat, found: Conversation, act: str) -> str:
    names, state = may_say(found.state, seat.log), found.state
    if act in ("confirm", "correct"):
        return state.current.id if state.current is not None and Said(act) in names else ""
    if act != "play_back" or Said.PLAY_BACK not in names or state.waits_for is not found.part:
        return ""
    said = [move for move in state.moves if state.statement is not None and move.log == state.statement.log]
    return said[-1].id if said else ""


def _of_concern(seat: Seat, found: Concern, act: str) -> str:
    state, able = found.state, {name.value for name in may_weigh(found.state, seat.log)}
    if act in ("confirm", "correct"):
        return state.current.id if state.current is not None and act in able else ""
    last = state.last_word
    return last.id if act in able and last is not None and last.log != seat.log else ""


def _of_survey(found: Survey) -> str:
    row = found.listed
    waits = row.asked and not row.answered and not row.in_ and row.phase is Phase.SEALED
    return row.object if waits else ""


def _object(thing: Thing | None) -> str:
    if isinstance(thing, Survey):
        return thing.listed.object
    return thing.row.object if thing is not None else ""


_ROOMS: Mapping[str, Callable[[Seat, str], Thing | None]] = {
    "pr_": read_whole,
    "st_": conversation,
    CONCERN: lambda seat, name: one_concern(seat, name, present()),
    "bl_": one_survey,
    "in_": one_survey,
}
