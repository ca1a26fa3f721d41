"""What an object of the record shows as evidence, by its kind; and what merely time has brought about since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from troth.actions.days import calendar_of, day_in, moment_of, stamp_of
from troth.actions.rooms import concern_of, period_of, promise_of, round_of, statement_of
from troth.core import judgement, listening, promises, sealed
from troth.core.judgement.survey import Instrument, answer_from
from troth.core.record import Sighting
from troth.core.trust import Evidence, Stated, of_concern, of_promise, of_report, of_side, of_statement
from troth.core.values import Side
from troth.store import evidence, models
from troth.store.ledger import sightings_of
from troth.store.objects import Objects

UTC = "UTC"
SILENCE = timedelta(days=11)  # the shortest span that ten working days without a holiday leave behind
CHUNK = 100

Parties = Mapping[str, models.Party]
Found = tuple[tuple[str, Evidence], ...]


def of_object(object_id: str, sightings: Sequence[Sighting], parties: Parties, now: int) -> Found:
    """Tell what an object shows at an instant, as (log that relies, evidence); nothing where its kind never does."""
    read = _READ.get(object_id.partition("_")[0])
    return read(object_id, sightings, parties, now) if read is not None else ()


def keep_promise(
    row: models.Promise, state: promises.State, told: Sequence[Sighting], parties: Parties
) -> None:
    """Keep what a promise shows with the act that brought it about; most acts change nothing of it.

    `row` is as it was filled by that act. A promise that is open, not past its day and never delivered shows nothing.
    """
    at = row.changed_at
    ahead = row.due is not None and row.due > at
    if (
        row.closed_at is None
        and ahead
        and all(move.name is not promises.Name.DELIVER for move in state.moves)
    ):
        return
    found = _of_state(row.object, state, parties, at)
    evidence.keep(row.alliance_id, row.object, found, told, parties)


def keep_told(
    alliance_id: str, object_id: str, state: Any, told: Sequence[Sighting], parties: Parties
) -> None:
    """Keep what a statement or a concern shows with the act that brought it about."""
    found: Found
    if isinstance(state, listening.State):
        at = max((move.at for move in state.moves), default=0)
        found = _of_statement_state(object_id, state, parties, at)
    elif isinstance(state, judgement.State):
        found = of_concern(state, object=object_id, settled_only=False)
    else:
        return
    evidence.keep(alliance_id, object_id, found, told, parties)


def keep_round(alliance_id: str, object_id: str, state: sealed.State, parties: Parties) -> None:
    """Keep what both sides stated in a pulse that was opened for both; nothing of one that was not."""
    if state.asked is None or state.asked.subject is not sealed.Subject.PULSE:
        return
    said: dict[str, Stated] = {}
    if state.phase is sealed.Phase.OPENED and state.opened_at is not None:
        # What was let go a moment ago is not among what was read before.
        opened = round_of(sightings_of(alliance_id, object_id)).state
        for log, move in opened.answers.items():
            told = answer_from(move.words or "", Instrument.PULSE)
            stated = of_side(told, state.opened_at) if told is not None else None
            if stated is not None:
                said[log] = stated
    evidence.keep_stated(alliance_id, object_id, said, parties)


def again(alliance_id: str, objects: Sequence[str], now: int) -> None:
    """Keep what these objects show at an instant, in short transactions."""
    for start in range(0, len(objects), CHUNK):
        some = objects[start : start + CHUNK]
        with transaction.atomic():
            parties = {each.log: each for each in _locked(alliance_id)}
            told = Objects(alliance_id, list(parties.values()))
            told.load(some)
            changed = False
            for object_id in some:
                sightings = told.sightings(object_id)
                found = of_object(object_id, sightings, parties, now)
                changed |= evidence.keep(alliance_id, object_id, found, sightings, parties)
            if changed:  # nothing was said, so whoever keeps what was read must be told to read again
                models.Party.objects.filter(alliance=alliance_id).update(made_again=F("made_again") + 1)


def overtaken(alliance_id: str, now: int) -> list[str]:
    """Name what waited so long that its silence shows something by now and is not among the evidence yet."""
    before = stamp_of(moment_of(now) - SILENCE)
    known = models.Evidence.objects.filter(alliance=alliance_id).values("object")
    late = Q(status="agreed", due__lt=before) | Q(status="delivered", delivered_at__lt=before)
    undated = Q(status="agreed", due=None, open_texts__contains="c")
    owed = models.Promise.objects.filter(late | undated, alliance=alliance_id).exclude(object__in=known)
    asked = models.Statement.objects.filter(alliance=alliance_id, waits="listener", changed_at__lt=before)
    return [
        *owed.values_list("object", flat=True),
        *asked.exclude(object__in=known).values_list("object", flat=True),
    ]


def _locked(alliance_id: str) -> list[models.Party]:
    rows = models.Party.objects.select_for_update(of=("self",)).filter(alliance=alliance_id)
    return list(rows.select_related("organisation").order_by("colour"))


def _of_promise(object_id: str, told: Sequence[Sighting], parties: Parties, now: int) -> Found:
    return _of_state(object_id, promise_of(told).state, parties, now)


def _of_state(object_id: str, state: promises.State, parties: Parties, now: int) -> Found:
    performer = parties.get(state.logs[Side.PERFORMER] or "")
    zone = state.text.facts.zone if state.text and isinstance(state.text.facts, promises.Text) else UTC
    on = day_in(now, zone or UTC)
    country = performer.organisation.country if performer else ""
    calendar = calendar_of(country, on.year - 1, on.year + 1)
    return of_promise(state, on, calendar, object=object_id, settled_only=False)


def _of_statement(object_id: str, told: Sequence[Sighting], parties: Parties, now: int) -> Found:
    return _of_statement_state(object_id, statement_of(told).state, parties, now)


def _of_statement_state(object_id: str, state: listening.State, parties: Parties, now: int) -> Found:
    speaker = state.statement.log if state.statement is not None else ""
    others = [party for log, party in parties.items() if log != speaker]
    country = others[0].organisation.country if others else ""
    on = day_in(now, UTC)
    calendar = calendar_of(country, on.year - 1, on.year + 1)
    return of_statement(state, on, calendar, object=object_id, settled_only=False)


def _of_concern(object_id: str, told: Sequence[Sighting], parties: Parties, now: int) -> Found:
    return of_concern(concern_of(told).state, object=object_id, settled_only=False)


def _of_period(object_id: str, told: Sequence[Sighting], parties: Parties, now: int) -> Found:
    return of_report(period_of(told).state, object=object_id, settled_only=False)


_READ: Mapping[str, Callable[[str, Sequence[Sighting], Parties, int], Found]] = {
    "pr": _of_promise,
    "st": _of_statement,
    "cn": _of_concern,
    "rp": _of_period,
}
