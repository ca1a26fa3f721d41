"""What is seen of one alliance for one reader: the facts that a tip may stand on.

Whatever the alliance's size, it is a dozen and a half questions, each for the latest or the nearest rows only; they are
put when a page has been shown already, and never as a part of it. Of a side's answers that nobody may know yet nothing
is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F

from troth.actions.days import day_in, stamp_of
from troth.core.judgement import Kind as Judging
from troth.core.judgement import remarks
from troth.core.promises import Outcome
from troth.core.promises.dates import terms_of
from troth.core.tips import LATELY_DAYS, Seen
from troth.core.trust import Ahead
from troth.core.values import Stake
from troth.store import models
from troth.store.queries.alliance import HANDED
from troth.store.queries.balance import balances_of
from troth.store.queries.lists import IN_FORCE, OPEN
from troth.store.queries.people import Seat
from troth.store.queries.promises import stamps_of
from troth.store.queries.seen_together import people, surveys, together, went_on
from troth.store.queries.trust import standing

Facts = dict[str, Any]

DAY_MS = 86_400_000
MOST = 300
FEW = 10
IN_TIME = frozenset(
    each.name.lower()
    for each in (
        Outcome.KEPT_ON_THE_DAY,
        Outcome.KEPT_EARLY,
        Outcome.EXCEEDED,
        Outcome.REAGREED_ONCE,
    )
)
SILENT = frozenset(
    each.name.lower() for each in (Outcome.AFTER_SILENCE, Outcome.AFTER_EXPLAINED, Outcome.LAPSED)
)
TWICE_MOVED = 3  # the first yes, and one for each day agreed anew


def seen_by(seat: Seat, now: int) -> Seen:
    """Return what is seen of the reader's alliance at an instant; nothing while it is not open to both, or over."""
    if not seat.opened or seat.parted is not None or seat.alliance.opened_at is None:
        return Seen()
    today = day_in(now, seat.person.zone)
    rows = _open(seat)
    balance = balances_of([seat], now)[seat.slug]
    return Seen(
        checks=balance.checks,
        coordinates=balance.coordinates,
        over_controlled=balance.over_controlled,
        age=_days(stamp_of(seat.alliance.opened_at), now),
        **_promised(seat, rows, now, today),
        **_ended(seat, now),
        **_agreed(seat),
        **_said(seat, rows, now),
        **_raised(seat),
        **together(seat, rows, today, now),
        **people(seat, now),
        **surveys(seat, now),
        **went_on(seat, now, handed=f"promise.{HANDED}"),
        stated_less=_states_less(seat, now),
    )


def _states_less(seat: Seat, now: int) -> bool:
    """Whether the other side says less of how far it relies on one's own than the record shows."""
    theirs = "b" if seat.colour == "a" else "a"
    return standing(seat, now).gap(theirs) is Ahead.RECORD


def _days(since: int, now: int) -> int:
    return max(now - since, 0) // DAY_MS


def _open(seat: Seat) -> Sequence[models.Promise]:
    """The nearest open promises: of very many, the later ones press nobody."""
    rows = models.Promise.objects.filter(alliance=seat.alliance, status__in=OPEN)
    return list(rows.order_by(F("due_day").asc(nulls_last=True), "number").defer("search")[:MOST])


def _promised(seat: Seat, rows: Sequence[models.Promise], now: int, today: date) -> Facts:
    held = [row for row in rows if row.status in IN_FORCE]
    ours = [row for row in held if row.performer_id == seat.party.pk]
    theirs = [row for row in held if row.performer_id != seat.party.pk]
    moved = _moved_twice(seat, [row for row in held if row.first_due_day not in (None, row.due_day)])
    big = [row for row in held if row.stake == Stake.HIGH.value]
    return {
        "open_ours": len(ours),
        "open_theirs": len(theirs),
        "soon_ours": sum(_soon(row, today) for row in ours),
        "passed_ours": sum(_passed(row, now) for row in ours),
        "passed_theirs": sum(_passed(row, now) for row in theirs),
        "moved_ours": sum(row.object in moved for row in ours),
        "moved_theirs": sum(row.object in moved for row in theirs),
        "dayless_ours": sum(row.warned_at is not None and row.expected_day is None for row in ours),
        "performers_ours": len({row.performer_person_id for row in ours} - {None}),
        "big_early": len(big),
        "kept": _kept(seat) if big else 0,
    }


def _soon(row: models.Promise, today: date) -> bool:
    return row.status == "agreed" and row.due_day is not None and 0 <= (row.due_day - today).days <= 3


def _passed(row: models.Promise, now: int) -> bool:
    return row.status == "agreed" and row.due is not None and row.due < now and row.warned_at is None


