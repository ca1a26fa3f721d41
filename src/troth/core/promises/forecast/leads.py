"""The record of leads that forecasts are made from: seven levels, each kept up to date in a time that never grows."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from troth.core.promises.forecast.bins import UPPER, any_promise, first_date
from troth.core.promises.forecast.chain import Forecast, Level, reckon
from troth.core.promises.forecast.plan import Plan
from troth.core.promises.forecast.tally import Ending, Lead, Tally, spread

Key = tuple[str, ...]
"""A level's name: whether it is of first dates of projects, then what it is kept to, as `kind=value`."""

Aged = tuple[int, float]
"""Of an open promise: the bin it has come to, and its weight."""

WIDE, OWN = 20.0, 15.0
"""How many promises the level before is worth: at the levels of all, a size or a category, and at a promiser's own."""


def keys(lead: Lead, plan: Plan) -> tuple[Key, ...]:
    """Name the seven levels that a promise belongs to, coarse to fine."""
    size, category, promiser = f"s={plan.size(lead.lead_days)}", f"c={lead.category}", f"p={lead.promiser}"
    kind = "first" if lead.project else "any"
    return (
        (kind,),
        (kind, size),
        (kind, category),
        (kind, promiser),
        (kind, promiser, size),
        (kind, promiser, category),
        (kind, promiser, category, size),
    )


def is_own(key: Key) -> bool:
    """Say whether a level is of one promiser alone."""
    return len(key) > 1 and key[1].startswith("p=")


@cache
def prior(project: bool) -> tuple[float, ...]:
    """What is thought before any evidence, of any promise or of the first date of a whole project."""
    return first_date() if project else any_promise()


def hash_of(name: str) -> int:
    """A number that each name has for itself, under 2 to the 48."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest(), "big")


def weight(made: float, reference: float, half_life_days: float) -> float:
    """How much a promise made on a day weighs, relative to one made on the reference day."""
    return math.pow(2.0, (made - reference) / half_life_days)


class Leads:
    """The promises of one organisation, or of one file: told of what was made and what ended, asked for forecasts.

    Days are counted from `reference`, a day near the first; between it and the last there are at most a thousand
    half-lives. Promises are told of by a name of one's own for each.
    """

    def __init__(self, plan: Plan, reference: float = 0.0) -> None:
        self.plan = plan
        self.reference = reference
        self.tallies: dict[Key, Tally] = {}
        self.waiting: dict[Key, dict[str, Lead]] = {}
        self._seen: dict[str, tuple[Lead, int]] = {}
        self._aged: dict[str, tuple[Aged, float]] = {}
        self._aged_to = -math.inf

    def add(self, name: str, lead: Lead) -> None:
        """Count a promise in; one of a name that is known already takes the earlier one's place."""
        if name in self._seen:
            self.take_out(name)
        mark = hash_of(name)
        self._seen[name] = (lead, mark)
        much = weight(lead.made, self.reference, self.plan.half_life_days)
        for key in keys(lead, self.plan):
            self.tallies.setdefault(key, Tally()).add(lead, much, mark)
            if lead.ending is Ending.OPEN:
                self.waiting.setdefault(key, {})[name] = lead

    def take_out(self, name: str) -> None:
        """Forget a promise that was counted in."""
        lead, mark = self._seen.pop(name)
        much = weight(lead.made, self.reference, self.plan.half_life_days)
        for key in keys(lead, self.plan):
            self.tallies[key].take_out(lead, much, mark)
            if lead.ending is Ending.OPEN:
                del self.waiting[key][name]
        self._aged.pop(name, None)

    def forecast(self, now: float, lead: Lead) -> Forecast:
        """Say when a promise like this one will be done, by what was known at `now`; `lead`'s ending is not read."""
        if now < self._aged_to:
            self._aged = {}
        self._aged_to = now
        return forecast(lead, now, self.plan, self.reference, tallies=self.tallies, waiting=self._come_to)

    def _come_to(self, key: Key) -> list[Aged]:
        """What is open in a level, aged; a promise is aged anew only on the day on which it comes to another bin."""
        found, now, known = [], self._aged_to, self._aged
        for name, lead in self.waiting.get(key, {}).items():
            come_to = known.get(name)
            if come_to is None or now > come_to[1]:
                bin_and_weight = aged(lead, now, self.plan, self.reference)
                until = lead.made + lead.lead_days * math.exp(UPPER[bin_and_weight[0]])
                come_to = known[name] = (bin_and_weight, until)
            found.append(come_to[0])
        return found


def aged(lead: Lead, now: float, plan: Plan, reference: float) -> Aged:
    """An open promise as of a moment: the bin it has come to without being done, and its weight."""
    return lead.open_bin(now), weight(lead.made, reference, plan.half_life_days)


def forecast(
    lead: Lead,
    now: float,
    plan: Plan,
    reference: float,
    *,
    tallies: Mapping[Key, Tally],
    waiting: Callable[[Key], Iterable[Aged]],
) -> Forecast:
    """Give the forecast for a promise from the tallies of its levels and the promises that are open in each.

    A level without evidence, or with exactly the same as an earlier one, is skipped.
    """
    scale, seen, levels = 1.0 / weight(now, reference, plan.half_life_days), set(), []
    told = {
        key: tally for key in keys(lead, plan) if (tally := tallies.get(key)) is not None and tally.pieces
    }
    of_one = {tally.same_as for key, tally in told.items() if is_own(key)}
    for key, tally in told.items():
        if tally.same_as in seen:
            continue
        seen.add(tally.same_as)
        done, still = spread(tally.done, scale), spread(tally.withdrawn, scale)
        for at, much in waiting(key):
            still[at] += much * scale
        levels.append(Level(done, still, OWN if is_own(key) else WIDE, tally.same_as in of_one))
    return reckon(prior(lead.project), levels)
