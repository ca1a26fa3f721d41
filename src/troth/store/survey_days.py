"""What a day brings of pulses and health checks by mail: a word to whoever has not answered, and that it is time again.

Both are said to one's own people, in their own rhythm: the one once, the other once in thirty days. Nobody else learns
who has not answered.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Right
from troth.core.judgement.survey import Instrument
from troth.store import models, telling
from troth.store.concerned import Addressee, News, Sides, able
from troth.store.queries.asked import WINDOW_MS, due_on

WAITS, AGAIN = "survey.waits", "survey.again"
EVERY = timedelta(days=30)
BEFORE = timedelta(days=2)
"""So long before a side can be closed whoever has not answered is asked once more."""


def look(now: datetime) -> None:
    """Put in front of people what this day brings of pulses and health checks; doing so twice changes nothing."""
    parties = models.Party.objects.select_related("alliance", "organisation").filter(left_at=None)
    for party in parties.exclude(alliance__opened_at=None):
        with transaction.atomic():
            _waits(party, now)
            _again(party, now)


def _waits(party: models.Party, now: datetime) -> None:
    today = day_in(stamp_of(now), party.organisation.zone)
    rows = models.SurveyAnswer.objects.filter(
        sealed=False,
        person__is_active=True,
        survey__alliance=party.alliance_id,
        survey__organisation=party.organisation_id,
        survey__closed_at=None,
        survey__until=today + BEFORE,
        survey__begun_at__lt=now - BEFORE,
    )
    for row in rows.select_related("survey", "person").order_by("pk"):
        news = News(WAITS, row.survey.object, f"{row.survey.object}-waits")
        telling.put(Sides(party, None), news, [_one(party, row.person)])


def _again(party: models.Party, now: datetime) -> None:
    """Whoever may begin one, on the day on which it is time and every thirty days from then; who put it off, from the
    day to which they did."""
    at, sides = stamp_of(now), Sides(party, None)
    today = day_in(at, party.organisation.zone)
    rounds = list(models.Round.objects.filter(alliance=party.alliance_id, put_at__gt=at - WINDOW_MS))
    for instrument in Instrument:
        due = due_on(party.organisation.zone, rounds, instrument)
        put_off = dict(
            models.SurveyPause.objects.filter(
                alliance=party.alliance_id, instrument=instrument.value
            ).values_list("person", "until")
        )
        people = able(sides, party, Right.SURVEY) if due is not None and due <= today else ()
        for each in people:
            since = (today - max(due or today, put_off.get(each.person, date.min))).days
            if since >= 0 and since % EVERY.days == 0:
                telling.put(sides, News(AGAIN, "", f"{instrument.value}-{today}-{party.log[:8]}"), [each])


def _one(party: models.Party, person: models.Person) -> Addressee:
    return Addressee(person.pk, party.organisation_id, str(person))
