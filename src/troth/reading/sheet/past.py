"""Promises of the past: lines of one delivery taken together, split where their days differ, and known again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from troth.core.values import Side, Stake
from troth.reading.sheet.lines import Line

KEY_VERSION = 1


@dataclass(frozen=True, slots=True)
class PastPromise:
    """One promise as a list tells it. `side` is the partner's: performer when the partner promised.

    `key` names the promise across imports: it is made of partner, side, reference (else title) and promised day, and
    of a count where those are the same, so that a delivery filled in later is a change and no double.
    `digest` covers everything but the row numbers and tells whether anything changed."""

    key: str
    partner: str
    side: Side
    title: str
    person: str
    made: date | None
    promised: date
    delivered: date | None
    value: float | None
    stake: Stake | None
    area: str
    reference: str
    rows: tuple[int, ...]
    digest: str = ""


@dataclass(frozen=True)
class Split:
    """A group whose lines were promised for, or came on, different days: so many promises."""

    partner: str
    group: str
    parts: tuple[tuple[date, date | None, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Tertiles:
    """Two bounds that part the values into three equal thirds: low up to the first, medium up to the second."""

    low_up_to: float
    medium_up_to: float

    def stake(self, value: float | None) -> Stake | None:
        """The stake of a value; none without a value."""
        if value is None:
            return None
        return (
            Stake.LOW
            if value <= self.low_up_to
            else Stake.MEDIUM
            if value <= self.medium_up_to
            else Stake.HIGH
        )


def gather(lines: Sequence[Line]) -> tuple[list[PastPromise], list[Split]]:
    """Take lines of one group together and give every promise its key; stakes come later."""
    groups: dict[object, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.row if line.group is None else (line.partner, line.side, line.group)].append(line)
    drafts: list[PastPromise] = []
    splits: list[Split] = []
    for members in groups.values():
        parts: dict[tuple[date, date | None], list[Line]] = defaultdict(list)
        for line in members:
            parts[line.promised, line.delivered].append(line)
        drafts += [_promise(part) for part in parts.values()]
        if len(parts) > 1:
            splits.append(
                Split(
                    members[0].partner,
                    _reference(members[0]),
                    tuple(
                        (promised, delivered, tuple(line.row for line in part))
                        for (promised, delivered), part in parts.items()
                    ),
                )
            )
    return _with_keys(drafts), splits


def tertiles(values: Iterable[float | None]) -> Tertiles | None:
    """The bounds that part the known values in three; none when there are too few or too equal ones."""
    known = sorted(value for value in values if value is not None)
    if len(known) < 3 or known[0] == known[-1]:
        return None
    return Tertiles(known[(len(known) - 1) // 3], known[(2 * len(known) - 1) // 3])


def with_stakes(promises: Iterable[PastPromise], bounds: Tertiles | None) -> tuple[PastPromise, ...]:
    """The promises with their stakes by these bounds, where none was written, and their digests."""
    found = (replace(p, stake=p.stake or (bounds.stake(p.value) if bounds else None)) for p in promises)
    return tuple(replace(p, digest=_digest(p)) for p in found)


def _promise(part: Sequence[Line]) -> PastPromise:
    first = part[0]
    titles = list(dict.fromkeys(line.title for line in part if line.title))
    more = len(part) - 1
    title = titles[0] if titles else f"Delivery {_reference(first)}".strip()
    if more:
        title += f", and {more} more line{'s' * (more > 1)}"
    values = [line.value for line in part if line.value is not None]
    stakes = [line.stake for line in part if line.stake]
    return PastPromise(
        key="",
        partner=first.partner,
        side=first.side,
        title=title,
        person=next((line.person for line in part if line.person), ""),
        made=min((line.made for line in part if line.made), default=None),
        promised=first.promised,
        delivered=first.delivered,
        value=round(sum(values), 2) if values else None,
        stake=max(stakes, key=lambda stake: stake.weight, default=None),
        area=Counter(line.area for line in part).most_common(1)[0][0],
        reference=_reference(first),
        rows=tuple(line.row for line in part),
    )


def _reference(line: Line) -> str:
    return " · ".join(part for part in line.group if part) if line.group else line.reference


def _with_keys(drafts: Sequence[PastPromise]) -> list[PastPromise]:
    """Where two promises share what a key is made of, they are counted in the order of their content."""
    same: dict[tuple[str, ...], list[PastPromise]] = defaultdict(list)
    for draft in drafts:
        named = ("r", draft.reference) if draft.reference else ("t", draft.title)
        same[draft.partner, draft.side.value, *named, draft.promised.isoformat()].append(draft)
    keyed = [
        replace(draft, key=_hash([KEY_VERSION, *base, count]))
        for base, alike in same.items()
        for count, draft in enumerate(sorted(alike, key=_by_content))
    ]
    return sorted(keyed, key=lambda promise: promise.rows)


def _by_content(p: PastPromise) -> tuple[object, ...]:
    return (p.delivered or date.max, p.made or date.max, p.title, p.value or 0.0, p.person, p.area, p.rows)


def _digest(p: PastPromise) -> str:
    return _hash(
        [
            p.key,
            p.title,
            p.person,
            str(p.made),
            str(p.promised),
            str(p.delivered),
            p.value,
            p.stake.value if p.stake else None,
            p.area,
        ]
    )


def _hash(content: list[object]) -> str:
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
