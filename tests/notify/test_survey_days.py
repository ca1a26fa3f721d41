"""A pulse reaches people by mail once more before it closes, and when it is time to ask again: each its own side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from tests.notify.posting import sent
from tests.web.mailboxes import NODE, Mailbox, button
from tests.web.seats import Table, table
from tests.web.surveying import KEYS, answered, begun, reader
from troth.core.judgement.survey import Instrument
from troth.core.values import Role
from troth.store import models, surveys
from troth.store.schedule import put_daily
from troth.store.survey_days import AGAIN, WAITS

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Iterator[Table]:
    cache.clear()
    with override_settings(TROTH_MAIL=True, TROTH_URL=NODE):
        yield table()


def told(kind: str) -> list[str]:
    """Whom this day tells that, by address."""
    rows = models.Outbox.objects.filter(kind="tell", done_at=None, details__act=kind)
    found = sorted(models.Person.objects.get(pk=row.details["person"]).email for row in rows)
    rows.delete()
    return found


def closes_in(round_: str, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    models.Survey.objects.filter(object=round_).update(until=day, begun_at=timezone.now() - timedelta(days=5))


def test_who_has_not_answered_hears_once_more_two_days_before_and_answers_from_the_mailbox(at: Table) -> None:
    round_ = begun(at.annelies)
    sent()
    answered(at.annelies, round_)
    closes_in(round_, 3)
    put_daily(timezone.now())
    assert told(WAITS) == []
    closes_in(round_, 2)
    put_daily(timezone.now())
    put_daily(timezone.now())
    assert models.Outbox.objects.filter(details__act=WAITS).count() == 1
    naoko = Mailbox("naoko@kaido.example")
    message = naoko.newest()
    assert message.subject == "Kaido would like to hear from you too how working together is"
    assert "Annelies" not in str(message.body)
    link = button(message, "Answer now")
    naoko.known(link)
    naoko.press(link, **{f"level_{key}": 4 for key in KEYS}, agrees="on")
    assert models.SurveyAnswer.objects.filter(sealed=True).count() == 2
    closes_in(round_, 1)
    put_daily(timezone.now())
    assert told(WAITS) == []


def test_whoever_may_begin_one_hears_when_it_is_time_again_and_may_put_it_off(at: Table) -> None:
    round_ = begun(at.annelies)
    for seat in (at.annelies, at.naoko):
        answered(seat, round_)
    member = at.colleague("Joost Bakker", Role.MEMBER)
    months = models.Round.objects.filter(object=round_)

    def asked(days_ago: int) -> list[str]:
        stamp = int((timezone.now() - timedelta(days=days_ago)).timestamp() * 1000)
        months.update(put_at=stamp)
        put_daily(timezone.now())
        return told(AGAIN)

    both = ["annelies@veldsen.example", "naoko@kaido.example"]
    assert asked(20) == []
    spoken = {day for day in range(26, 100) if asked(day)}
    assert len(spoken) in (2, 3), "a month after it, and once in thirty days from then"
    day = min(spoken)
    assert asked(day) == both and member.person.email not in both
    surveys.pause(reader(at.annelies), Instrument.PULSE, timezone.localdate() + timedelta(days=30))
    assert asked(day) == ["naoko@kaido.example"]
    put_daily(timezone.now())
    message = Mailbox("naoko@kaido.example").newest()
    assert message.subject == "Kaido can ask again how working together is"
    assert f"{NODE}{at.naoko.where('pulse/new/')}" in str(message.body)
