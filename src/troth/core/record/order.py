"""Order and time: what came before what, and when it happened, as far as both sides' stamps prove.

No clock is trusted. A claimed time counts only within what the partner's entries before and after it allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from troth.core.record.admit import Head
from troth.core.record.entry import Entry, Place


class When(NamedTuple):
    """An entry's time, the same on all nodes: the effective stamp and the interval that is provable."""

    effective: int
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Sighting:
    """One entry of an object as a room reads it.

    `sees` are the ids of the object's entries in its causal past. `answered` is said of an act of taking back
    only: a partner's entry known to it cites the entry it takes back. `settled`: every party has cited it.
    """

    entry: Entry
    sees: frozenset[str]
    answered: bool
    when: When
    settled: bool
    body: Mapping[str, object] | None


def sees(later: Entry, earlier: Entry) -> bool:
    """Tell whether `earlier` is in the causal past of `later`."""
    if later.log == earlier.log:
        return earlier.seq < later.seq
    cited = later.seen.get(earlier.log)
    return cited is not None and earlier.seq <= cited.seq


def when(at: int, low: int | None, high: int | None) -> When:
    """Clamp a claimed time between the partner's stamps: `low` the latest cited, `high` the first citing."""
    effective = at if high is None else min(at, high if low is None else max(high, low))
    return When(effective if low is None else max(effective, low), low, high)


def sightings(
    entries: Sequence[Entry],
    *,
    cited: Mapping[tuple[str, int], Head],
    first_citing: Mapping[str, int],
    heads: Mapping[str, Head],
    bodies: Mapping[str, Mapping[str, object]],
    unnamed: str | None = None,
) -> tuple[Sighting, ...]:
    """Show one object's entries as a room reads them, from what lies around them.

    `cited` holds the heads at the places these entries cite; `first_citing` the stamp of the first
    partner's entry that cites each (the lowest, of several partners); `heads` the newest of every log of
    the record. Entries of the kind `unnamed` are not named in what others had seen, where a room reads them by the
    thousand and does without.
    """
    named = [entry for entry in entries if entry.kind != unnamed]
    by_id = {entry.id: entry for entry in entries}
    return tuple(
        Sighting(
            entry=entry,
            sees=frozenset(other.id for other in named if sees(entry, other)),
            answered=_answered(entry, by_id.get(entry.on or ""), cited),
            when=when(entry.at, _lowest(entry, cited), first_citing.get(entry.id)),
            settled=_settled(entry, heads),
            body=bodies.get(entry.id),
        )
        for entry in sorted(entries, key=lambda entry: entry.id)
    )


def _lowest(entry: Entry, cited: Mapping[tuple[str, int], Head]) -> int | None:
    return max((cited[log, place.seq].at for log, place in entry.seen.items()), default=None)


def _answered(entry: Entry, on: Entry | None, cited: Mapping[tuple[str, int], Head]) -> bool:
    # `seen` never goes back: if any partner's entry known to this one cites the other, the newest does.
    if on is None or not entry.kind.partition("/")[0].endswith(".take_back"):
        return False
    return any(_cites(cited[log, place.seq].seen, on) for log, place in entry.seen.items())


def _settled(entry: Entry, heads: Mapping[str, Head]) -> bool:
    partners = [head for log, head in heads.items() if log != entry.log]
    return bool(partners) and all(_cites(head.seen, entry) for head in partners)


def _cites(seen: Mapping[str, Place], entry: Entry) -> bool:
    place = seen.get(entry.log)
    return place is not None and place.seq >= entry.seq
