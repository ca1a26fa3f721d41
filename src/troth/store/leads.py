"""A firm's record of its dates, learnt from its promises and its history; by the worker, never while somebody waits.

How far entries have been read is kept for each firm (`LeadPlan.upto`), so that nothing is read twice. What does not
come with an entry (an intended day, a list brought in or taken away) says so itself. Everything can be made again.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max

from troth.actions.days import day_in
from troth.core.promises.forecast import EIGHT, EVEN, NINE, Ending, Forecast, Lead, Leads, Plan, plan_of
from troth.core.promises.risk import Course, Point, Warned, once_warned, points, times_warned
from troth.store import doubts, models
from troth.store.leadbook import REFERENCE, Book, keep_new, lead_from, plan_from
from troth.store.leadsources import Told, number_of, objects_since, of_all, of_promises
from troth.store.node import present

ADVISED = 1000
"""Of so many latest promises it is kept what would have been advised when they were made; calibration reads these."""

REST = 5.0
EARLY = 0.1
FAR = 1e4
BOUNDED = ("risk", "point")


class Looks:
    """Looks again when a few seconds have passed, so that a worker with nothing to do asks little."""

    def __init__(self) -> None:
        self._next = 0.0

    def look(self) -> None:
        """Do so unless it was done a moment ago."""
        if time.monotonic() >= self._next:
            look()
            self._next = time.monotonic() + REST


def look() -> None:
    """Bring the record of every firm up to date that something was said about; the worker's, again and again."""
    last = models.Entry.objects.aggregate(last=Max("number"))["last"] or 0
    behind = models.Organisation.objects.exclude(lead_plan__upto__gte=last, lead_plan__stale=False)
    for organisation in behind.order_by("pk"):
        learn(organisation)
    for organisation in models.Organisation.objects.filter(lead_plan__isnull=False).select_related(
        "lead_plan"
    ):
        today = day_in(present(), organisation.zone)
        if organisation.lead_plan.looked != today:
            look_at_open(organisation, today)


def outdated(organisation: models.Organisation) -> None:
    """Say that a firm's history was brought in, changed or taken away; its record is made again soon."""
    models.LeadPlan.objects.filter(organisation=organisation).update(stale=True)


def forget(alliance_id: str, organisation: int) -> None:
    """Forget what a firm kept of its dates in an alliance that it leaves; what both signed can be learnt again."""
    models.Lead.objects.filter(alliance_id=alliance_id, organisation_id=organisation).delete()
    models.LeadPlan.objects.filter(organisation_id=organisation).update(stale=True)


def meant(organisation: models.Organisation, object_id: str) -> None:
    """Learn that the intended day of a promise is another now, where the promise counts already."""
    row = models.LeadPlan.objects.filter(organisation=organisation, stale=False).first()
    if row and models.Lead.objects.filter(organisation=organisation, name=object_id).exists():
        with transaction.atomic():
            learn_some(organisation, plan_from(row), [object_id])


def learn(organisation: models.Organisation) -> None:
    """Read what was said since the last time, or everything where that is shorter or asked for."""
    with transaction.atomic():
        row = models.LeadPlan.objects.select_for_update().filter(organisation=organisation).first()
        if row is None or row.stale:
            learn_anew(organisation)
            return
        objects, reported, last = objects_since(organisation, row.upto)
        names = list(objects)
        if reported or plan_from(row).outgrown(models.Lead.objects.filter(organisation=organisation).count()):
            learn_anew(organisation)
            return
        if names:
            learn_some(organisation, plan_from(row), names)
        row.upto = max(row.upto, last, models.Entry.objects.aggregate(last=Max("number"))["last"] or 0)
        row.save(update_fields=["upto"])


