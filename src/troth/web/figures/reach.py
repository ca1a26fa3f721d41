"""The two reaches: how far each side can rely on the other, a band growing from its own edge.

The full colour and the one strong mark end at the lower end, what can be counted on, for the word goes by it; the most
likely value is a thin line, what was stated a circle. While there is little to go on the track stays open: no mark, no
number. The second side's band is hatched, so that a print in black still tells the two apart.
"""

from __future__ import annotations

from dataclasses import dataclass

LITTLE, NOT_YET = "little to go on", "not yet"
GAP = 1.2
WIDE = 50 - GAP
# The words that are places of the lower end, with where each begins (docs/measures/trust.md).
PLACES = (("Tentative", 0.0), ("Fair", 0.40), ("Steady", 0.54), ("Firm", 0.64))
NEAR = 0.16
LEGEND = "".join(
    f"<span>{drawing}{words}</span>"
    for drawing, words in (
        (
            '<svg width="34" height="16" aria-hidden="true"><rect y="2" width="20" height="12" class="f-ink"/>'
            '<rect x="20" y="2" width="14" height="12" class="f-ink" opacity=".28"/>'
            '<path d="M20 0v16" class="s-ink" stroke-width="4"/></svg>',
            "can count on",
        ),
        (
            '<svg width="26" height="12" aria-hidden="true">'
            '<rect width="26" height="12" class="f-ink" opacity=".28"/></svg>',
            "may reach as far as this",
        ),
        (
            '<svg width="6" height="16" aria-hidden="true"><path d="M3 2v12" class="s-ink" stroke-width="1.5"/></svg>',
            "most likely",
        ),
        (
            '<svg width="16" height="16" aria-hidden="true">'
            '<circle cx="8" cy="8" r="6" class="s-ink" stroke-width="2.25"/></svg>',
            "stated",
        ),
    )
)


@dataclass(frozen=True)
class Reach:
    """One direction, from 0 to 1: what can be counted on, the most likely value, how far it may reach, what its people
    stated (none where nobody was asked), the word for it, and how it is said where that is more than the word."""

    low: float
    likely: float
    high: float
    stated: float | None = None
    word: str = ""
    says: str = ""

    @property
    def said(self) -> str:
        """Return the word as a page says it."""
        return LITTLE if not self.drawn else self.says or self.word

    @property
    def drawn(self) -> bool:
        """Say whether there is enough to draw a band."""
        return self.word != LITTLE


@dataclass(frozen=True)
class _Size:
    """Of one size of the figure: its height, the track's top and thickness, and how far its marks stand out."""

    whole: int
    top: int
    thick: int
    out: int
    under: int
    inset: int
    strong: float
    dot: float
    ring: float


SMALL = _Size(whole=30, top=8, thick=14, out=4, under=4, inset=3, strong=3.5, dot=4.5, ring=2)
LARGE = _Size(whole=104, top=24, thick=36, out=7, under=9, inset=7, strong=5, dot=7, ring=2.25)


def reaches(a: Reach | None, b: Reach | None, *, key: str) -> str:
    """This function will return the small figure; `key` sets its patterns apart from others on the page."""
    return _figure(a, b, key, SMALL)


def facing(a: Reach | None, b: Reach | None, *, key: str) -> str:
    """This function will return the large figure, with the words of the axis in their true width."""
    return _figure(a, b, key, LARGE)


def told(reach: Reach | None, one: str, other: str) -> str:
    """This function will say one direction as a sentence, for whoever does not see the figure."""
    if reach is None or not reach.drawn:
        return f"{one} relies on {other}: {LITTLE}."
    word = f"{reach.said}, " if reach.said else ""
    stated = "" if reach.stated is None else f"; stated {reach.stated:.2f}"
    reaching = f"can be counted on to {reach.low:.2f} and may reach {reach.high:.2f}{stated}."
    return f"{one} relies on {other}: {word}{reaching}"


def _figure(a: Reach | None, b: Reach | None, key: str, size: _Size) -> str:
    ends = f'y1="{size.top - 7}" y2="{size.top + size.thick + 7}"'
    middle = f'<line x1="50%" x2="50%" {ends} class="s-ink" stroke-width="1" stroke-dasharray="2 3"/>'
    tracks = "".join(_side(reach, side, key, size) for side, reach in (("a", a), ("b", b)))
    return (
        f'<svg class="fbar" height="{size.whole}" aria-hidden="true">{_patterns(key)}{tracks}{middle}</svg>'
    )


