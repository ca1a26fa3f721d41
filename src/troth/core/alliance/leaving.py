"""What an alliance still is once one side has left it: both read it, and nobody acts in it any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.core.alliance.rights import Right
from troth.core.errors import Refusal

READABLE_FOR = timedelta(days=90)
AFTERWARDS = frozenset({Right.READ, Right.EXPORT})


class AllianceEnded(Refusal):
    """One side has left the alliance, and what was asked for is more than reading."""


def require_going_on(right: Right, *, ended: str) -> None:
    """Refuse, with the sentence `ended`, what is more than reading; empty while the alliance goes on."""
    if ended and right not in AFTERWARDS:
        raise AllianceEnded(ended)


def reads_until(left_at: datetime) -> datetime:
    """Return until when the people of the side that left can still read and take the record with them."""
    return left_at + READABLE_FOR
