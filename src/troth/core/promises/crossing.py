"""Moves that crossed: made without sight of each other, shown to both sides with what came of it and why."""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.promises.counting import COMES_TOO_LATE, ENDS_TALK
from troth.core.promises.moves import Move, Name
from troth.core.promises.reasons import Reason, Why
from troth.core.promises.standing import cross
from troth.core.promises.state import State
from troth.core.values import Side

TALK = frozenset({Name.WITHDRAW, Name.DECLINE, Name.AGREE})
DEEDS = {
    (Name.DELIVER, Name.RELEASE): Reason.RELEASE_WAITS,
    (Name.BREAK, Name.RELEASE): Reason.RELEASED_FIRST,
    (Name.DELIVER, Name.ACCEPT): Reason.FIRST_ACCEPTED,
    (Name.DELIVER, Name.SEND_BACK): Reason.EARLIER_SENT_BACK,
}
AFTER = {Name.WITHDRAW: Reason.YES_AFTER_WITHDRAWN, Name.OFFER: Reason.YES_AFTER_REPLACED}
CHANGE_AFTER = {Name.WITHDRAW: Reason.CHANGE_AFTER_WITHDRAWN, Name.OFFER: Reason.CHANGE_AFTER_REPLACED}


@dataclass(frozen=True)
class Crossing:
    """Two moves, one of each side, made without sight of each other."""

    performer: Move
    customer: Move
    why: Why

    @property
    def tells(self) -> bool:
        """Say whether there is anything to explain: each simply counting is nothing to explain."""
        return self.why.reason is not Reason.BOTH_COUNT


def crossings(state: State) -> tuple[Crossing, ...]:
    """Find every pair of moves that crossed, with what came of it."""
    said = [move for move in state.moves if not move.name.is_fact]
    sides = {side: [move for move in said if move.side is side] for side in Side}
    return tuple(
        Crossing(ours, theirs, meeting(state, ours, theirs))
        for ours in sides[Side.PERFORMER]
        for theirs in sides[Side.CUSTOMER]
        if cross(ours, theirs)
    )


def meeting(state: State, ours: Move, theirs: Move) -> Why:
    """Say what came of a performer's and a customer's move that crossed."""
    taken = next((move for move in (ours, theirs) if move.name is Name.TAKE_BACK), None)
    if taken:
        return Why(Reason.YES_TAKEN_BACK, taken.side)
    for one, two in ((ours, theirs), (theirs, ours)):
        if _is_talk(one) and not _is_talk(two):
            return Why(_talk_and_deed(state, one, two), one.side)
    if not _is_talk(ours):
        return Why(DEEDS.get((ours.name, theirs.name), Reason.BOTH_COUNT), ours.side)
    return _talk(state, ours, theirs) or _talk(state, theirs, ours) or Why(Reason.BOTH_COUNT, ours.side)


def _is_talk(move: Move) -> bool:
    return move.name.is_text or move.name in TALK


def _talk_and_deed(state: State, talk: Move, deed: Move) -> Reason:
    yes = talk.name is Name.AGREE
    if deed.name is Name.DELIVER:
        return Reason.AGREED_AFTER_DELIVERY if yes and talk.id in state.counted else Reason.BOTH_COUNT
    if deed.name is Name.SEND_BACK:
        changed = yes and talk.id in state.counted
        return Reason.CHANGED_FOR_NEXT if changed else Reason.TALK_BESIDE_JUDGEMENT
    if state.closing is None or state.closing.id != deed.id:
        return Reason.BOTH_COUNT
    return (COMES_TOO_LATE if yes else ENDS_TALK)[deed.name]


def _talk(state: State, one: Move, two: Move) -> Why | None:
    """What came of talk that crossed, seen from `one`; None when the pair has to be turned round."""
    if one.name.is_text and two.name.is_text:
        return Why(Reason.BOTH_OPEN, one.side) if one.terms == two.terms else None
    if one.name is Name.AGREE and two.name is Name.AGREE:
        same = _about(state, one).terms == _about(state, two).terms
        return Why(Reason.YESES_CROSSED, one.side) if same else None
    if two.name not in {Name.AGREE, Name.DECLINE}:
        return None
    about = _about(state, two)
    if one.name is Name.AGREE:
        sets = about.terms == _about(state, one).terms and one.id in state.counted
        return Why(Reason.YES_SETS_TERMS, one.side) if sets else None
    if not _takes_away(one, about):
        return None
    return Why(_taken_away(one, two, about), one.side)


def _about(state: State, answer: Move) -> Move:
    return state.move(answer.on or "")


def _takes_away(one: Move, text: Move) -> bool:
    if one.name.is_text:
        return one.terms == text.terms and text.id in one.sees
    return one.name is Name.WITHDRAW and one.on == text.id


def _taken_away(one: Move, answer: Move, text: Move) -> Reason:
    kind = Name.OFFER if one.name.is_text else Name.WITHDRAW
    if answer.name is Name.AGREE:
        return (AFTER if text.terms is None else CHANGE_AFTER)[kind]
    return Reason.DECLINED_OLDER if one.name.is_text else Reason.BOTH_OFF
