"""Every shortcut, once: the page that lists them, the help on `?` and the documentation are made from this table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """What is pressed, one after the other or (`together`) at the same time, and what it does."""

    does: str
    keys: tuple[str, ...]
    together: bool = False

    @property
    def single(self) -> bool:
        """Whether letters alone do it, so that a person may turn it off."""
        return not self.together and self.keys != ("Esc",)


SHORTCUTS: Mapping[str, Sequence[Shortcut]] = {
    "Anywhere": (
        Shortcut("Go to, or do", ("Ctrl", "K"), together=True),
        Shortcut("This list", ("?",)),
        Shortcut("Search", ("/",)),
        Shortcut("Other clock, theirs or yours", ("z",)),
        Shortcut("Close what is open", ("Esc",)),
    ),
    "Go to": (
        Shortcut("Today", ("g", "t")),
        Shortcut("Alliance home", ("g", "h")),
        Shortcut("Promises", ("g", "p")),
        Shortcut("Listening", ("g", "l")),
        Shortcut("Pulse", ("g", "u")),
        Shortcut("Calendar", ("g", "c")),
    ),
    "In a list": (
        Shortcut("Next", ("j",)),
        Shortcut("Previous", ("k",)),
        Shortcut("Open", ("Enter",)),
        Shortcut("First action of the line", ("a",)),
        Shortcut("Choose it, for several at once", ("x",)),
    ),
    "Do": (
        Shortcut("Make a promise", ("n",)),
        Shortcut("Say something to be understood", ("s",)),
        Shortcut("Something came in between", ("w",)),
        Shortcut("Send what you write", ("Ctrl", "Enter"), together=True),
    ),
}
