"""A firm's own history, kept private: lists brought in whole or not at all, and promises noted by hand.

Nothing here is an entry. What leaves this file for the record goes through `troth.store.reporting`, whole periods only.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from troth.core.errors import Refusal
from troth.core.values import Side, Stake
from troth.reading.sheet import Answers, Field, Plan, Table
from troth.reading.sheet import PastPromise as Told
from troth.store import models
from troth.store.leads import outdated

CHUNK = 500
MOST_LINES_KEPT = 400
TOLD = ("title", "person", "made", "promised", "delivered", "stake", "area", "reference")
OWN = [
    field
    for field in models.PastPromise._meta.concrete_fields
    if not field.primary_key and field.name not in ("source", "partner")
]

Row = tuple[Any, ...]
Progress = Callable[[int, int], None]


class NotReady(Refusal):
    """The list still waits for a person's word on a question or a row."""


class OnTheRecord(Refusal):
    """The row is signed by now; what was signed stays as it was."""


class NothingNamed(Refusal):
    """A promise of one's own list needs a partner and a few words."""


class DeliveredBeforeMade(Refusal):
    """The days of a promise stand in an order that cannot be."""


@dataclass(frozen=True)
class Brought:
    """What came of an import: `kept` counts rows that are on the record and were left as signed."""

    source: models.Import | None
    new: int
    changed: int
    same: int
    kept: int
    partners: int

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        if not self.new and not self.changed:
            return f"All {self.same + self.kept:,} were here already; nothing was brought in twice."
        came = f"{_some(self.new, 'promise')} of {_some(self.partners, 'partner')}"
        said = f"{came} {'is' if self.new == 1 else 'are'} in."
        if self.changed:
            said += f" {self.changed:,} that were here already have new days or words."
        if self.same:
            said += f" {self.same:,} were here already as they are."
        if self.kept:
            said += f" {self.kept:,} are on the record and stay as they were signed."
        return said


@dataclass(frozen=True)
class Words:
    """One promise as a person notes it by hand."""

    title: str
    promised: date
    received: bool
    person: str = ""
    made: date | None = None
    delivered: date | None = None
    stake: Stake | None = None
    area: str = ""
    reference: str = ""


def bring_in(
    organisation: models.Organisation,
    person: models.Person | None,
    plan: Plan,
    answers: Answers,
    *,
    table: Table | None = None,
    progress: Progress = lambda done, of: None,
) -> Brought:
    """Keep a planned list whole or, on any fault, none of it; a promise known by its key is never kept twice."""
    if not plan.ready:
        raise NotReady("Some rows still wait for your word. Nothing was brought in.")
    ready = _readied(organisation, plan.promises)  # here, so that others' acts wait for the inserting alone
    with transaction.atomic():
        models.Organisation.objects.select_for_update().get(pk=organisation.pk)  # the same list twice at once
        names = {told.partner for told in plan.promises}
        partners = partners_named(organisation, names)
        known = _known(organisation, [told.key for told in plan.promises])
        new = [told for told in plan.promises if told.key not in known]
        source = _source(organisation, person, plan, answers, table) if new else None
        changed, same, kept = _renew(plan.promises, known)
        of = len(new) + len(changed)
        for start in range(0, len(changed), CHUNK):
            some = changed[start : start + CHUNK]
            models.PastPromise.objects.bulk_update(some, [*TOLD, "lines"])
            progress(start + len(some), of)
        for start in range(0, len(new), CHUNK):
            batch = new[start : start + CHUNK]
            _insert(source, [(partners[told.partner], _values(organisation, told, ready)) for told in batch])
            progress(len(changed) + start + len(batch), of)
        outdated(organisation)
        return Brought(source, len(new), len(changed), same, kept, len(names))


def delete_import(source: models.Import) -> tuple[int, int]:
    """Delete an import whole; what of it is on the record stays, without the names of people. Returns both counts."""
    with transaction.atomic():
        signed = source.promises.exclude(report="", promise="")
        stays = signed.update(person="", source=None)
        goes = source.promises.count()
        partners = list(source.promises.values_list("partner", flat=True).distinct())
        outdated(source.organisation)
        source.delete()
        models.Partner.objects.filter(pk__in=partners, history=None, alliance=None).delete()
        return goes, stays


