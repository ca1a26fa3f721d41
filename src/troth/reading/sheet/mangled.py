"""Dates that a spreadsheet has misread: found by how far they stand from the row's other days, repaired only on a word.

A programme that takes 12/1/06 for year, month and day stores 2012-01-06; one that takes the day for the month swaps
them. Only days up to the twelfth can be misread so, the others stay text: the column is mixed, and its year-month-day
cells stand oddly far from the other dates of their rows. Each way of putting the three parts is tried against those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from troth.reading.sheet.dates import Turn, in_words

_TURNS = tuple(Turn(slots) for slots in ("mdy", "dmy", "ydm", "myd", "dym"))
_FEW = 8
_FAR_DAYS = 366


@dataclass(frozen=True)
class Series:
    """The days of one column by row; `literal` marks the cells written year-month-day.
    `other_cells` counts the other numeric ones."""

    label: str
    days: Sequence[date | None]
    literal: Sequence[bool]
    other_cells: int = 0
    others_all_past_twelve: bool = False


@dataclass(frozen=True)
class Repair:
    """A proposal: put the parts of these cells differently, because then they fit the other dates of their rows."""

    field: str
    turn: Turn
    cells: int
    unreadable: int
    compared: int
    closer: int
    far_before: int
    far_after: int
    middle_before: int
    middle_after: int
    examples: tuple[tuple[int, date, date, date], ...]
    evidence: tuple[str, ...] = ()

    @property
    def plausible_before(self) -> float:
        """Share of the compared cells within a year of the row's other date, read as they stand."""
        return 1 - self.far_before / self.compared

    @property
    def plausible_after(self) -> float:
        """The same share after the repair."""
        return 1 - self.far_after / self.compared


def find_repairs(series: Mapping[str, Series]) -> dict[str, Repair]:
    """Look for misread columns, the clearest first, each next one against those already put right."""
    left = dict(series)
    found: dict[str, Repair] = {}
    while True:
        tried = {name: repair for name in left if name not in found and (repair := _best(name, left))}
        if not tried:
            return {name: found[name] for name in series if name in found}
        name = min(tried, key=lambda each: (tried[each].middle_after - tried[each].middle_before, each))
        found[name] = tried[name]
        left[name] = _turned(left[name], tried[name].turn)


def _turned(one: Series, turn: Turn) -> Series:
    days = [
        turn.apply(day) if day and literal else day
        for day, literal in zip(one.days, one.literal, strict=True)
    ]
    return replace(one, days=days, literal=[False] * len(days))


def _best(name: str, series: Mapping[str, Series]) -> Repair | None:
    one = series[name]
    reference = _reference(name, series)
    if reference is None or sum(one.literal) < _FEW:
        return None
    rows = [row for row, literal in enumerate(one.literal) if literal and one.days[row] and reference[row]]
    firm = [
        _gap(day, other)
        for day, other, literal in zip(one.days, reference, one.literal, strict=True)
        if day and other and not literal
    ]
    if len(rows) < _FEW:
        return None
    repairs = [repair for turn in _TURNS if (repair := _try(turn, name, one, reference, rows, firm))]
    return min(repairs, key=lambda repair: (repair.middle_after, -repair.closer), default=None)


def _reference(name: str, series: Mapping[str, Series]) -> list[date | None] | None:
    """The other date of each row, from columns that are not themselves of the doubtful form where there are such."""
    others = [one for other, one in series.items() if other != name and any(one.days)]
    firm = [one for one in others if sum(one.literal) * 2 < sum(day is not None for day in one.days)]
    if not others or (not firm and len(others) < 2 and _plain_cells(series[name]) < _FEW):
        return None
    used = firm or others
    return [
        next((one.days[row] for one in used if one.days[row]), None) for row in range(len(series[name].days))
    ]


def _plain_cells(one: Series) -> int:
    return sum(day is not None and not literal for day, literal in zip(one.days, one.literal, strict=True))


