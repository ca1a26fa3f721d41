"""One move on a comment: somebody says something on a thing that both sides hold, says it otherwise, takes it back.

This serves the essay's third element: "whenever something comes in between: communicate!"
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Name(Enum):
    """What one may do with a comment, by the name that stands in the record."""

    SAY = "say"
    EDIT = "edit"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Move:
    """One signed act on one comment.

    `about` is the thing it is said on, `to` the people of either side whom the words name and who are told with this
    act. `words` are detached and may be erased; nothing that is reckoned reads them. Nobody comments in the place of a
    colleague.
    """

    id: str
    log: str
    name: Name
    about: str
    sees: frozenset[str] = frozenset()
    to: tuple[str, ...] = ()
    words: str | None = None
    at: int = 0
    by: str = ""
    settled: bool = False
