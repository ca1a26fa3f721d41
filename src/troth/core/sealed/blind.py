"""One round that both sides answer without sight of each other: its phases, its rules, and who sees what in which.

An answer is signed as a salted commitment and its words are withheld. Once a side knows the other's commitment it lets
its own words go; they are shown when both have. Nobody can copy what they cannot see, and nobody can change what they
have committed to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from troth.core.errors import Refusal

HELD_BACK_MS = 72 * 3_600_000


class Subject(Enum):
    """What a round asks for."""

    INTERPRETATION = "interpretation"
    PULSE = "pulse"
    HEALTH_CHECK = "health_check"
    CONTROL = "control"


class Name(Enum):
    """What a side may do in a round, by the name that stands in the record."""

    OPEN = "open"
    COMMIT = "commit"
    REVEAL = "reveal"
    CLOSE = "close"


class Phase(Enum):
    """Where a round stands; a member's value says it to a person."""

    NOTHING_YET = "nothing asked yet"
    SEALED = "each side writes for itself"
    BOTH_IN = "both are in"
    OPENED = "opened for both"
    CLOSED = "called off"


class NotOpen(Refusal):
    """The round has not begun, was opened already, or was called off."""


class AlreadyIn(Refusal):
    """This side's answer is in, and stays as it is."""


class NotBothIn(Refusal):
    """A side lets its words go once it knows of the other's; not before."""


@dataclass(frozen=True)
class Move:
    """One signed act in a round. `on` is the commitment that is let go; `about` the object that the round is on.

    `words` are the question of an `OPEN` and the answer of a `COMMIT`; these are withheld until they are let go.
    `until` is the day on which an `OPEN` asks both sides to be in.
    """

    id: str
    log: str
    name: Name
    sees: frozenset[str] = frozenset()
    subject: Subject | None = None
    on: str | None = None
    about: str | None = None
    until: date | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None


@dataclass(frozen=True)
class State:
    """Where a round stands: `asked` began it, `answers` are commitments by log, `let_go` the logs that revealed."""

    phase: Phase = Phase.NOTHING_YET
    asked: Move | None = None
    answers: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    let_go: frozenset[str] = frozenset()
    opened_at: int | None = None
    moves: tuple[Move, ...] = ()
    stamp: str = ""


def read(moves: Sequence[Move]) -> State:
    """Read where a round stands from effective moves, in whatever order they are given."""
    if not moves:
        return State()
    ordered = tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))
    answers: dict[str, Move] = {}
    for move in ordered:
        if move.name is Name.COMMIT:
            answers.setdefault(move.log, move)
    reveals = [move for move in ordered if move.name is Name.REVEAL]
    let_go = frozenset(move.log for move in reveals)
    closed = any(move.name is Name.CLOSE for move in ordered)
    phase = _phase(answers, let_go, closed=closed)
    return State(
        phase=phase,
        asked=ordered[0],
        answers=MappingProxyType(answers),
        let_go=let_go,
        opened_at=max(move.at for move in reveals) if phase is Phase.OPENED else None,
        moves=ordered,
        stamp=sha256("\n".join(sorted(move.id for move in ordered)).encode()).hexdigest(),
    )


def _phase(answers: Mapping[str, Move], let_go: frozenset[str], *, closed: bool) -> Phase:
    if len(let_go) > 1:
        return Phase.OPENED
    if len(answers) > 1:  # what both have answered is opened, also where one called it off without knowing
        return Phase.BOTH_IN
    return Phase.CLOSED if closed else Phase.SEALED


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    {Name.OPEN: _open, Name.COMMIT: _commit, Name.REVEAL: _reveal, Name.CLOSE: _close}[move.name](state, move)


def _open(state: State, move: Move) -> None:
    if state.phase is not Phase.NOTHING_YET:
        raise NotOpen("This was asked already.")


def _commit(state: State, move: Move) -> None:
    if move.log in state.answers:
        raise AlreadyIn("Your side’s answer is in. It stays as it is until both are opened.")
    if state.phase is not Phase.SEALED:
        raise NotOpen("There is nothing here to answer now.")


def _reveal(state: State, move: Move) -> None:
    own = state.answers.get(move.log)
    if own is None or own.id != move.on or len(state.answers) < 2:
        raise NotBothIn("It opens for both once both are in.")
    if move.log in state.let_go:
        raise AlreadyIn("Your side’s answer is opened.")


def _close(state: State, move: Move) -> None:
    if state.phase is not Phase.SEALED:
        raise NotOpen("There is nothing here to call off now.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name the moves that a person of a side may make now; revealing is not among them, it happens by itself."""
    if state.phase is Phase.NOTHING_YET:
        return frozenset({Name.OPEN})
    if state.phase is not Phase.SEALED:
        return frozenset()
    return frozenset({Name.CLOSE}) if log in state.answers else frozenset({Name.CLOSE, Name.COMMIT})


def due(state: State, log: str) -> str | None:
    """Give the commitment that a side has to let go now, because both are in; None when it has none to let go."""
    if state.phase is Phase.BOTH_IN and log not in state.let_go:
        return state.answers[log].id if log in state.answers else None
    return None


def visible(state: State, author: str, viewer: str) -> bool:
    """Say whether people of a side may see what a side answered: their own always, the other's once both are opened."""
    return author == viewer or state.phase is Phase.OPENED


def held_back(state: State, log: str, now: int) -> bool:
    """Say whether a side has let nothing go for 72 hours after it could have known that both are in."""
    if state.phase is not Phase.BOTH_IN or log in state.let_go:
        return False
    return now - max(answer.at for answer in state.answers.values()) > HELD_BACK_MS
