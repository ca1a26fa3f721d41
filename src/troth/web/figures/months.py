"""On time by month: an outline for everything promised, filled as far as it came by the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.web.figures.svg import figure, line, num, text

NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BASE, HIGH = 132.0, 108.0


@dataclass(frozen=True)
class Month:
    """How many dates of one month were kept by the day, and how many came after it."""

    year: int
    month: int
    kept: int
    after: int

    @property
    def all(self) -> int:
        return self.kept + self.after

    @property
    def label(self) -> str:
        return f"{NAMES[self.month - 1]} {self.year}"


def months(rows: Sequence[Month], *, side: str) -> str:
    """This function will return the bars, twice: every month for a wide page, the last twelve for a narrow one."""
    wide = _bars(rows, side, 1000, "months only-wide")
    return wide + _bars(rows[-12:], side, 326, "months only-narrow")


def told(rows: Sequence[Month]) -> str:
    """This function will return what the bars show, in a sentence."""
    if not rows:
        return "No dates yet."
    kept, total = sum(row.kept for row in rows), sum(row.all for row in rows)
    return f"By month, {rows[0].label} to {rows[-1].label}: {kept} of {total} came by the day promised."


def _bars(rows: Sequence[Month], side: str, width: float, kind: str) -> str:
    step = width / max(1, len(rows))
    unit = min(11.0, HIGH / max([1, *(row.all for row in rows)]))
    parts: list[str] = []
    for n, row in enumerate(rows):
        x, w = n * step + step * 0.16, step * 0.68
        parts.append(_bar(x, w, row.all * unit, 'class="f-paper" stroke="var(--line-2)" stroke-width="1.25"'))
        parts.append(_bar(x, w, row.kept * unit, f'class="f-{side}"'))
        if row.after and step >= 22:
            parts.append(
                text(x + w / 2, BASE - row.all * unit - 5, str(row.after), kind="m", anchor="middle")
            )
    parts.append(line(0, BASE, width, BASE, kind="s-line2"))
    parts += _ticks(rows, step, width)
    if step >= 22:
        parts.append(text(0, 170, "Number above a bar: came after the day"))
    return figure(parts, width=width, height=172, kind=kind, told=told(rows))


def _bar(x: float, width: float, height: float, look: str) -> str:
    if height <= 0:
        return ""
    return f'<rect x="{num(x)}" y="{num(BASE - height)}" width="{num(width)}" height="{num(height)}" rx="2" {look}/>'


def _ticks(rows: Sequence[Month], step: float, width: float) -> list[str]:
    """A label at the first month, then at each January (and July while there is room), never within another."""
    parts, free = [], 0.0
    for n, row in enumerate(rows):
        wanted = n == 0 or row.month == 1 or (row.month == 7 and len(rows) <= 30)
        x = n * step + step * 0.16
        words = row.label if n == 0 or row.month == 1 else NAMES[row.month - 1]
        if wanted and x >= free and x + len(words) * 6.6 <= width:
            parts.append(text(x, BASE + 20, words))
            free = x + len(words) * 6.6 + 10
    return parts
