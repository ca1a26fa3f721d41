"""From a firm's private history to the shared record: whole periods, in short transactions, and open rows as promises.

Rows are set aside for a period before its first entry is signed (`PastPromise.report` holds the period's name) and do
not change from then on, so that writing can be taken up again where it stopped, with the same rows and numbers. Names
of people never leave.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from troth.actions import history as acts
from troth.actions.days import day_in
from troth.actions.ids import fresh
from troth.actions.ports import Actor
from troth.actions.saying import Terms
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.promises.reports import Period, Row
from troth.core.values import Side, Stake
from troth.store import models
from troth.store.history import left_out_of
from troth.store.node import Desk, StoreNode
from troth.store.periods import written_so_far

AT_ONCE = 200
A_WORD = 0.02  # seconds between two transactions in which others get a word in

Progress = Callable[[int, int], None]


class NotBothHere(Refusal):
    """The partner has not joined and confirmed yet, so there is no record to share."""


def put_on_record(
    alliance: models.Alliance,
    actor: Actor,
    first: date,
    last: date,
    *,
    node: StoreNode | None = None,
    progress: Progress = lambda done, of: None,
) -> models.ReportBatch:
    """Report every row of a period to the partner; what is signed cannot be taken away again, only withdrawn."""
    node = node or StoreNode()
    require(actor.role, Right.REPORT)
    if alliance.opened_at is None:
        raise NotBothHere(
            "History goes on a record that both sides have confirmed. Invite your partner first."
        )
    name, firm = fresh("rp_"), _party(actor).organisation
    with transaction.atomic():
        picked = _pick(alliance, firm, first, last).select_for_update(of=("self",))
        rows = list(picked.select_related("partner", "source").defer("source__answers"))
        period = Period(first, last, len(rows), left_out(rows))
        _pick(alliance, firm, first, last).update(report=name)
        today = day_in(node.now(), firm.zone)
        acts.open_period(node, actor, period, others=taken(alliance, actor), name=name, today=today)
    batch = models.ReportBatch.objects.get(alliance=alliance, object=name)
    finish(batch, actor, node=node, progress=progress)
    return batch


def finish(
    batch: models.ReportBatch,
    actor: Actor,
    *,
    node: StoreNode | None = None,
    progress: Progress = lambda done, of: None,
) -> None:
    """Write what a period still lacks and close it; it may have stopped anywhere."""
    node = node or StoreNode()
    require(actor.role, Right.REPORT)
    opened = models.Entry.objects.get(
        alliance=batch.alliance, object=batch.object, kind="report.open/1", effective=True
    ).id
    aside = dict(enumerate(_set_aside(batch), start=1))
    numbers = sorted(aside)
    for start in range(0, len(numbers), AT_ONCE):
        with transaction.atomic():
            desk = Desk(actor.alliance, actor.log, node.now())
            some = numbers[start : start + AT_ONCE]
            here = models.Report.objects.filter(batch=batch, row__range=(some[0], some[-1]))
            written = set(here.values_list("row", flat=True))
            some = [n for n in some if n not in written]
            if some:
                rows = [_told(n, aside[n]) for n in some]
                desk.sign_and_keep(acts.row_drafts(actor, batch.object, opened, rows))
        progress(min(start + AT_ONCE, len(numbers)), len(numbers))
        time.sleep(A_WORD)
    with transaction.atomic():
        desk = Desk(actor.alliance, actor.log, node.now())
        whole = written_so_far(desk.party, batch.object)
        if whole.closed is None:
            desk.sign_and_keep([acts.close_draft(actor, batch.object, opened, whole)])
    batch.refresh_from_db()


def rows_of(alliance: models.Alliance, organisation: models.Organisation) -> QuerySet[models.PastPromise]:
    """Return a side's own history with the partner of an alliance, by promised day."""
    return (
        models.PastPromise.objects.filter(organisation=organisation, partner__alliance=alliance)
        .select_related("partner", "source")
        .defer("source__answers")
        .order_by("promised", "key")
    )


def taken(alliance: models.Alliance, actor: Actor) -> tuple[Period, ...]:
    """Return the periods that a side has on the record or is writing."""
    rows = models.ReportBatch.objects.filter(alliance=alliance, reporter__log=actor.log)
    return tuple(Period(row.first_day, row.last_day, row.rows, row.left_out) for row in rows)


def offer_open(
    actor: Actor,
    rows: Sequence[models.PastPromise],
    *,
    node: StoreNode | None = None,
    stake: Stake | None = None,
) -> tuple[str, ...]:
    """Put open rows on the table as offers and requests, in one act, and remember which promise each became."""
    node = node or StoreNode()
    zone = _party(actor).organisation.zone
    with transaction.atomic():
        still = models.PastPromise.objects.select_for_update().filter(
            pk__in=[row.pk for row in rows], report="", promise=""
        )
        free = set(still.values_list("pk", flat=True))  # a form that was sent twice offers nothing twice
        rows = [row for row in rows if row.pk in free]
        said = [(Side.CUSTOMER if row.received else Side.PERFORMER, _terms(row, zone, stake)) for row in rows]
        names = acts.offer_open_rows(node, actor, said)
        for row, name in zip(rows, names, strict=True):
            row.promise = name
        models.PastPromise.objects.bulk_update(rows, ["promise"])
    return names


def open_rows(
    alliance: models.Alliance, organisation: models.Organisation, *, today: date
) -> QuerySet[models.PastPromise]:
    """Return the rows that are open and whose day has not passed: they can become offers and requests."""
    return rows_of(alliance, organisation).filter(delivered=None, report="", promise="", promised__gte=today)


def _terms(row: models.PastPromise, zone: str, stake: Stake | None) -> Terms:
    return Terms(
        title=row.title,
        due_day=row.promised,
        zone=zone,
        stake=Stake(row.stake) if row.stake else stake,
        area=row.area,
        words=row.reference,
    )


def _told(number: int, row: models.PastPromise) -> Row:
    """What the partner is told of a row: never the person, never which file it came from."""
    return Row(
        number=number,
        reporter=Side.CUSTOMER if row.received else Side.PERFORMER,
        promised=row.promised,
        delivered=row.delivered,
        made=row.made,
        stake=Stake(row.stake) if row.stake else None,
        title=row.title,
        area=row.area,
        words=row.reference,
    )


def _set_aside(batch: models.ReportBatch) -> QuerySet[models.PastPromise]:
    return models.PastPromise.objects.filter(
        organisation=batch.reporter.organisation, report=batch.object
    ).order_by("promised", "key")


def _pick(
    alliance: models.Alliance, firm: models.Organisation, first: date, last: date
) -> QuerySet[models.PastPromise]:
    return models.PastPromise.objects.filter(
        organisation=firm,
        partner__in=models.Partner.objects.filter(alliance=alliance).values("pk"),
        promised__range=(first, last),
        report="",
        promise="",
    )


def left_out(rows: Sequence[models.PastPromise]) -> int:
    """Return how many lines were left out of the files these rows came from that name this partner or nobody."""
    sources: Mapping[tuple[int, str], models.Import] = {
        (row.source.pk, row.partner.name): row.source for row in rows if row.source is not None
    }
    return sum(left_out_of(source, partner) for (_, partner), source in sources.items())


def _party(actor: Actor) -> models.Party:
    return models.Party.objects.select_related("organisation").get(log=actor.log)
