"""In whose hands a piece of news comes and when: as each person set it, and with their stand-in while they are away.

It is decided in the transaction of the act, and once more when the mail goes out, for whoever went away meanwhile. None
of it enters the record; a partner reads of it only on which day somebody is back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from troth.actions.days import day_in, stamp_of
from troth.actions.rhythm import STOPPED, Pace, Sort, Work, read_hours
from troth.core.alliance import Right, allowed
from troth.core.values import Role
from troth.store import models, outbox
from troth.store.concerned import JOINT, Addressee, News
from troth.store.prepared import prepared

NEWS = frozenset(
    "promise.release promise.reassign statement.confirm statement.leave concern.park concern.settle survey.opened "
    "words.opened".split()
)
"""Acts after which nothing is left to do; all others wait for whoever is told of them."""
PRESSING = frozenset(
    "promise.request promise.change promise.warn promise.ask_status promise.ask_release".split()
)
SOON = timedelta(days=2)
REACH: Mapping[str, Right] = {
    **JOINT,
    "second.asked": Right.SECOND,
    "look.asked": Right.SPONSOR,
    "survey.again": Right.SURVEY,
    "words.compare": Right.FOUND,
    "words.confirmed": Right.FOUND,
}
"""Which right an act asks of whoever it is told to, where it is more than to make and answer promises."""
ACCEPTED = frozenset({"promise.deliver"})
"""What somebody who is away may keep for themselves to accept."""
OWN = ("survey.", "statement.", "concern.")
"""What one says oneself; nobody stands in for somebody's own understanding, view or answer."""


@dataclass(frozen=True)
class Way:
    """To whom a piece of news goes and when: by a mail of its own at `due`, or in the letter of a day.

    `absent` is whom that person stands in for, by number.
    """

    person: int
    due: datetime
    letter: date | None = None
    absent: int | None = None
    pressing: bool = False


def sort_of(act: str) -> Sort:
    """Return which kind of mail an act is told by."""
    if act.startswith("comment."):
        return Sort.COMMENTS
    return Sort.NEWS if act in NEWS else Sort.NEEDS


def work_of(membership: models.Membership) -> Work:
    """Return the days and hours of a member; what they have not set is their organisation's."""
    person, firm, kept = membership.person, membership.organisation, of(membership.person)
    away = (kept.away_from, kept.away_until) if kept.away_from and kept.away_until else None
    hours = read_hours(kept.hours, firm.opens, firm.closes)
    return Work(person.zone, hours, person.country or firm.country, away)


def of(person: models.Person) -> models.Rhythm:
    """Return what somebody set, or what holds for everybody."""
    found: models.Rhythm | None = getattr(person, "rhythm", None)
    return found or models.Rhythm(person=person)


def ways(people: Iterable[Addressee], news: News, now: datetime) -> Sequence[Way]:
    """Return to whom a piece of news goes and when; each person once, and nobody who reads such things on pages alone.

    A warning, or something asked, about what is due within two days waits for nobody's morning; whoever wants one
    letter a week, or stopped these mails, is not written to for it. Of somebody who is away, and for whom nobody stands
    in, a manager is told of it.
    """
    pks = [each.person for each in people]
    rows = _read(pks)
    pressing = is_pressing(news, now)
    found: dict[int, Way] = {}
    for pk in pks:
        way = _way(rows, pk, news.act, now, pressing=pressing) if pk in rows else Way(pk, now)
        if way is not None and (way.person not in found or found[way.person].absent is not None):
            found[way.person] = way
    return list(found.values())


def is_pressing(news: News, now: datetime) -> bool:
    """Say whether a piece of news cannot wait: something came in between, or is asked, and its day is near."""
    if news.act not in PRESSING or news.due is None:
        return False
    return news.due <= day_in(stamp_of(now), news.zone or "UTC") + SOON


def hold(way: Way, details: Mapping[str, object], entry: str) -> None:
    """Keep a piece of news for somebody's letter of a day, and see to it that this letter goes out."""
    assert way.letter is not None
    row = models.Held(
        person_id=way.person,
        party_id=int(str(details["party"])),
        day=way.letter,
        act=str(details["act"]),
        object=str(details["object"]),
        entry=entry,
        details=dict(details),
    )
    models.Held.objects.bulk_create([row], ignore_conflicts=True)
    put_letter(way.person, way.letter, way.due)


def put_letter(person: int, day: date, due: datetime) -> None:
    """Put the letter of a day into the outbox; there is one for each person and day."""
    outbox.put(
        outbox.LETTER, f"{outbox.LETTER}:{person}:{day}", {"person": person, "day": day.isoformat()}, due=due
    )


