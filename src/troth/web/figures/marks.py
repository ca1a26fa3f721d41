"""Small marks: the sign of Troth, the two halves that tell a state by shape, and a level out of three."""

from __future__ import annotations

BRAND = (
    '<svg viewBox="0 0 28 28" aria-hidden="true">'
    '<path d="M12 3.2A11 11 0 0 0 12 24.8" fill="none" stroke="currentColor" stroke-width="4.2"/>'
    '<path d="M16 3.2A11 11 0 0 1 16 24.8" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M16 7.6A6.6 6.6 0 0 1 16 20.4" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
)
DONE = (
    '<circle cx="12" cy="12" r="9.5" class="f-ink"/><path d="M7.5 12.4l3 3 6-6.4" stroke="var(--surface)" '
    'stroke-width="2.2" fill="none" stroke-linecap="round" stroke-linejoin="round"/>'
)
LEFT, RIGHT = "M11.2 2.5a9.5 9.5 0 0 0 0 19z", "M12.8 2.5a9.5 9.5 0 0 1 0 19z"


def glyph(state: str, *, small: bool = False) -> str:
    """This function will return two halves, filled where that side has spoken; a check once done and accepted.

    `state` is `ee`, `fe`, `ef` or `ff` (party a, party b: empty or filled), or `done`.
    """
    kind = "glyph s" if small else "glyph"
    drawn = DONE if state == "done" else _half(LEFT, state[:1], "a") + _half(RIGHT, state[1:2], "b")
    return f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>'


def _half(shape: str, state: str, side: str) -> str:
    look = f'class="f-{side}"' if state == "f" else 'class="s-line2" stroke-width="1.5"'
    return f'<path d="{shape}" {look}/>'


def level(filled: int) -> str:
    """This function will return three boxes, the first `filled` of them full."""
    boxes = "".join(
        f'<rect x="{n * 16}" y="1" width="13" height="10" rx="2" class="{"f-ink" if n < filled else "f-paper"}" '
        'stroke="var(--line-2)"/>'
        for n in range(3)
    )
    return f'<svg class="meter" width="46" height="12" aria-hidden="true">{boxes}</svg>'
