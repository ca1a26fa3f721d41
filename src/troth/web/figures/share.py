"""A signed share as a bar from the middle: full to the right for what adds, hollow to the left for what takes away."""

from __future__ import annotations

from troth.web.figures.svg import line, num

HALF, HEIGHT = 64, 16
LONGEST = 60


def share(value: float, most: float) -> str:
    """This function will draw a share; the longest bar of the list stands for `most`."""
    length = min(abs(value) / most, 1.0) * LONGEST if most else 0.0
    left = HALF if value >= 0 else HALF - length
    look = "f-ink" if value >= 0 else "f-paper"
    bar = (
        f'<rect x="{num(left)}" y="3" width="{num(length)}" height="10" class="{look}" stroke="var(--ink)" '
        'stroke-width="1.25"/>'
        if value
        else ""
    )
    middle = line(HALF, 0, HALF, HEIGHT, kind="s-line2")
    size = f'width="{2 * HALF}" height="{HEIGHT}" viewBox="0 0 {2 * HALF} {HEIGHT}"'
    return f'<svg {size} aria-hidden="true">{middle}{bar}</svg>'
