"""Browsers that may answer somebody's mails are listed for that person alone, and forgotten at a press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.mailboxes import Mailbox, link_to_agree
from tests.web.seats import Table
from troth.store import browsers, models
from troth.store.forgetting import forget
from troth.store.schedule import put_daily

pytestmark = pytest.mark.django_db
MAY = "Browsers that may answer by mail"


@pytest.fixture
def naoko() -> Mailbox:
    made = Mailbox("naoko@kaido.example")
    made.client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0"
    return made


def test_it_is_listed_for_its_owner_and_asked_for_a_code_once_it_is_forgotten(
    at: Table, naoko: Mailbox
) -> None:
    _, link = link_to_agree(at, naoko)
    assert MAY not in at.naoko.page("/settings/").words
    naoko.known(link)
    words = at.naoko.page("/settings/").words.partition(MAY)[2]
    assert "Firefox on Linux since" in words and "this one" not in words
    assert MAY not in at.annelies.page("/settings/").words
    row = models.MailBrowser.objects.get()
    forget_it = f"/settings/browsers/{row.pk}/forget/"
    assert at.annelies.client.post(forget_it).status_code == 404
    assert "Is it you?" not in naoko.look(link).words
    assert "Forgotten." in at.naoko.send(forget_it, {}).words
    assert "Is it you?" in naoko.look(link).words
    naoko.known(link)
    assert models.MailBrowser.objects.count() == 1 and "Is it you?" not in naoko.look(link).words


def test_a_key_is_of_one_person_and_address_and_holds_until_its_day(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    naoko.known(link)
    held = models.MailLink.objects.filter(person=at.two.naoko).first()
    assert held is not None
    key = browsers.remember(held, "A browser", own=False)
    row = models.MailBrowser.objects.latest("pk")
    assert key not in (row.key_hash, row.words) and browsers.knows([key], held)
    assert not browsers.knows([], held) and not browsers.knows([key + "x"], held)
    assert row.until - row.made_at == browsers.LENT
    models.MailBrowser.objects.filter(pk=row.pk).update(used_at=timezone.now() - timedelta(days=2))
    assert browsers.knows([key], held)
    row.refresh_from_db()
    assert timezone.now() - row.used_at < timedelta(minutes=1)
    held.sent_to = "another"
    assert not browsers.knows([key], held)
    held.refresh_from_db()
    models.MailBrowser.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not browsers.knows([key], held) and browsers.of_person(at.two.naoko) == []
    put_daily(timezone.now())
    assert not models.MailBrowser.objects.exists()


def test_whoever_ends_all_other_sessions_or_leaves_is_known_in_no_browser(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    naoko.known(link)
    at.naoko.send("/settings/sessions/end-others/", {})
    assert "Is it you?" in naoko.look(link).words
    naoko.known(link)
    forget(at.two.naoko, notes=False, heir=None)
    assert not models.MailBrowser.objects.exists()
