"""Lists of a firm's own history, and of what of it is on a shared record, to be taken along."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.core.alliance import Right
from troth.reading.punctuality import distance
from troth.store.models import PastPromise, Report, ReportBatch
from troth.store.queries.history import (
    all_reports_of,
    import_of,
    imports_of,
    partner_of,
    partners_of,
    period_named,
    periods_of,
    references_of,
    said_of,
    whole_list_of,
)
from troth.store.queries.people import Reader, Seat
from troth.web.gate import in_alliance, of_organisation
from troth.web.promises.sheet import THEY, WE
from troth.web.sheets import Column, Sheet, Value, answer, local

CHUNK = 500
YES = {True: "yes", False: ""}
SAID = {
    Report.WAITING: "nothing yet",
    Report.CONFIRMED: "so it was",
    Report.DISPUTED: "not so",
    Report.WITHDRAWN: "withdrawn",
}
PARTNERS = (
    Column("Partner", 30),
    Column("Promises", 10),
    Column("By the day promised", 20),
    Column("Open", 8),
    Column("First day", 12),
    Column("Last day", 12),
    Column("In an alliance", 15),
)
OWN_LIST = (
    Column("What was promised", 56),
    Column("Partner", 24),
    Column("Who promised whom", 19),
    Column("Person who promised", 22),
    Column("Made on", 12),
    Column("Promised for", 13),
    Column("Delivered on", 13),
    Column("How it came", 18),
    Column("Stake", 9),
    Column("Area of work", 18),
    Column("Reference", 18),
    Column("On the record", 14),
)
PERIODS = (
    Column("Reported by", 20),
    Column("First day", 12),
    Column("Last day", 12),
    Column("Reports", 10),
    Column("So it was", 10),
    Column("Not so", 10),
    Column("Withdrawn", 11),
    Column("Nothing said yet", 16),
    Column("Left out", 10),
    Column("Whole", 8),
)
PERIOD = (
    Column("Row", 8),
    Column("What was promised", 56),
    Column("Promised by", 18),
    Column("Made on", 12),
    Column("Promised for", 13),
    Column("Came on", 12),
    Column("How it came", 18),
    Column("What was said of it", 19),
    Column("Words", 50),
    Column("Reference", 18),
)
IMPORTS = (Column("File", 40), Column("Brought in", 17), Column("Promises", 10), Column("Rows", 10))
LEFT_OUT = (Column("Row", 8), Column("Why it was left out", 60))


@require_safe
@of_organisation()
def partners(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give the partners of the own list."""
    rows = (
        (
            each.partner.name,
            each.promises,
            each.by_the_day,
            each.open,
            each.first,
            each.last,
            YES[each.partner.alliance is not None],
        )
        for each in partners_of(reader)
    )
    return answer(reader, Sheet(f"Partners on the list of {reader.organisation}", PARTNERS, rows), form)


@require_safe
@of_organisation()
def partner(request: HttpRequest, reader: Reader, slug: str, form: str) -> HttpResponseBase:
    """This function will give one's own list of one partner's promises."""
    found = partner_of(reader, slug)
    if found is None:
        raise Http404
    rows = (_noted(found.name, row) for row in whole_list_of(found).iterator(chunk_size=CHUNK))
    return answer(reader, Sheet(f"{found.name}, on the list of {reader.organisation}", OWN_LIST, rows), form)


@require_safe
@in_alliance()
def periods(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give the periods that both sides have reported."""
    theirs, own = periods_of(seat)
    rows = (_period(each) for each in (*theirs, *own))
    return answer(seat, Sheet(f"{seat.name}, reported periods", PERIODS, rows), form)


@require_safe
@in_alliance()
def period(request: HttpRequest, seat: Seat, name: str, form: str) -> HttpResponseBase:
    """This function will give one reported period row by row, with what was said of each."""
    batch = period_named(seat, name)
    if batch is None:
        raise Http404
    span = f"{batch.first_day.isoformat()} to {batch.last_day.isoformat()}"
    title = f"{seat.name}, reported by {batch.reporter.organisation}, {span}"
    return answer(seat, Sheet(title, PERIOD, _reports(batch)), form)


@require_safe
@of_organisation(Right.IMPORT)
def imports(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give the lists that were brought in."""
    zone = reader.person.zone
    rows = (
        (each.file_name, local(stamp_of(each.at), zone), each.promises.count(), each.lines)
        for each in imports_of(reader)
    )
    title = f"Lists brought in by {reader.organisation}"
    return answer(reader, Sheet(title, IMPORTS, rows, {"Times": zone}), form)


@require_safe
@of_organisation()
def left_out(request: HttpRequest, reader: Reader, pk: int, form: str) -> HttpResponseBase:
    """This function will give the rows of a list that were left out, with the reason for each."""
    source = import_of(reader, pk)
    if source is None:
        raise Http404
    rows = ((row, str(why)) for row, why in source.answers.get("left_out", []))
    return answer(reader, Sheet(f"{source.file_name}, rows left out", LEFT_OUT, rows), form)


def _noted(name: str, row: PastPromise) -> tuple[Value, ...]:
    return (
        row.title,
        name,
        THEY if row.received else WE,
        row.person,
        row.made,
        row.promised,
        row.delivered,
        distance((row.delivered - row.promised).days) if row.delivered else "",
        row.stake,
        row.area,
        row.reference,
        YES[bool(row.report or row.promise)],
    )


def _period(batch: ReportBatch) -> tuple[Value, ...]:
    said = batch.confirmed + batch.disputed + batch.withdrawn
    return (
        str(batch.reporter.organisation),
        batch.first_day,
        batch.last_day,
        batch.rows,
        batch.confirmed,
        batch.disputed,
        batch.withdrawn,
        batch.rows - said,
        batch.left_out,
        YES[batch.closed],
    )


def _reports(batch: ReportBatch) -> Iterator[tuple[Value, ...]]:
    words, rows = said_of(batch), all_reports_of(batch).iterator(chunk_size=CHUNK)
    while some := list(islice(rows, CHUNK)):
        references = references_of(batch, some)
        yield from (_report(row, words.get(row.row, ""), references.get(row.row, "")) for row in some)


def _report(row: Report, words: str, reference: str) -> tuple[Value, ...]:
    return (
        row.row,
        row.title or "Without words",
        str(row.performer.organisation),
        row.made,
        row.promised,
        row.delivered,
        distance((row.delivered - row.promised).days) if row.delivered else "",
        SAID[row.status],
        words if row.status in (Report.DISPUTED, Report.WITHDRAWN) else "",
        reference,
    )
