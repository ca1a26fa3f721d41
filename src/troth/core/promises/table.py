"""The life of a promise as one table: who may do what in which state, and where it leads.

The diagram in the documentation, the pages' choice of moves and the tests are all drawn from TABLE.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from troth.core.promises.moves import Name
from troth.core.values import Side


class Status(Enum):
    """Where a promise stands; a member's value is what a page calls it."""

    NOTHING_YET = "nothing yet"
    PROPOSED = "proposed"
    NOTHING = "nothing on the table"
    AGREED = "agreed"
    DELIVERED = "delivered"
    KEPT = "kept"
    RELEASED = "released"
    BROKEN = "broken, with notice"

    # A member is one object: there is no need to reckon the hash of its name each time it is looked up.
    __hash__ = object.__hash__

    @property
    def is_open(self) -> bool:
        return self not in CLOSED

    @property
    def in_force(self) -> bool:
        return self in {Status.AGREED, Status.DELIVERED}


CLOSED = frozenset({Status.KEPT, Status.RELEASED, Status.BROKEN})

Rows = dict[tuple[Status, Side, Name], tuple[Status, ...]]


def _texts() -> Rows:
    rows: Rows = {}
    for side, first in ((Side.PERFORMER, Name.OFFER), (Side.CUSTOMER, Name.REQUEST)):
        for status in (Status.NOTHING_YET, Status.PROPOSED, Status.NOTHING):
            rows[status, side, first] = (Status.PROPOSED,)
        rows[Status.PROPOSED, side, Name.COUNTER] = (Status.PROPOSED,)
        for status in (Status.AGREED, Status.DELIVERED):
            rows[status, side, Name.CHANGE] = (status,)
    return rows


def _answers() -> Rows:
    rows: Rows = {}
    for side in Side:
        for name in (Name.WITHDRAW, Name.DECLINE):
            rows[Status.PROPOSED, side, name] = (Status.PROPOSED, Status.NOTHING)
            rows[Status.AGREED, side, name] = (Status.AGREED,)
            rows[Status.DELIVERED, side, name] = (Status.DELIVERED,)
        rows[Status.PROPOSED, side, Name.AGREE] = (Status.AGREED,)
        rows[Status.AGREED, side, Name.AGREE] = (Status.AGREED,)
        rows[Status.DELIVERED, side, Name.AGREE] = (Status.DELIVERED,)
        rows[Status.AGREED, side, Name.TAKE_BACK] = (Status.PROPOSED, Status.AGREED)
        rows[Status.DELIVERED, side, Name.TAKE_BACK] = (Status.PROPOSED, Status.DELIVERED)
    return rows


def _doings() -> Rows:
    performer, customer = Side.PERFORMER, Side.CUSTOMER
    return {
        (Status.AGREED, performer, Name.DELIVER): (Status.DELIVERED,),
        (Status.DELIVERED, performer, Name.DELIVER): (Status.DELIVERED,),
        (Status.AGREED, performer, Name.BREAK): (Status.BROKEN,),
        (Status.AGREED, customer, Name.RELEASE): (Status.RELEASED,),
        (Status.DELIVERED, customer, Name.ACCEPT): (Status.KEPT,),
        (Status.DELIVERED, customer, Name.SEND_BACK): (Status.AGREED, Status.RELEASED),
    }


def _facts() -> Rows:
    rows: Rows = {}
    for status in (Status.AGREED, Status.DELIVERED):
        for name in (Name.WARN, Name.PROGRESS, Name.ASK_RELEASE):
            rows[status, Side.PERFORMER, name] = (status,)
        rows[status, Side.CUSTOMER, Name.ASK_STATUS] = (status,)
        for side in Side:
            rows[status, side, Name.ESCALATE] = (status,)
            rows[status, side, Name.LOOKED] = (status,)
    for status in (Status.PROPOSED, Status.AGREED, Status.DELIVERED):
        for side in Side:
            rows[status, side, Name.REASSIGN] = (status,)
    return rows


TABLE: Mapping[tuple[Status, Side, Name], tuple[Status, ...]] = MappingProxyType(
    {**_texts(), **_answers(), **_doings(), **_facts()}
)
