"""What is at stake in an area as a span: trust from the left on the upper deck, the controls from the right below.

Lengths are on a scale on which what two controls catch adds up (the logarithm of what is missed), so that trust and
controls meet exactly where what is left is what its owner accepts.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import log

from troth.web.figures.svg import num

WIDEST, NARROWEST = 92.0, 14.0
ALL_BUT = 1e-4


@dataclass(frozen=True)
class Span:
    """How far it is to what is needed, and how much of that trust and the controls carry; in one unit, 0 or more."""

    needed: float
    trust: float
    controls: float


def spanned(need: float, trust: float, coverage: float) -> Span:
    """This function will return shares (0 to 1) on the scale on which they add up."""
    return Span(*(-log(max(ALL_BUT, 1.0 - share)) for share in (need, trust, coverage)))


def span(each: Span, widest: float, *, side: str, key: str, said: str = "", told: str = "") -> str:
    """This function will draw a span; `widest` is the widest of the list, `said` the word beneath ("open", "covered
    twice" or nothing), `told` what the figure says in a sentence, or nothing where one stands beside it.
    """
    width = max(NARROWEST, WIDEST * each.needed / widest) if widest > 0 else NARROWEST
    per = width / each.needed if each.needed > 0 else 0.0
    trust = min(width, each.trust * per) if each.needed > 0 else width
    checks = min(width, each.controls * per) if each.needed > 0 else (width if each.controls > 0 else 0.0)
    begin = width - checks
    parts = [
        f'<defs><pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="2.4" height="6" class="f-{side}"/></pattern></defs>',
        f'<rect x="0" y="5" width="{num(width)}%" height="32" class="f-sunk"/>',
        f'<rect x="0" y="5" width="{num(trust)}%" height="16" class="f-{side}"/>',
        f'<rect x="{num(begin)}%" y="21.5" width="{num(checks)}%" height="15" class="f-paper"/>',
        f'<rect x="{num(begin)}%" y="21.5" width="{num(checks)}%" height="15" fill="url(#{key})" '
        f'class="o-{side}" stroke-width="1.25"/>',
        '<path d="M0.75 0V42" class="s-ink" stroke-width="1.5"/>',
        f'<line x1="{num(width)}%" x2="{num(width)}%" y1="0" y2="42" class="s-ink" stroke-width="1.5"/>',
    ]
    left, right = sorted((trust, begin))
    if said:
        dashes = ' stroke-dasharray="3 5"' if trust < begin else ""
        place = f'x="{num((left + right) / 2)}%" y="66" text-anchor="{_anchor(left, right)}"'
        parts.append(
            f'<line x1="{num(left)}%" x2="{num(right)}%" y1="49" y2="49" class="s-ink" stroke-width="2.5"{dashes}/>'
            f'<text {place} class="k">{escape(said)}</text>'
        )
    says = f'role="img" aria-label="{escape(told)}"' if told else 'aria-hidden="true"'
    return (
        f'<svg class="span" width="100%" height="{70 if said else 44}" overflow="visible" {says}>'
        f"{''.join(parts)}</svg>"
    )


def _anchor(left: float, right: float) -> str:
    """A word beneath the very edge begins there."""
    return "start" if (left + right) / 2 < 8 else "middle"
