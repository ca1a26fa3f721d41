"""What a side can do by itself to end what is open: before it leaves, everything it holds needs an end."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.promises.moves import Name
from troth.core.promises.rules import may
from troth.core.promises.state import State
from troth.core.promises.table import Status
from troth.core.values import Side

_IN_FORCE: Mapping[tuple[Status, Side], Name] = {
    (Status.AGREED, Side.PERFORMER): Name.BREAK,
    (Status.AGREED, Side.CUSTOMER): Name.RELEASE,
    (Status.DELIVERED, Side.CUSTOMER): Name.ACCEPT,
}


def endings(state: State, side: Side) -> tuple[Name, ...]:
    """Name the moves with which a side ends what is open here; none where it is over, or the other side's to say.

    A delivery is the customer's to judge, so its performer can end nothing; of texts not agreed to, one's own is
    withdrawn and the other's declined.
    """
    if state.status is Status.PROPOSED:
        able = may(state, side)
        return tuple(name for name in (Name.WITHDRAW, Name.DECLINE) if name in able)
    return ends_in_force(state.status, side)


def ends_in_force(status: Status, side: Side) -> tuple[Name, ...]:
    """Name the move with which a side ends what is agreed or delivered: it depends on nothing else that was said."""
    ending = _IN_FORCE.get((status, side))
    return (ending,) if ending else ()
