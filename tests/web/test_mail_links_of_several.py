"""The links of mails that tell of several things, of a series and of a day's letter hold to what those of one do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.cast import person, terms
from tests.web.mailboxes import NODE, Mailbox, acts
from tests.web.seats import SOON, Table, offered, status
from troth.actions import promises
from troth.notify import digest
from troth.store import mailed, models, rhythm

pytestmark = pytest.mark.django_db

LINK = re.compile(rf"^{NODE}(/m/[\w-]+/)$", re.MULTILINE)
# A thing by its promise, and the link that answers it.
Links = list[tuple[str, str]]


def _several(at: Table, naoko: Mailbox) -> Links:
    names = [offered(at.annelies, f"Probe {n} is here") for n in range(3)]
    return list(zip(names, LINK.findall(str(naoko.newest().body)), strict=True))


def _series(at: Table, naoko: Mailbox) -> Links:
    days = [SOON + timedelta(days=7 * n) for n in range(3)]
    made = promises.offer_series(at.two.node, at.two.veldsen, terms(customer=at.two.kaido.by), days)
    return [(made[0], LINK.findall(str(naoko.newest().body))[0])]


def _letter(at: Table, naoko: Mailbox) -> Links:
    models.Rhythm.objects.create(person=at.two.naoko, needs="daily", letter="daily")
    names = [offered(at.annelies, f"Probe {n} is here") for n in range(2)]
    day = rhythm.work_of(at.two.naoko.membership).letter_day(timezone.now(), weekly=False)
    mail.outbox.clear()
    digest.send({"person": at.two.naoko.pk, "day": day.isoformat()})
    (message,) = mail.outbox
    models.Outbox.objects.all().delete()
    links = LINK.findall(str(message.body))
    found = [(each.object, link) for link in links if (each := mailed.found(link.split("/")[2])) is not None]
    assert sorted(name for name, _ in found) == sorted(names)
    return found


KINDS: dict[str, Callable[[Table, Mailbox], Links]] = {
    "several": _several,
    "series": _series,
    "letter": _letter,
}


def _expired(at: Table, promise: str, link: str) -> str:
    models.MailLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    return link


def _withdrawn(at: Table, promise: str, link: str) -> str:
    at.annelies.act(promise, "withdraw")
    return link


def _another_text(at: Table, promise: str, link: str) -> str:
    at.annelies.act(promise, "counter", due="2031-03-04", zone="Asia/Tokyo")
    return link


def _another_address(at: Table, promise: str, link: str) -> str:
    models.Person.objects.filter(pk=at.two.naoko.pk).update(email="new@kaido.example")
    return link


def _only_reads(at: Table, promise: str, link: str) -> str:
    models.Membership.objects.filter(person=at.two.naoko).update(role="viewer")
    return link


def _altered(at: Table, promise: str, link: str) -> str:
    return f"{link[:-2]}{'A' if link[-2] != 'A' else 'B'}/"


def _given_up(at: Table, promise: str, link: str) -> str:
    Client().post(f"{link}not-me/")
    return link


GRID: dict[str, tuple[Callable[[Table, str, str], str], str]] = {
    "expired": (_expired, "This link is over"),
    "withdrawn": (_withdrawn, "Something happened here since that mail"),
    "another text": (_another_text, "Something happened here since that mail"),
    "another address": (_another_address, "uses another address now"),
    "lost the right": (_only_reads, "Something happened here since that mail"),
    "altered": (_altered, "This link does nothing"),
    "given up": (_given_up, "This link was given up"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", GRID)
def test_a_link_that_no_longer_fits_is_refused_kindly_and_signs_nothing(
    at: Table, naoko: Mailbox, kind: str, what: str
) -> None:
    promise, link = KINDS[kind](at, naoko)[0]
    naoko.known(link)
    alter, said = GRID[what]
    changed = alter(at, promise, link)
    before = models.Entry.objects.count()
    for answer in (naoko.look(changed), naoko.press(changed, stake="medium")):
        assert said in answer.words, answer.words
    assert models.Entry.objects.count() == before
    assert not models.MailLink.objects.exclude(used_at=None).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_acts_once_on_its_own_thing_and_only_by_its_button(at: Table, naoko: Mailbox, kind: str) -> None:
    links = KINDS[kind](at, naoko)
    before = models.Entry.objects.count()
    for _, link in links:
        for ask in (naoko.client.get, naoko.client.head, Client().get, Client().head):
            assert ask(link).status_code == 200
    assert models.Entry.objects.count() == before and not models.MailCode.objects.exists()
    promise, link = links[0]
    other = at.seat(person(at.two.naoko.membership.organisation, "Haruka Shimizu"))
    assert other.client.post(link, {"stake": "low"}).status_code == 403
    naoko.known(link)
    for _ in range(2):
        naoko.press(link, stake="low", act="decline", move="decline", object=links[-1][0])
    assert [each["t"] for each in acts(promise)].count("promise.agree/1") == 1
    assert status(promise) == "agreed"
    assert all(status(name) == "proposed" for name, _ in links[1:])
    for name, each in links[1:]:
        naoko.press(each, stake="low")
        assert status(name) == "agreed"
