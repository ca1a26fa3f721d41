"""What an alliance still is once one side has left it: both read it, and nobody acts in it any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.core.alliance.rights import Right

READABLE_FOR = timedelta(days=90)
AFTERWARDS = frozenset({Right.READ, Right.EXPORT})


def reads_until(left_at: datetime) -> datetime:
    """Return until when the people of the side that left can still read and take the record with them."""
    return left_at + READABLE_FOR
