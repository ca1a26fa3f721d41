"""Where two sides stand on a scale of five, and how that went from round to round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from troth.web.figures.svg import figure, line, num

LEVELS = range(1, 6)
WIDTH, HEIGHT, EDGE = 320, 78, 14


@dataclass(frozen=True)
class Mark:
    """One side's middle in half steps (2 to 10), and the ends of its spread (1 to 5) where one is told."""

    middle: int
    low: int | None = None
    high: int | None = None


def between(a: Mark | None, b: Mark | None, *, told: str) -> str:
    """This function will draw both sides' half-rounds on five stops, joined by how far apart they lie."""
    stops = "".join(
        f'<circle cx="{_at(2 * level)}" cy="18" r="3" class="f-paper" stroke="var(--line-2)"/>'
        for level in LEVELS
    )
    parts = ['<line x1="10%" x2="90%" y1="18" y2="18" class="s-line2"/>', stops]
    spreads = [(side, mark) for side, mark in (("a", a), ("b", b)) if mark and mark.low and mark.high]
    for row, (side, mark) in enumerate(spreads):
        parts.append(_spread(side, mark, 39 + 11 * row))
    if a and b and a.middle != b.middle:
        parts.append(_line(_at(a.middle), _at(b.middle), 18, 18, "s-ink", 3))
    for side, each in (("a", a), ("b", b)):
        if each:
            shape = "M-1 -13a13 13 0 0 0 0 26z" if side == "a" else "M1 -13a13 13 0 0 1 0 26z"
            parts.append(
                f'<svg x="{_at(each.middle)}" y="18" overflow="visible"><path d="{shape}" class="f-{side}"/></svg>'
            )
    height = 32 + 11 * len(spreads) + (6 if spreads else 0)
    return (
        f'<svg class="dumb" width="100%" height="{height}" role="img" aria-label="{escape(told)}">'
        f"{''.join(parts)}</svg>"
    )


def course(a: Sequence[int | None], b: Sequence[int | None], *, told: str) -> str:
    """This function will draw both sides' middles from round to round, the oldest first; a gap where none was told."""
    parts = [
        f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{num(_up(2 * level))}" y2="{num(_up(2 * level))}" class="s-line"/>'
        for level in LEVELS
    ]
    for side, middles in (("a", a), ("b", b)):
        points = [(_along(n, len(middles)), _up(each)) for n, each in enumerate(middles) if each is not None]
        dashes = ' stroke-dasharray="5 4"' if side == "b" else ""
        parts += [
            line(
                _along(n, len(middles)), _up(one), _along(n + 1, len(middles)), _up(other),
                kind=f"s-{side}", more=f'stroke-width="2"{dashes}',
            )
            for n, (one, other) in enumerate(pairwise(middles))
            if one is not None and other is not None
        ]  # fmt: skip
        parts += [f'<circle cx="{num(x)}" cy="{num(y)}" r="3.5" class="f-{side}"/>' for x, y in points]
    return figure(parts, width=WIDTH, height=HEIGHT, kind="course", told=told)


def _at(middle: int) -> str:
    return f"{10 * middle - 10}%"


def _line(x1: str, x2: str, y1: int, y2: int, kind: str, width: float) -> str:
    return f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" class="{kind}" stroke-width="{width}"/>'


def _spread(side: str, mark: Mark, y: int) -> str:
    low, high = _at(2 * (mark.low or 1)), _at(2 * (mark.high or 1))
    ends = "".join(_line(x, x, y - 5, y + 5, f"s-{side}", 2.5) for x in (low, high))
    return _line(low, high, y, y, f"s-{side}", 2.5) + ends


def _along(n: int, of: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * (n / (of - 1) if of > 1 else 0.5)


def _up(middle: int) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (middle - 2) / 8
