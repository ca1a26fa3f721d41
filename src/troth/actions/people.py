"""What a person may do for others of their own organisation: invite them and change what they may do.

None of it is an entry: who belongs to an organisation is its own affair, private to the node.
"""

from __future__ import annotations

from collections.abc import Iterable

from troth.core.alliance import Right, allowed, require
from troth.core.errors import Refusal
from troth.core.values import Role


class NobodyLeft(Refusal):
    """The organisation would be without an admin."""


class NobodyNamed(Refusal):
    """Promises would stay without anybody who answers for them."""


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


def require_hand_over(own: Role, *, mine: bool, given: Iterable[Role | None]) -> None:
    """Refuse to hand on a colleague's promises without the right to, or to somebody who could not keep them."""
    require(own, Right.PROMISE if mine else Right.HAND_OVER)
    if any(role is None or not allowed(role, Right.PROMISE) for role in given):
        raise NobodyNamed("Choose a colleague who may promise: a member, a manager or an admin.")


def require_let_go(own: Role, staying: Iterable[Role]) -> None:
    """Refuse to let somebody go by anybody but an admin, and so that no admin is left."""
    require(own, Right.PEOPLE)
    if Role.ADMIN not in staying:
        raise NobodyLeft(
            "Somebody has to look after your organisation here. Make another person an admin first."
        )
