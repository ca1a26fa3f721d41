"""Pieces of evidence for tests, made one by one or at random; a day is the unit of time, and day nought long past."""

from __future__ import annotations

from hypothesis import strategies as st

from troth.core.trust import Evidence, Facet
from troth.core.trust.evidence import DAY_MS

NOW = 1_000


def piece(
    id: str,
    day: float,
    value: float,
    *,
    stake: float = 3.0,
    weight: float = 1.0,
    batch: str = "",
    facet: Facet = Facet.DELIVERY,
    known: float = 0.0,
) -> Evidence:
    """One piece of a day."""
    return Evidence(
        id=id,
        facet=facet,
        at=round(day * DAY_MS),
        value=value,
        stake=stake,
        weight=weight,
        batch=batch,
        known=round(known * DAY_MS),
    )


def weekly(number: int, value: float = 1.0, *, facet: Facet = Facet.DELIVERY) -> list[Evidence]:
    """So many pieces, a week apart; the last is of day `(number - 1) * 7`."""
    return [piece(f"{facet.value} {n}", n * 7, value, facet=facet) for n in range(number)]


def day(number: float) -> int:
    """The instant at which a day begins."""
    return round(number * DAY_MS)


values = st.one_of(st.sampled_from([0.0, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9, 1.0]), st.floats(0, 1))
stakes = st.one_of(st.sampled_from([1.0, 3.0, 10.0]), st.floats(0.1, 100))
bases = st.floats(0.05, 0.95)
half_lives = st.sampled_from([30.0, 180.0, 365.0])


@st.composite
def batches(draw: st.DrawFn, facet: Facet = Facet.DELIVERY, prefix: str = "") -> list[Evidence]:
    """Pieces in batches of one to four, each batch of one day; some unanswered, some known later than their day."""
    found: list[Evidence] = []
    for number in range(draw(st.integers(0, 8))):
        on = draw(st.integers(0, NOW))
        later = draw(st.sampled_from([0, 0, 0, 20]))
        size = draw(st.integers(1, 4))
        found += [
            piece(
                f"{prefix}{number}-{n}",
                on,
                draw(values),
                stake=draw(stakes),
                weight=draw(st.sampled_from([1.0, 1.0, 0.5])),
                batch=f"{prefix}{number}" if size > 1 else "",
                facet=facet,
                known=on + later if later else 0,
            )
            for n in range(size)
        ]
    return found


@st.composite
def whole(draw: st.DrawFn, prefix: str = "") -> list[Evidence]:
    """Pieces of all three facets, any of which may have none."""
    return [each for facet in Facet for each in draw(batches(facet, f"{prefix}{facet.value} "))]
