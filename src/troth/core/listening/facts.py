"""What a conversation about one statement showed: rounds, time, what was corrected; evidence for trust later.

Reckoned from signed facts alone, never from words, which may be erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from troth.core.listening.moves import Move, Name
from troth.core.listening.own_words import STEPS
from troth.core.listening.reading import asking
from troth.core.listening.state import State
from troth.core.listening.table import Status

# From here on a playback repeats rather than interprets: where `Wording.REPEATED` begins.
ECHO = round(STEPS[-1][0] * 1000)


class Outcome(Enum):
    """How a playback that was asked for, or offered, ended."""

    UNDERSTOOD = "confirmed, in own words"
    ECHOED = "confirmed, in the speaker's words"
    DIFFERED = "agreed to differ"
    LEFT = "left by the listener"


@dataclass(frozen=True)
class Course:
    """The course of a conversation: `rounds` playbacks, `corrected` of them answered by saying one part again.

    `took_ms` is the time from the statement, or from the first asking, to the same page; None before it.
    """

    rounds: int
    corrected: int
    took_ms: int | None
    outcome: Outcome | None


def course(state: State) -> Course:
    """Reckon the course of the conversation so far."""
    corrected = sum(each.answer is not None and each.answer.name is Name.CORRECT for each in state.rounds)
    same = state.closing if state.status is Status.SAME_PAGE else None
    began = next(iter(asking(state.moves)), state.statement)
    took = max(0, same.at - began.at) if same is not None and began is not None else None
    return Course(len(state.rounds), corrected, took, _outcome(state, same))


def _outcome(state: State, same: Move | None) -> Outcome | None:
    if same is not None:
        confirmed = next(each.playback for each in state.rounds if each.playback.id == same.on)
        return Outcome.ECHOED if is_echo(confirmed) else Outcome.UNDERSTOOD
    return {Status.DIFFERED: Outcome.DIFFERED, Status.LEFT: Outcome.LEFT}.get(state.status)


def is_echo(playback: Move) -> bool:
    """Say whether a playback repeats the words it plays back rather than interpreting them."""
    return playback.echo is not None and playback.echo >= ECHO
