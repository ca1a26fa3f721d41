"""What a person may do so that both sides say how working together is, and neither before the other is in."""

from __future__ import annotations

from datetime import date

from troth.actions.interpretation import known_round
from troth.actions.ports import Actor, Node
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.judgement.survey import Instrument, SideAnswer, answer_wire
from troth.core.record import Draft, encode
from troth.core.sealed import PAD_LONG, Move, Name, State, Subject, legal, wire

SUBJECTS = {Instrument.PULSE: Subject.PULSE, Instrument.HEALTH_CHECK: Subject.HEALTH_CHECK}


class DayHasPassed(Refusal):
    """The day on which both sides are to be in lies behind."""


def begin(node: Node, actor: Actor, round_: str, instrument: Instrument, *, until: date, today: date) -> None:
    """Ask both sides the questions of an instrument, under the round's new name, until a day from `today` on."""
    require_day(until, today)
    require(actor.role, Right.SURVEY)
    _say(node, actor, round_, State(), _move(actor, Name.OPEN, subject=SUBJECTS[instrument], until=until))


def require_day(until: date, today: date) -> None:
    """Refuse a closing day that has passed."""
    if until < today:
        raise DayHasPassed(
            "That day has passed. Choose one from today on, so that people have time to answer."
        )


def seal(node: Node, actor: Actor, round_: str, told: SideAnswer) -> None:
    """Seal what one's own side tells; it opens for both once both are in."""
    _say(
        node, actor, round_, state_of(node, actor.alliance, round_),
        _move(actor, Name.COMMIT, words=answer_wire(told)),
    )  # fmt: skip


def call_off(node: Node, actor: Actor, round_: str) -> None:
    """End a round that nobody needs any more; what was sealed stays sealed.

    That the other side came in meanwhile is no conflict, and would tell that it did.
    """
    require(actor.role, Right.SURVEY)
    _say(node, actor, round_, state_of(node, actor.alliance, round_), _move(actor, Name.CLOSE))


def state_of(node: Node, alliance: str, round_: str) -> State:
    """Read a round as it stands now; raises `NoSuchRound` when it is not a pulse or health check of the alliance."""
    return known_round(node, alliance, round_, SUBJECTS.values())


def _move(
    actor: Actor,
    name: Name,
    *,
    subject: Subject | None = None,
    until: date | None = None,
    words: str | None = None,
) -> Move:
    return Move(
        id="",
        log=actor.log,
        name=name,
        subject=subject,
        until=until,
        words=words,
        by=actor.by,
        stands_for=actor.stands_for,
    )


def _say(node: Node, actor: Actor, round_: str, state: State, move: Move) -> None:
    legal(state, move)
    act, body = wire(move, round_, pad=PAD_LONG)
    draft = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [draft], expects={round_: state.stamp})
