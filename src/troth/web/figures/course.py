"""How far each side could rely on the other over time: two panels on one axis of time, numbered changes between them.

The strong line is the lower end, what can be counted on; the band reaches to the upper end, the thin line is the most
likely value. While there was little to go on only a dotted outline is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.safestring import SafeString, mark_safe

from troth.web.figures.months import NAMES
from troth.web.figures.reach import PLACES
from troth.web.figures.svg import figure, line, num, text

FLOOR = 0.05
DAY_MS = 86_400_000


@dataclass(frozen=True)
class At:
    """One direction at an instant (ms UTC): its band, and whether there is enough to go on."""

    at: int
    low: float
    likely: float
    high: float
    known: bool


@dataclass(frozen=True)
class Panel:
    """One direction over time: whose colour, what it is called, the word that it ends with, and its points."""

    side: str
    title: str
    word: str
    points: Sequence[At]


@dataclass(frozen=True)
class _Size:
    """Where the panels lie: the whole width, the axis from left to right, the tops, the height, the rail, the foot."""

    width: float
    left: float
    right: float
    tops: tuple[float, float]
    high: float
    rail: float
    foot: float
    whole: float
    labels: bool


WIDE = _Size(1020, 92, 892, (24, 250), 164, 219, 436, 444, True)
NARROW = _Size(350, 0, 350, (24, 230), 140, 189, 392, 400, False)


def course(panels: Sequence[Panel], marks: Sequence[int], *, told: str, key: str = "co") -> SafeString:
    """This function will draw both directions twice, for a wide page and a narrow one; `marks` are the instants of the
    numbered changes, oldest first."""
    times = [point.at for panel in panels for point in panel.points]
    if not times:
        return mark_safe("")
    span = (min(times), max(*times, min(times) + 28 * DAY_MS))
    return mark_safe(
        "".join(
            figure(
                [_hatch(f"{key}{kind}"), *_drawn(panels, marks, span, size, f"{key}{kind}")],
                width=size.width,
                height=size.whole,
                kind=f"chart only-{kind}",
                told=told,
            )
            for kind, size in (("wide", WIDE), ("narrow", NARROW))
        )
    )


def _hatch(key: str) -> str:
    return (
        f'<defs><pattern id="{key}" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="2" height="7" fill="var(--b)" fill-opacity=".38"/></pattern></defs>'
    )


def _drawn(
    panels: Sequence[Panel], marks: Sequence[int], span: tuple[int, int], size: _Size, key: str
) -> list[str]:
    parts: list[str] = []
    for panel, top in zip(panels, size.tops, strict=False):
        parts += _axis(top, size)
        parts += _direction(panel, top, span, size, key)
        parts.append(text(size.left + (4 if size.labels else 0), top - 9, panel.title, kind="k l"))
    parts += _rail(marks, span, size) + _months(span, size)
    return parts


def _axis(top: float, size: _Size) -> list[str]:
    parts = [
        line(size.left, y, size.right, y, kind="s-line") for y in (_y(at, top, size) for _, at in PLACES[1:])
    ]
    parts.append(line(size.left, top + size.high, size.right, top + size.high, kind="s-line"))
    if size.labels:
        ends = (*(at for _, at in PLACES[1:]), 1.0)
        for (word, begin), end in zip(PLACES, ends, strict=True):
            middle = (max(begin, FLOOR) + end) / 2
            parts.append(text(size.left - 12, _y(middle, top, size) + 4, word, anchor="end"))
    return parts


def _direction(panel: Panel, top: float, span: tuple[int, int], size: _Size, key: str) -> list[str]:
    points = list(panel.points)
    if not points and size.labels:
        return [text(size.left + 10, top + size.high / 2 + 4, "Nothing both sides have settled yet.")]
    first = next((n for n, point in enumerate(points) if point.known), len(points))
    parts: list[str] = []
    before, after = points[: first + 1], points[first:]
    if first:
        outline = _band(before, top, span, size)
        parts.append(
            f'<path d="{outline}" fill="none" stroke="var(--line-2)" stroke-width="1.25" stroke-dasharray="3 4"/>'
        )
        x = _x(before[0].at, span, size) + 10
        parts += [text(x, top + 26, "little"), text(x, top + 41, "to go on")] if size.labels else []
    if not after:
        return parts
    side = panel.side
    band = _band(after, top, span, size)
    fill = f'fill="url(#{key})"' if side == "b" else 'fill="var(--a)" fill-opacity=".15"'
    parts.append(f'<path d="{band}" {fill}/>')
    for value, width, more in (("likely", 1.25, ' stroke-opacity=".85"'), ("low", 3.25, "")):
        way = _way([(point.at, getattr(point, value)) for point in after], top, span, size)
        round_ = ' stroke-linecap="round" stroke-linejoin="round"'
        parts.append(f'<path d="{way}" fill="none" class="s-{side}" stroke-width="{width}"{more}{round_}/>')
    return parts + _end(panel, after[-1], top, span, size)


def _end(panel: Panel, last: At, top: float, span: tuple[int, int], size: _Size) -> list[str]:
    x, y = _x(last.at, span, size), _y(last.low, top, size)
    parts = [f'<circle cx="{num(x)}" cy="{num(y)}" r="5.5" class="f-{panel.side}"/>']
    if size.labels:
        likely = min(_y(last.likely, top, size) + 4, y - 17)
        parts += [
            text(x + 16, y - 1, panel.word, kind="k l"),
            text(x + 16, y + 15, "can count on"),
            text(x + 16, likely, "most likely"),
        ]
    return parts


def _band(points: Sequence[At], top: float, span: tuple[int, int], size: _Size) -> str:
    upper = [(point.at, point.high) for point in points]
    lower = [(point.at, point.low) for point in reversed(points)]
    return f"{_way([*upper, *lower], top, span, size)}Z"


def _way(points: Sequence[tuple[int, float]], top: float, span: tuple[int, int], size: _Size) -> str:
    return "M" + "L".join(f"{num(_x(at, span, size))} {num(_y(value, top, size))}" for at, value in points)


def _rail(marks: Sequence[int], span: tuple[int, int], size: _Size) -> list[str]:
    parts = [line(size.left, size.rail, size.right, size.rail, more='stroke-width="1"')]
    for n, at in enumerate(marks, start=1):
        x = min(max(_x(at, span, size), size.left + 10), size.right - 10)
        at_rail = f'cx="{num(x)}" cy="{num(size.rail)}" r="10"'
        ring = f'<circle {at_rail} class="f-paper" stroke="var(--ink)" stroke-width="1.5"/>'
        parts += [ring, text(x, size.rail + 4.2, str(n), kind="k xs", anchor="middle")]
    return parts


def _months(span: tuple[int, int], size: _Size) -> list[str]:
    """The first and the last month, and as many between as there is room for."""
    count = 5 if size.labels else 3
    parts = []
    for n in range(count):
        at = span[0] + (span[1] - span[0]) * n // (count - 1)
        day = datetime.fromtimestamp(at / 1000, UTC)
        year = f" {day.year}" if n in (0, count - 1) else ""
        anchor = {0: "start", count - 1: "end"}.get(n, "middle")
        parts.append(text(_x(at, span, size), size.foot, f"{NAMES[day.month - 1]}{year}", anchor=anchor))
    return parts


def _x(at: int, span: tuple[int, int], size: _Size) -> float:
    return size.left + (size.right - size.left) * (at - span[0]) / (span[1] - span[0])


def _y(value: float, top: float, size: _Size) -> float:
    return top + size.high * (1.0 - max(value, FLOOR)) / (1.0 - FLOOR)
