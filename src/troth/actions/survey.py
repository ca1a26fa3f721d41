"""What a person may do so that both sides say how working together is, and neither before the other is in."""

from __future__ import annotations

from datetime import date

from troth.actions.ports import Actor, Node
from troth.actions.sealed import known_round, move_of, say
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.judgement.survey import Instrument, SideAnswer, answer_wire
from troth.core.sealed import PAD_LONG, Name, State, Subject

SUBJECTS = {Instrument.PULSE: Subject.PULSE, Instrument.HEALTH_CHECK: Subject.HEALTH_CHECK}


class DayHasPassed(Refusal):
    """The day on which both sides are to be in lies behind."""


def begin(node: Node, actor: Actor, round_: str, instrument: Instrument, *, until: date, today: date) -> None:
    """Ask both sides the questions of an instrument, under the round's new name, until a day from `today` on."""
    require(actor.role, Right.SURVEY)
    require_day(until, today)
    say(node, actor, round_, move_of(actor, Name.OPEN, subject=SUBJECTS[instrument], until=until))


def require_day(until: date, today: date) -> None:
    """Refuse a closing day that has passed."""
    if until < today:
        raise DayHasPassed(
            "That day has passed. Choose one from today on, so that people have time to answer."
        )


def seal(node: Node, actor: Actor, round_: str, told: SideAnswer) -> None:
    """Seal what one's own side tells; it opens for both once both are in."""
    state_of(node, actor.alliance, round_)
    say(node, actor, round_, move_of(actor, Name.COMMIT, words=answer_wire(told)), pad=PAD_LONG)


def call_off(node: Node, actor: Actor, round_: str) -> None:
    """End a round that nobody needs any more; what was sealed stays sealed."""
    require(actor.role, Right.SURVEY)
    state_of(node, actor.alliance, round_)
    say(node, actor, round_, move_of(actor, Name.CLOSE))


def state_of(node: Node, alliance: str, round_: str) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when it is not a pulse or health check of the alliance."""
    return known_round(node, alliance, round_, SUBJECTS.values())
