"""The alliance: what both sides hold together, the people who speak for each, and what their roles allow."""

from troth.core.alliance.factor import Asked, Demand, FactorRule, OneMustStay, require_one_stays
from troth.core.alliance.joint import Move, Name, State, Status, Subject, read
from troth.core.alliance.members import Member, member_from, members, wire_member
from troth.core.alliance.rights import RIGHTS, NotYourRole, Right, allowed, gains, require
from troth.core.alliance.rules import (
    AlreadyClosed,
    NothingToClose,
    NotOnTheTable,
    OtherTerms,
    legal,
    may,
)
from troth.core.alliance.wire import move_from, wire

__all__ = [
    "RIGHTS",
    "AlreadyClosed",
    "Asked",
    "Demand",
    "FactorRule",
    "Member",
    "Move",
    "Name",
    "NotOnTheTable",
    "NotYourRole",
    "NothingToClose",
    "OneMustStay",
    "OtherTerms",
    "Right",
    "State",
    "Status",
    "Subject",
    "allowed",
    "gains",
    "legal",
    "may",
    "member_from",
    "members",
    "move_from",
    "read",
    "require",
    "require_one_stays",
    "wire",
    "wire_member",
]
