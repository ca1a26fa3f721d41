"""In whose hands a piece of news comes and when: as each person set it, and with their stand-in while they are away.

It is decided in the transaction of the act, and once more when the mail goes out, for whoever went away meanwhile. None
of it enters the record; a partner reads of it only on which day somebody is back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.actions.days import day_in, stamp_of, zone_of
from troth.actions.rhythm import STOPPED, Pace, Sort, Work, read_hours
from troth.core.alliance import Right, allowed
from troth.core.errors import Refusal
from troth.core.values import Role
from troth.store import models, outbox
from troth.store.concerned import JOINT, Addressee, News
from troth.store.prepared import prepared
from troth.store.tongues import day_of, reading_in

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
OWN = ("survey.", "statement.", "concern.")
"""What one says oneself; nobody stands in for somebody's own understanding, view or answer."""
LONGEST_AWAY = timedelta(days=366)
# Subject and lines of the mail to whoever stands in.
STAND_IN = (
    _("{name} asks you to stand in until {last}"),
    _("{name} is away from {first} until {last}, and asks you to stand in."),
    _(
        "What comes for them is told to you meanwhile. You act by your own right, in your own name; what only they can "
        "say waits for them."
    ),
    _("If you cannot: {url}"),
)


class NoStandIn(Refusal):
    """Whoever was named cannot stand in."""


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
    letter a week, or stopped these mails, is not written to for it.
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
    kept = _row(person)
    for sort, pace in paces.items():
        setattr(kept, sort.value, pace.value)
    kept.hours = list(hours)
    kept.save()


def stop(person: models.Person, sort: Sort) -> Pace:
    """Let somebody have no more mails of a kind, or as few as there can be; returns how they have it now."""
    kept = _row(person)
    setattr(kept, sort.value, STOPPED[sort].value)
    kept.save(update_fields=[sort.value])
    return STOPPED[sort]


def go_away(
    person: models.Person, first: date, last: date, stand_in: int | None = None, *, link: str = ""
) -> None:
    """Keep that somebody is away from a day to a day, and tell whoever stands in; raises `NoStandIn`.

    `link` leads to where that colleague may say that they cannot.
    """
    membership = models.Membership.objects.select_related("organisation").get(person=person)
    named = next((each for each in can_stand_in(membership) if each.pk == stand_in), None)
    if stand_in is not None and named is None:
        raise NoStandIn("Only a colleague who may make and answer promises can stand in.")
    with transaction.atomic():
        kept = _row(person)
        fresh = (first, last, stand_in) != (kept.away_from, kept.away_until, kept.stand_in_id)
        kept.away_from, kept.away_until, kept.stand_in = first, last, named
        kept.save(update_fields=["away_from", "away_until", "stand_in"])
        if named is not None and fresh and settings.TROTH_MAIL:
            _tell_stand_in(person, named, first, last, link)
            _let_out(person, first, last)


def _let_out(person: models.Person, first: date, last: date) -> None:
    """What was held for a letter of these days goes out when they begin, and so comes to whoever stands in."""
    held = models.Held.objects.filter(person=person, day__range=(first, last))
    begins = datetime.combine(first, time(), zone_of(person.zone))
    for row in held:
        outbox.put("tell", f"tell:held:{row.pk}", row.details, due=max(begins, timezone.now()))
    held.delete()


def _tell_stand_in(person: models.Person, named: models.Person, first: date, last: date, link: str) -> None:
    with reading_in(named.language):
        said = {"name": person, "first": day_of(first), "last": day_of(last), "url": link}
        subject, *lines = (gettext(each).format_map(said) for each in STAND_IN)
    key = f"stand-in-{person.pk}-{named.pk}-{first}-{last}"
    details = {"to": named.email, "subject": subject, "text": "\n\n".join(lines) + "\n", "key": key}
    outbox.put(outbox.MAIL, f"mail:{key}:{stamp_of(timezone.now())}", details)


def come_back(person: models.Person) -> None:
    """Keep that somebody is here after all."""
    models.Rhythm.objects.filter(person=person).update(away_from=None, away_until=None, stand_in=None)


def decline_to_stand_in(person: models.Person, absent: int) -> bool:
    """Let somebody not stand in for a colleague; what comes then waits. False when nobody asked them to."""
    return bool(models.Rhythm.objects.filter(person=absent, stand_in=person).update(stand_in=None))


def can_stand_in(membership: models.Membership) -> Sequence[models.Person]:
    """Return the colleagues who may act for somebody, by name."""
    rows = models.Membership.objects.select_related("person").filter(
        organisation=membership.organisation, person__is_active=True
    )
    able = [row.person for row in rows if allowed(Role(row.role), Right.PROMISE)]
    return sorted(
        (each for each in able if each.pk != membership.person_id), key=lambda each: str(each).casefold()
    )


def _way(
    rows: Mapping[int, models.Membership], pk: int, act: str, now: datetime, *, pressing: bool
) -> Way | None:
    row = rows[pk]
    work = work_of(row)
    if work.is_away(work.day_of(now)):
        other = _stand_in(row, act, now)
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
    """Who is told instead: a colleague who is here, and whose own role reaches so far."""
    named = of(row.person).stand_in_id
    if named is None or act.startswith(OWN):
        return None
    other = _read([named]).get(named)
    if other is None or other.organisation_id != row.organisation_id:
        return None
    work = work_of(other)
    if work.is_away(work.day_of(now)) or not allowed(Role(other.role), REACH.get(act, Right.PROMISE)):
        return None
    return other


def _read(people: Sequence[int]) -> dict[int, models.Membership]:
    return {row.person_id: row for row in _memberships(people)} if people else {}


def _row(person: models.Person) -> models.Rhythm:
    return models.Rhythm.objects.get_or_create(person=person)[0]


@prepared
def _memberships(people: Sequence[int]) -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(person__in=people, person__is_active=True)


@prepared
def _everybody() -> QuerySet[models.Membership]:
    rows = models.Membership.objects.select_related("person__rhythm", "organisation")
    return rows.filter(person__is_active=True).order_by("pk")
