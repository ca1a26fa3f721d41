"""How a partner's dates were kept, told from a list's history: counts, distances and sentences, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median_low

_YEAR = """January February March April May June July August September October November December"""
_MONTHS = tuple(_YEAR.split())
_SMALL = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_FEW = 3


@dataclass(frozen=True, order=True)
class Month:
    """The deliveries promised for one month: how many came by the day promised, how many after it."""

    year: int
    month: int
    by_the_day: int = 0
    after: int = 0

    @property
    def name(self) -> str:
        return f"{_MONTHS[self.month - 1]} {self.year}"


@dataclass(frozen=True)
class Punctuality:
    """How a partner's dates were kept up to a day; days after the promised one count up, days before it down."""

    delivered: int
    early: int
    on_the_day: int
    within_a_week: int
    later: int
    open: int
    date_passed: int
    middle_days: int | None
    nine_in_ten_within: int | None
    furthest_days: int | None
    furthest_month: Month | None
    months: tuple[Month, ...]

    @property
    def by_the_day(self) -> int:
        return self.early + self.on_the_day

    @property
    def after(self) -> int:
        return self.within_a_week + self.later

    def sentences(self) -> tuple[str, ...]:
        """One or two plain sentences for the head of the page."""
        return tuple(sentence for sentence in (self._first(), self._second()) if sentence)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """The distances, each as a label and its words."""
        found = []
        if self.middle_days is not None:
            found.append(("The middle delivery", distance(self.middle_days)))
        if self.nine_in_ten_within is not None:
            found.append(("After the day, nine in ten within", _days(self.nine_in_ten_within)))
        if self.furthest_days is not None and self.furthest_month is not None:
            found.append(("Furthest", f"{_days(self.furthest_days)}, {self.furthest_month.name}"))
        return tuple(found)

    def months_in_words(self) -> str:
        """The text that stands for the picture of the months."""
        if not self.months:
            return "No delivery yet."
        span = self.months[0].name
        if len(self.months) > 1:
            span += f" to {self.months[-1].name}"
        return " ".join((f"Deliveries by month, {span}.", *self.sentences()))

    def _first(self) -> str:
        if not self.delivered:
            return "Nothing has been delivered yet." if self.open else "There is nothing to tell yet."
        if self.delivered == 1:
            return f"The one delivery came {distance(self.middle_days or 0)}."
        all_of_them = "Both" if self.delivered == 2 else f"All {_count(self.delivered)}"
        if not self.after:
            return f"{all_of_them} came by the day promised."
        if not self.by_the_day:
            return f"{all_of_them} came after the day promised."
        return f"{self.by_the_day:,} of {self.delivered:,} came by the day promised."

    def _second(self) -> str:
        stretch = _stretch(self.months)
        if stretch and self.by_the_day > self.after:
            return f"In {_span(stretch)} most did not."
        if self.date_passed == 1:
            return "For one more the date has passed, no word yet."
        if self.date_passed:
            return f"For {_count(self.date_passed)} more the date has passed, no word yet."
        return ""


def punctuality(deliveries: Iterable[tuple[date, date | None]], *, on: date) -> Punctuality:
    """Tell how dates were kept, from pairs of promised day and delivered day (none while open), as seen on a day."""
    pairs = sorted(deliveries, key=lambda pair: (pair[0], pair[1] or date.max))
    came = [(promised, (delivered - promised).days) for promised, delivered in pairs if delivered]
    offsets = [offset for _, offset in came]
    behind = sorted(offset for offset in offsets if offset > 0)
    months = _months(came)
    furthest = max(came, key=lambda each: each[1], default=None)
    late = furthest if furthest and furthest[1] > 0 else None
    return Punctuality(
        delivered=len(came),
        early=sum(offset < 0 for offset in offsets),
        on_the_day=offsets.count(0),
        within_a_week=sum(0 < offset <= 7 for offset in offsets),
        later=sum(offset > 7 for offset in offsets),
        open=len(pairs) - len(came),
        date_passed=sum(delivered is None and promised < on for promised, delivered in pairs),
        middle_days=median_low(offsets) if offsets else None,
        nine_in_ten_within=behind[ceil(len(behind) * 0.9) - 1] if len(behind) >= _FEW else None,
        furthest_days=late[1] if late else None,
        furthest_month=Month(late[0].year, late[0].month) if late else None,
        months=months,
    )


def distance(days: int) -> str:
    """A distance from the promised day in words: on the day, a day early, three days after."""
    if days == 0:
        return "on the day"
    return f"{_days(abs(days))} {'early' if days < 0 else 'after'}"


def _days(days: int) -> str:
    return "a day" if days == 1 else f"{_count(days)} days"


def _count(number: int) -> str:
    return _SMALL[number] if 0 < number < len(_SMALL) else f"{number:,}"


def _months(came: Sequence[tuple[date, int]]) -> tuple[Month, ...]:
    """Every month from the first to the last, also those without a delivery."""
    if not came:
        return ()
    kept = Counter((day.year, day.month) for day, offset in came if offset <= 0)
    after = Counter((day.year, day.month) for day, offset in came if offset > 0)
    places = [day.year * 12 + day.month - 1 for day, _ in came]
    found = []
    for place in range(min(places), max(places) + 1):
        year, month = place // 12, place % 12 + 1
        found.append(Month(year, month, kept[year, month], after[year, month]))
    return tuple(found)


def _stretch(months: Sequence[Month]) -> list[Month]:
    """The longest run of months in which more came after the day than by it; of equal runs the latest."""
    best: list[Month] = []
    run: list[Month] = []
    for month in months:
        if month.after > month.by_the_day and month.after + month.by_the_day >= _FEW:
            run.append(month)
            best = list(run) if len(run) >= len(best) else best
        else:
            run = []
    return best


def _span(stretch: Sequence[Month]) -> str:
    first, last = stretch[0], stretch[-1]
    if first == last:
        return first.name
    start = _MONTHS[first.month - 1] if first.year == last.year else first.name
    return f"{start} {'and' if len(stretch) == 2 else 'to'} {last.name}"
