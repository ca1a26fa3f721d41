"""One move on a statement: somebody puts it down, the partner says how they understood it, the speaker answers.

This serves the essay's first element: make sure that you understood, by explaining your own interpretation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Name(Enum):
    """What one may do with a statement, by the name that stands in the record."""

    PUT = "put"
    ASK = "ask"
    PLAY_BACK = "play_back"
    CONFIRM = "confirm"
    CORRECT = "correct"
    DIFFER = "differ"
    LEAVE = "leave"
    WITHDRAW = "withdraw"


ANSWERS = frozenset({Name.CONFIRM, Name.CORRECT})


@dataclass(frozen=True)
class Move:
    """One signed act on one statement.

    `on` is the playback that is confirmed or corrected. `asks` says of a statement put that a playback is asked for
    with it; `to` names the person it is asked of, `about` the promise or text it was said on. `echo` is how far a
    playback repeats the words it plays back, in thousandths (0 own words, 1,000 the same words), None where it could
    not be said. `words` are detached and may be erased; nothing that is reckoned reads them.
    """

    id: str
    log: str
    name: Name
    sees: frozenset[str] = frozenset()
    on: str | None = None
    asks: bool = False
    to: str | None = None
    about: str | None = None
    echo: int | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False
