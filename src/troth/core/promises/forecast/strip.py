"""The dates a forecast comes to in a calendar: aim for this, promise this, and the chance of any other day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from troth.core.promises.forecast.chain import Forecast
from troth.core.values import WorkingDays

EVEN, EIGHT, NINE = 0.5, 0.8, 0.9
FURTHEST_DAYS = 3660
"""A date further away than ten years is no date to promise."""


@dataclass(frozen=True)
class Strip:
    """The dates of one promise to be: each the first working day kept with its chance, None beyond ten years."""

    made: date
    intended: date
    forecast: Forecast
    even: date | None
    eight: date | None
    nine: date | None

    @property
    def own_share(self) -> float:
        """How much of the advice, 0 to 1, is the promiser's own record."""
        return self.forecast.own_share

    def chance(self, day: date) -> float:
        """The chance, 0 to 1, of being done by a day."""
        return self.forecast.kept_within((day - self.made).days, lead_of(self.made, self.intended))


def lead_of(made: date, day: date) -> int:
    """Days from making to a day; the same day, and one before it, count as one."""
    return max((day - made).days, 1)


def strip(forecast: Forecast, made: date, intended: date, working: WorkingDays) -> Strip:
    """Give the dates of a forecast, rounded up to the promiser's working days."""
    even, eight, nine = (dated(forecast, chance, made, intended, working) for chance in (EVEN, EIGHT, NINE))
    return Strip(made, intended, forecast, even, eight, nine)


def dated(forecast: Forecast, chance: float, made: date, intended: date, working: WorkingDays) -> date | None:
    """The first working day by which it is done with a chance in (0, 1)."""
    days = forecast.times(chance) * lead_of(made, intended)
    if days > FURTHEST_DAYS:
        return None
    day = made + timedelta(days=math.ceil(days - 1e-6))
    return day if working.is_working(day) else working.after(day, 1)
