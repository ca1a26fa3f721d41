"""Where a firm's record of its dates comes from: its promises in every alliance, its history, what partners reported.

What a partner reported counts once it was confirmed. Of an open row of history nobody tells more after it was brought
in, so it counts as open up to that day. Where no intended day was said, the day promised first stands for it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from troth.actions.days import day_in
from troth.core.promises.forecast import Ending, Lead, lead_of
from troth.store import models

EPOCH = date(1970, 1, 1)
BEGUN = ("agreed", "delivered", "kept", "broken", "released")
SHORTEST = 1
MANY = 500


@dataclass(frozen=True)
class Told:
    """One promise of a firm as forecasts see it, and what is kept beside it."""

    name: str
    lead: Lead
    promised_days: int
    alliance: str | None = None
    person: int | None = None
    warned: bool = False


def number_of(day: date) -> int:
    """A day as a number, counted from 1970."""
    return (day - EPOCH).days


def of_all(organisation: models.Organisation) -> list[Told]:
    """Everything a firm's record has, oldest first."""
    listed = list(_history(organisation))
    told = [*_own(organisation, None), *listed, *_but_once(_reported(organisation), listed)]
    return sorted(told, key=lambda each: (each.lead.made, each.name))


def of_promises(organisation: models.Organisation, objects: Sequence[str]) -> dict[str, Told]:
    """What is told by some promises now, by their names; one that is not agreed, or has no day, tells nothing."""
    return {each.name: each for each in _own(organisation, objects)}


def _own(organisation: models.Organisation, objects: Sequence[str] | None) -> Iterator[Told]:
    rows = models.Promise.objects.filter(performer__organisation=organisation, status__in=BEGUN)
    meant = models.Intention.objects.filter(organisation=organisation)
    if objects is not None:
        rows, meant = rows.filter(object__in=objects), meant.filter(object__in=objects)
    intended = {row.object: row for row in meant}
    for row in rows.select_related("performer_person").iterator(MANY):
        told = _promise(row, intended.get(row.object))
        if told is not None:
            yield told


def _promise(row: models.Promise, meant: models.Intention | None) -> Told | None:
    first, zone = row.first_due_day or row.due_day, row.zone or "UTC"
    if first is None:
        return None
    made = day_in(row.opened_at, zone)
    ending, end = Ending.OPEN, None
    if row.status == "broken":
        ending = Ending.NEVER
    elif row.status == "released":
        ending, end = Ending.WITHDRAWN, row.closed_at
    elif row.delivered_at is not None:
        ending, end = Ending.DONE, row.delivered_at
    person = row.performer_person.person_id if row.performer_person else None
    days = max((day_in(end, zone) - made).days, SHORTEST) if end is not None else 0
    lead = Lead(
        made=number_of(made),
        lead_days=lead_of(made, meant.day if meant else first),
        promiser=promiser_of(person),
        category=area_of(row.area),
        ending=ending,
        days=days,
        project=meant is not None and meant.project,
    )
    return Told(
        row.object, lead, lead_of(made, first), row.alliance_id, person, warned=row.warned_at is not None
    )


def _history(organisation: models.Organisation) -> Iterator[Told]:
    """The firm's own list, as far as it tells when something was promised."""
    rows = models.PastPromise.objects.filter(
        organisation=organisation, received=False, made__isnull=False, promise=""
    )
    people, zone = _people(organisation), ZoneInfo(organisation.zone)
    fields = ("pk", "person", "made", "promised", "delivered", "area", "source__at")
    for pk, person, made, promised, delivered, area, brought in rows.values_list(*fields).iterator(MANY):
        end = delivered or (brought.astimezone(zone).date() if brought else None)
        ending = Ending.DONE if delivered else Ending.WITHDRAWN if brought else Ending.OPEN
        yield _past(f"h{pk}", (made, promised, end), ending, area, _named(person, people))


def _reported(organisation: models.Organisation) -> Iterator[Told]:
    """What partners reported of the firm and the firm confirmed; its own reports are in its own list."""
    rows = models.Report.objects.filter(
        performer__organisation=organisation,
        status=models.Report.CONFIRMED,
        made__isnull=False,
        delivered__isnull=False,
    ).exclude(batch__reporter__organisation=organisation)
    fields = ("pk", "made", "promised", "delivered", "area")
    for pk, made, promised, delivered, area in rows.values_list(*fields).iterator(MANY):
        yield _past(f"r{pk}", (made, promised, delivered), Ending.DONE, area, "")


def _but_once(reported: Iterable[Told], listed: Iterable[Told]) -> Iterator[Told]:
    """What was reported, without deliveries that the firm's own list tells too: promised for the same day and come on
    the same day, as many of them as the list has."""
    known = Counter(map(_days, listed))
    for each in reported:
        if known[_days(each)]:
            known[_days(each)] -= 1
        else:
            yield each


def _days(told: Told) -> tuple[float, float, Ending]:
    lead = told.lead
    return lead.made + told.promised_days, lead.made + lead.days, lead.ending


def _past(name: str, days: tuple[date, date, date | None], ending: Ending, area: str, promiser: str) -> Told:
    made, promised, end = days
    lead_days = lead_of(made, promised)
    lasted = max((end - made).days, SHORTEST) if end else 0
    lead = Lead(number_of(made), lead_days, promiser or promiser_of(None), area_of(area), ending, lasted)
    return Told(name, lead, lead_days)


def _people(organisation: models.Organisation) -> Mapping[str, int]:
    rows = models.Person.objects.filter(membership__organisation=organisation)
    return {" ".join(name.split()).casefold(): pk for pk, name in rows.values_list("pk", "name") if name}


def _named(name: str, people: Mapping[str, int]) -> str:
    """Whoever a list names: a colleague of that name, else somebody of whom only that it is the same one is kept."""
    said = " ".join(name.split()).casefold()
    if not said:
        return ""
    if said in people:
        return promiser_of(people[said])
    return f"h{hashlib.blake2b(said.encode(), digest_size=12).hexdigest()}"


def promiser_of(person: int | None) -> str:
    """The name under which somebody's promises are counted: it names nobody."""
    return "house" if person is None else f"p{person}"


def area_of(said: str) -> str:
    """An area of work as it is counted, however it was written."""
    return " ".join(said.split()).casefold()[:120]


def objects_since(organisation: models.Organisation, number: int) -> tuple[Iterable[str], bool, int]:
    """The promises that were spoken of since an entry, whether anything was reported, and the last entry."""
    rows: QuerySet[models.Entry] = models.Entry.objects.filter(
        number__gt=number, alliance__parties__organisation=organisation
    )
    found = list(rows.order_by("number").values_list("number", "object"))
    objects = dict.fromkeys(name for _, name in found if name.startswith("pr_"))
    return objects, any(name.startswith("rp_") for _, name in found), found[-1][0] if found else number
