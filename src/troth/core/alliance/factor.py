"""Whom an organisation asks for a second factor when they sign in, and from which day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from troth.core.alliance.rights import Right, allowed
from troth.core.errors import Refusal
from troth.core.values import Role


class Asked(Enum):
    """Of whom an organisation asks a second factor; its value is what is kept."""

    NOBODY = ""
    SIGNERS = "signers"
    EVERYBODY = "everybody"


class Demand(Enum):
    """What an organisation asks of one person on one day."""

    NONE = "nothing"
    SOON = "a second factor, from a day that is still to come"
    NOW = "a second factor before anything else"


@dataclass(frozen=True)
class FactorRule:
    """What an organisation has set: of whom, and from which day on."""

    asked: Asked
    since: date | None

    def concerns(self, role: Role) -> bool:
        """Say whether a role is asked for a second factor: whoever signs or administers, or everybody."""
        if self.asked is Asked.SIGNERS:
            return allowed(role, Right.AGREE) or allowed(role, Right.PEOPLE)
        return self.asked is Asked.EVERYBODY

    def demand(self, role: Role, *, on: date, has: bool) -> Demand:
        """Say what is asked of somebody with that role, who has a second factor or not; a rule without a day holds."""
        if has or not self.concerns(role):
            return Demand.NONE
        return Demand.SOON if self.since is not None and on < self.since else Demand.NOW


class OneMustStay(Refusal):
    """The organisation asks for a second factor, and this is the last one."""


def require_one_stays(rule: FactorRule, role: Role, *, on: date, left: int) -> None:
    """Refuse to take away the last second factor of somebody who is asked for one; `left` would remain."""
    if rule.demand(role, on=on, has=left > 0) is Demand.NOW:
        raise OneMustStay(
            "Your organisation asks for a second factor. Add another one first, then take this away."
        )
