"""The burden of all controls over time: a column for each moment, what one side carries on top of the other's."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from troth.web.figures.svg import num

HEIGHT, TOP, FOOT = 150, 18, 26


def burden(columns: Sequence[tuple[str, float, float]], *, told: str) -> str:
    """This function will draw columns of (word beneath, hours of a, hours of b); `told` says it in words."""
    most = max((a + b for _, a, b in columns), default=0.0)
    room = 100 / max(1, len(columns))
    parts = [f'<line x1="0" x2="100%" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}" class="s-line2"/>']
    for number, (word, a, b) in enumerate(columns):
        middle, y = room * (number + 0.5), float(HEIGHT - FOOT)
        for side, hours in (("a", a), ("b", b)):
            tall = (HEIGHT - TOP - FOOT) * hours / most if most > 0 else 0.0
            y -= tall
            if tall > 0:
                parts.append(
                    f'<rect x="{num(middle - room * 0.3)}%" y="{num(y)}" width="{num(room * 0.6)}%" '
                    f'height="{num(tall)}" class="f-{side}"/>'
                )
        said = f"{a + b:,.0f}"
        parts.append(
            f'<text x="{num(middle)}%" y="{num(y - 5)}" text-anchor="middle" class="k">{said}</text>'
            f'<text x="{num(middle)}%" y="{HEIGHT - 8}" text-anchor="middle" class="k">{escape(word)}</text>'
        )
    return (
        f'<svg class="burden" width="100%" height="{HEIGHT}" overflow="visible" role="img" '
        f'aria-label="{escape(told)}">{"".join(parts)}</svg>'
    )
