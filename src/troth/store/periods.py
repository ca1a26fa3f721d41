"""What a reporter writes into an open period, many entries at once: signed one by one, inserted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from troth.core.errors import Refusal
from troth.core.promises.reports import Move, Name, Period, Row, State, legal, move_from
from troth.core.record import fold_add, fold_hex
from troth.core.values import Made
from troth.store import models
from troth.store.ledger import cite, keep_head, latest_cited, words_of
from troth.store.pending import Signed
from troth.store.projections import reports


def insert_written(party: models.Party, parties: Sequence[models.Party], signed: Sequence[Signed]) -> None:
    """Insert rows and a close that follow a party's head, decide for each once whether it counts, and list what does.

    What `troth.store.ledger.insert_entry` and a projection do for one entry, done for hundreds with a few statements.
    """
    moves = [_move(one) for one in signed]
    effective = _effective(party, moves, [one.entry.object or "" for one in signed])
    rows = _entries(party, signed, [move is not None and move.id in effective for move in moves])
    models.Entry.objects.bulk_create(rows)
    models.Body.objects.bulk_create(
        models.Body(entry=row, salt=one.body.salt, content=one.body.content)
        for row, one in zip(rows, signed, strict=True)
        if one.body is not None
    )
    for row, one in zip(rows, signed, strict=True):
        cite(row, one.entry, party)
        party.head_seen = {log: list(place) for log, place in one.entry.seen.items()}
    last = signed[-1].entry
    party.head_seq, party.head_id, party.head_high_at = last.seq, last.id, rows[-1].high_at
    total = int(party.fold, 16)
    for row in rows:
        total = fold_add(total, row.id, row.effective)
    party.fold = fold_hex(total)
    keep_head(party)
    for object_id in dict.fromkeys(one.entry.object or "" for one in signed):
        counted = [
            move
            for move, one in zip(moves, signed, strict=True)
            if move is not None and move.id in effective and one.entry.object == object_id
        ]
        _list(party, parties, object_id, counted)


def written_so_far(party: models.Party, object_id: str) -> State:
    """Return a period as its listed rows tell it: enough to judge a further row or the close."""
    return _state(party, object_id)[0]


def _list(
    party: models.Party, parties: Sequence[models.Party], object_id: str, counted: Sequence[Move]
) -> None:
    batch = models.ReportBatch.objects.filter(alliance_id=party.alliance_id, object=object_id).first()
    if batch is None:
        return
    reports.add(batch, counted, parties)
    closed = next((move for move in counted if move.name is Name.CLOSE), None)
    if closed is not None:
        batch.closed, batch.changed_at = True, max(batch.changed_at, closed.at)
        batch.save(update_fields=["closed", "changed_at"])


def _move(one: Signed) -> Move | None:
    entry = one.entry
    made = Made(id=entry.id, act=entry.act, log=entry.log, by=entry.by, at=entry.at, body=words_of(one.body))
    return move_from(made)


def _effective(party: models.Party, moves: Sequence[Move | None], objects: Sequence[str]) -> set[str]:
    """What is legal on its period as it stands, each after those before it."""
    numbers = [move.facts.number if move and isinstance(move.facts, Row) else None for move in moves]
    own = [number for number in numbers if number is not None]
    span = (min(own), max(own)) if len(own) == len(numbers) else None  # a close is judged by all there are
    states = {object_id: _state(party, object_id, span) for object_id in dict.fromkeys(objects)}
    counted: set[str] = set()
    for move, object_id in zip(moves, objects, strict=True):
        if move is None:
            continue
        state, rows = states[object_id]
        try:
            legal(state, move)
        except Refusal:
            continue
        counted.add(move.id)
        if isinstance(move.facts, Row):
            rows[move.facts.number] = move
        else:
            states[object_id] = (replace(state, closed=move), rows)
    return counted


def _state(
    party: models.Party, object_id: str, span: tuple[int, int] | None = None
) -> tuple[State, dict[int, Move]]:
    """A period as it is listed, its rows from one number to another or all of them."""
    rows: dict[int, Move] = {}
    batch = models.ReportBatch.objects.filter(alliance_id=party.alliance_id, object=object_id).first()
    if batch is None:
        return State(), rows
    period = Period(batch.first_day, batch.last_day, batch.rows, batch.left_out)
    opened = Move(id="", log=batch.reporter.log, name=Name.OPEN, facts=period)
    here = models.Report.objects.filter(batch=batch)
    listed = (here.filter(row__range=span) if span else here).values_list("row", "entry_id_hex")
    rows |= {number: Move(id=entry, log=opened.log, name=Name.ROW, facts=period) for number, entry in listed}
    state = State(
        reporter=batch.reporter.log,
        opened=opened,
        period=period,
        closed=opened if batch.closed else None,
        rows=MappingProxyType(rows),
    )
    return state, rows


def _entries(party: models.Party, signed: Sequence[Signed], effective: Sequence[bool]) -> list[models.Entry]:
    rows, high, low = [], party.head_high_at, None
    seen: object = None
    for one, counts in zip(signed, effective, strict=True):
        entry = one.entry
        if entry.seen != seen:
            seen, low = entry.seen, latest_cited(entry)
        high = max(high, entry.at)
        rows.append(
            models.Entry(
                id=entry.id,
                alliance_id=entry.alliance,
                log=entry.log,
                seq=entry.seq,
                at=entry.at,
                low=low,
                high_at=high,
                by=entry.by,
                kind=entry.kind,
                object=entry.object or "",
                effective=counts,
                payload=entry.payload,
                signature=entry.signature,
                keyid=entry.keyid,
            )
        )
    return rows
