"""What never enters the record: notes, the day one intends, drafts, templates of one's own, and how far one has looked.

Every function takes the reader's seat or person, and gives or keeps nothing of anybody else's organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from troth.actions.ids import fresh
from troth.store import models
from troth.store.leads import meant
from troth.store.prepared import prepared
from troth.store.queries.people import Seat, last_number

LONGEST_NOTE = 10_000
ONE_VISIT = timedelta(minutes=30)
A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Kept:
    """What the reader's own organisation keeps about one promise."""

    intended: date | None
    notes: Sequence[models.Note]


def kept_about(seat: Seat, object_id: str) -> Kept:
    """Return one's own notes and the day one intends."""
    meant = next(iter(_meant(seat.organisation.pk, object_id)), None)
    return Kept(meant, _notes(seat.alliance.pk, seat.organisation.pk, object_id))


@prepared
def _notes(alliance: str, organisation: int, object_id: str) -> QuerySet[models.Note]:
    rows = models.Note.objects.filter(alliance=alliance, organisation=organisation, object=object_id)
    return rows.select_related("author").order_by("-at")


@prepared
def _meant(organisation: int, object_id: str) -> QuerySet[models.Intention, date]:
    rows = models.Intention.objects.filter(organisation=organisation, object=object_id)
    return rows.values_list("day", flat=True)


def keep_note(seat: Seat, object_id: str, words: str) -> None:
    """Keep a note that only one's own organisation sees."""
    if words.strip():
        models.Note.objects.create(
            alliance=seat.alliance,
            organisation=seat.organisation,
            object=object_id,
            author=seat.person,
            words=words.strip()[:LONGEST_NOTE],
        )


def intend(seat: Seat, object_id: str, day: date | None, *, project: bool | None = None) -> None:
    """Keep, change or forget the day the reader's side means to be done.

    `project` says whether it is the first date of a whole project; None leaves that as it was.
    """
    mine = models.Intention.objects.filter(organisation=seat.organisation, object=object_id)
    if day is None:
        mine.delete()
    else:
        said: dict[str, object] = {} if project is None else {"project": project}
        models.Intention.objects.update_or_create(
            organisation=seat.organisation,
            object=object_id,
            defaults={"alliance": seat.alliance, "day": day, **said},
        )
    meant(seat.organisation, object_id)


def draft_of(person: models.Person, key: str) -> dict[str, list[str]]:
    """Return what a person typed in a form and did not send, by field; empty when nothing is kept."""
    kept = models.Draft.objects.filter(person=person, key=key).first()
    return dict(kept.fields) if kept else {}


def keep_draft(person: models.Person, key: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Keep a form as typed; an empty one is forgotten."""
    typed = {name: list(values) for name, values in fields.items()}
    if not any(value.strip() for values in typed.values() for value in values):
        forget_draft(person, key)
        return
    models.Draft.objects.update_or_create(person=person, key=key, defaults={"fields": typed})


def forget_draft(person: models.Person, key: str) -> None:
    """Forget a draft: it was sent, or emptied."""
    models.Draft.objects.filter(person=person, key=key).delete()


def act_key(object_id: str, kind: str) -> str:
    """Return the name under which a half-written act on a promise or a concern is kept for its writer."""
    return f"{object_id}:{kind}"


def hearing_key(slug: str, object_id: str, kind: str) -> str:
    """Return the same of what is said of a statement."""
    return f"hear:{kind}:{slug}:{object_id}"


def drafts_under(person: models.Person, *prefixes: str) -> Sequence[models.Draft]:
    """Return a person's drafts whose key begins with one of these, the latest first; with none, all of them."""
    begins = Q()
    for prefix in prefixes:
        begins |= Q(key__startswith=prefix)
    return list(models.Draft.objects.filter(begins, person=person).order_by("-at"))


def new_draft_name() -> str:
    """Return a name for a form that begins empty."""
    return fresh("", 8)


def templates_of(seat: Seat, kind: str) -> Sequence[models.PromiseTemplate]:
    """Return the organisation's own templates of that kind, by name."""
    mine = models.PromiseTemplate.objects.filter(organisation=seat.organisation).order_by("name")
    return [each for each in mine if each.fields.get("kind", ["offer"]) == [kind]]


def template_of(seat: Seat, pk: str) -> dict[str, list[str]]:
    """Return the fields of one of the organisation's templates; empty when there is none of that number."""
    if not pk.isdecimal() or len(pk) > 18:
        return {}
    found = models.PromiseTemplate.objects.filter(organisation=seat.organisation, pk=int(pk)).first()
    return dict(found.fields) if found else {}


def keep_template(seat: Seat, name: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Keep a promise that is made often; the same name again replaces it."""
    models.PromiseTemplate.objects.update_or_create(
        organisation=seat.organisation,
        name=name.strip()[:120],
        defaults={"author": seat.person, "fields": {key: list(values) for key, values in fields.items()}},
    )


def visit(seat: Seat, now: datetime) -> models.Visit:
    """Remember that the reader looked at the alliance now; what came before the last visit but this is old."""
    whose = {"person": seat.person, "alliance": seat.alliance}
    found = next(iter(_visits(seat.person.pk, seat.alliance.pk)), None)
    if found is None:
        first = {"at": now, "number": 0, "latest": last_number(seat.alliance)}
        return models.Visit.objects.get_or_create(**whose, defaults=first)[0]
    upto = int(vars(found)["upto"])
    if found.latest == upto and now - found.at < A_MOMENT:
        return found
    if now - found.at > ONE_VISIT:
        found.number = found.latest
    found.latest, found.at = upto, now
    found.save(update_fields=["number", "latest", "at"])
    return found


def visited_at(seat: Seat) -> int | None:
    """Return the instant, in ms UTC, up to which the reader knows the alliance from the visit before this one; None
    before there were two."""
    seen = models.Visit.objects.filter(person=seat.person, alliance=seat.alliance).values("number")[:1]
    last = models.Entry.objects.filter(alliance=seat.alliance, number=Subquery(seen))
    return last.values_list("at", flat=True).first()


@prepared
def _visits(person: int, alliance: str) -> QuerySet[models.Visit]:
    last = models.Entry.objects.filter(alliance=alliance).order_by("-number").values("number")[:1]
    rows = models.Visit.objects.annotate(upto=Coalesce(Subquery(last), 0))
    return rows.filter(person=person, alliance=alliance)
