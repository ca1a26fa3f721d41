"""Trust against control, one panel for each direction on the same axes: where areas stand and what would move them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

from troth.web.figures.svg import num

HEIGHT, TOP, FOOT = 340, 32, 46
LEFT, RIGHT = 12.0, 97.0
CLASSES = (("low", 0.5), ("medium", 0.8), ("high", 0.95))
STEPS = 60
SMALLEST, LARGEST = 7.0, 15.0


@dataclass(frozen=True)
class Dot:
    """One area: its number in the table, trust counted on and most likely, coverage, need (all 0 to 1); `stakes` and
    `burden` as shares of the largest; `look` is exposed, over or balance; `to` is where the lightest change leads
    (trust, coverage), None where nothing needs to change.
    """

    number: int
    trust: float
    likely: float
    coverage: float
    need: float
    stakes: float
    burden: float
    look: str
    to: tuple[float, float] | None = None


def class_of(need: float) -> str:
    """This function will return which of three curves an area belongs to by its need (0 to 1)."""
    return "low" if need < 0.65 else "medium" if need < 0.9 else "high"


def weighing(dots: Sequence[Dot], *, side: str, key: str, told: str) -> str:
    """This function will draw one panel in the colour of the side that relies; `told` says it in words."""
    arrow = (
        f'<defs><marker id="{key}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" class="f-ink"/></marker></defs>'
    )
    marks = "".join(_dot(dot, side, key) for dot in dots)
    return (
        f'<svg class="weighing" width="100%" height="{HEIGHT}" overflow="visible" role="img" '
        f'aria-label="{escape(told)}">{arrow}{_axes()}{_curves()}{marks}</svg>'
    )


def _x(share: float) -> str:
    return f"{num(LEFT + (RIGHT - LEFT) * share)}%"


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - FOOT) * (1.0 - share)


def _axes() -> str:
    parts = []
    for share, word in ((0.0, "0"), (0.5, "half"), (1.0, "all")):
        y = num(_y(share))
        parts.append(
            f'<line x1="{_x(0)}" x2="{_x(1)}" y1="{y}" y2="{y}" class="s-line"/>'
            f'<text x="{_x(0)}" dx="-8" y="{y}" dy="4" text-anchor="end" class="k">{word}</text>'
        )
    for share, word, anchor in ((0.0, "none", "start"), (0.5, "half", "middle"), (1.0, "all", "end")):
        parts.append(
            f'<text x="{_x(share)}" y="{num(_y(0) + 18)}" text-anchor="{anchor}" class="k">{word}</text>'
        )
    parts.append(f'<text x="{_x(0)}" y="{HEIGHT - 8}" class="k">Trust that can be counted on</text>')
    parts.append('<text x="0" y="12" class="k">Caught by controls</text>')
    return "".join(parts)


def _curves() -> str:
    """What controls have to catch at each trust, for a low, a medium and a high need; stretched with the panel."""
    lines, words = [], []
    for name, need in CLASSES:
        points = []
        for step in range(STEPS + 1):
            trust = need * step / STEPS
            points.append(f"{num(100 * trust)},{num(100 * (1 - _covers(need, trust)))}")
        lines.append(
            f'<polyline points="{" ".join(points)}" class="s-line2 curve" vector-effect="non-scaling-stroke"/>'
        )
        words.append(
            f'<text x="{_x(0)}" dx="5" y="{num(_y(need))}" dy="-4" class="k curve-word">{name} need</text>'
        )
    area = (
        f'<svg x="{num(LEFT)}%" y="{TOP}" width="{num(RIGHT - LEFT)}%" height="{HEIGHT - TOP - FOOT}" '
        f'viewBox="0 0 100 100" preserveAspectRatio="none">{"".join(lines)}</svg>'
    )
    return area + "".join(words)


def _covers(need: float, trust: float) -> float:
    return max(0.0, 1.0 - (1.0 - need) / (1.0 - trust))


def _dot(dot: Dot, side: str, key: str) -> str:
    x, y = _x(dot.trust), num(_y(dot.coverage))
    radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(min(1.0, max(0.0, dot.stakes)))
    ring = 1.5 + 5.0 * min(1.0, max(0.0, dot.burden))
    fill = {"exposed": f"f-{side}", "over": "f-paper"}.get(dot.look, f"f-{side}s")
    ink = f"on-{side}" if dot.look == "exposed" else "f-ink"
    parts = [
        f'<line x1="{x}" x2="{_x(dot.likely)}" y1="{y}" y2="{y}" class="o-{side}" stroke-width="2"/>',
        f'<line x1="{_x(dot.likely)}" x2="{_x(dot.likely)}" y1="{num(_y(dot.coverage) - 5)}" '
        f'y2="{num(_y(dot.coverage) + 5)}" class="o-{side}" stroke-width="2"/>',
    ]
    if dot.to is not None:
        parts.append(_arrow(dot, radius + ring, key))
    parts.append(
        f'<circle cx="{x}" cy="{y}" r="{num(radius + ring / 2)}" class="o-{side} {fill}" stroke-width="{num(ring)}"/>'
        f'<text x="{x}" y="{y}" dy="4.5" text-anchor="middle" class="k {ink}">{dot.number}</text>'
    )
    return "".join(parts)


def _arrow(dot: Dot, clear: float, key: str) -> str:
    """From beside the dot to where the change leads: down lets go, up adds, right is earned."""
    trust, covered = dot.to if dot.to is not None else (dot.trust, dot.coverage)
    begin, end = _y(dot.coverage), _y(covered)
    if abs(end - begin) <= clear + 4 and trust == dot.trust:
        return ""
    step = clear if end > begin else -clear if end < begin else 0.0
    dx = f' transform="translate({num(clear)} 0)"' if step == 0.0 else ""
    return (
        f'<line x1="{_x(dot.trust)}" x2="{_x(trust)}" y1="{num(begin + step)}" y2="{num(end)}" class="s-ink" '
        f'stroke-width="2" marker-end="url(#{key})"{dx}/>'
    )
