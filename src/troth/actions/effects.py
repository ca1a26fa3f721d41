"""Which entries of a whole record have no effect: what a receipt's fold digest is reckoned from."""

from __future__ import annotations

from collections.abc import Callable

from troth.actions.periods import ROW
from troth.actions.rooms import effective_in
from troth.core.record import Copy


def without_effect(copy: Copy, told: Callable[[int, int], None]) -> frozenset[str]:
    """Return the ids of the entries that are not effective, by the rules of their rooms.

    An entry about no object, or about one of no room known here, is effective. Whether an entry is, its causal past
    alone decides, so this does not depend on how far the record goes. `told` hears how many objects are read.
    """
    idle: set[str] = set()
    for number, (name, entries) in enumerate(copy.objects.items(), 1):
        effective = effective_in(name, copy.past_of(name, unnamed=ROW))
        idle.update(entry.id for entry in entries if entry.id not in effective)
        if number % 100 == 0 or number == len(copy.objects):
            told(number, len(copy.objects))
    return frozenset(idle)
