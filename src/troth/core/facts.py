"""The facts of an act, read as what they must be; whatever they are not makes the act unreadable to this version."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import wraps
from typing import ParamSpec, TypeVar

HEX = re.compile("[0-9a-f]{64}")
MEMBER = re.compile("m_[0-9A-Za-z]{1,40}")
REF = re.compile("[A-Za-z0-9_-]{1,40}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

E = TypeVar("E", bound=Enum)
M = TypeVar("M")
P = ParamSpec("P")


class Unreadable(Exception):
    """This version cannot read the act; caught at once by the reader, never seen outside."""


def none_if_unreadable(read: Callable[P, M]) -> Callable[P, M | None]:
    """Let a room's reader of acts give None, and never an exception, for an act that this version cannot read."""

    @wraps(read)
    def reads(*args: P.args, **kwargs: P.kwargs) -> M | None:
        try:
            return read(*args, **kwargs)
        except Unreadable:
            return None

    return reads


def one_of(names: type[E], value: object, prefix: str = "") -> E:
    """Return the member that a fact names; of the name of an act, what stands between `prefix` and its version."""
    ending = "/1" if prefix else ""
    if not isinstance(value, str) or not value.startswith(prefix) or not value.endswith(ending):
        raise Unreadable
    try:
        return names(value.removeprefix(prefix).removesuffix(ending))
    except ValueError:
        raise Unreadable from None


def matching(act: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str | None:
    """Return a fact that must look so, None where it is not said."""
    value = act.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Unreadable
    return value


def a_day(act: Mapping[str, object], key: str) -> date | None:
    """Return a calendar day, None where it is not said."""
    value = matching(act, key, DAY)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise Unreadable from None


def said(body: Mapping[str, object] | None, form: str, key: str) -> str | None:
    """Return words of a body of that form; None where they were erased, or are of another."""
    value = body.get(key) if body and body.get("s") == form else None
    return value if isinstance(value, str) else None
