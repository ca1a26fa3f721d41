"""From entries to the rows that pages list: rows that can be dropped and made again, the same, at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max, Min, QuerySet

from troth.actions.periods import ROW
from troth.actions.rooms import (
    area_of,
    clause_of,
    comment_of,
    concern_of,
    control_of,
    difference_of,
    joint_of,
    made,
    meeting_of,
    period_of,
    promise_of,
    round_of,
    statement_of,
)
from troth.core.alliance import member_from, own_words_from
from troth.core.record import LEAVE, Folded, Sighting
from troth.core.sealed import Phase, Subject
from troth.store import models, outbox, shown
from troth.store.objects import Objects
from troth.store.prepared import prepared
from troth.store.projections import (
    balance,
    charter,
    comments,
    concerns,
    joints,
    meetings,
    promises,
    reports,
    rounds,
    seconds,
    sponsors,
    statements,
)

Row = TypeVar(
    "Row", models.Joint, models.Statement, models.Concern, models.Comment, models.Round, models.Meeting
)
S = TypeVar("S")
Keeper = Callable[[str, str, Sequence[Sighting], Mapping[str, models.Party]], None]
CHUNK = 100
PROJECTED = (
    models.Promise,
    models.Joint,
    models.Statement,
    models.Concern,
    models.Comment,
    models.Round,
    models.Meeting,
    models.ReportBatch,
    models.Evidence,
    models.EvidenceWeek,
    models.Stated,
)
COLUMNS = tuple(field.attname for field in models.Promise._meta.concrete_fields)


def project(
    alliance_id: str, objects: Sequence[str], told: Objects, parties: Mapping[str, models.Party]
) -> None:
    """Bring the rows of these objects up to date with their entries, as `told` by whoever has read them."""
    for object_id in objects:
        keeper = KEEPERS.get(object_id.partition("_")[0])
        if keeper is not None:
            keeper(alliance_id, object_id, told.sightings(object_id), parties)


def parties_of(alliance_id: str) -> dict[str, models.Party]:
    """Return an alliance's parties with their organisations, by log."""
    rows = models.Party.objects.filter(alliance_id=alliance_id).select_related("organisation")
    return {party.log: party for party in rows}


