"""The evidence that trust is reckoned from: a piece for each promise, playback or concern that shows something.

A piece is written with the entry that shows it. Those of weeks that are over are summed up by the worker, so that a
page reads the sums of years and the pieces of a few weeks; what touches a week that is summed up takes its sum away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from troth.actions.days import moment_of
from troth.core.record import Sighting
from troth.core.trust import Evidence, Facet, Stated, sums_of
from troth.store import models
from troth.store.prepared import prepared

WEEK_MS = 7 * 86_400_000
REFERENCE = 1_577_836_800_000  # 1 January 2020; sums are kept as of it, and read as of now
SETTLES = timedelta(days=21)
COLUMNS = ("facet", "at", "known", "value", "stake", "weight", "batch", "rests_a", "rests_b", "trustor_id")

Found = Iterable[tuple[str, Evidence]]
Week = tuple[int, str, int]


def keep(
    alliance_id: str,
    object_id: str,
    found: Found,
    sightings: Sequence[Sighting],
    parties: Mapping[str, models.Party],
) -> bool:
    """Bring the pieces that an object shows up to date, and say whether any of them is another now."""
    rows = [
        _row(alliance_id, object_id, log, piece, sightings, parties) for log, piece in found if log in parties
    ]
    there = {row.piece: row for row in _of_object(alliance_id, object_id)}
    fresh = [row for row in rows if row.piece not in there or _differs(there[row.piece], row)]
    named = {row.piece for row in rows}
    gone = [
        old
        for old in there.values()
        if old.piece not in named or any(old.piece == row.piece for row in fresh)
    ]
    if not fresh and not gone:
        return False
    if gone:
        models.Evidence.objects.filter(pk__in=[old.pk for old in gone]).delete()
    models.Evidence.objects.bulk_create(fresh)
    _reopen(alliance_id, {_week_of(row) for row in (*fresh, *gone)})
    return True


def keep_stated(
    alliance_id: str, object_id: str, stated: Mapping[str, Stated], parties: Mapping[str, models.Party]
) -> None:
    """Bring what each side stated in a round, by its log, up to date."""
    there = models.Stated.objects.filter(alliance=alliance_id, object=object_id)
    told = {parties[log].pk: said for log, said in stated.items() if log in parties}
    there.exclude(trustor__in=told).delete()
    for trustor, said in told.items():
        facts = {"at": said.at, "mean": said.mean, "spread": said.spread, "number": said.number}
        there.update_or_create(defaults=facts, alliance_id=alliance_id, object=object_id, trustor_id=trustor)


def sum_up(alliance_id: str, now: int) -> int:
    """Sum up the weeks that are over and settled; returns how many pieces are in sums now that were not."""
    with transaction.atomic():
        parties = {
            party.log: party
            for party in models.Party.objects.select_for_update().filter(alliance=alliance_id)
        }
        upto = settled_upto(parties.values())
        over = int((moment_of(now) - SETTLES).timestamp() * 1000) // WEEK_MS
        open_ = models.Evidence.objects.filter(alliance=alliance_id, counted=False, week__lt=over)
        weeks: dict[Week, list[models.Evidence]] = defaultdict(list)
        for row in open_:
            weeks[_week_of(row)].append(row)
        ready = {week: rows for week, rows in weeks.items() if all(is_settled(row, upto) for row in rows)}
        for week, rows in ready.items():
            _sum(alliance_id, week, rows)
        done = [row.pk for rows in ready.values() for row in rows]
        models.Evidence.objects.filter(pk__in=done).update(counted=True)
    return len(done)


def settled_upto(parties: Iterable[models.Party]) -> Mapping[str, int]:
    """Tell, for each side by its colour, up to which place of its log the other side has cited it; -1 for none."""
    sides = list(parties)
    return {
        party.colour: min(
            (int(other.head_seen.get(party.log, [-1])[0]) for other in sides if other.pk != party.pk),
            default=-1,
        )
        for party in sides
    }


def is_settled(row: models.Evidence, upto: Mapping[str, int]) -> bool:
    """Say whether both logs cite everything that a piece rests on."""
    return row.rests_a <= upto.get("a", -1) and row.rests_b <= upto.get("b", -1)


def piece_of(row: models.Evidence) -> Evidence:
    """Return a piece as the core reckons with it."""
    return Evidence(
        id=row.piece,
        facet=Facet(row.facet),
        at=row.at,
        value=row.value,
        stake=row.stake,
        weight=row.weight,
        batch=row.batch,
        known=row.known,
    )


@prepared
def _of_object(alliance: str, object_id: str) -> QuerySet[models.Evidence]:
    return models.Evidence.objects.filter(alliance=alliance, object=object_id)


def _row(
    alliance_id: str,
    object_id: str,
    log: str,
    piece: Evidence,
    sightings: Sequence[Sighting],
    parties: Mapping[str, models.Party],
) -> models.Evidence:
    rests = {"a": -1, "b": -1}
    needed = set(piece.rests_on)
    for sighting in sightings:
        entry = sighting.entry
        if entry.id in needed and entry.log in parties:
            colour = parties[entry.log].colour
            rests[colour] = max(rests[colour], entry.seq)
    return models.Evidence(
        alliance_id=alliance_id,
        trustor=parties[log],
        object=object_id,
        piece=piece.id,
        facet=piece.facet.value,
        at=piece.at,
        known=piece.known,
        week=piece.at // WEEK_MS,
        value=piece.value,
        stake=piece.stake,
        weight=piece.weight,
        batch=piece.batch,
        rests_a=rests["a"],
        rests_b=rests["b"],
    )


def _differs(old: models.Evidence, row: models.Evidence) -> bool:
    return any(getattr(old, name) != getattr(row, name) for name in COLUMNS)


def _week_of(row: models.Evidence) -> Week:
    return row.trustor_id, row.facet, row.week


def _reopen(alliance_id: str, weeks: Iterable[Week]) -> None:
    """Take away the sums of these weeks: their pieces are read one by one until they are summed up again."""
    touched = Q(pk__in=())
    for trustor, facet, week in weeks:
        touched |= Q(trustor=trustor, facet=facet, week=week)
    if models.EvidenceWeek.objects.filter(touched, alliance=alliance_id).delete()[0]:
        models.Evidence.objects.filter(touched, alliance=alliance_id).update(counted=False)


def _sum(alliance_id: str, week: Week, rows: Iterable[models.Evidence]) -> None:
    pieces = [piece_of(row) for row in rows]
    trustor, facet, number = week
    short, long = (sums_of(pieces, REFERENCE, half_life_days=days) for days in (180.0, 365.0))
    models.EvidenceWeek.objects.create(
        alliance_id=alliance_id,
        trustor_id=trustor,
        facet=facet,
        week=number,
        pieces=short.count,
        first=short.first,
        last=short.last,
        good_180=short.good,
        bad_180=short.bad,
        good_365=long.good,
        bad_365=long.bad,
    )
