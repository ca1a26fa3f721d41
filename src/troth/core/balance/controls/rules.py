"""Which move on a control is legal: one table of what may be made of it where it stands, and the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from troth.core.alliance import OtherTerms, answers, require_held
from troth.core.balance.controls.moves import Change, Facts, Move, Name
from troth.core.balance.controls.reading import State, Status
from troth.core.balance.reckoning import Kind
from troth.core.errors import Refusal


class NotNow(Refusal):
    """This change is not one that can be made of the control as it stands."""


class NotOnTrial(Refusal):
    """There is no trial of that name whose trip-wire could be touched."""


class AlreadyBack(Refusal):
    """The trip-wire was touched before, and the control is back."""


class NoDay(Refusal):
    """A trial says until which day, and a look on which."""


NEW = frozenset({Change.ADD})
HERE = frozenset({Change.ADJUST, Change.SHARE, Change.TRIAL, Change.LET_GO, Change.LEAVE})
TABLE: Mapping[Status, frozenset[Change]] = MappingProxyType(
    {
        Status.NOTHING_YET: NEW,
        Status.PROPOSED: NEW,
        Status.NOTHING: NEW,
        Status.IN_PLACE: HERE,
        Status.BACK: HERE,
        Status.ON_TRIAL: frozenset({Change.TRIAL, Change.LET_GO, Change.BRING_BACK}),
        Status.LET_GO: frozenset({Change.BRING_BACK}),
    }
)
WHY_NOT = {
    Status.IN_PLACE: "It is in place. Change it, let it go as a trial or for good, or leave it and look again.",
    Status.BACK: "It is back in place. Change it, let it go as a trial or for good, or leave it and look again.",
    Status.ON_TRIAL: "It is let go as a trial. Make the trial longer, let it go for good, or bring it back.",
    Status.LET_GO: "It was let go. Bring it back, or add another.",
}
NOT_AGREED = "It is not agreed yet. Put it as you would have it; it holds once the other side agrees."


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if move.name is Name.TRIP:
        _trip(state, move)
        return
    require_held(state.terms, state.table, move)
    if move.facts is not None:
        _put(state, move.facts)


def _trip(state: State, move: Move) -> None:
    if state.status is Status.BACK and move.terms == state.terms:
        raise AlreadyBack(
            "It is back already: the trip-wire was touched before. Look at what was said of it."
        )
    if state.status is not Status.ON_TRIAL or move.terms != state.terms:
        raise NotOnTrial("It is not on trial by now. Look first at what became of it.")


def _put(state: State, facts: Facts) -> None:
    if state.area not in (None, facts.area):
        raise OtherTerms("This control belongs to another area of work. Add one to this area beside it.")
    if facts.change not in TABLE[state.status]:
        raise NotNow(WHY_NOT.get(state.status, NOT_AGREED))
    if facts.change is Change.SHARE and facts.kind is not Kind.COORDINATES:
        raise NotNow("What both see is no check any more. Say that it coordinates.")
    if facts.change is Change.TRIAL and facts.until is None:
        raise NoDay("Say until which day you would try without it.")
    if facts.change is Change.LEAVE and facts.review is None:
        raise NoDay("Say on which day you would both look at it again.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name what a side may do now."""
    names = {Name.PUT} | {Name(act.value) for act in answers(state.table, log)}
    if state.status is Status.ON_TRIAL:
        names.add(Name.TRIP)
    return frozenset(names)


def may_change(state: State) -> tuple[Change, ...]:
    """Name the changes that either side may propose now, in the order of a page."""
    return tuple(change for change in Change if change in TABLE[state.status])
