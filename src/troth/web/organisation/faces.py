"""What a person's mark is drawn from, outside any alliance."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """A name in the colour of a side."""

    name: str
    colour: str
