"""The diagram of a promise's states, drawn from the table: boxes by hand, arrows and their words from the code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from math import hypot

from troth.core.promises import Name, Status
from troth.core.values import Side

WIDTH, HEIGHT, HALF_W, HALF_H = 1120, 470, 80, 22
PLACES = {
    Status.NOTHING_YET: (90, 90),
    Status.PROPOSED: (350, 90),
    Status.NOTHING: (350, 400),
    Status.AGREED: (630, 90),
    Status.DELIVERED: (1010, 90),
    Status.KEPT: (1010, 400),
    Status.BROKEN: (560, 400),
    Status.RELEASED: (790, 400),
}
Table = Mapping[tuple[Status, Side, Name], tuple[Status, ...]]


def drawn(table: Table) -> str:
    """The whole figure as SVG, without style or script, readable on light and dark ground."""
    arrows: dict[tuple[Status, Status], list[str]] = defaultdict(list)
    for (start, _, name), ends in table.items():
        for end in ends:
            word = name.value.replace("_", " ")
            if end is not start and word not in arrows[start, end]:
                arrows[start, end].append(word)
    parts = [arrow(start, end, words) for (start, end), words in arrows.items()]
    parts += [box(status) for status in PLACES]
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0L8 4L0 8z" fill="#6b7280"/></marker></defs>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="14">'
    )
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#fbfaf7"/>'
    return "\n".join([head, tip, ground, *parts, "</svg>"]) + "\n"


def box(status: Status) -> str:
    """One state; a closed one has a double edge."""
    x, y = PLACES[status]
    edge = 1.5 if status.is_open else 3.5
    return (
        f'<rect x="{x - HALF_W}" y="{y - HALF_H}" width="{2 * HALF_W}" height="{2 * HALF_H}" rx="8" '
        f'fill="#fff" stroke="#1f2937" stroke-width="{edge}"/>'
        f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="#1f2937">{escape(status.value)}</text>'
    )


def arrow(start: Status, end: Status, words: list[str]) -> str:
    """One arrow from edge to edge, moved aside so that the way back has room, with its words beside it."""
    (x1, y1), (x2, y2) = PLACES[start], PLACES[end]
    if y1 == y2 and any(y == y1 and min(x1, x2) < x < max(x1, x2) for x, y in PLACES.values()):
        return arc(x1, x2, y1 - HALF_H, words)
    length = hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    aside = 9
    x1, y1, x2, y2 = x1 - dy * aside, y1 + dx * aside, x2 - dy * aside, y2 + dx * aside
    cut = min(HALF_W / abs(dx) if dx else 1e9, HALF_H / abs(dy) if dy else 1e9) + 2
    x1, y1, x2, y2 = x1 + dx * cut, y1 + dy * cut, x2 - dx * cut, y2 - dy * cut
    place = 0.36 if start in (Status.AGREED, Status.DELIVERED) else 0.5
    mx, my = x1 + (x2 - x1) * place - dy * 10, y1 + (y2 - y1) * place + dx * 10
    anchor = "middle" if abs(dx) > abs(dy) else ("end" if dy > 0 else "start")
    if anchor == "middle":
        my += 10 if dx > 0 else -2
    lines = "".join(
        f'<tspan x="{mx:.0f}" dy="{0 if number == 0 else 15}">{escape(word)}</tspan>'
        for number, word in enumerate(words)
    )
    return (
        f'<path d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" stroke="#6b7280" fill="none" marker-end="url(#tip)"/>'
        f'<text x="{mx:.0f}" y="{my:.0f}" text-anchor="{anchor}" fill="#374151" font-size="12">{lines}</text>'
    )


def arc(x1: float, x2: float, y: float, words: list[str]) -> str:
    """An arrow that goes over the states between its two ends."""
    middle = (x1 + x2) / 2
    return (
        f'<path d="M{x1:.0f} {y:.0f}Q{middle:.0f} {y - 72:.0f} {x2:.0f} {y - 2:.0f}" stroke="#6b7280" fill="none" '
        'marker-end="url(#tip)"/>'
        f'<text x="{middle:.0f}" y="{y - 43:.0f}" text-anchor="middle" fill="#374151" font-size="12">'
        f"{escape(', '.join(words))}</text>"
    )
