"""History on the shared record: whole periods of one's own, and the partner's, answered row by row or at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from troth.actions import history as acts
from troth.actions import promises
from troth.actions.promises import On
from troth.core.alliance import Right
from troth.core.values import Stake
from troth.reading.punctuality import distance
from troth.store import reporting, second
from troth.store.history import Progress
from troth.store.models import Report, ReportBatch
from troth.store.node import StoreNode
from troth.store.queries.history import (
    PAGE,
    came_by_the_day,
    period_named,
    periods_of,
    proposed_to,
    references_of,
    reports_of,
    said_of,
    taken_by,
    waiting_by_the_day,
)
from troth.store.queries.people import Seat
from troth.web import running
from troth.web.gate import in_alliance
from troth.web.history.partners import today_of

AT_ONCE = 1500


@require_http_methods(["GET", "HEAD"])
@in_alliance()
def history(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what each side has reported, what of one's own may follow, and what waits for a yes."""
    theirs, own = periods_of(seat)
    today = today_of(seat)
    left = reporting.rows_of(seat.alliance, seat.organisation).filter(report="", promise="")
    days = left.values_list("promised", flat=True)
    node, proposed = StoreNode(), list(proposed_to(seat)[: acts.MOST_AT_ONCE])
    shown = {
        "active": "record",
        "theirs": [_batch(each) for each in theirs],
        "own": [_batch(each) for each in own],
        "spans": acts.spans_of(days, today=today, taken=taken_by(seat)),
        "open_rows": list(
            reporting.open_rows(seat.alliance, seat.organisation, today=today)[: acts.MOST_AT_ONCE]
        ),
        "proposed": [
            {"row": row, "stamp": promises.state_of(node, seat.alliance.pk, row.object).stamp}
            for row in proposed
        ],
        "asks_us": any(each.customer_id == seat.party.pk and not each.stake for each in proposed),
        "stakes": [each.value for each in Stake],
        "may_report": seat.may(Right.REPORT) and seat.opened,
        "may_agree": seat.may(Right.AGREE) and seat.opened,
        "partner_name": seat.partner_name,
    }
    return render(request, "history/history.html", shown)


