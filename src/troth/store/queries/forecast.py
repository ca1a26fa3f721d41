"""What a firm's own record says of dates, asked from a reader's seat: nothing of it is anybody else's."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from troth.actions.days import working_days
from troth.core.promises.calibration import CHANCES, Calibration, Checked, calibration
from troth.core.promises.forecast import Ending, Lead, Plan, Strip, lead_of, strip
from troth.core.promises.risk import Point
from troth.store import models
from troth.store.leadbook import Book, plan_from
from troth.store.leads import ADVISED, FAR
from troth.store.leadsources import area_of, number_of, promiser_of
from troth.store.prepared import prepared
from troth.store.queries.people import Reader, Seat

YEARS = 3
"""So far ahead public holidays are looked up; behind them only the days of the week are known."""


@dataclass(frozen=True)
class Advice:
    """The dates of a promise to be, and how many promises they rest on: the reader's own, and those of their firm."""

    strip: Strip
    own: int
    house: int


@dataclass(frozen=True)
class Doubt:
    """Why a word to the partner may be worth while, with the risk that the promise's day passes."""

    point: Point
    risk: float


def advice(
    reader: Reader,
    *,
    made: date,
    intended: date,
    area: str = "",
    project: bool = False,
    person: models.Person | None = None,
) -> Advice:
    """Return the dates that the record of a person and their firm comes to, for a day they intend."""
    organisation, who = reader.organisation, person or reader.person
    plan_row = next(iter(_plan(organisation.pk)), None)
    plan = plan_from(plan_row) if plan_row else Plan()
    lead = Lead(
        made=number_of(made),
        lead_days=lead_of(made, intended),
        promiser=promiser_of(who.pk),
        category=area_of(area),
        project=project,
    )
    book = Book.read(organisation.pk, plan, [lead])
    found = book.forecast(lead, number_of(made))
    working = working_days(who.country or organisation.country, made.year - 1, made.year + YEARS)
    kind = "first" if project else "any"
    own, everybody = (
        book.tallies[key].pieces if key in book.tallies else 0
        for key in ((kind, f"p={lead.promiser}"), (kind,))
    )
    return Advice(strip(found, made, intended, working), own, everybody - own)


def doubt_about(seat: Seat, object_id: str) -> Doubt | None:
    """Return why a word about one of the reader's own promises may be worth while; None where nothing says so."""
    row = next(iter(_doubtful(seat.organisation.pk, object_id)), None)
    return None if row is None else Doubt(Point[row.point.upper()], row.risk or 0.0)


def doubts_of(reader: Reader) -> Mapping[str, Point]:
    """Return the promises about which a word may be worth while, by name: the reader's own, and nobody's."""
    rows = _doubts(reader.organisation.pk)
    return {row.name: Point[row.point.upper()] for row in rows if row.person_id in (None, reader.person.pk)}


def put_away(seat: Seat, object_id: str) -> None:
    """Keep that a promise stands in spite of its risk; it is spoken of again when the risk is twice as high."""
    for row in models.Lead.objects.filter(organisation=seat.organisation, name=object_id).exclude(point=""):
        row.quiet_above, row.point, row.told = row.risk, "", ""
        row.save(update_fields=["quiet_above", "point", "told"])


@dataclass(frozen=True)
class Known:
    """How dates advised have held, in all and by area of work, and how much there is of a firm's record."""

    all: Calibration
    areas: Mapping[str, Calibration]
    promises: int
    open: int
    since: date | None


def calibrated(reader: Reader, today: date) -> Known:
    """Return how the dates advised have held in a reader's firm, of the latest thousand promises."""
    rows = models.Lead.objects.filter(organisation=reader.organisation)
    advised = rows.filter(nine__isnull=False).exclude(ending=Ending.WITHDRAWN.value).order_by("-made", "name")
    latest = list(advised.values_list(*CHECKED)[:ADVISED])
    checked = [_checked(row, number_of(today)) for row in latest]
    areas: dict[str, list[Checked]] = {}
    for each in checked:
        areas.setdefault(each.area, []).append(each)
    counts = rows.aggregate(all=Count("pk"), open=Count("pk", filter=Q(ending=Ending.OPEN.value)))
    first = min((made for made, *_ in latest), default=None)
    said = _as_said(reader.organisation) if areas.keys() - {""} else {}
    return Known(
        all=calibration(checked),
        areas={said.get(area, area): calibration(some) for area, some in sorted(areas.items()) if area},
        promises=counts["all"],
        open=counts["open"],
        since=None if first is None else date.fromordinal(date(1970, 1, 1).toordinal() + first),
    )


def _as_said(organisation: models.Organisation) -> Mapping[str, str]:
    """Each area as it is written most often of late, by how it is counted: names keep their capitals."""
    own: tuple[QuerySet[Any], ...] = (
        models.Promise.objects.filter(performer__organisation=organisation),
        models.PastPromise.objects.filter(organisation=organisation, received=False),
        models.Report.objects.filter(performer__organisation=organisation),
    )
    written: dict[str, Counter[str]] = {}
    for rows in own:
        for area in rows.exclude(area="").order_by("-pk").values_list("area", flat=True)[:ADVISED]:
            written.setdefault(area_of(area), Counter())[" ".join(area.split())] += 1
    return {area: max(ways.items(), key=lambda way: (way[1], way[0]))[0] for area, ways in written.items()}


CHECKED = ("made", "lead_days", "ending", "days", "area", "said", "early", "even", "eight", "nine")


def _checked(row: tuple[Any, ...], today: int) -> Checked:
    made, lead_days, ending, days, area, said, *advised = row
    early, even, eight, nine = (math.inf if each is None or each >= FAR else each for each in advised)
    return Checked(
        actual=days / lead_days if ending == Ending.DONE.value else math.inf,
        age=math.inf if ending == Ending.NEVER.value else (today - made) / lead_days,
        early=early,
        even=even,
        eight=eight,
        nine=nine,
        area=area,
        said=tuple(said) if said else CHANCES,
    )


@prepared
def _plan(organisation: int) -> QuerySet[models.LeadPlan]:
    return models.LeadPlan.objects.filter(organisation=organisation)


@prepared
def _doubtful(organisation: int, name: str) -> QuerySet[models.Lead]:
    return models.Lead.objects.filter(organisation=organisation, name=name).exclude(point="")


@prepared
def _doubts(organisation: int) -> QuerySet[models.Lead]:
    rows = models.Lead.objects.filter(organisation=organisation).exclude(point="")
    return rows.order_by("-risk", "name")


def kept_anew(reader: Reader) -> tuple[int, int]:
    """Return of a firm's promises whose date moved twice or more how many were kept in the end, and how many ended."""
    rows = models.Promise.objects.filter(performer__organisation=reader.organisation)
    kept = Q(outcome__in=("reagreed_twice", "reagreed_often"))
    counts = rows.aggregate(
        kept=Count("pk", filter=kept), after=Count("pk", filter=Q(outcome="reagreed_then_after"))
    )
    return counts["kept"], counts["kept"] + counts["after"]
