"""The two reaches: how far each side can rely on the other, a band growing from its own edge.

The full colour and the one strong mark end at the lower end, what can be counted on. While there is little to
go on the track stays open: no mark, no number.
"""

from __future__ import annotations

from dataclasses import dataclass

GAP, Y, HIGH = 1.2, 8, 14
WIDE = 50 - GAP


@dataclass(frozen=True)
class Reach:
    """One direction, from 0 to 1: what can be counted on, the most likely value, how far it may reach."""

    low: float
    likely: float
    high: float


def reaches(a: Reach | None, b: Reach | None, *, key: str) -> str:
    """This function will return the small figure; `key` sets its patterns apart from others on the page."""
    ends = f'y1="{Y - 7}" y2="{Y + HIGH + 7}"'
    middle = f'<line x1="50%" x2="50%" {ends} class="s-ink" stroke-width="1" stroke-dasharray="2 3"/>'
    return (
        f'<svg class="fbar" height="30" aria-hidden="true">{_patterns(key)}'
        f"{_track(a, 'a', key)}{_track(b, 'b', key)}{middle}</svg>"
    )


def _patterns(key: str) -> str:
    stops = "".join(
        f'<linearGradient id="{key}g{side}"{turn}><stop offset="0" stop-color="var(--{side})" stop-opacity=".5"/>'
        f'<stop offset="1" stop-color="var(--{side})" stop-opacity=".1"/></linearGradient>'
        for side, turn in (("a", ""), ("b", ' x1="1" x2="0"'))
    )
    hatch = (
        f'<pattern id="{key}h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="2.6" height="7" fill="var(--surface)" fill-opacity=".36"/></pattern>'
    )
    return f"<defs>{stops}{hatch}</defs>"


def _track(reach: Reach | None, side: str, key: str) -> str:
    left = 0 if side == "a" else 50 + GAP
    if reach is None:
        return _bar(
            left + 0.1,
            WIDE - 0.2,
            'class="f-paper s-line2" stroke="var(--line-2)" stroke-width="1.5" stroke-dasharray="4 4"',
        )
    low, likely, high = (value * WIDE for value in (reach.low, reach.likely, reach.high))
    track = _bar(left, WIDE, 'class="f-sunk"')
    if side == "a":
        bands = _bar(low, high - low, f'fill="url(#{key}ga)"') + _bar(0, low, 'class="f-a"')
        return track + bands + _mark(likely, 3, 1.5) + _mark(low, -4, 3.5)
    bands = _bar(100 - high, high - low, f'fill="url(#{key}gb)"') + _bar(100 - low, low, 'class="f-b"')
    hatched = _bar(100 - high, high, f'fill="url(#{key}h)"')
    return track + bands + hatched + _mark(100 - likely, 3, 1.5) + _mark(100 - low, -4, 3.5)


def _bar(x: float, width: float, look: str) -> str:
    return f'<rect x="{x:.2f}%" y="{Y}" width="{width:.2f}%" height="{HIGH}" rx="3" {look}/>'


def _mark(x: float, inset: float, width: float) -> str:
    return (
        f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="{Y + inset}" y2="{Y + HIGH - inset}" class="s-ink" '
        f'stroke-width="{width}"/>'
    )
