"""The rows of history that one side reports: a period, and each past promise in it with what the other side said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from troth.core.promises.reports import Move, Row, State, Word
from troth.core.values import Side
from troth.store import models

CHUNK = 500


def fill(
    alliance_id: str, object_id: str, state: State, parties: Mapping[str, models.Party], changed_at: int
) -> None:
    """Bring a period and its rows up to date with its state."""
    if state.period is None or state.reporter is None:
        return
    period = state.period
    batch, _ = models.ReportBatch.objects.update_or_create(
        alliance_id=alliance_id,
        object=object_id,
        defaults={
            "reporter": parties[state.reporter],
            "first_day": period.first,
            "last_day": period.last,
            "rows": period.rows,
            "left_out": period.left_out,
            "closed": state.closed is not None,
            "confirmed": state.count(Word.CONFIRMED),
            "disputed": state.count(Word.DISPUTED),
            "withdrawn": state.count(Word.WITHDRAWN),
            "changed_at": changed_at,
        },
    )
    add(batch, state.rows.values(), list(parties.values()))
    _say(batch, state)


def add(batch: models.ReportBatch, moves: Iterable[Move], parties: Sequence[models.Party]) -> None:
    """Add the rows that a period does not list yet; nothing of them ever changes but what is said about them."""
    known = set(models.Report.objects.filter(batch=batch).values_list("row", flat=True))
    reports = [_report(batch, move.id, move.facts, parties) for move in moves if isinstance(move.facts, Row)]
    fresh = [report for report in reports if report.row not in known]
    models.Report.objects.bulk_create(fresh, batch_size=CHUNK)


def _report(
    batch: models.ReportBatch, entry_id: str, facts: Row, parties: Sequence[models.Party]
) -> models.Report:
    others = [party for party in parties if party.pk != batch.reporter_id]
    performer = batch.reporter if facts.reporter is Side.PERFORMER or not others else others[0]
    return models.Report(
        batch=batch,
        entry_id_hex=entry_id,
        row=facts.number,
        performer=performer,
        title=facts.title,
        area=facts.area[:120],
        stake=facts.stake.value if facts.stake else "",
        made=facts.made,
        promised=facts.promised,
        delivered=facts.delivered,
    )


def _say(batch: models.ReportBatch, state: State) -> None:
    """Set the word on each row where it is another by now; most often one word for all of them."""
    now = dict(models.Report.objects.filter(batch=batch).values_list("row", "status"))
    changed: dict[str, list[int]] = defaultdict(list)
    for number, word in state.words.items():
        if now.get(number) != word.value:
            changed[word.value].append(number)
    for word_value, numbers in changed.items():
        for start in range(0, len(numbers), CHUNK):
            some = numbers[start : start + CHUNK]
            models.Report.objects.filter(batch=batch, row__in=some).update(status=word_value)
