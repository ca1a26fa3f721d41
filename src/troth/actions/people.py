"""What a person may do for others of their own organisation: invite them and change what they may do.

None of it is an entry: who belongs to an organisation is its own affair, private to the node.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.values import Role


class NobodyLeft(Refusal):
    """The organisation would be without an admin."""


def require_invite(own: Role, given: Role) -> None:
    """Refuse an invitation that the inviter's role does not reach: managers invite members and viewers."""
    require(own, Right.INVITE_COLLEAGUE)
    if given in (Role.ADMIN, Role.MANAGER):
        require(own, Right.PEOPLE)


def require_change(own: Role, after: Iterable[Role]) -> None:
    """Refuse a change of roles by anybody but an admin, and one after which no admin is left."""
    require(own, Right.PEOPLE)
    if Role.ADMIN not in after:
        raise NobodyLeft("Somebody has to look after this page. Make another person an admin first.")
