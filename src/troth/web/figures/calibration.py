"""Dates kept beside what had been said of them: a dot for each chance, and how far chance alone goes."""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.promises.calibration import Held
from troth.web.figures.svg import figure, line, num, text

ROW, FIRST = 50.0, 38.0


def held(rows: Sequence[tuple[str, Held]]) -> str:
    """This function will return the picture, for a wide and a narrow page."""
    return _drawn(rows, 640, 118, 130, "only-wide") + _drawn(rows, 326, 14, 14, "only-narrow")


def told(rows: Sequence[tuple[str, Held]]) -> str:
    """This function will return what the picture shows, in a sentence."""
    return "; ".join(f"{name}: {each.kept} of {each.count} kept" for name, each in rows) + "."


def _drawn(rows: Sequence[tuple[str, Held]], width: float, left: float, right: float, kind: str) -> str:
    narrow = width < 400
    step = ROW + 16 if narrow else ROW
    base = FIRST + step * (len(rows) - 1) + 30

    def x(share: float) -> float:
        return left + share * (width - left - right)

    parts = [line(x(n / 10), 8, x(n / 10), base, kind="s-line") for n in range(11)]
    for n, (name, each) in enumerate(rows):
        y = FIRST + step * n
        if narrow:
            parts += [
                text(left, y - 18, name, kind="k"),
                text(width - right, y - 18, _kept(each), anchor="end"),
            ]
        else:
            parts += [
                text(left - 14, y + 5, name, kind="k", anchor="end"),
                text(width - right + 14, y + 5, _kept(each)),
            ]
        if each.count:
            low, high = x(each.low / each.count), x(each.high / each.count)
            bar = f'x="{num(low)}" y="{num(y - 9)}" width="{num(max(high - low, 2))}" height="18" rx="3"'
            parts.append(f'<rect {bar} class="f-chance"/>')
            parts.append(f'<circle cx="{num(x(each.share))}" cy="{num(y)}" r="7" class="f-you"/>')
        at = x(each.said)
        parts.append(line(at, y - 16, at, y + 16, more='stroke-width="3" stroke-dasharray="3 3"'))
    parts += [
        text(x(n / 10), base + 20, str(n), anchor="middle") for n in range(11) if not narrow or n % 5 == 0
    ]
    parts.append(text(x(0.5), base + 40, "kept, of ten", anchor="middle"))
    return figure(parts, width=width, height=base + 46, kind=kind, told=told(rows))


def _kept(each: Held) -> str:
    return f"{each.kept} of {each.count} kept"
