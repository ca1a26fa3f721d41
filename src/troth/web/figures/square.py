"""A square of dark and light fields that a camera reads."""

from __future__ import annotations

from collections.abc import Sequence

from troth.web.figures.svg import figure


def square(fields: Sequence[Sequence[bool]], told: str) -> str:
    """This function will draw the fields, a stroke for each run of dark ones; it is dark on light in every theme."""
    runs = "".join(
        f"M{start} {row}h{length}v1h-{length}z"
        for row, line in enumerate(fields)
        for start, length in _runs(line)
    )
    size = len(fields)
    ground = f'<rect width="{size}" height="{size}" class="qr-light"/>'
    return figure(
        [ground, f'<path d="{runs}" class="qr-dark"/>'], width=size, height=size, kind="qr", told=told
    )


def _runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(line):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