def partners_named(organisation: models.Organisation, names: Iterable[str]) -> Mapping[str, models.Partner]:
    """Return the firm's partners of these names, made where there was none."""
    wanted = sorted({name[:160] for name in names})
    found = {row.name: row for row in models.Partner.objects.filter(organisation=organisation)}
    taken = {row.slug for row in found.values()}
    fresh = []
    for name in wanted:
        if name not in found:
            slug = _slug(name, taken)
            taken.add(slug)
            fresh.append(models.Partner(organisation=organisation, name=name, slug=slug))
    models.Partner.objects.bulk_create(fresh)
    if fresh:
        found = {row.name: row for row in models.Partner.objects.filter(organisation=organisation)}
    return {name: found[name[:160]] for name in names}


def note(organisation: models.Organisation, partner_name: str, words: Words) -> models.PastPromise:
    """Add one promise to the firm's own list, under a partner named or known."""
    name = " ".join(partner_name.split())
    if not name:
        raise NothingNamed("Name the partner; a firm's name is enough.")
    _check(words)
    with transaction.atomic():
        partner = partners_named(organisation, [name])[name]
        row = models.PastPromise(
            organisation=organisation, partner=partner, key="hand" + secrets.token_hex(14), lines=""
        )
        _write(row, words)
        row.save()
        outdated(organisation)
        return row


def amend(row: models.PastPromise, words: Words) -> None:
    """Change a promise of one's own list; one that is on the record stays as it was signed."""
    with transaction.atomic():
        row = _held(row)
        if row.report or row.promise:
            raise OnTheRecord(
                "This one is on the record, so it stays as it was signed. You can withdraw the report."
            )
        _check(words)
        _write(row, words)
        row.save()
        outdated(row.organisation)


def mark_delivered(row: models.PastPromise, day: date | None) -> None:
    """Note the day a promise of one's own list came; None says that it is open after all."""
    with transaction.atomic():
        row = _held(row)
        if row.report or row.promise:
            raise OnTheRecord("This one is on the record. Say there that it is delivered.")
        if day is not None and row.made is not None and day < row.made:
            raise DeliveredBeforeMade("It cannot have come before it was made. Look at both days.")
        row.delivered = day
        row.save(update_fields=["delivered"])
        outdated(row.organisation)


def _held(row: models.PastPromise) -> models.PastPromise:
    """The row as it is now: a period may have set it aside since its page was read."""
    return models.PastPromise.objects.select_for_update().get(pk=row.pk)


def left_out_of(source: models.Import, partner: str) -> int:
    """Return how many lines of a file were left out that name this partner or nobody."""
    counts = source.answers.get("left_out_by_partner", {})
    return int(counts.get(partner, 0)) + int(counts.get("", 0))


def link(partner: models.Partner, alliance: models.Alliance | None) -> None:
    """Say which alliance a partner of the own list is; its private history stays private."""
    partner.alliance = alliance
    partner.save(update_fields=["alliance"])


def _known(organisation: models.Organisation, keys: Sequence[str]) -> dict[str, models.PastPromise]:
    known: dict[str, models.PastPromise] = {}
    for start in range(0, len(keys), CHUNK):
        rows = models.PastPromise.objects.filter(
            organisation=organisation, key__in=keys[start : start + CHUNK]
        )
        known |= {row.key: row for row in rows}
    return known


def _renew(
    promises: Sequence[Told], known: Mapping[str, models.PastPromise]
) -> tuple[list[models.PastPromise], int, int]:
    """The rows that a newer list tells differently, and how many are the same or signed already."""
    changed, same, kept = [], 0, 0
    for told in promises:
        row = known.get(told.key)
        if row is None:
            continue
        if row.report or row.promise:
            kept += 1
            continue
        fields = _fields(told)
        if all(getattr(row, name) == fields[name] for name in TOLD):
            same += 1
            continue
        for name, value in fields.items():
            setattr(row, name, value)
        changed.append(row)
    return changed, same, kept


