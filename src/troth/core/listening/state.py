"""Where a statement stands: a value that pages and mails read from."""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.listening.moves import Move, Name
from troth.core.listening.table import WAITS_FOR, Part, Status


@dataclass(frozen=True)
class Round:
    """One playback, with what the speaker answered to it: a confirmation, a correction, or nothing yet."""

    playback: Move
    answer: Move | None = None


@dataclass(frozen=True)
class State:
    """Where a statement stands, with every round of it.

    `statement` is what was put down, `asked` the latest asking for a playback, `current` the latest playback;
    `differ` are the sides that have said that they differ since it, `closing` the move that closed it. `fallen` are
    moves that crossed another and do not count.
    """

    status: Status = Status.NOTHING_YET
    statement: Move | None = None
    asked: Move | None = None
    rounds: tuple[Round, ...] = ()
    differ: tuple[Move, ...] = ()
    closing: Move | None = None
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def current(self) -> Move | None:
        """The playback that was given last."""
        return self.rounds[-1].playback if self.rounds else None

    @property
    def told(self) -> str:
        """What the speaker has said so far: the statement, and each part said again; empty when all is erased."""
        again = [each.answer for each in self.rounds if each.answer and each.answer.name is Name.CORRECT]
        said = [move.words for move in (self.statement, *again) if move is not None and move.words]
        return "\n".join(said)

    @property
    def waits_for(self) -> Part | None:
        """Whose word it waits for; None when nobody's."""
        return WAITS_FOR.get(self.status)

    def part(self, log: str) -> Part:
        """Say which part a side has in it; whoever speaks first is the speaker."""
        if self.statement is None or self.statement.log == log:
            return Part.SPEAKER
        return Part.LISTENER
