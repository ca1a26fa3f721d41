"""The few strokes all figures are made of."""

from __future__ import annotations

from html import escape


def num(value: float) -> str:
    """This function will return a coordinate with one decimal, without a trailing `.0`."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "") -> str:
    """This function will return one line of text; `words` may be anybody's, so they are escaped."""
    named = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{num(x)}" y="{num(y)}"{named}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str = "s-ink", more: str = "") -> str:
    """This function will return a straight stroke; `more` is further attributes, written by us only."""
    return f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" class="{kind}"{more and " " + more}/>'


def half(side: str, x: float, y: float, *, filled: bool = True) -> str:
    """This function will return the half-round mark of party `a` or `b`, dashed while it has not spoken."""
    shape = (
        f"M{num(x + 6)} {num(y - 11)}a11 11 0 0 0 0 22z"
        if side == "a"
        else f"M{num(x - 6)} {num(y - 11)}a11 11 0 0 1 0 22z"
    )
    if filled:
        return f'<path d="{shape}" class="f-{side}"/>'
    return f'<path d="{shape}" class="f-paper" stroke="var(--line-2)" stroke-width="1.75" stroke-dasharray="3 3"/>'


def figure(parts: list[str], *, width: float, height: float, kind: str, told: str) -> str:
    """This function will return the whole SVG; `told` says in a sentence what it shows."""
    return (
        f'<svg class="{kind}" viewBox="0 0 {num(width)} {num(height)}" width="100%" role="img" '
        f'aria-label="{escape(told)}">{"".join(parts)}</svg>'
    )
