"""What is seen of how two sides hold together: their charter, meetings, people, pulses, and how much they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from troth.actions.days import moment_of, stamp_of, zone_of
from troth.core.charter import Kind
from troth.core.judgement.survey import Instrument
from troth.core.record.party import NODE
from troth.store import models
from troth.store.queries.charter import IN_FORCE, meeting_of, next_meeting
from troth.store.queries.people import Seat
from troth.store.queries.seated import members_of
from troth.store.queries.steering import RARE
from troth.store.queries.surveys import WHATS

Facts = dict[str, Any]

DAY_MS = 86_400_000
A_MONTH_MS, A_QUARTER_MS = 30 * DAY_MS, 90 * DAY_MS
NEW_MS = 14 * DAY_MS
LOOKED_BACK = 10  # days in which a meeting that was to be held is looked for
A_WEEK = 7
WORKDAYS = 5
LATEST, EARLIEST = 200, 600
NAMING = "member.name"
ROUNDS = 20


def together(seat: Seat, rows: Sequence[models.Promise], today: date, now: int) -> Facts:
    """Return what is seen of purpose, objectives, charter, differences and meetings, with two questions."""
    joints = list(
        models.Joint.objects.filter(alliance=seat.alliance).exclude(status="nothing").defer("history")
    )
    held = [row for row in joints if row.status == "agreed" or row.status == IN_FORCE]
    purposes = [row for row in held if row.kind == models.Joint.PURPOSE]
    objectives = [row for row in held if row.kind == models.Joint.OBJECTIVE]
    clauses = [row for row in held if row.kind == models.Joint.CLAUSE]
    rhythms = [row for row in clauses if row.sort == Kind.CADENCE.value]
    differences = [row for row in joints if row.kind == models.Joint.DIFFERENCE]
    return {
        "purpose": bool(purposes),
        "objectives": len(objectives),
        "lone_objectives": sum(_alone(row, rows) for row in objectives),
        "words_age": _since_agreed([*purposes, *objectives], now),
        "rhythms": len(rhythms),
        "rhythms_age": _since_agreed(rhythms, now),
        "sponsors_meet": any((each := meeting_of(row)) is not None and each.every in RARE for row in rhythms),
        "principles": sum(row.sort == Kind.PRINCIPLE.value for row in clauses),
        "meanings": sum(row.sort == Kind.WORD.value for row in clauses),
        "clauses": sum(row.sort == Kind.CLAUSE.value for row in clauses),
        "differences": len(differences),
        "their_difference": sum(seat.colour not in row.details.get("told", {}) for row in differences),
        **_met(seat, rhythms, today),
    }


def _alone(objective: models.Joint, rows: Sequence[models.Promise]) -> bool:
    """Whether several promises serve it and all are of one side."""
    serving = [row.performer_id for row in rows if row.objective == objective.object]
    return len(serving) > 1 and len(set(serving)) == 1


def _since_agreed(rows: Sequence[models.Joint], now: int) -> int:
    at = max((row.agreed_at or 0 for row in rows), default=0)
    return max(now - at, 0) // DAY_MS if at else 0


def _met(seat: Seat, rhythms: Sequence[models.Joint], today: date) -> Facts:
    found = models.Meeting.objects.filter(alliance=seat.alliance).order_by("-day", "-number")
    meetings = list(found.values_list("day", "clause", "waits")[:ROUNDS])
    past = [day for day, _, _ in meetings if day <= today]
    start = today - timedelta(days=LOOKED_BACK)
    expected = [(row.object, day) for row in rhythms if (day := next_meeting(row, start)) and day < today]
    unheld = [
        (today - day).days
        for clause, day in expected
        if not any(held >= day and of in (clause, "") for held, of, _ in meetings)
    ]
    coming = [next_meeting(row, today) for row in rhythms]
    return {
        "met": (today - past[0]).days if past else None,
        "meets_today": today in coming,
        "meets_tomorrow": today + timedelta(days=1) in coming,
        "unheld": max(unheld, default=0),
        "meetings_lately": sum(0 <= (today - day).days < 30 for day in past),
        "unconfirmed_ours": sum(
            token.startswith(f"{seat.colour}:") and token.endswith(":")
            for _, _, waits in meetings
            for token in waits.split()
        ),
    }


def people(seat: Seat, now: int) -> Facts:
    """Return what is seen of the people of both sides and their hours, with two questions."""
    members = [each for each in members_of([seat]).values() if each.name]
    ours = [each for each in members if each.party_id == seat.party.pk]
    theirs = [each for each in members if each.party_id != seat.party.pk]
    said = [each for each in theirs if each.work or each.bad_news]
    waits = models.SecondSignature.objects.filter(
        alliance=seat.alliance, organisation=seat.organisation, status=models.SecondSignature.WAITS
    )
    asked = waits.order_by("asked_at").values_list("asked_at", flat=True).first()
    countries = {each.organisation.country for each in seat.parties}
    return {
        "people_ours": len(ours),
        "said_theirs": len(said),
        "unsaid_theirs": len(theirs) - len(said),
        "unsaid_mine": not seat.person.work and not seat.person.bad_news,
        "sponsorless": any(each.sponsor_id is None for each in seat.parties),
        "signature_days": max(now - stamp_of(asked), 0) // DAY_MS if asked is not None else 0,
        "abroad": len(countries) > 1 and "" not in countries,
        "shared_hours": shared_hours(seat, moment_of(now)),
    }


def shared_hours(seat: Seat, now: datetime) -> float:
    """Return in how many hours of a working day, on average over a week, both sides are at work."""
    spans = [_spans(each.organisation, now) for each in seat.parties]
    shared = sum(
        max((min(end, until) - max(start, since)).total_seconds(), 0.0)
        for start, end in spans[0]
        for since, until in spans[-1]
    )
    return shared / 3600 / WORKDAYS


def _spans(organisation: models.Organisation, now: datetime) -> list[tuple[datetime, datetime]]:
    zone = zone_of(organisation.zone)
    here = now.astimezone(zone).date()
    days = (here + timedelta(days=n) for n in range(A_WEEK))
    found = []
    for day in days:
        start, end = (datetime.combine(day, hour, zone) for hour in (organisation.opens, organisation.closes))
        if day.weekday() < WORKDAYS:
            found.append((start, end if end > start else end + timedelta(days=1)))
    return found


def surveys(seat: Seat, now: int) -> Facts:
    """Return since when the last pulse and health check are open to both, and whether anything came of it."""
    rows = models.Round.objects.filter(
        alliance=seat.alliance, subject__in=WHATS, opened_at__isnull=False
    ).order_by("-opened_at")
    found = list(rows.values_list("subject", "object", "opened_at")[:ROUNDS])
    latest: Mapping[str, int] = {what: at for what, _, at in reversed(found) if at is not None}
    since = {what: max(now - at, 0) // DAY_MS for what, at in latest.items()}
    last = found[0][1] if found else ""
    plan = models.Promise.objects.filter(alliance=seat.alliance, objective=last)
    return {
        "pulse": since.get(Instrument.PULSE.value),
        "health": since.get(Instrument.HEALTH_CHECK.value),
        "opened": min(since.values()) if since else None,
        "planned": plan.count() if last else 0,
    }


def went_on(seat: Seat, now: int, *, handed: str) -> Facts:
    """Return how much both say now and said at first, who is new, and what passed into other hands lately.

    Of all entries it reads the latest and the earliest few hundred, whatever they are about.
    """
    entries = models.Entry.objects.filter(alliance=seat.alliance).exclude(by=NODE)
    latest = list(entries.order_by("-number").values_list("at", "log", "kind")[:LATEST])
    first = list(entries.order_by("number").values_list("at", flat=True)[:EARLIEST])
    begun = first[0] if first else now
    return {
        "acts_lately": sum(at > now - A_MONTH_MS for at, _, _ in latest),
        "acts_early": sum(at < begun + A_QUARTER_MS for at in first) // 3,
        "quiet": max(now - latest[0][0], 0) // DAY_MS if latest else 0,
        "new_theirs": sum(
            kind.startswith(NAMING) and log != seat.log and at > now - NEW_MS for at, log, kind in latest
        ),
        "handed_on": sum(kind.startswith(handed) and at > now - NEW_MS for at, _, kind in latest),
    }
