"""Random names for new objects and people in a record: they say nothing about what they name."""

from __future__ import annotations

import secrets
import string

_LETTERS = string.digits + string.ascii_letters


def fresh(prefix: str, length: int = 22) -> str:
    """Return `prefix` and `length` random letters (22 of 62 are about 131 bits)."""
    return prefix + "".join(secrets.choice(_LETTERS) for _ in range(length))
