"""One move on a meeting: whoever wrote ends it, and then each side confirms, corrects or answers line by line.

This serves the essay's first element: what was said in a meeting is understood when both sides have said that it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Name(Enum):
    """What one may do with a meeting, by the name that stands in the record."""

    END = "end"
    CONFIRM = "confirm"
    CORRECT = "correct"
    ANSWER = "answer"


class Kind(Enum):
    """What a line of a note is; its value is what stands in the record."""

    PROMISE = "promise"
    STATEMENT = "statement"
    QUESTION = "question"
    NOTE = "note"


SIDED = frozenset({Kind.PROMISE, Kind.STATEMENT})
"""Lines that are always one side's: its promise, its statement."""

MAKES = {Kind.PROMISE: "pr_", Kind.STATEMENT: "st_"}
"""What comes of a line that is confirmed, by how its name begins."""


@dataclass(frozen=True)
class Line:
    """One line of a note.

    `own` says whose it is: of the side of whoever wrote the note (True), or of the other one; None where it is nobody's
    alone. `who` promises, said it or finds it out; `to` is whom it is promised, or who is asked to play it back, which
    `plays` says. `due` is by when. `words` are detached and may be erased.
    """

    kind: Kind
    own: bool | None = None
    who: str | None = None
    to: str | None = None
    due: date | None = None
    plays: bool = False
    words: str | None = None


@dataclass(frozen=True)
class Move:
    """One signed act on one meeting.

    An `end` has the `day` of the meeting, who was `here` (pseudonyms), its `lines`, its `title`, and may name the
    `clause` of the charter by which both meet. The others name a `line` by its number from 0. `made` is the promise or
    the statement that came of it; `due` and `words` are those of a correction, or the words of an answer.
    """

    id: str
    log: str
    name: Name
    sees: frozenset[str] = frozenset()
    day: date | None = None
    here: tuple[str, ...] = ()
    clause: str | None = None
    lines: tuple[Line, ...] = ()
    title: str | None = None
    line: int | None = None
    made: str | None = None
    due: date | None = None
    words: str | None = None
    at: int = 0
    by: str = ""
    stands_for: str | None = None
    settled: bool = False
