"""Being away: from when to when, who was asked to stand in and said yes, and the few words that partners read.

Until a colleague says yes, what comes waits for whoever is away. Either may take it back. None of it enters the record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from troth.actions.days import stamp_of, zone_of
from troth.core.alliance import Right, allowed
from troth.core.errors import Refusal
from troth.core.values import Role
from troth.store import models, outbox
from troth.store.languages import day_of, reading_in
from troth.store.rhythm import row_of, work_of

LONGEST_AWAY = timedelta(days=366)
MOST_WORDS = 300
FIELDS = ("away_from", "away_until", "away_words", "stand_in", "stands", "accepts")


class NoStandIn(Refusal):
    """Whoever was named cannot stand in."""


@dataclass(frozen=True)
class Absence:
    """The first and the last day, both included; who is asked to stand in, by number; what partners read.

    `accepts` says whether that colleague is told of what is delivered, too.
    """

    first: date
    last: date
    stand_in: int | None = None
    words: str = ""
    accepts: bool = True


def go_away(person: models.Person, said: Absence, *, link: str = "") -> None:
    """Keep that somebody is away, and ask whoever is to stand in; raises `NoStandIn`.

    `link` leads to where that colleague says yes or no. Whoever was asked before for the same days is not asked again.
    """
    membership = models.Membership.objects.select_related("organisation").get(person=person)
    named = next((each for each in can_stand_in(membership) if each.pk == said.stand_in), None)
    if said.stand_in is not None and named is None:
        raise NoStandIn("Only a colleague who may make and answer promises can stand in.")
    with transaction.atomic():
        kept = row_of(person)
        same_days = (said.first, said.last) == (kept.away_from, kept.away_until)
        asked = same_days and kept.stand_in_id == said.stand_in
        if kept.stand_in is not None and kept.stand_in != named:
            _tell(kept.stand_in, partial(_not_needed, person), key=f"stand-in-over-{person.pk}")
        kept.away_from, kept.away_until, kept.away_words = said.first, said.last, said.words[:MOST_WORDS]
        kept.stand_in, kept.accepts = named, said.accepts
        kept.stands = kept.stands and asked
        kept.save(update_fields=FIELDS)
        if named is not None and not asked:
            _tell(named, partial(_asks, person, said, link), key=f"stand-in-{person.pk}")


def stand_in(person: models.Person, absent: int) -> bool:
    """Let somebody say yes to standing in for a colleague, who is told; what waited comes to them then.

    False when nobody asks them to.
    """
    with transaction.atomic():
        rows = models.Rhythm.objects.select_related("person").filter(person=absent, stand_in=person)
        kept = rows.filter(stands=False, away_until__isnull=False).first()
        if kept is None or not _is_ahead(kept):
            return False
        models.Rhythm.objects.filter(pk=kept.pk).update(stands=True)
        _tell(kept.person, partial(_says_yes, person, kept), key=f"stand-in-yes-{absent}")
        _let_out(kept)
    return True


def decline_to_stand_in(person: models.Person, absent: int) -> bool:
    """Let somebody not stand in for a colleague, who is told; what comes then waits. False where nobody asked."""
    with transaction.atomic():
        kept = models.Rhythm.objects.select_related("person").filter(person=absent, stand_in=person).first()
        if kept is None:
            return False
        models.Rhythm.objects.filter(pk=kept.pk).update(stand_in=None, stands=False)
        if _is_ahead(kept):
            _tell(kept.person, partial(_says_no, person), key=f"stand-in-no-{absent}")
    return True


def come_back(person: models.Person) -> None:
    """Keep that somebody is here after all, and tell whoever was to stand in."""
    with transaction.atomic():
        kept = row_of(person)
        if kept.stand_in is not None and _is_ahead(kept):
            _tell(kept.stand_in, partial(_not_needed, person), key=f"stand-in-over-{person.pk}")
        kept.away_from = kept.away_until = kept.stand_in = None
        kept.away_words, kept.stands, kept.accepts = "", False, True
        kept.save(update_fields=FIELDS)


def can_stand_in(membership: models.Membership) -> Sequence[models.Person]:
    """Return the colleagues who may act for somebody, by name."""
    rows = models.Membership.objects.select_related("person").filter(
        organisation=membership.organisation, person__is_active=True
    )
    able = [row.person for row in rows if allowed(Role(row.role), Right.PROMISE)]
    return sorted(
        (each for each in able if each.pk != membership.person_id), key=lambda each: str(each).casefold()
    )


def _is_ahead(kept: models.Rhythm) -> bool:
    today = work_of(kept.person.membership).day_of(timezone.now())
    return kept.away_until is not None and kept.away_until >= today


def _let_out(kept: models.Rhythm) -> None:
    """What waits for these days, in a letter or by itself, goes out when they begin, and so to whoever stands in."""
    assert kept.away_from is not None and kept.away_until is not None
    zone = zone_of(kept.person.zone)
    begins = max(datetime.combine(kept.away_from, time(), zone), timezone.now())
    held = models.Held.objects.filter(person=kept.person, day__gte=kept.away_from)
    for row in held:
        outbox.put("tell", f"tell:held:{row.pk}", row.details, due=begins)
    held.delete()
    waits = models.Outbox.objects.filter(kind="tell", done_at=None, due__gt=begins)
    waits.filter(details__person=kept.person_id).update(due=begins)


def _asks(person: models.Person, said: Absence, link: str) -> tuple[str, str]:
    first, last = day_of(said.first), day_of(said.last)
    lines = (
        gettext("{name} is away from {first} until {last}, and asks you to stand in.").format(
            name=person, first=first, last=last
        ),
        gettext(
            "With your yes, what comes for them is told to you meanwhile. You act by your own right, in your own "
            "name; what only they can say waits for them. Until you say yes, all of it waits."
        ),
        gettext("Say yes or no: {url}").format(url=link),
    )
    subject = gettext("{name} asks you to stand in until {last}").format(name=person, last=last)
    return subject, "\n\n".join(lines)


def _says_yes(person: models.Person, kept: models.Rhythm) -> tuple[str, str]:
    assert kept.away_until is not None
    text = gettext("{name} stands in for you until {last}. What comes for you is told to them meanwhile.")
    subject = gettext("{name} stands in for you").format(name=person)
    return subject, text.format(name=person, last=day_of(kept.away_until))


def _says_no(person: models.Person) -> tuple[str, str]:
    text = gettext(
        "{name} cannot stand in for you, so what comes for you waits; what cannot wait is told to a manager. "
        "You can ask somebody else in your settings."
    )
    return gettext("{name} cannot stand in for you").format(name=person), text.format(name=person)


def _not_needed(person: models.Person) -> tuple[str, str]:
    text = gettext(
        "You need not stand in for {name} any more. What comes for them is told to them, or waits for them."
    )
    subject = gettext("You need not stand in for {name} any more").format(name=person)
    return subject, text.format(name=person)


def _tell(to: models.Person, words: Callable[[], tuple[str, str]], *, key: str) -> None:
    """Written to a colleague by name, whatever their rhythm: it is between the two, and about days that come.

    `words` says subject and text, in the language of whoever reads them.
    """
    if settings.TROTH_MAIL:
        with reading_in(to.language):
            subject, text = words()
        unique = f"{key}-{to.pk}-{stamp_of(timezone.now())}"
        details = {
            "to": to.email,
            "subject": subject,
            "text": f"{text}\n",
            "key": unique,
            "language": to.language,
        }
        outbox.put(outbox.MAIL, f"mail:{unique}", details)
