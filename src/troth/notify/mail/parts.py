"""What a letter is made of: facts, buttons, several things one beneath the other, the newest receipt in its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One line beneath the title: a label, what stands there, and the same on the reader's own clock or the like."""

    label: str
    value: str
    more: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Button:
    """What one press leads to; of a letter at most one is `main`."""

    label: str
    url: str
    main: bool = False


@dataclass(frozen=True)
class Line:
    """One of several things: its title, what there is to say of it, and the one press that answers it, if one does.

    `url` is its page; `day` is said before `said`, in one breath.
    """

    title: str
    said: str = ""
    day: str = ""
    url: str = ""
    button: Button | None = None


@dataclass(frozen=True)
class Group:
    """Some lines under one heading; `coming` are those of the days ahead, `more` what is not listed."""

    head: str
    lines: Sequence[Line] = ()
    more: str = ""
    coming: Sequence[Line] = ()
    more_coming: str = ""


@dataclass(frozen=True)
class Section:
    """What is of one alliance: groups of lines, and where all of it stands."""

    head: str = ""
    groups: Sequence[Group] = ()
    link: Button | None = None


@dataclass(frozen=True)
class Kept:
    """The newest receipt of an alliance: which and when, and one short line for each side."""

    said: str
    heads: Sequence[str]
