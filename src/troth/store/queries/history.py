"""A firm's own history as its pages show it, and reported periods as both sides may see them.

A partner sees a reported period once it is whole, and of a row only what was signed: never who is named in the list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, Q, QuerySet

from troth.core.promises.reports import Period
from troth.reading.punctuality import Punctuality, punctuality
from troth.store import models
from troth.store.queries.people import Reader, Seat

PAGE = 20


@dataclass(frozen=True)
class Known:
    """A partner of the own list with what the list holds of it."""

    partner: models.Partner
    promises: int
    open: int
    by_the_day: int
    first: date | None
    last: date | None


def partners_of(reader: Reader) -> tuple[Known, ...]:
    """Return the partners of the own list, those with most promises first."""
    came = Q(history__delivered__isnull=False)
    rows = (
        models.Partner.objects.filter(organisation=reader.organisation)
        .select_related("alliance")
        .annotate(
            promises=Count("history"),
            open=Count("history", filter=~came & Q(history__isnull=False)),
            kept=Count("history", filter=came & Q(history__delivered__lte=F("history__promised"))),
            first=Min("history__promised"),
            last=Max("history__promised"),
        )
        .order_by("-promises", "name")
    )
    return tuple(Known(row, row.promises, row.open, row.kept, row.first, row.last) for row in rows)


def partner_of(reader: Reader, slug: str) -> models.Partner | None:
    """Return a partner of the own list by its address."""
    found = models.Partner.objects.select_related("alliance").filter(
        organisation=reader.organisation, slug=slug
    )
    return found.first()


def told_of(partner: models.Partner, *, received: bool, on: date) -> Punctuality:
    """Tell how dates were kept: those the partner promised (`received`), or those promised to it."""
    pairs = models.PastPromise.objects.filter(partner=partner, received=received)
    return punctuality(pairs.values_list("promised", "delivered"), on=on)


def list_of(
    partner: models.Partner, *, open_only: bool = False, page: int = 1
) -> tuple[Sequence[models.PastPromise], int]:
    """Return one page of the own list, open ones first and then the latest, and the number of all."""
    rows = whole_list_of(partner)
    if open_only:
        rows = rows.filter(delivered=None, promise="")
    start = (max(1, page) - 1) * PAGE
    return list(rows[start : start + PAGE]), rows.count()


def whole_list_of(partner: models.Partner) -> QuerySet[models.PastPromise]:
    """Return the own list, open ones first and then the latest."""
    rows = models.PastPromise.objects.filter(partner=partner)
    return rows.order_by(F("delivered").desc(nulls_first=True), "promised", "pk")


def row_of(partner: models.Partner, pk: int) -> models.PastPromise | None:
    """Return one promise of the own list."""
    return models.PastPromise.objects.filter(partner=partner, pk=pk).first()


def sources_of(partner: models.Partner) -> QuerySet[models.Import]:
    """Return the files that this partner's rows came from."""
    return models.Import.objects.filter(promises__partner=partner).distinct().order_by("-at")


def imports_of(reader: Reader) -> QuerySet[models.Import]:
    """Return the lists brought in so far, the latest first."""
    imports = models.Import.objects.filter(organisation=reader.organisation)
    return imports.annotate(count=Count("promises")).order_by("-at")


def import_of(reader: Reader, pk: int) -> models.Import | None:
    """Return one list that was brought in."""
    return imports_of(reader).filter(pk=pk).first()


def partners_in(source: models.Import) -> QuerySet[models.Partner]:
    """Return the partners of one list, those with most promises first."""
    partners = models.Partner.objects.filter(history__source=source).select_related("alliance")
    return partners.annotate(count=Count("history", filter=Q(history__source=source))).order_by(
        "-count", "name"
    )


def signed_in(source: models.Import) -> int:
    """Return how many promises of a list are on the record."""
    return source.promises.exclude(report="", promise="").count()


def alliances_to_link(reader: Reader) -> QuerySet[models.Alliance]:
    """Return the alliances that a partner of the own list may be."""
    alliances = models.Alliance.objects.filter(parties__organisation=reader.organisation)
    return alliances.distinct().order_by("slug")