def _patterns(key: str) -> str:
    stops = "".join(
        f'<linearGradient id="{key}g{side}"{turn}><stop offset="0" stop-color="var(--{side})" stop-opacity=".5"/>'
        f'<stop offset="1" stop-color="var(--{side})" stop-opacity=".1"/></linearGradient>'
        for side, turn in (("a", ""), ("b", ' x1="1" x2="0"'))
    )
    hatch = (
        f'<pattern id="{key}h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="2.6" height="7" fill="var(--surface)" fill-opacity=".36"/></pattern>'
    )
    return f"<defs>{stops}{hatch}</defs>"


def _side(reach: Reach | None, side: str, key: str, size: _Size) -> str:
    known = reach if reach is not None and reach.drawn else None
    axis = _axis(known, side, size) if size is LARGE else ""
    if known is None:
        return _open(side, size) + axis
    return _bands(known, side, key, size) + axis + _marks(known, side, size)


def _open(side: str, size: _Size) -> str:
    look = 'class="f-paper s-line2" stroke="var(--line-2)" stroke-width="1.5" stroke-dasharray="4 4"'
    left = 0 if side == "a" else 50 + GAP
    return _bar(left + 0.1, WIDE - 0.2, size.top + 0.75, size.thick - 1.5, look)


def _bands(reach: Reach, side: str, key: str, size: _Size) -> str:
    def bar(x: float, width: float, look: str) -> str:
        return _bar(x, width, size.top, size.thick, look)

    low, high = reach.low * WIDE, reach.high * WIDE
    if side == "a":
        pale = bar(low, high - low, f'fill="url(#{key}ga)"')
        return bar(0, WIDE, 'class="f-sunk"') + pale + bar(0, low, 'class="f-a"')
    pale = bar(100 - high, high - low, f'fill="url(#{key}gb)"') + bar(100 - low, low, 'class="f-b"')
    return bar(50 + GAP, WIDE, 'class="f-sunk"') + pale + bar(100 - high, high, f'fill="url(#{key}h)"')


def _axis(reach: Reach | None, side: str, size: _Size) -> str:
    """The places of the words beneath the track, that of the lower end in bold; alone where there is little room."""
    foot = size.top + size.thick
    ticks = [_line(_x(side, at), foot + 3, foot + 9, "s-line2") for _, at in PLACES[1:]]
    tops = (*(at for _, at in PLACES[1:]), 1.0)
    for (word, begin), end in zip(PLACES, tops, strict=True):
        here = reach is not None and reach.word != NOT_YET and begin <= min(reach.low, 0.999) < end
        x = _x(side, (begin + end) / 2)
        kinds = ("k only-narrow", "k only-wide") if here else ("only-roomy",)
        ticks += [_words(x, foot + 26, word, kind, "middle") for kind in kinds]
    return "".join(ticks)


def _marks(reach: Reach, side: str, size: _Size) -> str:
    top, foot = size.top, size.top + size.thick
    low, likely = _x(side, reach.low), _x(side, reach.likely)
    drawn = _line(likely, top + size.inset, foot - size.inset, "s-ink", 1.5)
    drawn += _line(low, top - size.out, foot + size.under, "s-ink", size.strong)
    outer, inner = ("end", "start") if side == "a" else ("start", "end")
    stated = reach.stated
    near = stated is not None and abs(stated - reach.low) < NEAR
    below = stated is not None and stated < reach.low
    if size is LARGE:
        anchor = (inner if below else outer) if near else "middle"
        drawn += _words(low, 12, "can count on", "k only-roomy", anchor)
    if stated is not None:
        ring = f'r="{size.dot}" class="f-paper" stroke="var(--ink)" stroke-width="{size.ring}"'
        drawn += f'<circle cx="{_x(side, stated):.2f}%" cy="{top + size.thick / 2}" {ring}/>'
    if stated is not None and size is LARGE:
        anchor = (outer if below else inner) if near else "middle"
        drawn += _words(_x(side, stated), 12, "stated", "m", anchor)
    return drawn


def _x(side: str, value: float) -> float:
    return value * WIDE if side == "a" else 100 - value * WIDE


def _bar(x: float, width: float, y: float, height: float, look: str) -> str:
    return f'<rect x="{x:.2f}%" y="{y}" width="{width:.2f}%" height="{height}" rx="3" {look}/>'


def _line(x: float, y1: float, y2: float, kind: str, width: float | None = None) -> str:
    stroke = "" if width is None else f' stroke-width="{width}"'
    return f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="{y1}" y2="{y2}" class="{kind}"{stroke}/>'


def _words(x: float, y: float, words: str, kind: str, anchor: str) -> str:
    return f'<text x="{x:.2f}%" y="{y}" text-anchor="{anchor}" class="{kind}">{words}</text>'
