"""Two signatures: an organisation may ask that a second person of its own signs a yes too, from a stake on.

It is an inner step. Nothing is signed before the second has agreed, and then the record names both.
"""

from __future__ import annotations

from troth.core.alliance.rights import Right, require
from troth.core.errors import Refusal
from troth.core.values import Role, Stake


class SecondNeeded(Refusal):
    """The yes waits for a second signature of the person's own organisation."""


class SamePerson(Refusal):
    """The second signature is another person's than the first."""


def asks_from(setting: Stake | None, *, others: int) -> Stake | None:
    """Return from which stake on somebody's yes waits: as their organisation says, and never while nobody but
    themselves could be the second (`others` counts those who could)."""
    return setting if others else None


def waits(since: Stake | None, stake: Stake | None) -> bool:
    """Say whether a yes on which so much hangs waits for a second signature."""
    return since is not None and stake is not None and stake.weight >= since.weight


def require_second(role: Role, *, second: str, firsts: frozenset[str]) -> None:
    """Refuse a second whose role does not reach so far, or who said the yes, or for whom it was said."""
    require(role, Right.SECOND)
    if second in firsts:
        raise SamePerson("You said this yes yourself. The second signature is another person’s.")
