"""What each role may do in its own organisation: one table for pages, actions, interface and docs.

The gates and the actions ask `RIGHTS`, the organisation's page and docs/reference/rights.md are made from it. An
interface for programs takes it from here too: it asks `require` before it calls an action, and says no more than this.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from troth.core.errors import Refusal
from troth.core.values import Role


class Right(Enum):
    """One thing that a person may or may not do; its value completes "may"."""

    READ = "read what both sides share"
    EXPORT = "take the record away and verify it"
    NOTE = "keep private notes and drafts"
    PROMISE = "make, answer and keep promises"
    AGREE = "agree in the organisation's name"
    ANSWER = "answer a trust pulse or a health check when asked"
    LISTEN = (
        "put down statements, say how they understand the partner's, comment, and say how the sides differ"
    )
    IMPORT = "import a list of promises"
    PURPOSE = "put and answer the purpose, objectives, clauses of the charter, bridges and controls"
    SURVEY = "begin a trust pulse or a health check, and say who is asked"
    REPORT = "put history on the record and answer the partner's reports"
    INVITE_COLLEAGUE = "invite colleagues into an alliance"
    HAND_OVER = "hand a colleague's promises to another"
    SECOND = "sign as the second where the organisation asks for two"
    SPONSOR = "say who is asked to look for the organisation"
    FOUND = "create an alliance and invite a partner"
    PEOPLE = "change roles and let people go"
    KEYS = "keep the recovery key and settle a lost or forked log"
    LEAVE = "leave an alliance"
    SETTINGS = "change what is set for the organisation"


_EVERYBODY = frozenset(Role)
_MEMBERS = frozenset({Role.MEMBER, Role.MANAGER, Role.ADMIN})
_MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
_ADMINS = frozenset({Role.ADMIN})

RIGHTS: Mapping[Right, frozenset[Role]] = MappingProxyType(
    {
        Right.READ: _EVERYBODY,
        Right.EXPORT: _EVERYBODY,
        Right.NOTE: _EVERYBODY,
        Right.PROMISE: _MEMBERS,
        Right.AGREE: _MEMBERS,
        Right.ANSWER: _EVERYBODY,
        Right.LISTEN: _MEMBERS,
        Right.IMPORT: _MEMBERS,
        Right.PURPOSE: _MANAGERS,
        Right.SURVEY: _MANAGERS,
        Right.REPORT: _MANAGERS,
        Right.INVITE_COLLEAGUE: _MANAGERS,
        Right.HAND_OVER: _MANAGERS,
        Right.SECOND: _MANAGERS,
        Right.SPONSOR: _MANAGERS,
        Right.FOUND: _ADMINS,
        Right.PEOPLE: _ADMINS,
        Right.KEYS: _ADMINS,
        Right.LEAVE: _ADMINS,
        Right.SETTINGS: _ADMINS,
    }
)


_UPWARDS = (Role.VIEWER, Role.MEMBER, Role.MANAGER, Role.ADMIN)


class NotYourRole(Refusal):
    """The person's role in their own organisation does not reach so far."""


def gains() -> list[tuple[Role, Role | None, list[Right]]]:
    """Return each role from the least to the most, the one before it, and what it may do beyond that one."""
    steps = zip(_UPWARDS, (None, *_UPWARDS), strict=False)
    return [
        (
            role,
            lesser,
            [right for right in Right if allowed(role, right) and not (lesser and allowed(lesser, right))],
        )
        for role, lesser in steps
    ]


def allowed(role: Role, right: Right) -> bool:
    """Say whether a role reaches so far."""
    return role in RIGHTS[right]


def require(role: Role, right: Right) -> None:
    """Refuse a person whose role does not reach so far, and say whose does."""
    if allowed(role, right):
        return
    least = next(each for each in (Role.MEMBER, Role.MANAGER, Role.ADMIN) if each in RIGHTS[right])
    raise NotYourRole(
        f"This takes a {least.value} of your organisation or more: to {right.value}. Ask one of them."
        if least is not Role.ADMIN
        else f"This takes an admin of your organisation: to {right.value}. Ask one of them."
    )
