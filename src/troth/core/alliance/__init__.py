"""The alliance: what both sides hold together, the people who speak for each, and what their roles allow."""

from troth.core.alliance.agreeing import (
    Act,
    Held,
    NotOnTheTable,
    OtherTerms,
    answers,
    held,
    in_order,
    require_held,
)
from troth.core.alliance.factor import Asked, Demand, FactorRule, OneMustStay, require_one_stays
from troth.core.alliance.joint import Move, Name, State, Status, Subject, read
from troth.core.alliance.leaving import (
    AFTERWARDS,
    READABLE_FOR,
    AllianceEnded,
    reads_until,
    require_going_on,
)
from troth.core.alliance.members import (
    Member,
    OwnWords,
    member_from,
    members,
    own_words_from,
    wire_member,
    wire_own_words,
)
from troth.core.alliance.rights import RIGHTS, NotYourRole, Right, allowed, gains, require
from troth.core.alliance.rules import AlreadyClosed, NothingToClose, legal, may
from troth.core.alliance.second import SamePerson, SecondNeeded, asks_from, require_second, waits
from troth.core.alliance.sponsors import sponsor_from, wire_sponsor
from troth.core.alliance.wire import move_from, wire

__all__ = [
    "AFTERWARDS",
    "READABLE_FOR",
    "RIGHTS",
    "Act",
    "AllianceEnded",
    "AlreadyClosed",
    "Asked",
    "Demand",
    "FactorRule",
    "Held",
    "Member",
    "Move",
    "Name",
    "NotOnTheTable",
    "NotYourRole",
    "NothingToClose",
    "OneMustStay",
    "OtherTerms",
    "OwnWords",
    "Right",
    "SamePerson",
    "SecondNeeded",
    "State",
    "Status",
    "Subject",
    "allowed",
    "answers",
    "asks_from",
    "gains",
    "held",
    "in_order",
    "legal",
    "may",
    "member_from",
    "members",
    "move_from",
    "own_words_from",
    "read",
    "reads_until",
    "require",
    "require_going_on",
    "require_held",
    "require_one_stays",
    "require_second",
    "sponsor_from",
    "waits",
    "wire",
    "wire_member",
    "wire_own_words",
    "wire_sponsor",
]