def put_letters(now: datetime) -> None:
    """Put the letters that begin within this day (UTC) into the outbox, for whoever wants one."""
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for row in _everybody():
        kept, work = of(row.person), work_of(row)
        if kept.letter == Pace.NEVER.value:
            continue
        for day in (begins.date() + timedelta(days=n) for n in (-1, 0, 1)):
            wanted = work.works_on(day) if kept.letter == Pace.DAILY.value else work.begins_week(day)
            if wanted and begins <= work.opening(day) < begins + timedelta(days=1):
                put_letter(row.person_id, day, work.opening(day))


def goes_elsewhere(details: Mapping[str, object]) -> bool:
    """Put a mail that is about to go out in front of somebody else, or later, where its reader went away meanwhile."""
    person, now = int(str(details["person"])), timezone.now()
    if details.get("absent") or details.get("pressing"):
        return False
    rows = _read([person])
    if person not in rows or not work_of(rows[person]).is_away(work_of(rows[person]).day_of(now)):
        return False
    way = _way(rows, person, str(details["act"]), now, pressing=False)
    if way is not None and (way.person != person or way.due > now):
        with transaction.atomic():
            passed = {**details, "person": way.person, "absent": way.absent}
            key = f"{details['key']}:{way.person}:{way.due.date()}"
            if way.letter is not None:
                hold(way, passed, key[:64])
            else:
                outbox.put("tell", key, passed, due=way.due)
    return way is None or way.person != person or way.due > now


def keep(person: models.Person, paces: Mapping[Sort, Pace], hours: Sequence[object]) -> None:
    """Keep how mail reaches somebody and when they are at work."""
    kept = row_of(person)
    for sort, pace in paces.items():
        setattr(kept, sort.value, pace.value)
    kept.hours = list(hours)
    kept.save()


def stop(person: models.Person, sort: Sort) -> Pace:
    """Let somebody have no more mails of a kind, or as few as there can be; returns how they have it now."""
    kept = row_of(person)
    setattr(kept, sort.value, STOPPED[sort].value)
    kept.save(update_fields=[sort.value])
    return STOPPED[sort]


def _way(
    rows: Mapping[int, models.Membership], pk: int, act: str, now: datetime, *, pressing: bool
) -> Way | None:
    row = rows[pk]
    work = work_of(row)
    if work.is_away(work.day_of(now)):
        other = _stand_in(row, act, now) or (_manager(row, act, now) if pressing else None)
        if other is not None:
            return _at_their_pace(other, act, now, pressing=pressing, absent=pk)
    return _at_their_pace(row, act, now, pressing=pressing)


def _at_their_pace(
    row: models.Membership, act: str, now: datetime, *, pressing: bool, absent: int | None = None
) -> Way | None:
    work, pace = work_of(row), Pace(getattr(of(row.person), sort_of(act).value))
    if pressing and pace in (Pace.ONCE, Pace.DAILY):
        return Way(row.person_id, now, absent=absent, pressing=True)
    if pace is Pace.NEVER:
        return None
    if pace is Pace.ONCE:
        return Way(row.person_id, work.next(now), absent=absent)
    day = work.letter_day(now, weekly=pace is Pace.WEEKLY)
    return Way(row.person_id, work.opening(day), day, absent)


def _stand_in(row: models.Membership, act: str, now: datetime) -> models.Membership | None:
    """Who is told instead: a colleague who said yes to it, is here, and whose own role reaches so far."""
    kept = of(row.person)
    named = kept.stand_in_id if kept.stands else None
    if named is None or act.startswith(OWN) or (act in ACCEPTED and not kept.accepts):
        return None
    other = _read([named]).get(named)
    if other is None or other.organisation_id != row.organisation_id:
        return None
    work = work_of(other)
    if work.is_away(work.day_of(now)) or not allowed(Role(other.role), REACH.get(act, Right.PROMISE)):
        return None
    return other


def _manager(row: models.Membership, act: str, now: datetime) -> models.Membership | None:
    """Who is told of what cannot wait while nobody has said yes to standing in: a manager who is here."""
    firm = [other for other in _everybody() if other.organisation_id == row.organisation_id]
    able = (other for other in firm if other.pk != row.pk and allowed(Role(other.role), Right.HAND_OVER))
    return next((other for other in able if _takes(other, act, now)), None)


def _takes(row: models.Membership, act: str, now: datetime) -> bool:
    """Whether somebody is here, and reads such a mail on the day."""
    work, pace = work_of(row), Pace(getattr(of(row.person), sort_of(act).value))
    return not work.is_away(work.day_of(now)) and pace in (Pace.ONCE, Pace.DAILY)


def _read(people: Sequence[int]) -> dict[int, models.Membership]:
    return {row.person_id: row for row in _memberships(people)} if people else {}


def row_of(person: models.Person) -> models.Rhythm:
    """Return what somebody set, to be changed and kept."""
    return models.Rhythm.objects.get_or_create(person=person)[0]


@prepared
def _memberships(people: Sequence[int]) -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(person__in=people, person__is_active=True)


@prepared
def _everybody() -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(person__is_active=True).order_by("pk")