@require_http_methods(["GET", "HEAD"])
@in_alliance()
def period(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """This function will show one reported period row by row, with what may be said of it."""
    batch = _period(seat, name)
    said = request.GET.get("page", "1")
    page = int(said) if said.isdecimal() and len(said) < 7 else 1
    rows, count = reports_of(batch, page=page)
    words, references = said_of(batch), references_of(batch, rows)
    shown = {
        "active": "record",
        "batch": batch,
        "mine": batch.reporter_id == seat.party.pk,
        "by_the_day": came_by_the_day(batch),
        "waiting_by_the_day": len(waiting_by_the_day(batch)),
        "rows": [_report(row, words, references) for row in rows],
        "count": count,
        "page": page,
        "pages": max(1, -(-count // PAGE)),
        "waiting": batch.rows - batch.confirmed - batch.disputed - batch.withdrawn,
        "stamp": acts.state_of(StoreNode(), seat.alliance.pk, name).stamp,
        "may_answer": seat.may(Right.REPORT) and seat.opened and batch.closed,
        "reporter": batch.reporter.organisation,
        "reporter_side": next((each for each in seat.sides if each.log == batch.reporter.log), None),
        "own_side": next(each for each in seat.sides if each.mine),
        "own_words": f"You, for {seat.organisation}",
        "partner_name": seat.partner_name,
    }
    return render(request, "history/period.html", shown)


@require_POST
@in_alliance(Right.REPORT)
def report(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will put a whole period on the record, after its signer has seen what will be signed."""
    first, last = _days(request.POST.get("period", ""))
    actor = seat.actor()
    rows = reporting.rows_of(seat.alliance, seat.organisation).filter(
        promised__range=(first, last), report="", promise=""
    )
    count = rows.count()
    if "sure" not in request.POST:
        shown = {
            "active": "record",
            "first": first,
            "last": last,
            "count": count,
            "left_out": reporting.left_out(list(rows)),
            "partner_name": seat.partner_name,
        }
        return render(request, "history/sure.html", shown)

    def work(tell: Progress) -> tuple[str, str]:
        batch = reporting.put_on_record(seat.alliance, actor, first, last, progress=tell)
        return reverse("history", args=[seat.slug]), _reported(batch, seat)

    return _soon(request, seat, count, work)


@require_POST
@in_alliance(Right.REPORT)
def finish(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """This function will take up a period whose writing stopped."""
    batch = _period(seat, name)
    if batch.reporter_id != seat.party.pk:
        raise Http404
    actor = seat.actor()

    def work(tell: Progress) -> tuple[str, str]:
        reporting.finish(batch, actor, progress=tell)
        return reverse("history", args=[seat.slug]), _reported(batch, seat)

    return _soon(request, seat, batch.rows, work)


@require_POST
@in_alliance(Right.REPORT)
def answer(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """This function will sign one's word on a period: on all of it, or on the rows that were answered."""
    batch = _period(seat, name)
    node, actor, stamp = StoreNode(), seat.actor(), request.POST.get("stamp", "")
    if "all" in request.POST:
        acts.confirm(node, actor, name, stamp=stamp)
        messages.success(request, f"All {batch.rows:,} are confirmed.")
        return redirect("history_period", seat.slug, name)
    if "by_the_day" in request.POST:
        rows = waiting_by_the_day(batch)
        acts.confirm(node, actor, name, stamp=stamp, rows=rows)
        messages.success(request, f"{len(rows):,} that came by the day are confirmed.")
        return redirect("history_period", seat.slug, name)
    confirmed, disputed = [], []
    for row in batch.reports.values_list("row", "status"):
        said = request.POST.get(f"row-{row[0]}", "")
        if said == "so" and row[1] != Report.CONFIRMED:
            confirmed.append(row[0])
        elif said == "not" and row[1] != Report.DISPUTED:
            disputed.append((row[0], request.POST.get(f"words-{row[0]}", "")))
    acts.answer(node, actor, name, stamp=stamp, confirmed=confirmed, disputed=disputed)
    messages.success(request, f"Your word on {len(confirmed) + len(disputed):,} reports is signed.")
    return redirect("history_period", seat.slug, name)


@require_POST
@in_alliance(Right.REPORT)
def withdraw(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """This function will take rows that one's own side reported back."""
    _period(seat, name)
    rows = _numbers(request.POST.getlist("row"))
    acts.withdraw(
        StoreNode(),
        seat.actor(),
        name,
        stamp=request.POST.get("stamp", ""),
        rows=rows,
        words=request.POST.get("words", ""),
    )
    messages.success(request, "Withdrawn. It counts for nothing from here on.")
    return redirect("history_period", seat.slug, name)


@require_POST
@in_alliance(Right.REPORT)
def offer(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will put open rows of the own list on the table as offers and requests, in one act."""
    actor = seat.actor()
    chosen = set(_numbers(request.POST.getlist("row")))
    rows = [
        row
        for row in reporting.open_rows(seat.alliance, seat.organisation, today=today_of(seat))
        if row.pk in chosen or "all" in request.POST
    ]
    said = request.POST.get("stake", "")
    stake = Stake(said) if said in {each.value for each in Stake} else None
    reporting.offer_open(actor, rows[: acts.MOST_AT_ONCE], stake=stake)
    messages.success(request, f"{seat.partner_name} can agree to them in one act or one by one.")
    return redirect("promises", seat.slug)


@require_POST
@in_alliance(Right.AGREE)
def agree(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will agree to offers and requests of the partner, all or those chosen, in one act."""
    node = StoreNode()
    chosen = set(request.POST.getlist("promise"))
    texts: dict[On, str] = {}
    for row in proposed_to(seat)[: acts.MOST_AT_ONCE]:
        if row.object in chosen or "all" in request.POST:
            state = promises.state_of(node, seat.alliance.pk, row.object)
            own = promises.side_of(state, seat.log)
            text = state.table[own.other]
            if text is not None:
                stamp = request.POST.get(f"stamp-{row.object}", state.stamp)
                texts[On(row.object, stamp)] = text.id
    if not texts:
        raise promises.NothingSaid("Choose at least one.")
    said = request.POST.get("stake", "")
    stake = Stake(said) if said in {each.value for each in Stake} else None
    waiting = second.say_yes(seat, second.Ask(texts, stake), node=node)
    said = f"Agreed: {len(texts) - waiting:,}." if waiting < len(texts) else ""
    more = f"{waiting:,} wait for a second signature of {seat.organisation}." if waiting else ""
    messages.success(request, f"{said} {more}".strip())
    return redirect("promises", seat.slug)


def _soon(request: HttpRequest, seat: Seat, count: int, work: running.Work) -> HttpResponse:
    if count > AT_ONCE:
        token = secrets.token_urlsafe(18)
        running.start(
            token,
            running.Progress("Putting it on the record", "reports signed", seat.person.pk, of=count),
            work,
        )
        return redirect("work", token)
    go, said = work(lambda done, of: None)
    messages.success(request, said)
    return redirect(go)


def _reported(batch: ReportBatch, seat: Seat) -> str:
    return (
        f"{batch.rows:,} reports are on the record. {seat.partner_name} can confirm or dispute each of them."
    )


def _period(seat: Seat, name: str) -> ReportBatch:
    batch = period_named(seat, name)
    if batch is None:
        raise Http404
    return batch


def _numbers(said: Sequence[str]) -> list[int]:
    return [int(each) for each in said if each.isdecimal() and len(each) < 19]


def _days(text: str) -> tuple[date, date]:
    try:
        first, _, last = text.partition(" ")
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as other:
        raise Http404 from other


def _batch(batch: ReportBatch) -> Mapping[str, Any]:
    waiting = batch.rows - batch.confirmed - batch.disputed - batch.withdrawn
    return {"batch": batch, "waiting": waiting, "changed": batch.changed_at, "now": timezone.now()}


def _report(row: Report, words: Mapping[int, str], references: Mapping[int, str]) -> Mapping[str, Any]:
    return {
        "report": row,
        "how": distance((row.delivered - row.promised).days) if row.delivered else "",
        "words": words.get(row.row, "") if row.status in (Report.DISPUTED, Report.WITHDRAWN) else "",
        "reference": references.get(row.row, ""),
        "by": row.performer.organisation.short,
    }
