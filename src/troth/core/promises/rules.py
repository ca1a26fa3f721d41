"""Which move is legal on which state, and the sentence that says why another is not."""

from __future__ import annotations

from troth.core.errors import Refusal
from troth.core.promises.moves import Move, Name
from troth.core.promises.reading import State
from troth.core.promises.table import TABLE
from troth.core.values import Side


class NotYourMove(Refusal):
    """The move belongs to the other side."""


class Closed(Refusal):
    """The promise is kept, released or broken; a new one may cite it."""


class NotNow(Refusal):
    """The move is this side's, but not in this state."""


class NotOnTheTable(Refusal):
    """The text is not on the table any more, or it is not for this side to answer."""


class OtherTerms(Refusal):
    """Other terms are in force than those the move names."""


class OtherDelivery(Refusal):
    """Another delivery waits for judgement than the one the move names."""


class AnsweredAlready(Refusal):
    """The partner has built on the yes, so it can no longer be taken back."""


def may(state: State, side: Side) -> frozenset[Name]:
    """Name the moves that a side may make now."""
    return frozenset(name for status, who, name in TABLE if status is state.status and who is side)


def legal(state: State, move: Move) -> None:
    """Refuse a move that may not be made on this state; say nothing of one that may."""
    raise NotImplementedError
