"""Lines of one delivery are one promise: which columns say that they belong together, and what each way would give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from troth.reading.sheet.columns import heading_score, match_words
from troth.reading.sheet.datewords import plain
from troth.reading.sheet.fields import ColumnMap, Field
from troth.reading.sheet.headers import Column
from troth.reading.sheet.source import Table
from troth.reading.sheet.words import DELIVERY_WORDS

_IDENTITY = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class GroupWay:
    """One way of taking lines together, with what would come of it; no columns means each line by itself."""

    columns: tuple[str, ...]
    promises: int
    split: int
    reason: str
    score: float


def group_ways(table: Table, mapping: ColumnMap) -> tuple[GroupWay, ...]:
    """Offer ways of taking lines together, the likeliest first; each line by itself is always among them."""
    mapping = mapping.checked(table)
    by_name = {column.name: column for column in table.columns}
    partner = by_name[mapping.columns[Field.PARTNER]]
    dates = [
        by_name[mapping.columns[each]]
        for each in (Field.PROMISED, Field.DELIVERED)
        if each in mapping.columns
    ]
    used = {mapping.columns.get(each) for each in Field if each is not Field.REFERENCE}
    ways = [GroupWay((), len(table.rows), 0, "Each line is a promise by itself.", 0.5)]
    for column in table.columns:
        if column.name not in used and (way := _way(table, partner, column, dates)):
            ways.append(way)
    best = sorted(ways, key=lambda way: -way.score)
    return tuple(best[:4]) if ways[0] in best[:4] else (*best[:3], ways[0])


def _way(table: Table, partner: Column, column: Column, dates: Sequence[Column]) -> GroupWay | None:
    groups: dict[tuple[object, object], list[int]] = defaultdict(list)
    filled = shown = 0
    for row, cells in enumerate(table.rows):
        key = cells[column.place]
        if key != "":
            filled += 1
            shown += bool(_IDENTITY.search(str(key)))
            groups[cells[partner.place], key].append(row)
    if filled < len(table.rows) * 0.5 or shown < filled * 0.9 or len(groups) > filled * 0.995:
        return None
    said = heading_score(Field.REFERENCE, column.name)
    several = [rows for rows in groups.values() if len(rows) > 1]
    parts = [len({tuple(table.rows[row][d.place] for d in dates) for row in rows}) for rows in several]
    split = sum(count > 1 for count in parts)
    agree = 1 - split / len(several)
    # A quantity or a price repeats by chance, so its lines seldom share their days; numbers of deliveries do.
    if agree < 0.5 or (said < 0.4 and agree < 0.97):
        return None
    promises = len(table.rows) - filled + len(groups) - len(several) + sum(parts)
    heading = plain(column.name)
    delivery = any(match_words(plain(sign), heading, _WORD.findall(heading)) > 0.7 for sign in DELIVERY_WORDS)
    reason = f"{len(table.rows):,} lines become {promises:,} promises"
    if split:
        reason += f"; {split:,} of {len(groups):,} came in parts and are split by day"
    named = "It names one delivery. " if delivery else ""
    return GroupWay(
        (column.name,),
        promises,
        split,
        f"{named}{reason}.",
        agree * (0.5 + said / 2) + 0.5 * delivery - 0.2 * (said < 0.4),
    )