def periods_of(seat: Seat) -> tuple[list[models.ReportBatch], list[models.ReportBatch]]:
    """Return the reported periods: the partner's, once whole, and one's own."""
    batches = models.ReportBatch.objects.filter(alliance=seat.alliance).select_related(
        "reporter__organisation"
    )
    ordered = list(batches.order_by("-first_day"))
    own = [each for each in ordered if each.reporter_id == seat.party.pk]
    theirs = [each for each in ordered if each.reporter_id != seat.party.pk and each.closed]
    return theirs, own


def period_named(seat: Seat, name: str) -> models.ReportBatch | None:
    """Return a reported period that this seat may see."""
    theirs, own = periods_of(seat)
    return next((each for each in (*theirs, *own) if each.object == name), None)


@dataclass(frozen=True)
class Standing:
    """How far the rows that one's own side reported have been answered."""

    reported: int
    confirmed: int
    private: int


def standing_of(partner: models.Partner, seat: Seat) -> Standing:
    """Tell how much of the own list about a partner is on the record, and how much of that is confirmed."""
    _, own = periods_of(seat)
    closed = [batch for batch in own if batch.closed]
    private = models.PastPromise.objects.filter(partner=partner, report="", promise="").count()
    return Standing(sum(batch.rows for batch in closed), sum(batch.confirmed for batch in closed), private)


def waiting_by_the_day(batch: models.ReportBatch) -> list[int]:
    """Return the rows that came by the day promised and wait for the partner's word."""
    rows = batch.reports.filter(delivered__lte=F("promised"), status=models.Report.WAITING)
    return list(rows.values_list("row", flat=True))


def came_by_the_day(batch: models.ReportBatch) -> int:
    """Return how many rows of a period came by the day promised."""
    return batch.reports.filter(delivered__lte=F("promised")).count()


def reports_of(batch: models.ReportBatch, *, page: int = 1) -> tuple[list[models.Report], int]:
    """Return one page of a period's rows: those that came after the day first, then the others."""
    start = (max(1, page) - 1) * PAGE
    return list(all_reports_of(batch)[start : start + PAGE]), batch.reports.count()


def all_reports_of(batch: models.ReportBatch) -> QuerySet[models.Report]:
    """Return a period's rows: those that came after the day first, then the others."""
    rows = batch.reports.select_related("performer__organisation").annotate(
        after=Count("pk", filter=Q(delivered__gt=F("promised")) | Q(delivered=None))
    )
    return rows.order_by("-after", "-promised", "row")


def said_of(batch: models.ReportBatch) -> dict[int, str]:
    """Return what was said when rows were disputed or withdrawn, by row; the latest words stand."""
    said: dict[int, str] = {}
    entries = models.Entry.objects.filter(
        alliance=batch.alliance,
        object=batch.object,
        kind__in=["report.dispute/1", "report.withdraw/1"],
        effective=True,
    ).select_related("body")
    for entry in entries.order_by("number"):
        body = getattr(entry, "body", None)
        words = json.loads(body.content).get("words", "") if body else ""
        rows = json.loads(bytes(entry.payload))["act"].get("rows")
        if words and isinstance(rows, list):
            said.update(dict.fromkeys(rows, str(words)))
    return said


def references_of(batch: models.ReportBatch, rows: Sequence[models.Report]) -> dict[int, str]:
    """Return the number or reference that the reporter wrote with each of these rows."""
    bodies = models.Body.objects.filter(entry__id__in=[row.entry_id_hex for row in rows]).values_list(
        "entry__id", "content"
    )
    found = {entry: str(json.loads(bytes(content)).get("words", "")) for entry, content in bodies}
    return {row.row: found.get(row.entry_id_hex, "") for row in rows}


def proposed_to(seat: Seat) -> QuerySet[models.Promise]:
    """Return the partner's offers and requests that wait for this side's first yes."""
    own = seat.party
    promises = models.Promise.objects.filter(alliance=seat.alliance, status="proposed")
    waiting = Q(performer=own, open_texts="c") | Q(customer=own, open_texts="p")
    return promises.filter(waiting).order_by("due_day", "number")


def taken_by(seat: Seat) -> tuple[Period, ...]:
    """Return the periods that one's own side has on the record."""
    _, own = periods_of(seat)
    return tuple(Period(each.first_day, each.last_day, each.rows, each.left_out) for each in own)
