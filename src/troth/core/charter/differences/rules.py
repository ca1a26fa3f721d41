"""Which move on a difference is legal, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.alliance import OtherTerms, answers, require_held
from troth.core.charter.differences.moves import ANSWERS, Move, Name
from troth.core.charter.differences.reading import State, Status
from troth.core.errors import Refusal

UNTOLD = frozenset({Status.NOTHING_YET, Status.TOLD_BY_ONE})


class NotToldYet(Refusal):
    """Both sides tell how it is with them before a bridge is looked for."""


class NothingToLookAt(Refusal):
    """No day is set on which both look whether the bridge holds, or it is another one."""


class DayBefore(Refusal):
    """The next day to look does not come after the one that is looked at now."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    if move.name is Name.TELL:
        if state.kind not in (None, move.kind):
            raise OtherTerms("This is a difference of another kind. Name a new one beside it.")
    elif move.name is Name.LOOK:
        _look(state, move)
    elif state.status in UNTOLD and move.name not in ANSWERS:
        raise NotToldYet(
            "Both sides first tell how it is with them; then a bridge can be found that carries both."
        )
    else:
        require_held(state.terms, state.table, move)


def _look(state: State, move: Move) -> None:
    if state.look is None or move.day != state.look.day or move.terms != state.terms:
        raise NothingToLookAt("There is no such day on which both look. See which one is set now.")
    if move.again is not None and move.again <= state.look.day:
        raise DayBefore("Choose a day after the one on which you look now.")


def may(state: State, log: str) -> frozenset[Name]:
    """Name what a side may do now."""
    names = {Name.TELL} | {Name(act.value) for act in answers(state.table, log)}
    if state.status not in UNTOLD:
        names.add(Name.PUT)
    if state.look is not None:
        names.add(Name.LOOK)
    return frozenset(names)