def learn_some(organisation: models.Organisation, plan: Plan, names: Sequence[str]) -> None:
    """Bring some promises up to date: each touches seven levels, however many promises there are."""
    told = of_promises(organisation, names)
    before = {row.name: row for row in models.Lead.objects.filter(organisation=organisation, name__in=names)}
    was = {name: lead_from(row) for name, row in before.items()}
    changed = [name for name in names if _is_news(told.get(name), before.get(name))]
    if not changed:
        return
    touched = [*(told[name].lead for name in changed if name in told), *(was[n] for n in changed if n in was)]
    book, today = Book.read(organisation.pk, plan, touched), number_of(day_in(present(), organisation.zone))
    for name in changed:
        if name in was:
            book.take_out(name, was[name])
        if name not in told:
            before[name].delete()
            continue
        row = _row(organisation, told[name], before.get(name))
        if row.nine is None:
            advised(row, book.forecast(told[name].lead, int(told[name].lead.made)))
        book.put(name, told[name].lead)
        _look_at(row, book, today, _warned(organisation))
        row.save()
    book.keep(organisation.pk)
    doubts.remind(organisation)


def _is_news(told: Told | None, row: models.Lead | None) -> bool:
    if told is None or row is None:
        return (told is None) is not (row is None)
    kept = Told(told.name, lead_from(row), row.promised_days, row.alliance_id, row.person_id, row.warned)
    return kept != told


def learn_anew(organisation: models.Organisation) -> None:
    """Make a firm's whole record again from where it comes from."""
    with transaction.atomic():
        last = models.Entry.objects.aggregate(last=Max("number"))["last"] or 0
        said = models.Lead.objects.filter(organisation=organisation)
        quiet = dict(said.filter(quiet_above__isnull=False).values_list("name", "quiet_above"))
        reminded = dict(said.exclude(told="").values_list("name", "told"))
        models.Lead.objects.filter(organisation=organisation).delete()
        models.LeadTally.objects.filter(organisation=organisation).delete()
        told = of_all(organisation)
        plan = plan_of([each.lead.lead_days for each in told])
        rows = {each.name: _row(organisation, each, None) for each in told}
        book = _replayed(told, plan, rows)
        for name, risk in quiet.items():
            if name in rows:
                rows[name].quiet_above = risk
        for name in reminded.keys() & rows.keys():
            rows[name].told = reminded[name]
        models.Lead.objects.bulk_create(rows.values(), batch_size=200)
        keep_new(organisation.pk, book.tallies)
        models.LeadPlan.objects.update_or_create(
            organisation=organisation,
            defaults={
                "short_days": plan.bounds[0],
                "long_days": plan.bounds[1],
                "half_life_days": plan.half_life_days,
                "made_of": plan.made_of,
                "upto": last,
                "stale": False,
                "looked": None,
            },
        )
    look_at_open(organisation, day_in(present(), organisation.zone))


def _replayed(told: Sequence[Told], plan: Plan, rows: dict[str, models.Lead]) -> Leads:
    """Count everything in, in the order it came, and note for the latest what would have been advised of each."""
    book = Leads(plan, REFERENCE)
    latest = told[-ADVISED:]
    since = latest[0].lead.made if latest else 0.0
    ends: list[tuple[float, int, Told]] = []
    for number, each in enumerate(told):
        lead = each.lead
        for _, _, done in _ended_by(ends, lead.made):
            book.add(done.name, done.lead)
        if number >= len(told) - ADVISED:
            advised(rows[each.name], book.forecast(lead.made, lead))
        end = _end_of(lead)
        if end <= since or end == lead.made:
            book.add(each.name, lead)
            continue
        book.add(each.name, replace(lead, ending=Ending.OPEN, days=0.0))
        heapq.heappush(ends, (end, number, each))
    for _, _, done in _ended_by(ends, float("inf")):
        book.add(done.name, done.lead)
    return book


def _end_of(lead: Lead) -> float:
    """The day on which it was known how a promise ended; of what never came its promised day, of open ones none."""
    if lead.ending is Ending.OPEN:
        return float("inf")
    return lead.made + (lead.lead_days if lead.ending is Ending.NEVER else lead.days)


