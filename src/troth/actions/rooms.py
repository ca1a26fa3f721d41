"""Which room reads which object of the record: each supplies `legal` and `read`, and none of them knows the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from troth.actions.periods import fold_period
from troth.core import alliance, charter, comments, judgement, listening, promises, sealed
from troth.core.balance import areas, controls
from troth.core.charter import differences
from troth.core.errors import Refusal
from troth.core.listening import meetings
from troth.core.promises import reports
from troth.core.record import Folded, Sighting, fold, weigh
from troth.core.values import Made

M = TypeVar(
    "M",
    promises.Move,
    alliance.Move,
    reports.Move,
    listening.Move,
    judgement.Move,
    sealed.Move,
    charter.Move,
    differences.Move,
    meetings.Move,
    areas.Move,
    controls.Move,
    comments.Move,
)
S = TypeVar("S")


@dataclass(frozen=True)
class Outcome:
    """What a room made of an object's entries, in the form every kind of object shares."""

    stamp: str = ""
    effective: frozenset[str] = frozenset()
    refused: Mapping[str, Refusal] = field(default_factory=dict)


def promise_of(sightings: Sequence[Sighting]) -> Folded[promises.Move, promises.State]:
    """Read a promise from its entries."""
    known = _moves(sightings, promises.move_from)
    return fold(known, legal=promises.legal, read=promises.read, stand=promises.stand, weighs=promises.weighs)


def joint_of(sightings: Sequence[Sighting]) -> Folded[alliance.Move, alliance.State]:
    """Read a text that both sides hold together (the purpose, an objective) from its entries."""
    return fold(_moves(sightings, alliance.move_from), legal=alliance.legal, read=alliance.read)


def statement_of(sightings: Sequence[Sighting]) -> Folded[listening.Move, listening.State]:
    """Read a statement, and how it was understood, from its entries."""
    return fold(_moves(sightings, listening.move_from), legal=listening.legal, read=listening.read)


def clause_of(sightings: Sequence[Sighting]) -> Folded[charter.Move, charter.State]:
    """Read a clause of the charter from its entries."""
    return fold(_moves(sightings, charter.move_from), legal=charter.legal, read=charter.read)


def difference_of(sightings: Sequence[Sighting]) -> Folded[differences.Move, differences.State]:
    """Read a difference, and the bridge over it, from its entries."""
    return fold(_moves(sightings, differences.move_from), legal=differences.legal, read=differences.read)


def concern_of(sightings: Sequence[Sighting]) -> Folded[judgement.Move, judgement.State]:
    """Read a concern, and how far both sides have come with it, from its entries."""
    return fold(_moves(sightings, judgement.move_from), legal=judgement.legal, read=judgement.read)


def round_of(sightings: Sequence[Sighting]) -> Folded[sealed.Move, sealed.State]:
    """Read a round that both sides answer without sight of each other from its entries."""
    return fold(_moves(sightings, sealed.move_from), legal=sealed.legal, read=sealed.read)


def meeting_of(sightings: Sequence[Sighting]) -> Folded[meetings.Move, meetings.State]:
    """Read a meeting, and what each side has confirmed of it, from its entries."""
    return fold(_moves(sightings, meetings.move_from), legal=meetings.legal, read=meetings.read)


def area_of(sightings: Sequence[Sighting]) -> Folded[areas.Move, areas.State]:
    """Read an area of work, and what both agreed is at stake in it, from its entries."""
    return fold(_moves(sightings, areas.move_from), legal=areas.legal, read=areas.read)


def control_of(sightings: Sequence[Sighting]) -> Folded[controls.Move, controls.State]:
    """Read a control, and what both made of it, from its entries."""
    return fold(_moves(sightings, controls.move_from), legal=controls.legal, read=controls.read)


def comment_of(sightings: Sequence[Sighting]) -> Folded[comments.Move, comments.State]:
    """Read a comment, and every wording it has had, from its entries."""
    return fold(_moves(sightings, comments.move_from), legal=comments.legal, read=comments.read)


def period_of(sightings: Sequence[Sighting]) -> Folded[reports.Move, reports.State]:
    """Read a period of history that one side reports from its entries."""
    moves = ((seen.entry.seq, reports.move_from(made(seen))) for seen in sightings)
    return fold_period([(seq, move) for seq, move in moves if move is not None])


def outcome_of(object_id: str, sightings: Sequence[Sighting]) -> Outcome:
    """Read any object; one of no known room has no state, and its entries are carried as they are."""
    match object_id.partition("_")[0]:
        case "pr":
            promise = promise_of(sightings)
            return _outcome(promise, promise.state.stamp)
        case "jt":
            joint = joint_of(sightings)
            return _outcome(joint, joint.state.stamp)
        case "rp":
            period = period_of(sightings)
            return _outcome(period, period.state.stamp)
        case "st":
            statement = statement_of(sightings)
            return _outcome(statement, statement.state.stamp)
        case "cl":
            clause = clause_of(sightings)
            return _outcome(clause, clause.state.stamp)
        case "df":
            difference = difference_of(sightings)
            return _outcome(difference, difference.state.stamp)
        case "cn":
            concern = concern_of(sightings)
            return _outcome(concern, concern.state.stamp)
        case "mt":
            meeting = meeting_of(sightings)
            return _outcome(meeting, meeting.state.stamp)
        case "ar":
            area = area_of(sightings)
            return _outcome(area, area.state.stamp)
        case "ct":
            control = control_of(sightings)
            return _outcome(control, control.state.stamp)
        case "cm":
            comment = comment_of(sightings)
            return _outcome(comment, comment.state.stamp)
        case "bl":
            blind = round_of(sightings)
            return _outcome(blind, blind.state.stamp)
    return Outcome(effective=frozenset(sighting.entry.id for sighting in sightings))


def effective_in(object_id: str, sightings: Sequence[Sighting]) -> frozenset[str]:
    """Name the entries of an object that have an effect, for who does not ask what they lead to."""
    if object_id.partition("_")[0] != "pr":
        return outcome_of(object_id, sightings).effective
    known = _moves(sightings, promises.move_from)
    effective, _ = weigh(known, legal=promises.legal, stand=promises.stand, weighs=promises.weighs)
    return frozenset(move.id for move in effective)


def made(sighting: Sighting) -> Made:
    """Hand an entry to a room as an act, with nothing of the record's own about it."""
    entry, time = sighting.entry, sighting.when
    return Made(
        id=entry.id,
        act=entry.act,
        sees=sighting.sees,
        log=entry.log,
        by=entry.by,
        at=time.effective,
        low=time.low,
        high=time.high,
        settled=sighting.settled,
        answered=sighting.answered,
        body=sighting.body,
    )


def _outcome(folded: Folded[M, S], stamp: str) -> Outcome:
    return Outcome(
        stamp=stamp,
        effective=frozenset(move.id for move in folded.effective),
        refused={move.id: refusal for move, refusal in folded.refused},
    )


def _moves(
    sightings: Sequence[Sighting], move_from: Callable[[Made], M | None]
) -> list[tuple[str, frozenset[str], M]]:
    moves = ((seen, move_from(made(seen))) for seen in sightings)
    return [(seen.entry.id, seen.sees, move) for seen, move in moves if move is not None]