def _try(
    turn: Turn,
    name: str,
    one: Series,
    reference: Sequence[date | None],
    rows: Sequence[int],
    firm: Sequence[int],
) -> Repair | None:
    kept = [
        (row, day, meant, other)
        for row in rows
        if (day := one.days[row]) and (other := reference[row]) and (meant := turn.apply(day))
    ]
    if len(kept) < len(rows) * 0.98 or len(kept) < _FEW:
        return None
    before = [_gap(day, other) for _, day, _, other in kept]
    after = [_gap(meant, other) for _, _, meant, other in kept]
    off_before, off_after = _off(before, firm), _off(after, firm)
    closer = sum(b > a for b, a in zip(off_before, off_after, strict=True))
    farther = sum(b < a for b, a in zip(off_before, off_after, strict=True))
    middle_before, middle_after = round(median(off_before)), round(median(off_after))
    if not _convincing(closer, farther, middle_before, middle_after, one):
        return None
    repair = Repair(
        field=name,
        turn=turn,
        cells=sum(one.literal),
        unreadable=_unreadable(turn, one),
        compared=len(kept),
        closer=closer,
        far_before=sum(abs(gap) > _FAR_DAYS for gap in before),
        far_after=sum(abs(gap) > _FAR_DAYS for gap in after),
        middle_before=middle_before,
        middle_after=middle_after,
        examples=_examples(kept),
    )
    return replace(repair, evidence=_evidence(repair, one))


def _unreadable(turn: Turn, one: Series) -> int:
    cells = zip(one.days, one.literal, strict=True)
    return sum(1 for day, literal in cells if literal and day and turn.apply(day) is None)


def _off(gaps: Sequence[int], firm: Sequence[int]) -> list[float]:
    """How far each gap is from the usual one: that of the cells nobody doubts, else the middle of these."""
    usual = median(firm) if len(firm) >= 10 else median(gaps)
    return [abs(gap - usual) for gap in gaps]


def _convincing(closer: int, farther: int, before: int, after: int, one: Series) -> bool:
    """Far more cells come closer than chance would bring, and the usual distance at least halves."""
    differing = closer + farther
    if differing < _FEW or before < 7 or after * 2 > before:
        return False
    needed = 2.0 if one.others_all_past_twelve and one.other_cells >= _FEW else 3.0
    return closer >= differing * 0.7 and (closer - farther) >= needed * differing**0.5


def _examples(kept: Sequence[tuple[int, date, date, date]]) -> tuple[tuple[int, date, date, date], ...]:
    """A few cells from all over the column, those moved furthest first among their neighbours."""
    changed = [each for each in kept if each[1] != each[2]]
    changed = list({each[1]: each for each in changed}.values())
    size = max(1, -(-len(changed) // 5))
    return tuple(
        max(changed[start : start + size], key=lambda each: abs(_gap(each[1], each[3])))
        for start in range(0, len(changed), size)
    )


def _evidence(repair: Repair, one: Series) -> tuple[str, ...]:
    row, before, after, other = repair.examples[0]
    said = [
        f"{repair.cells:,} cells in column {one.label} are written year-month-day. Perhaps a programme misread them: "
        f"{repair.turn.in_words()}. “{before.isoformat()}” would be {in_words(after)}.",
        f"Read as they stand, the middle one is {repair.middle_before:,} days from where the rows' other dates "
        f"suggest, "
        f"and {repair.far_before:,} of {repair.compared:,} are more than a year from them; "
        f"repaired, {repair.middle_after:,} days, and {repair.far_after:,}.",
        f"{repair.closer:,} come closer by the repair.",
    ]
    if one.others_all_past_twelve and one.other_cells:
        said.append(
            f"All {one.other_cells:,} other cells of the column have a day after the twelfth; such days cannot "
            "be taken for a month, so they were left as they are."
        )
    if repair.unreadable:
        said.append(f"{repair.unreadable:,} would have no day after the repair.")
    return tuple(said)


def _gap(day: date, other: date) -> int:
    return (day - other).days
