"""Which tip is shown: at most one at a time, the same all day, and none twice within a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from troth.core.tips.seen import Seen
from troth.core.tips.tip import Tip

A_MONTH = timedelta(days=31)
"""So long a tip rests after the day on which it was shown."""

PUT_AWAY = timedelta(days=182)
"""So long it rests once somebody has put it away."""


@dataclass(frozen=True)
class Shown:
    """A tip that this person saw on a day, of the alliance that is looked at (`here`) or of another."""

    key: str
    on: date
    put_away: bool = False
    here: bool = True


def choose(tips: Sequence[Tip], seen: Seen, shown: Iterable[Shown], on: date) -> Tip | None:
    """Return the tip for a person on a day, or None: the first in the order of `tips` whose fact is there.

    `shown` is everything that was shown to this person, in any alliance. Whoever saw one today keeps it where it was
    shown for as long as its fact is there, and gets no other today: neither elsewhere nor in its place.
    """
    earlier = tuple(shown)
    today = [each for each in earlier if each.on == on]
    if today:
        kept = {each.key for each in today if each.here and not each.put_away}
        return next((tip for tip in tips if tip.key in kept and tip.holds(seen)), None)
    resting = {each.key for each in earlier if _rests(each, on)}
    return next((tip for tip in tips if tip.key not in resting and tip.holds(seen)), None)


def _rests(each: Shown, on: date) -> bool:
    return on - each.on < (PUT_AWAY if each.put_away else A_MONTH)
