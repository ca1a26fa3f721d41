"""How far the two sides lie apart: a gap is something to talk about, and nobody's fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from troth.core.judgement.survey.gathering import How, SideAnswer, Told
from troth.core.judgement.survey.items import Instrument, items_of

WORD = 2  # half steps


class Apart(Enum):
    """How far two sides lie apart on an item."""

    UNKNOWN = "not to be said"
    SAME = "the same place"
    NEAR = "about one word"
    FAR = "two words or more"


@dataclass(frozen=True)
class Gap:
    """One item with what each side tells of it; `steps` is how far apart the middles lie, in half steps."""

    key: str
    one: Told
    other: Told
    steps: int | None
    apart: Apart

    @property
    def lower(self) -> str:
        """Which side has the lower middle: `one`, `other`, or empty where neither has."""
        if not self.steps or self.one.middle is None or self.other.middle is None:
            return ""
        return "one" if self.one.middle < self.other.middle else "other"


def gaps(instrument: Instrument, one: SideAnswer, other: SideAnswer) -> Sequence[Gap]:
    """Lay two sides' answers side by side: the widest gap first, then as they were asked."""
    nothing = Told(How.ERASED)
    found = [
        _gap(item.key, one.items.get(item.key, nothing), other.items.get(item.key, nothing))
        for item in items_of(instrument)
    ]
    return sorted(found, key=lambda gap: -(gap.steps or 0))


def _gap(key: str, one: Told, other: Told) -> Gap:
    if one.middle is None or other.middle is None:
        return Gap(key, one, other, None, Apart.UNKNOWN)
    steps = abs(one.middle - other.middle)
    apart = Apart.SAME if steps < WORD else Apart.NEAR if steps < 2 * WORD else Apart.FAR
    return Gap(key, one, other, steps, apart)


def same_place(found: Sequence[Gap]) -> int:
    """Count the items on which both sides stand in the same place, less than one word apart."""
    return sum(gap.apart is Apart.SAME for gap in found)


def widest(found: Sequence[Gap]) -> Gap | None:
    """Return the widest gap of a word or more; None where there is none to talk about."""
    far = [gap for gap in found if gap.apart in (Apart.NEAR, Apart.FAR)]
    return max(far, key=lambda gap: gap.steps or 0) if far else None