def _ended_by(ends: list[tuple[float, int, Told]], moment: float) -> Iterable[tuple[float, int, Told]]:
    while ends and ends[0][0] <= moment:
        yield heapq.heappop(ends)


def _row(organisation: models.Organisation, told: Told, row: models.Lead | None) -> models.Lead:
    row = row or models.Lead(organisation=organisation, name=told.name)
    lead = told.lead
    row.alliance_id, row.person_id, row.warned = told.alliance, told.person, told.warned
    row.promiser, row.area, row.project = lead.promiser, lead.category, lead.project
    row.made, row.lead_days, row.promised_days = int(lead.made), int(lead.lead_days), told.promised_days
    row.ending, row.days = lead.ending.value, int(lead.days)
    return row


def advised(row: models.Lead, found: Forecast) -> None:
    """Note what was advised of a promise when it was made, in multiples of its intended lead."""
    row.early, row.even, row.eight, row.nine = (
        min(found.times(chance), FAR) for chance in (EARLY, EVEN, EIGHT, NINE)
    )
    row.said = [
        found.kept_within(times * row.lead_days, row.lead_days) for times in (row.even, row.eight, row.nine)
    ]
    row.risk_when_made = found.late(0.0, row.promised_days, row.lead_days)


def look_at_open(organisation: models.Organisation, today: date) -> None:
    """Look at every open promise of a firm as of a day: how likely its date passes, and whether to think of a word."""
    plan_row = models.LeadPlan.objects.filter(organisation=organisation).first()
    if plan_row is None:
        return
    rows = list(models.Lead.objects.filter(organisation=organisation, ending=Ending.OPEN.value))
    plan, seen = plan_from(plan_row), _warned(organisation)
    book = Book.read(organisation.pk, plan, [lead_from(row) for row in rows])
    book.age(number_of(today), book.tallies)
    for row in rows:
        _look_at(row, book, number_of(today), seen)
    models.Lead.objects.bulk_update(rows, BOUNDED, batch_size=200)
    models.Lead.objects.filter(organisation=organisation).exclude(ending=Ending.OPEN.value).exclude(
        point=""
    ).update(point="")
    plan_row.looked = today
    plan_row.save(update_fields=["looked"])
    doubts.remind(organisation)


def _look_at(row: models.Lead, book: Book, today: int, seen: Warned) -> None:
    """Set the risk of an open promise and why now is a moment to think of a word; one of history asks for none."""
    row.risk, row.point = None, ""
    if row.ending != Ending.OPEN.value or row.alliance_id is None:
        return
    age, lead = today - row.made, lead_from(row)
    found = book.forecast(lead, today, but=row.name)
    row.risk = found.late(age, row.promised_days, row.lead_days)
    if row.warned:
        row.risk = once_warned(row.risk, times_warned(seen))
        return
    first = row.risk if row.risk_when_made is None else row.risk_when_made
    reached = points(Course(row.risk, first, age, row.promised_days))
    quiet = row.quiet_above is not None and row.risk < 2 * row.quiet_above
    told = [point for point in reached if not quiet or point in (Point.NEARLY, Point.HALF_WAY)]
    row.point = told[0].name.lower() if told and age <= row.promised_days else ""


def _warned(organisation: models.Organisation) -> Warned:
    """What became of a firm's promises that were warned of, and of the others."""
    ended = models.Lead.objects.filter(
        organisation=organisation, alliance__isnull=False, ending__in=(Ending.DONE.value, Ending.NEVER.value)
    )
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for warned, ending, days, promised in ended.values_list("warned", "ending", "days", "promised_days"):
        counts[warned, ending == Ending.NEVER.value or days > promised] += 1
    return Warned(
        late=counts[True, True],
        warned=counts[True, True] + counts[True, False],
        late_unwarned=counts[False, True],
        unwarned=counts[False, True] + counts[False, False],
    )
