"""The alliance: what both sides hold together, the people who speak for each, and what their roles allow."""

from troth.core.alliance.joint import Move, Name, State, Status, Subject, read
from troth.core.alliance.members import Member, member_from, members, wire_member
from troth.core.alliance.rights import RIGHTS, NotYourRole, Right, allowed, require
from troth.core.alliance.rules import (
    AlreadyClosed,
    NothingToClose,
    NotOnTheTable,
    OtherTerms,
    legal,
    may,
)
from troth.core.alliance.second import SamePerson, SecondNeeded, asks_from, require_second, waits
from troth.core.alliance.sponsors import sponsor_from, wire_sponsor
from troth.core.alliance.wire import move_from, wire

__all__ = [
    "RIGHTS",
    "AlreadyClosed",
    "Member",
    "Move",
    "Name",
    "NotOnTheTable",
    "NotYourRole",
    "NothingToClose",
    "OtherTerms",
    "Right",
    "SamePerson",
    "SecondNeeded",
    "State",
    "Status",
    "Subject",
    "allowed",
    "asks_from",
    "legal",
    "may",
    "member_from",
    "members",
    "move_from",
    "read",
    "require",
    "require_second",
    "sponsor_from",
    "waits",
    "wire",
    "wire_member",
    "wire_sponsor",
]