def _moved_twice(seat: Seat, rows: Sequence[models.Promise]) -> frozenset[str]:
    if not rows:
        return frozenset()
    yeses = models.Entry.objects.filter(
        alliance=seat.alliance,
        object__in=[row.object for row in rows],
        kind__startswith="promise.agree",
        effective=True,
    ).order_by()
    counted = yeses.values_list("object").annotate(Count("pk"))
    return frozenset(name for name, count in counted if count >= TWICE_MOVED)


def _kept(seat: Seat) -> int:
    """How many promises were kept; whether it is more than a few is all that is asked."""
    kept = models.Promise.objects.filter(alliance=seat.alliance, status="kept")
    return len(kept.values_list("pk", flat=True)[:FEW])


def _ended(seat: Seat, now: int) -> Facts:
    since = now - LATELY_DAYS * DAY_MS
    rows = models.Promise.objects.filter(alliance=seat.alliance, closed_at__gt=since).order_by("-closed_at")
    found = list(rows.values_list("performer", "status", "outcome", "warned_at", "due")[:MOST])
    ours = [each for each in found if each[0] == seat.party.pk]
    theirs = [each for each in found if each[0] != seat.party.pk and each[1] != "released"]
    run = next((n for n, each in enumerate(theirs) if each[2] not in IN_TIME), len(theirs))
    return {
        "warned_ours": sum(_warned(*each[3:]) for each in ours),
        "warned_theirs": sum(_warned(*each[3:]) for each in theirs),
        "silent_ours": sum(each[2] in SILENT for each in ours),
        "exceeded_theirs": sum(each[2] == Outcome.EXCEEDED.name.lower() for each in theirs),
        "run_theirs": run,
    }


def _warned(warned_at: int | None, due: int | None) -> bool:
    return warned_at is not None and due is not None and warned_at <= due


def _agreed(seat: Seat) -> Facts:
    """Of the promises agreed last, how many name no condition."""
    rows = models.Promise.objects.filter(alliance=seat.alliance, status__in=IN_FORCE, series="")
    names = list(rows.order_by("-agreed_at").values_list("object", flat=True)[:FEW])
    states = stamps_of(seat, names) if names else {}
    words = [terms_of(state.text).words for state in states.values()]
    return {"bare": sum(each is not None and not each.conditions for each in words)}


def _said(seat: Seat, rows: Sequence[models.Promise], now: int) -> Facts:
    said = models.Statement.objects.filter(alliance=seat.alliance).order_by("-number")[:MOST]
    found = list(said)
    recent = [row for row in found if row.changed_at > now - LATELY_DAYS * DAY_MS]
    own = [row for row in recent if row.speaker_id == seat.party.pk]
    since = [row.changed_at for row in found if _waits_for(seat, row)]
    since += [row.changed_at for row in rows if _on_the_table(seat, row)]
    notes = models.Note.objects.filter(alliance=seat.alliance, organisation=seat.organisation)
    words = [*notes.order_by("-pk").values_list("words", flat=True)[:FEW], *(row.words for row in own[:FEW])]
    return {
        "waiting_days": _days(min(since), now) if since else 0,
        "unplayed": sum(row.status == "said" and row.listener_person_id is None for row in own),
        "rounds": max((row.rounds for row in recent if row.waits), default=0),
        "differing": sum(row.status == "differed" for row in recent),
        "lessons": sum(_teaches(each) for each in words),
    }


def _waits_for(seat: Seat, row: models.Statement) -> bool:
    """Whether a statement waits for one's own side, as whoever spoke or whoever listens."""
    return row.waits == ("speaker" if row.speaker_id == seat.party.pk else "listener")


def _on_the_table(seat: Seat, row: models.Promise) -> bool:
    """Whether the other side's text waits for an answer of one's own."""
    theirs = "c" if row.performer_id == seat.party.pk else "p"
    return row.status == "proposed" and theirs in row.open_texts


def _teaches(words: str) -> bool:
    return any(remark.kind is Judging.LESSON for remark in remarks(words[:MOST]))


def _raised(seat: Seat) -> Facts:
    parked = models.Parked.objects.filter(person=seat.person, alliance=seat.alliance, ending="")
    rows = list(
        models.Concern.objects.filter(alliance=seat.alliance, closed_at=None).order_by("-number")[:MOST]
    )
    own = [row for row in rows if row.raiser_id == seat.party.pk]
    mine, theirs = seat.colour, "b" if seat.colour == "a" else "a"
    return {
        "parked": parked.count(),
        "their_concern": sum(row not in own and row.waits in ("asked", "both") for row in rows),
        "unshown_ours": sum(not row.evidence and row.day is None for row in own),
        "heavier_theirs": sum(_weight(row.weights, theirs) > _weight(row.weights, mine) for row in rows),
    }


def _weight(weights: Mapping[str, Any], colour: str) -> int:
    found = weights.get(colour, 0)
    return found if isinstance(found, int) else 0
