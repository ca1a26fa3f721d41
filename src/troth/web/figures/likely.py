"""When a promise is likely done, as a curve over the days, with the dates to aim for and to promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from troth.core.promises.forecast import Strip
from troth.web.days import MONTHS
from troth.web.figures.svg import figure, line, num, text

BASE, HIGH, TOP = 112.0, 78.0, 34.0
POINTS = 72
LEFT = 8.0
BESIDE = 64.0
"""Labels of two dates that are nearer stand to the left and to the right."""


@dataclass(frozen=True)
class Mark:
    """One date on the curve, how often it is kept of ten, and a word over it."""

    day: date
    tenths: int
    over: str = ""


def likely(strip: Strip, marks: Sequence[Mark], told: str) -> str:
    """This function will return the curve, for a wide and for a narrow page; `told` says what it shows."""
    return _drawn(strip, marks, told, 640, "only-wide") + _drawn(strip, marks, told, 326, "only-narrow")


def short(day: date) -> str:
    """This function will return a day as it stands under a mark."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _drawn(strip: Strip, marks: Sequence[Mark], told: str, width: float, kind: str) -> str:
    last = max([strip.intended, *(mark.day for mark in marks)])
    span = max((last - strip.made).days * 1.25, 2.0)

    def x(days: float) -> float:
        return LEFT + days / span * (width - 2 * LEFT)

    nine = next((mark.day for mark in reversed(marks) if mark.tenths == 9), last)
    edge = (nine - strip.made).days
    heights = _heights(strip, span)
    curve = [(x(days), BASE - HIGH * height) for days, height in heights]
    parts = [
        _area([each for each in curve if each[0] <= x(edge) + 0.1], "f-mark"),
        _area([each for each in curve if each[0] >= x(edge) - 0.1], "f-sunk"),
        f'<path d="M{_path(curve)}" class="s-ink" stroke-width="1.5"/>',
        line(0, BASE, width, BASE, kind="s-line2"),
        *_marks(marks, strip.made, x, width),
        f'<circle cx="{num(x(0))}" cy="{num(BASE)}" r="4" class="f-ink"/>',
    ]
    if all(x((mark.day - strip.made).days) > 70 for mark in marks):
        parts.append(text(2, BASE + 24, "today"))
    return figure(parts, width=width, height=176, kind=kind, told=told)


def _heights(strip: Strip, span: float) -> list[tuple[float, float]]:
    """How likely it is done about each point, the highest being 1; told smoothly, as days are not that exact."""
    step = span / POINTS
    wide = max(span / 14, 0.75)
    upto = [
        _done_by(strip, days * step + wide) - _done_by(strip, days * step - wide)
        for days in range(POINTS + 1)
    ]
    smooth = _levelled(_levelled(upto))
    most = max([*smooth, 1e-9])
    return [(n * step, height / most) for n, height in enumerate(smooth)]


def _levelled(heights: Sequence[float]) -> list[float]:
    """Each height as the mean of those around it."""
    around = [heights[max(n - 3, 0) : n + 4] for n in range(len(heights))]
    return [sum(some) / len(some) for some in around]


def _done_by(strip: Strip, days: float) -> float:
    lead_days = max((strip.intended - strip.made).days, 1)
    return strip.forecast.kept_within(days, lead_days) if days > 0 else 0.0


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{num(px)} {num(py)}" for px, py in points)


def _area(points: Sequence[tuple[float, float]], kind: str) -> str:
    if len(points) < 2:
        return ""
    first, last = num(points[0][0]), num(points[-1][0])
    return f'<path d="M{first} {num(BASE)}L{_path(points)}L{last} {num(BASE)}Z" class="{kind}"/>'


def _marks(marks: Sequence[Mark], made: date, x: Callable[[float], float], width: float) -> list[str]:
    places = [x((mark.day - made).days) for mark in marks]
    parts = []
    for n, (mark, at) in enumerate(zip(marks, places, strict=True)):
        last = n == len(marks) - 1
        parts.append(
            line(at, 22 if mark.over else 48, at, BASE + 6, more=f'stroke-width="{3 if last else 1.5}"')
        )
        if n == 1 and len(marks) == 3 and (width < 400 or places[2] - at < BESIDE / 2):
            continue  # there is room for the date to aim for and the one to promise
        anchor, shift = _anchored(places, n, width)
        parts.append(text(at + shift, BASE + 24, short(mark.day), kind="k l", anchor=anchor))
        parts.append(text(at + shift, BASE + 42, f"{mark.tenths} in 10", anchor=anchor))
        if mark.over:
            over = "end" if (n == 0 and len(marks) > 1) or at > width - 90 else "start"
            parts.append(
                text(
                    at + (-6 if over == "end" else 6), 18 if n == 0 else 30, mark.over, kind="m", anchor=over
                )
            )
    return parts


def _anchored(places: Sequence[float], n: int, width: float) -> tuple[str, float]:
    """Where a label stands under its mark, so that it does not run into the next one or out of the picture."""
    near_after = n + 1 < len(places) and places[n + 1] - places[n] < BESIDE
    near_before = n > 0 and places[n] - places[n - 1] < BESIDE
    if near_after and not near_before:
        return "end", 4
    if near_before:
        return "start", -4
    if places[n] > width - 30:
        return "end", 4
    return "middle", 0