def rebuild(alliance_id: str, progress: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Drop every projected row of an alliance and make it again from the entries; returns the number of objects."""
    with transaction.atomic():
        for table in PROJECTED:
            table.objects.filter(alliance_id=alliance_id).delete()
        models.Member.objects.filter(alliance_id=alliance_id).update(name="", title="", work="", bad_news="")
        _parties(alliance_id)
        first = models.Entry.objects.filter(alliance_id=alliance_id).exclude(object="").values("object")
        objects = [row["object"] for row in first.annotate(first=Min("number")).order_by("first")]
        parties = parties_of(alliance_id)
        for start in range(0, len(objects), CHUNK):
            told = Objects(alliance_id, list(parties.values()))
            told.load(objects[start : start + CHUNK])
            project(alliance_id, objects[start : start + CHUNK], told, parties)
            progress(min(start + CHUNK, len(objects)), len(objects))
    return len(objects)


def _parties(alliance_id: str) -> None:
    """When a side left is read from its log; and whoever has counted the rows counts them again."""
    again = F("made_again") + 1
    models.Party.objects.filter(alliance_id=alliance_id).update(left_at=None, made_again=again)
    for log, at in models.Entry.objects.filter(alliance_id=alliance_id, kind=LEAVE).values_list("log", "at"):
        models.Party.objects.filter(log=log).update(left_at=at)


def _promise(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    kept, folded = _row(alliance_id, object_id), promise_of(sightings)
    if kept:
        row, before = kept[0], dict(vars(kept[0]))
        promises.fill(row, folded, parties)
        row.save(update_fields=[name for name in COLUMNS if vars(row)[name] != before[name]])
    else:
        number = next(iter(_last(alliance_id)), 0) + 1
        row = models.Promise(alliance_id=alliance_id, object=object_id, number=number)
        promises.fill(row, folded, parties)
        row.save(force_insert=True)
    shown.keep_promise(row, folded.state, sightings, parties)
    if row.status in meetings.ENDED:
        for meeting in models.Meeting.objects.filter(alliance_id=alliance_id, waits__contains=object_id):
            meetings.settle(meeting)
            meeting.save(update_fields=["waits"])
    if any(party.organisation.second_from for party in parties.values()):
        seconds.fall_away(alliance_id, object_id, folded.state.stamp)


@prepared
def _row(alliance_id: str, object_id: str) -> QuerySet[models.Promise]:
    rows = models.Promise.objects.select_related("performer_person", "customer_person")
    return rows.filter(alliance_id=alliance_id, object=object_id)


@prepared
def _last(alliance_id: str) -> QuerySet[models.Promise, int]:
    rows = models.Promise.objects.filter(alliance_id=alliance_id).order_by("-number")
    return rows.values_list("number", flat=True)[:1]


def _joint(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    row = _together(alliance_id, object_id, (models.Joint.PURPOSE, models.Joint.OBJECTIVE))
    joints.fill(row, joint_of(sightings).state, parties)
    row.save()


def _clause(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    state = clause_of(sightings).state
    if state.kind is None:  # nothing here that this version can read
        return
    row = _together(alliance_id, object_id, (models.Joint.CLAUSE,), state.kind.value)
    charter.fill_clause(row, state, parties)
    row.save()


def _difference(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    state = difference_of(sightings).state
    if state.kind is None:
        return
    row = _together(alliance_id, object_id, (models.Joint.DIFFERENCE,))
    charter.fill_difference(row, state, parties)
    row.save()


def _area(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    state = area_of(sightings).state
    if state.moves:
        row = _together(alliance_id, object_id, (models.Joint.AREA,))
        balance.fill_area(row, state, parties)
        row.save()


def _control(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    state = control_of(sightings).state
    if state.moves:
        row = _together(alliance_id, object_id, (models.Joint.CONTROL,))
        balance.fill_control(row, state, parties)
        row.save()


def _together(alliance_id: str, object_id: str, kinds: Sequence[str], sort: str = "") -> models.Joint:
    """The row of what both hold, or a new one with the next number among those of its kind."""
    return _numbered(models.Joint, alliance_id, object_id, kind__in=kinds, **({"sort": sort} if sort else {}))


def _numbered(table: type[Row], alliance_id: str, object_id: str, **like: Any) -> Row:
    """The row of an object, or a new one with the next number in its alliance, among those that are `like` it."""
    row = table._default_manager.filter(alliance_id=alliance_id, object=object_id).first()
    if row is not None:
        return row
    last = table._default_manager.filter(alliance_id=alliance_id, **like).aggregate(last=Max("number"))[
        "last"
    ]
    return table(alliance_id=alliance_id, object=object_id, number=(last or 0) + 1)


def _keeper(
    table: type[Row],
    read: Callable[[Sequence[Sighting]], Folded[Any, S]],
    begun: Callable[[S], object],
    fill: Callable[[Row, S, Mapping[str, models.Party]], None],
) -> Keeper:
    """Keep a row for each object of a room; none while nothing has `begun` it that this version can read."""

    def keep(
        alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
    ) -> None:
        state = read(sightings).state
        if begun(state) is not None:
            row = _numbered(table, alliance_id, object_id)
            fill(row, state, parties)
            row.save()
            shown.keep_told(alliance_id, object_id, state, sightings, parties)

    return keep


def _round(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    _asked(alliance_id, object_id, sightings, parties)
    state = round_of(sightings).state
    shown.keep_round(alliance_id, object_id, state, parties)
    if state.asked is not None and state.asked.subject is Subject.CONTROL:
        balance.fill_question(alliance_id, object_id, state, parties)
    if state.phase is Phase.BOTH_IN:
        # Whoever wrote last lets both go; should that be cut short, the worker does.
        outbox.put("reveal", f"reveal:{object_id}", {"alliance": alliance_id, "round": object_id})


def _member(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    for sighting in sightings:
        entry = made(sighting)
        named, said = member_from(entry), own_words_from(entry)
        if named is None and said is None:
            continue
        member, _ = models.Member.objects.get_or_create(
            alliance_id=alliance_id, pseudonym=object_id, defaults={"party": parties[entry.log]}
        )
        if member.party_id != parties[entry.log].pk:  # nobody names the partner's people or speaks for them
            continue
        if named is not None:
            member.name, member.title = named.name or "", named.title
        if said is not None:
            member.work, member.bad_news = said[1].work, said[1].bad_news
        member.save(update_fields=["name", "title", "work", "bad_news"])
    sponsors.fill(alliance_id, sightings, parties)


def _period(
    alliance_id: str, object_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]
) -> None:
    at = max((sighting.entry.at for sighting in sightings if sighting.entry.kind != ROW), default=0)
    reports.fill(alliance_id, object_id, period_of(sightings).state, parties, at)
    # It may hold thousands of rows, and whoever confirms them does not wait for that.
    named = {"alliance": alliance_id, "objects": [object_id]}
    outbox.put("evidence", f"evidence:{object_id}:{at}", named)


_asked = _keeper(models.Round, round_of, lambda state: state.asked, rounds.fill)
KEEPERS: Mapping[str, Keeper] = {
    "pr": _promise,
    "jt": _joint,
    "st": _keeper(models.Statement, statement_of, lambda state: state.statement, statements.fill),
    "cl": _clause,
    "df": _difference,
    "ar": _area,
    "ct": _control,
    "cn": _keeper(models.Concern, concern_of, lambda state: state.raised, concerns.fill),
    "cm": _keeper(models.Comment, comment_of, lambda state: state.said, comments.fill),
    "bl": _round,
    "mt": _keeper(models.Meeting, meeting_of, lambda state: state.ended, meetings.fill),
    "m": _member,
    "rp": _period,
}
