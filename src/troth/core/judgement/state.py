"""Where a concern stands: a value that pages and mails read from."""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.judgement.moves import Move, Name
from troth.core.judgement.table import HEARD, WAITS_FOR, Part, Status


@dataclass(frozen=True)
class Round:
    """One playback, with what the other side answered to it: a confirmation, a correction, or nothing yet."""

    playback: Move
    answer: Move | None = None


@dataclass(frozen=True)
class State:
    """Where a concern stands, with every round of it.

    `raised` is what somebody saw, `told` how the other side sees it. `beneath` is where it stands apart from being
    parked, `parked` the move that parked it. `weighed` holds one weighing of each side that has made one, `closing` the
    move that closed it. `fallen` are moves that crossed that one and do not count.
    """

    status: Status = Status.NOTHING_YET
    beneath: Status = Status.NOTHING_YET
    raised: Move | None = None
    told: Move | None = None
    rounds: tuple[Round, ...] = ()
    weighed: tuple[Move, ...] = ()
    parked: Move | None = None
    closing: Move | None = None
    fallen: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    stamp: str = ""

    @property
    def current(self) -> Move | None:
        """The playback that was given last."""
        return self.rounds[-1].playback if self.rounds else None

    @property
    def confirmed(self) -> Move | None:
        """The move that said "you understood us"."""
        answers = (each.answer for each in self.rounds)
        return next((each for each in answers if each is not None and each.name is Name.CONFIRM), None)

    @property
    def heard(self) -> bool:
        """Whether the other side has said that it was understood, and the concern is open: what weighing asks for."""
        return self.beneath in HEARD

    @property
    def understood(self) -> str:
        """What there is to understand so far: the view, and each part said again; empty when all is erased."""
        again = [each.answer for each in self.rounds if each.answer and each.answer.name is Name.CORRECT]
        moves = [move for move in (self.told, *again) if move is not None]
        return "\n".join(said for move in moves for said in (move.words, move.know) if said)

    @property
    def opened(self) -> tuple[Move, ...]:
        """The weighings of both sides; none as long as one of them is not in."""
        return self.weighed if len(self.weighed) > 1 else ()

    @property
    def waits_for(self) -> frozenset[Part]:
        """Whose word it waits for; nobody's once it is weighed, parked or closed."""
        done = {self.part(move.log) for move in self.weighed}
        return WAITS_FOR.get(self.status, frozenset()) - done

    @property
    def last_word(self) -> Move | None:
        """The move since which it waits for whoever it waits for."""
        answer = self.rounds[-1].answer if self.rounds else None
        return answer or self.current or self.told or self.raised

    def part(self, log: str) -> Part:
        """Say which part a side has in it; whoever says first what they saw raises it."""
        if self.raised is None or self.raised.log == log:
            return Part.RAISER
        return Part.ASKED
