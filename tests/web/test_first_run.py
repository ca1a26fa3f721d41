"""Two firms come to a node that nobody has used: from the set-up link to an alliance that both have confirmed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import terms
from troth.actions import promises
from troth.actions.days import stamp_of
from troth.store import invitations, models, tokens
from troth.store.founding import actor_of
from troth.store.node import StoreNode
from troth.store.queries.alliances import alliances_of
from troth.store.queries.people import newest_entry, reader_of, seat_of

pytestmark = pytest.mark.django_db

ANNELIES = {
    "email": "Annelies@veldsen.example",
    "name": "Annelies van der Meer",
    "organisation": "Veldsen Instruments",
    "short": "Veldsen",
    "place": "Eindhoven",
    "zone": "Europe/Amsterdam",
    "country": "NL",
}
NAOKO = {
    "name": "Naoko Fujiwara",
    "organisation": "Kaido Logistics",
    "short": "Kaido",
    "place": "Yokohama",
    "zone": "Asia/Tokyo",
    "country": "JP",
}


def set_up() -> Client:
    """The first person of the node, signed in."""
    client = Client()
    answer = client.post(tokens.setup_path(), ANNELIES)
    assert answer.headers["Location"] == "/start/"
    return client


def invite(client: Client) -> models.Alliance:
    """An alliance begun by the first person, its recovery key taken away."""
    answer = client.post("/invite/", {"partner": "Kaido", "email": "naoko@kaido.example"})
    alliance = models.Alliance.objects.get()
    assert answer.headers["Location"] == f"/a/{alliance.slug}/recovery/"
    assert client.post(f"/a/{alliance.slug}/recovery/", {"kept": "yes"}).status_code == 302
    return alliance


def link_of(client: Client, alliance: models.Alliance) -> str:
    """The path of the invitation, as its page shows it."""
    page = client.get(f"/a/{alliance.slug}/invitation/").content.decode()
    found = re.search(r'value="http://testserver(/join/[^"]+)"', page)
    assert found, page
    return found[1]


def test_an_empty_node_tells_its_first_visitor_where_the_link_is() -> None:
    client = Client()
    assert client.get("/account/login/").headers["Location"] == "/account/signup/"
    assert "troth serve" in client.get("/account/signup/").content.decode()


def test_the_set_up_link_works_once_and_only_on_an_empty_node() -> None:
    path = tokens.setup_path()
    assert Client().get("/start/setup/forged/").status_code == 404
    assert "Work e-mail" in Client().get(path).content.decode()
    client = set_up()
    assert Client().get(path).status_code == 404
    assert Client().post(path, ANNELIES | {"email": "second@x.example"}).status_code == 404
    assert "Two ways to begin" in client.get("/start/").content.decode()
    person = models.Person.objects.get()
    assert (person.email, person.membership.role) == ("annelies@veldsen.example", "admin")
    assert client.get("/node/status/").status_code == 200, "whoever set it up looks after it"
    assert "by invitation" in Client().get("/account/signup/").content.decode()


def test_what_was_typed_stays_when_something_is_missing() -> None:
    answer = Client().post(tokens.setup_path(), ANNELIES | {"place": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is needed to go on." in page and 'value="Veldsen Instruments"' in page
    assert not models.Person.objects.exists()


def test_two_organisations_come_together_and_nothing_is_shared_before_both_have_confirmed() -> None:
    veldsen = set_up()
    alliance = invite(veldsen)
    slug = alliance.slug
    kaido = Client()
    path = link_of(veldsen, alliance)
    assert "asks you into an alliance" in kaido.get(path).content.decode()
    assert kaido.post(path, NAOKO).headers["Location"] == f"/a/{slug}/recovery/"
    assert kaido.post(f"/a/{slug}/recovery/", {"kept": "yes"}).headers["Location"] == f"/a/{slug}/pairing/"
    for page in ("", "promises/", "promises/new/", "record/", "people/"):
        assert kaido.get(f"/a/{slug}/{page}").headers.get("Location") == f"/a/{slug}/pairing/", page
    words = [
        re.findall(r"says-l\">(\w+)<", each.get(f"/a/{slug}/pairing/").content.decode())
        for each in (veldsen, kaido)
    ]
    assert len(words[0]) == 12 and words[0] == words[1]
    veldsen.post(f"/a/{slug}/pairing/")
    assert kaido.get(f"/a/{slug}/people/").headers["Location"] == f"/a/{slug}/pairing/"
    kaido.post(f"/a/{slug}/pairing/")
    alliance.refresh_from_db()
    assert alliance.opened_at is not None
    page = kaido.get(f"/a/{slug}/people/").content.decode()
    assert "Annelies van der Meer" in page and "Naoko Fujiwara" in page
    assert "The alliance is open" in veldsen.get(f"/a/{slug}/pairing/").content.decode()


def test_before_both_have_confirmed_not_even_the_time_of_the_founders_acts_is_told() -> None:
    veldsen = set_up()
    alliance = invite(veldsen)
    guest = Client()
    guest.post(link_of(veldsen, alliance), NAOKO)
    kaido = reader_of(models.Person.objects.get(email="naoko@kaido.example"))
    annelies = reader_of(models.Person.objects.get(email="annelies@veldsen.example"))
    assert kaido and annelies
    before = newest_entry(kaido)
    later = stamp_of(timezone.now()) + 60_000
    promises.offer(StoreNode(lambda: later), actor_of(annelies.person, alliance), terms(due=date(2099, 1, 1)))
    seat = seat_of(kaido, alliance.slug)
    assert seat is not None
    assert newest_entry(kaido) == newest_entry(seat) == before
    assert [row.changed for row in alliances_of(kaido)] == [before]
    assert newest_entry(annelies) == later
    for page in ("/", "/alliances/", "/partners/", "/organisation/"):
        shown = guest.get(page, follow=True).content.decode()
        assert "Naoko Fujiwara" in shown and "The audit report" not in shown, page


def test_the_words_cannot_be_confirmed_while_nobody_is_there() -> None:
    veldsen = set_up()
    alliance = invite(veldsen)
    address = f"/a/{alliance.slug}/pairing/"
    answer = veldsen.post(address, follow=True, headers={"Referer": f"http://testserver{address}"})
    assert "Your partner has not joined yet" in answer.content.decode()
    assert models.Party.objects.get().confirmed_at is None


def test_the_pairing_page_answers_a_poll_with_the_news_alone() -> None:
    veldsen = set_up()
    alliance = invite(veldsen)
    address = f"/a/{alliance.slug}/pairing/"
    whole = veldsen.get(address)
    assert "<html" in whole.content.decode()
    tag = whole.headers["HX-PTag"]
    assert veldsen.get(address, headers={"HX-Request": "true", "HX-PTag": tag}).status_code == 304
    Client().post(link_of(veldsen, alliance), NAOKO)
    news = veldsen.get(address, headers={"HX-Request": "true", "HX-PTag": tag}).content.decode()
    assert "Read these words" in news and "<html" not in news


def test_an_invitation_works_once_and_a_new_one_ends_the_one_before() -> None:
    veldsen = set_up()
    alliance = invite(veldsen)
    first = link_of(veldsen, alliance)
    veldsen.post(f"/a/{alliance.slug}/invitation/again/", {"email": "naoko@kaido.example"})
    second = link_of(veldsen, alliance)
    assert Client().get(first).status_code == 404
    assert Client().post(second, NAOKO).status_code == 302
    assert Client().get(second).status_code == 404
    assert models.Organisation.objects.count() == 2


def test_an_invitation_never_opens_an_account_that_exists() -> None:
    veldsen = set_up()
    veldsen.post("/invite/", {"partner": "Kaido", "email": "annelies@veldsen.example"})
    path = link_of(veldsen, models.Alliance.objects.get())
    stranger = Client()
    assert stranger.get(path).headers["Location"].startswith("/account/login/?next=%2Fjoin%2F")
    assert stranger.post(path, NAOKO).headers["Location"].startswith("/account/login/")
    own = veldsen.post(path)
    assert own.status_code == 409 and "one side of this alliance already" in own.content.decode()


def test_the_recovery_key_is_shown_to_its_owner_until_they_keep_it() -> None:
    veldsen = set_up()
    veldsen.post("/invite/", {"partner": "Kaido", "email": "naoko@kaido.example"})
    alliance = models.Alliance.objects.get()
    page = veldsen.get(f"/a/{alliance.slug}/recovery/").content.decode()
    text = veldsen.get(f"/a/{alliance.slug}/recovery/key.txt")
    line = re.search(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", text.content.decode())
    assert line and line[0] in page and "attachment" in text.headers["Content-Disposition"]
    assert (
        "Print it or download it first"
        in veldsen.post(f"/a/{alliance.slug}/recovery/", follow=True).content.decode()
    )
    veldsen.post(f"/a/{alliance.slug}/recovery/", {"kept": "yes"})
    assert line[0] not in veldsen.get(f"/a/{alliance.slug}/recovery/").content.decode()
    assert veldsen.get(f"/a/{alliance.slug}/recovery/key.txt").status_code == 302
    assert models.Party.objects.get().recovery_shown_at is not None


def test_the_same_alliance_is_not_begun_twice_and_what_was_typed_stays() -> None:
    veldsen = set_up()
    invite(veldsen)
    said = {"partner": "Kaido", "email": "haruka@kaido.example"}
    answer = veldsen.post("/invite/", said, follow=True, headers={"Referer": "http://testserver/invite/"})
    page = answer.content.decode()
    assert "You have begun with Kaido already" in page and "haruka@kaido.example" in page
    assert models.Alliance.objects.count() == 1


def test_with_a_mail_server_the_link_reaches_nobody_but_whom_it_is_for(settings: Settings) -> None:
    settings.TROTH_MAIL = True
    veldsen = set_up()
    alliance = invite(veldsen)
    row = models.Outbox.objects.get(kind="mail")
    assert row.details["to"] == "naoko@kaido.example"
    path = invitations.path_of(models.Invitation.objects.get())
    assert path in row.details["text"]
    page = veldsen.get(f"/a/{alliance.slug}/invitation/").content.decode()
    assert "naoko@kaido.example" in page and path not in page