def _fields(told: Told) -> dict[str, object]:
    return {
        "title": told.title,
        "person": told.person[:160],
        "made": told.made,
        "promised": told.promised,
        "delivered": told.delivered,
        "stake": told.stake.value if told.stake else "",
        "area": told.area[:120],
        "reference": told.reference[:160],
        "lines": spans(told.rows)[:MOST_LINES_KEPT],
    }


def _readied(organisation: models.Organisation, promises: Sequence[Told]) -> dict[str, Row]:
    """By key, what will be inserted of each promise that is not here yet, as the database takes it."""
    here = set(models.PastPromise.objects.filter(organisation=organisation).values_list("key", flat=True))
    return {told.key: _values(organisation, told, {}) for told in promises if told.key not in here}


def _values(organisation: models.Organisation, told: Told, ready: Mapping[str, Row]) -> Row:
    if found := ready.get(told.key):
        return found
    received = told.side is Side.PERFORMER
    row = models.PastPromise(organisation=organisation, key=told.key, received=received, **_fields(told))
    return tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in OWN)


def _insert(source: models.Import | None, rows: Sequence[tuple[models.Partner, Row]]) -> None:
    names = ", ".join(connection.ops.quote_name(field.attname) for field in OWN)
    marks = ", ".join(["%s"] * (len(OWN) + 2))
    table = connection.ops.quote_name(models.PastPromise._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (source_id, partner_id, {names}) VALUES ({marks})",
            [(source.pk if source else None, partner.pk, *values) for partner, values in rows],
        )


def _source(
    organisation: models.Organisation,
    person: models.Person | None,
    plan: Plan,
    answers: Answers,
    table: Table | None,
) -> models.Import:
    return models.Import.objects.create(
        organisation=organisation,
        person=person,
        file_name=plan.file[:200],
        answers={
            "columns": plan.mapping.to_json(),
            "answers": answers.to_json(),
            "left_out": [[row, why] for row, why in plan.left_out],
            "left_out_by_partner": _left_out_by_partner(plan, table),
        },
        lines=plan.rows,
        left_out=len(plan.left_out),
    )


def _left_out_by_partner(plan: Plan, table: Table | None) -> dict[str, int]:
    """Lines left out by the partner they name; those that cannot be told stand under no name."""
    if table is None:
        return {"": len(plan.left_out)} if plan.left_out else {}
    gone = {row for row, _ in plan.left_out}
    known = {each.name for each in plan.partners}
    cells = table.cells(table.find(plan.mapping.columns[Field.PARTNER]))
    named = (
        " ".join(str(cell).split())
        for number, cell in zip(table.numbers, cells, strict=True)
        if number in gone
    )
    return dict(Counter(name[:160] if name in known else "" for name in named))


def spans(rows: Sequence[int]) -> str:
    """Say row numbers shortly: 311 to 314, 320."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]:,}" if len(run) == 1 else f"{run[0]:,} to {run[-1]:,}" for run in runs)


def _slug(name: str, taken: set[str]) -> str:
    wanted = slugify(name)[:70].strip("-") or "partner"
    slug, n = wanted, 2
    while slug in taken:
        slug, n = f"{wanted}-{n}", n + 1
    return slug


def _check(words: Words) -> None:
    if not words.title.strip():
        raise NothingNamed("Say what was promised; a few words are enough.")
    if words.delivered and words.made and words.delivered < words.made:
        raise DeliveredBeforeMade("It cannot have come before it was made. Look at both days.")


def _write(row: models.PastPromise, words: Words) -> None:
    row.title, row.person = words.title.strip(), words.person.strip()[:160]
    row.received, row.made, row.promised = words.received, words.made, words.promised
    row.delivered, row.stake = words.delivered, words.stake.value if words.stake else ""
    row.area, row.reference = words.area.strip()[:120], words.reference.strip()[:160]


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
