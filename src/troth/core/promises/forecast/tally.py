"""One level of the record of leads: how many promises ended in which bin, each at its weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from troth.core.promises.forecast.bins import BINS, HAIR, NEVER, bin_of, ratio


class Ending(Enum):
    """How a promise stands to its intended lead."""

    DONE = "done"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    NEVER = "never"

    __hash__ = object.__hash__


@dataclass(frozen=True)
class Lead:
    """One promise as the forecast sees it; days are counted from any one day, `lead_days` > 0.

    `days` is from making to delivery of a promise that is done, and to its withdrawal of one that was withdrawn by
    agreement; nothing is read there of the others. `project` says that it was the first date of a whole project.
    """

    made: float
    lead_days: float
    promiser: str = ""
    category: str = ""
    ending: Ending = Ending.OPEN
    days: float = 0.0
    project: bool = False

    @property
    def bin(self) -> int:
        """The bin in which it ended; of an open one the bin is reckoned for each day."""
        return NEVER if self.ending is Ending.NEVER else bin_of(ratio(self.days, self.lead_days))

    def open_bin(self, now: float) -> int:
        """The bin that an open promise has come to without being done."""
        return bin_of(ratio(now - self.made, self.lead_days))


@dataclass
class Tally:
    """The promises of one level: weights by bin, and what tells two levels with the same evidence.

    A weight is 2 to the power of (made - reference) / half-life, so that it never has to be touched again; `mark` is
    the sum of a number that each promise has for itself.
    """

    done: dict[int, float] = field(default_factory=dict)
    withdrawn: dict[int, float] = field(default_factory=dict)
    pieces: int = 0
    mark: int = 0

    def add(self, lead: Lead, weight: float, mark: int) -> None:
        """Count a promise in, in a time that does not depend on how many there are."""
        self.pieces += 1
        self.mark += mark
        self._put(lead, weight)

    def take_out(self, lead: Lead, weight: float, mark: int) -> None:
        """Undo the counting in of a promise, as it stood then."""
        self.pieces -= 1
        self.mark -= mark
        self._put(lead, -weight)

    def _put(self, lead: Lead, weight: float) -> None:
        if lead.ending is not Ending.OPEN:
            bins, at = (self.withdrawn if lead.ending is Ending.WITHDRAWN else self.done), lead.bin
            bins[at] = bins.get(at, 0.0) + weight
            if (
                bins[at] < abs(weight) * HAIR
            ):  # what was taken out again leaves nothing behind, not a rounding
                del bins[at]

    @property
    def same_as(self) -> tuple[int, int]:
        """Equal for two levels that saw exactly the same promises."""
        return self.pieces, self.mark


def spread(bins: Mapping[int, float], scale: float) -> list[float]:
    """Give weights by bin, each times `scale`, as a list with a place for each bin."""
    onto = [0.0] * (BINS + 1)
    for at, weight in bins.items():
        onto[at] = weight * scale
    return onto
