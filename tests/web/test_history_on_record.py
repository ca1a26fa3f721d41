"""Reported history in the browser: chosen as a whole period, answered by the partner, open rows agreed in one act."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Pair, pair, person
from troth.core.values import Role
from troth.store import history, models
from troth.store.history import Words

pytestmark = pytest.mark.django_db

NAME, NOT_CHOSEN = "Zwaantje Canarydottir", "CANARY-2024"


@pytest.fixture
def two() -> Pair:
    """Veldsen's own list tells of Kaido: ten of 2025, one of 2024, two open ones."""
    both = pair()
    firm = both.annelies.membership.organisation
    today = timezone.now().date()
    for n in range(1, 11):
        day = today.replace(year=today.year - 1, month=3, day=n)
        late = timedelta(days=3 if n == 4 else 0)
        words = Words(f"Lot {n}", day, received=True, delivered=day + late, person=NAME, reference=f"DN-{n}")
        history.note(firm, "Kaido", words)
    past = today.replace(year=today.year - 2, month=3, day=1)
    history.note(firm, "Kaido", Words(NOT_CHOSEN, past, received=True, delivered=past, person=NAME))
    soon = today + timedelta(days=30)
    history.note(firm, "Kaido", Words("A probe to come", soon, received=True, person=NAME))
    history.note(firm, "Kaido", Words("A forecast to come", soon, received=False, person=NAME))
    return both


def seated(someone: models.Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def linked(two: Pair) -> tuple[Client, Client, str]:
    annelies, naoko = seated(two.annelies), seated(two.naoko)
    annelies.post("/partners/kaido/link/", {"alliance": two.alliance.slug})
    return annelies, naoko, f"/a/{two.alliance.slug}/history/"


def last_year() -> str:
    year = timezone.now().year - 1
    return f"{year}-01-01 {year}-12-31"


def reported(two: Pair) -> tuple[Client, Client, str, models.ReportBatch]:
    annelies, naoko, home = linked(two)
    annelies.post(f"{home}report/", {"period": last_year(), "sure": "1"})
    return annelies, naoko, home, models.ReportBatch.objects.get()


def stamp_of(client: Client, url: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(url).content.decode())
    assert found is not None
    return found[1]


def test_what_will_be_signed_is_shown_before_it_is(two: Pair) -> None:
    annelies, _, home = linked(two)
    page = annelies.get(home).content.decode()
    assert f"Calendar year {timezone.now().year - 1}" in page and "10 reports" in page
    sure = annelies.post(f"{home}report/", {"period": last_year()}).content.decode()
    assert "10 reports" in sure and "No names of people" in sure
    assert models.ReportBatch.objects.count() == 0


def test_the_partner_sees_what_was_signed_and_nothing_private(two: Pair) -> None:
    annelies, naoko, home, batch = reported(two)
    page = naoko.get(f"{home}{batch.object}/").content.decode()
    assert "Is this how you saw it?" in page and "Lot 4" in page and "DN-4" in page
    everything = page + naoko.get(home).content.decode()
    for private in (NAME, NOT_CHOSEN, "A probe to come"):
        assert private not in everything
    assert naoko.get("/partners/kaido/").status_code == 404
    assert NAME not in annelies.get(f"{home}{batch.object}/").content.decode()


def test_the_partner_confirms_all_in_one_act(two: Pair) -> None:
    annelies, naoko, home, batch = reported(two)
    url = f"{home}{batch.object}/"
    page = naoko.post(f"{url}answer/", {"stamp": stamp_of(naoko, url), "all": "1"}, follow=True)
    assert "All 10 are confirmed." in page.content.decode()
    assert "10 confirmed, 0 disputed, 0 open" in annelies.get(home).content.decode()


def test_the_partner_answers_row_by_row_and_its_words_stand_beside(two: Pair) -> None:
    annelies, naoko, home, batch = reported(two)
    url = f"{home}{batch.object}/"
    said = {"stamp": stamp_of(naoko, url), "row-1": "so", "row-4": "not", "words-4": ""}
    refused = naoko.post(f"{url}answer/", said, headers={"referer": f"http://testserver{url}"}, follow=True)
    assert "Say of row 4 what was different" in refused.content.decode()
    naoko.post(f"{url}answer/", {**said, "words-4": "You asked us to hold it."})
    batch.refresh_from_db()
    assert (batch.confirmed, batch.disputed) == (1, 1)
    assert "You asked us to hold it." in annelies.get(url).content.decode()
    stale = naoko.post(f"{url}answer/", {**said, "row-2": "so", "words-4": "Again"}, follow=True)
    assert "Something happened here after you opened this page" in stale.content.decode()


def test_the_reporter_withdraws_a_row(two: Pair) -> None:
    annelies, _, home, batch = reported(two)
    url = f"{home}{batch.object}/"
    annelies.post(f"{url}withdraw/", {"stamp": stamp_of(annelies, url), "row": ["2"], "words": "Ours"})
    batch.refresh_from_db()
    assert batch.withdrawn == 1


def test_the_same_days_cannot_be_reported_twice(two: Pair) -> None:
    annelies, _, home, _ = reported(two)
    firm = two.annelies.membership.organisation
    day = timezone.now().date().replace(year=timezone.now().year - 1, month=4, day=1)
    history.note(firm, "Kaido", Words("Later noted", day, received=True, delivered=day))
    page = annelies.post(f"{home}report/", {"period": last_year(), "sure": "1"}, follow=True)
    assert "are on the record already" in page.content.decode()
    assert models.ReportBatch.objects.count() == 1


def test_open_rows_are_put_on_the_table_and_agreed_in_one_act(two: Pair) -> None:
    annelies, naoko, home = linked(two)
    assert "A probe to come" in annelies.get(home).content.decode()
    annelies.post(f"{home}offer/", {"all": "1", "stake": "medium"})
    page = naoko.get(home).content.decode()
    assert "A probe to come" in page and "Agree to all 2" in page and NAME not in page
    naoko.post(f"{home}agree/", {"all": "1", "stake": "low"})
    assert set(models.Promise.objects.values_list("status", flat=True)) == {"agreed"}


def test_a_member_reads_and_does_not_answer_for_the_firm(two: Pair) -> None:
    _, _, home, batch = reported(two)
    member = seated(person(two.naoko.membership.organisation, "Kenji Sato", Role.MEMBER))
    url = f"{home}{batch.object}/"
    assert "Confirm all" not in member.get(url).content.decode()
    assert member.post(f"{url}answer/", {"all": "1", "stamp": ""}).status_code == 403
    assert models.Member.objects.filter(name="Kenji Sato").count() == 0


def test_a_stranger_finds_no_history(two: Pair) -> None:
    _, _, home, batch = reported(two)
    firm = models.Organisation.objects.create(name="Other", short="Other")
    stranger = seated(person(firm, "Somebody"))
    assert stranger.get(home).status_code == 404
    assert stranger.get(f"{home}{batch.object}/").status_code == 404
