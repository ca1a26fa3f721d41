"""A firm's record of leads as its tables keep it: tallies read for one promise, brought up to date for another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from troth.core.promises.forecast import (
    Ending,
    Forecast,
    Lead,
    Plan,
    Tally,
    aged,
    forecast,
    hash_of,
    keys,
    weight,
)
from troth.store import models

REFERENCE = 20_000.0
"""The day from which weights are reckoned, in October 2024."""

Key = tuple[str, ...]
Aged = tuple[int, float]
MARKS = 2**62
AT_ONCE = 500


def named(key: Key) -> str:
    """A level's name in the table: it names neither a person nor an area."""
    return hashlib.blake2b("\x1f".join(key).encode(), digest_size=16).hexdigest()


def plan_from(row: models.LeadPlan) -> Plan:
    """What a firm's record is sorted by."""
    return Plan((row.short_days, row.long_days), row.half_life_days, row.made_of)


def lead_from(row: models.Lead) -> Lead:
    """A row as the forecast sees it."""
    return Lead(
        made=row.made,
        lead_days=row.lead_days,
        promiser=row.promiser,
        category=row.area,
        ending=Ending(row.ending),
        days=row.days,
        project=row.project,
    )


def tally_from(row: models.LeadTally) -> Tally:
    """A row as a tally."""
    done = {int(at): float(much) for at, much in row.done.items()}
    withdrawn = {int(at): float(much) for at, much in row.withdrawn.items()}
    return Tally(done, withdrawn, row.pieces, row.mark)


def fill(row: models.LeadTally, tally: Tally) -> models.LeadTally:
    """Put a tally into its row."""
    row.done = {str(at): much for at, much in tally.done.items()}
    row.withdrawn = {str(at): much for at, much in tally.withdrawn.items()}
    row.pieces, row.mark = tally.pieces, tally.mark % MARKS
    return row


def waiting_in(organisation: int) -> list[tuple[str, Lead]]:
    """The promises of a firm that are open, with their names."""
    rows = models.Lead.objects.filter(organisation=organisation, ending=Ending.OPEN.value)
    fields = ("name", "made", "lead_days", "promiser", "area", "project")
    return [
        (name, Lead(made, lead_days, promiser, area, Ending.OPEN, 0.0, project))
        for name, made, lead_days, promiser, area, project in rows.values_list(*fields)
    ]


@dataclass
class Book:
    """Tallies of some levels, and what is open, as of a day: enough to forecast any promise of these levels."""

    plan: Plan
    tallies: dict[Key, Tally] = field(default_factory=dict)
    rows: dict[Key, models.LeadTally] = field(default_factory=dict)
    open: list[tuple[str, Lead]] = field(default_factory=list)
    come_to: dict[Key, list[tuple[str, Aged]]] = field(default_factory=dict)
    as_of: int | None = None

    @classmethod
    def read(cls, organisation: int, plan: Plan, leads: Iterable[Lead]) -> Book:
        """Read what is kept of the levels of some promises: two questions for one, few for many."""
        wanted = {named(key): key for lead in leads for key in keys(lead, plan)}
        names = list(wanted)
        rows: dict[Key, models.LeadTally] = {}
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            found = models.LeadTally.objects.filter(organisation=organisation, key__in=some)
            rows |= {wanted[row.key]: row for row in found}
        tallies = {key: tally_from(row) for key, row in rows.items()}
        return cls(plan, tallies, rows, waiting_in(organisation))

    def age(self, now: int, levels: Iterable[Key]) -> None:
        """Reckon for these levels how far what is open has come by a day."""
        self.as_of, self.come_to = now, {key: [] for key in levels}
        for name, each in self.open:
            here = [key for key in keys(each, self.plan) if key in self.come_to]
            come_to = aged(each, now, self.plan, REFERENCE) if here else None
            for key in here:
                if come_to is not None:
                    self.come_to[key].append((name, come_to))

    def forecast(self, lead: Lead, now: int, *, but: str = "") -> Forecast:
        """When a promise will be done, by what is known at `now`; `but` names one that is left out of what is open."""
        levels = keys(lead, self.plan)
        if self.as_of != now or any(key not in self.come_to for key in levels):
            self.age(now, levels)

        def waiting(key: Key) -> list[Aged]:
            return [come_to for name, come_to in self.come_to[key] if name != but]

        return forecast(lead, now, self.plan, REFERENCE, tallies=self.tallies, waiting=waiting)

    def put(self, name: str, lead: Lead) -> None:
        """Count a promise in."""
        for key in keys(lead, self.plan):
            self.tallies.setdefault(key, Tally()).add(lead, self._weight(lead), hash_of(name))
        if lead.ending is Ending.OPEN:
            self.open.append((name, lead))
        self.as_of = None

    def take_out(self, name: str, lead: Lead) -> None:
        """Undo the counting in of a promise."""
        for key in keys(lead, self.plan):
            self.tallies.setdefault(key, Tally()).take_out(lead, self._weight(lead), hash_of(name))
        self.open = [each for each in self.open if each[0] != name]
        self.as_of = None

    def _weight(self, lead: Lead) -> float:
        return weight(lead.made, REFERENCE, self.plan.half_life_days)

    def keep(self, organisation: int) -> None:
        """Write every level that was read or begun."""
        new = {key: tally for key, tally in self.tallies.items() if key not in self.rows}
        changed = [fill(self.rows[key], tally) for key, tally in self.tallies.items() if key in self.rows]
        models.LeadTally.objects.bulk_update(changed, ["done", "withdrawn", "pieces", "mark"], batch_size=100)
        keep_new(organisation, new)


def keep_new(organisation: int, tallies: Mapping[Key, Tally]) -> None:
    """Write levels that were not there."""
    rows = [
        fill(models.LeadTally(organisation_id=organisation, key=named(key)), tally)
        for key, tally in tallies.items()
    ]
    models.LeadTally.objects.bulk_create(rows, batch_size=200)
