"""The life line: a promise as a conversation, one lane for each side, crossing at each answer.

On a narrow page the same conversation runs downwards. What lies ahead is dashed. A long conversation shows its
beginning and its latest steps; the history beneath the figure has all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from troth.web.figures.svg import figure, half, line, num, text

MOST = 9
LANES = {"a": 62.0, "b": 128.0, "": 95.0}
COLUMNS = {"a": 128.0, "b": 198.0, "": 163.0}


@dataclass(frozen=True)
class Step:
    """One act: whose (`a` or `b`), its word, its day, and what it was about ("for 13 Nov")."""

    side: str
    act: str
    day: str = ""
    note: str = ""
    ahead: bool = False
    counts: bool = True

    @property
    def under(self) -> str:
        return ", ".join(part for part in (self.day, self.note) if part)


@dataclass(frozen=True)
class LifeLine:
    """The steps of one promise, oldest first; `today` is the day to mark, or empty once all is said."""

    a: str
    b: str
    steps: tuple[Step, ...]
    today: str = ""


@dataclass(frozen=True)
class _Point:
    x: float
    y: float
    step: Step | None
    words: str = ""


def life_line(life: LifeLine) -> str:
    """This function will return the figure twice, for a wide and for a narrow page; only one of them is shown."""
    row = _row(life)
    return _wide(life, row) + _narrow(life, row)


def told(life: LifeLine) -> str:
    """This function will return the conversation in sentences, for those who do not see the figure."""
    said = [
        f"{_name(life, step)}: {step.act.lower()}, {step.under}".rstrip(", ")
        for step in life.steps
        if not step.ahead
    ]
    ahead = [f"{_name(life, step)}: {step.act.lower()}" for step in life.steps if step.ahead]
    return (
        ". ".join(
            [
                *said,
                *([f"Today is {life.today}"] if life.today else []),
                *([f"Next, {'; '.join(ahead)}"] if ahead else []),
            ]
        )
        + "."
    )


def _name(life: LifeLine, step: Step) -> str:
    return life.a if step.side == "a" else life.b


def _row(life: LifeLine) -> list[tuple[Step | None, str]]:
    past = [step for step in life.steps if not step.ahead]
    ahead = [step for step in life.steps if step.ahead][:2]
    room = MOST - len(ahead) - bool(life.today)
    row: list[tuple[Step | None, str]] = [(step, "") for step in past]
    if len(past) > room:
        hidden = len(past) - room + 1
        row = [row[0], (None, f"{hidden} between"), *row[hidden + 1 :]]
    if life.today:
        row.append((None, "today"))
    return row + [(step, "") for step in ahead]


def _wide(life: LifeLine, row: Sequence[tuple[Step | None, str]]) -> str:
    start = max(84.0, 16 + 8.2 * max(len(life.a), len(life.b)))
    gap = min(118.0, (940 - start) / max(1, len(row) - 1))
    points = [
        _Point(start + n * gap, LANES[step.side if step else ""], step, words)
        for n, (step, words) in enumerate(row)
    ]
    parts = [text(0, 66, life.a, kind="k l fa"), text(0, 132, life.b, kind="k l fb")]
    parts += [_bend(p, q, down=False) for p, q in pairwise(points)]
    for point in points:
        if point.step is None:
            parts.append(_between_wide(life, point))
            continue
        top = point.y - 34 if point.step.side == "a" else point.y + 30
        parts.append(
            half(point.step.side, point.x, point.y, filled=not point.step.ahead and point.step.counts)
        )
        parts.append(
            text(point.x, top, point.step.act, kind="m" if point.step.ahead else "k", anchor="middle")
        )
        parts.append(text(point.x, top + 17, point.step.under, anchor="middle"))
    return figure(parts, width=1000, height=190, kind="life only-wide", told=told(life))


def _between_wide(life: LifeLine, point: _Point) -> str:
    if point.words != "today":
        return _dots(point) + text(point.x, point.y - 14, point.words, anchor="middle")
    mark = line(point.x, 20, point.x, 170, more='stroke-width="2"')
    return mark + text(point.x, 12, f"Today, {life.today}", kind="k", anchor="middle")


def _narrow(life: LifeLine, row: Sequence[tuple[Step | None, str]]) -> str:
    points = [
        _Point(COLUMNS[step.side if step else ""], 34 + n * 58, step, words)
        for n, (step, words) in enumerate(row)
    ]
    parts = [text(118, 10, life.a, kind="k fa", anchor="end"), text(208, 10, life.b, kind="k fb")]
    parts += [_bend(p, q, down=True) for p, q in pairwise(points)]
    for point in points:
        if point.step is None:
            parts.append(_between_narrow(life, point))
            continue
        left = point.step.side == "a"
        x, anchor = (point.x - 18, "end") if left else (point.x + 18, "start")
        parts.append(
            half(point.step.side, point.x, point.y, filled=not point.step.ahead and point.step.counts)
        )
        parts.append(
            text(x, point.y - 2, point.step.act, kind="m l" if point.step.ahead else "k l", anchor=anchor)
        )
        parts.append(text(x, point.y + 14, point.step.under, anchor=anchor))
    height = (points[-1].y if points else 34) + 26
    return figure(parts, width=326, height=height, kind="life only-narrow", told=told(life))


def _between_narrow(life: LifeLine, point: _Point) -> str:
    if point.words != "today":
        return _dots(point) + text(point.x + 14, point.y + 4, point.words)
    mark = line(20, point.y, 306, point.y, more='stroke-width="2"')
    ground = f'<rect x="108" y="{num(point.y - 12)}" width="110" height="24" class="f-paper"/>'
    return mark + ground + text(163, point.y + 4, f"Today, {life.today}", kind="k", anchor="middle")


def _dots(point: _Point) -> str:
    ground = f'<circle cx="{num(point.x)}" cy="{num(point.y)}" r="9" class="f-paper"/>'
    return ground + "".join(
        f'<circle cx="{num(point.x + shift)}" cy="{num(point.y)}" r="2" class="f-ink"/>'
        for shift in (-6, 0, 6)
    )


def _bend(p: _Point, q: _Point, *, down: bool) -> str:
    ahead = q.step is not None and q.step.ahead
    look = (
        'class="s-line2" stroke-width="1.5" stroke-dasharray="3 5"'
        if ahead
        else 'class="s-ink" stroke-width="2"'
    )
    if down:
        middle = (p.y + q.y) / 2
        bend = f"C{num(p.x)} {num(middle)} {num(q.x)} {num(middle)}"
    else:
        middle = (p.x + q.x) / 2
        bend = f"C{num(middle)} {num(p.y)} {num(middle)} {num(q.y)}"
    return f'<path d="M{num(p.x)} {num(p.y)}{bend} {num(q.x)} {num(q.y)}" {look}/>'
