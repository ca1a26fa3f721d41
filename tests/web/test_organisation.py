"""An organisation's own page: who may change what, and links where mail cannot be sent."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import escape

from tests.cast import Pair, pair, person
from troth.core.alliance import RIGHTS
from troth.core.values import Role
from troth.store import models
from troth.store.founding import actor_of
from troth.store.invitations import path_of

pytestmark = pytest.mark.django_db

ROLES = {
    "Viewer": Role.VIEWER,
    "Member": Role.MEMBER,
    "Manager": Role.MANAGER,
    "Administrator": Role.ADMIN,
}


@pytest.fixture
def two() -> Pair:
    return pair()


def client_of(who: models.Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_colleague_comes_in_by_a_link_with_the_role_they_were_given(two: Pair) -> None:
    annelies = client_of(two.annelies)
    annelies.post("/organisation/invite/", {"email": "Joost@veldsen.example", "role": "viewer"})
    page = annelies.get("/organisation/").content.decode()
    found = re.search(r'value="http://testserver(/join/[^"]+)"', page)
    assert found
    joost = Client()
    assert "asks you in at Veldsen" in joost.get(found[1]).content.decode()
    said = {"name": "Joost Bakker", "place": "Eindhoven", "zone": "Europe/Amsterdam"}
    assert joost.post(found[1], said).headers["Location"] == "/"
    made = models.Person.objects.get(email="joost@veldsen.example")
    assert (made.membership.role, made.membership.organisation.short) == ("viewer", "Veldsen")
    assert "Joost Bakker" in annelies.get("/organisation/").content.decode()


def test_an_invitation_can_be_taken_back_by_its_own_organisation_alone(two: Pair) -> None:
    annelies = client_of(two.annelies)
    annelies.post("/organisation/invite/", {"email": "joost@veldsen.example", "role": "member"})
    invitation = models.Invitation.objects.get(email="joost@veldsen.example")
    path = f"/organisation/invitations/{invitation.pk}/take-back/"
    assert client_of(two.naoko).post(path).status_code == 404
    assert annelies.post(path).status_code == 302
    assert not models.Invitation.objects.filter(pk=invitation.pk).exists()


def test_managers_invite_members_and_viewers_and_only_admins_make_more(two: Pair) -> None:
    manager = client_of(person(two.annelies.membership.organisation, "Mies Bos", Role.MANAGER))
    assert (
        manager.post("/organisation/invite/", {"email": "a@veldsen.example", "role": "admin"}).status_code
        == 422
    )
    assert (
        manager.post("/organisation/invite/", {"email": "b@veldsen.example", "role": "member"}).status_code
        == 302
    )
    assert (
        manager.post(f"/organisation/people/{two.annelies.pk}/role/", {"role": "viewer"}).status_code == 403
    )


def test_an_admin_changes_roles_and_the_last_one_stays(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    annelies = client_of(two.annelies)
    address = "/organisation/people/{}/role/".format
    answer = annelies.post(
        address(two.annelies.pk),
        {"role": "member"},
        follow=True,
        headers={"Referer": "http://testserver/organisation/"},
    )
    assert "Make another person an admin first" in answer.content.decode()
    annelies.post(address(joost.pk), {"role": "admin"})
    annelies.post(address(two.annelies.pk), {"role": "member"})
    roles = models.Membership.objects.filter(organisation=joost.membership.organisation)
    assert dict(roles.values_list("person__name", "role")) == {
        "Annelies van der Meer": "member",
        "Joost Bakker": "admin",
    }
    assert annelies.post(address(two.naoko.pk), {"role": "viewer"}).status_code == 403
    assert client_of(joost).post(address(two.naoko.pk), {"role": "viewer"}).status_code == 404


def test_the_working_day_is_kept_and_must_end_after_it_begins(two: Pair) -> None:
    annelies = client_of(two.annelies)
    said = {
        "name": "Veldsen Instruments", "short": "Veldsen", "country": "NL", "place": "Eindhoven",
        "zone": "Europe/Amsterdam", "opens": "08:30", "closes": "08:00",
    }  # fmt: skip
    assert "before the day begins" in annelies.post("/organisation/", said).content.decode()
    assert annelies.post("/organisation/", said | {"closes": "17:00"}).status_code == 302
    firm = models.Organisation.objects.get(short="Veldsen")
    assert (firm.opens.hour, firm.closes.hour) == (8, 17)


def test_settings_are_kept_and_the_theme_stands_on_the_page(two: Pair) -> None:
    annelies = client_of(two.annelies)
    said = {
        "name": "Annelies Meer",
        "title": "Quality",
        "place": "Delft",
        "zone": "Europe/Paris",
        "theme": "dark",
    }
    assert annelies.post("/settings/", said).headers["Location"] == "/settings/"
    assert 'data-theme="dark"' in annelies.get("/settings/").content.decode()
    assert annelies.post("/settings/", said | {"zone": "Mars/Olympus"}).status_code == 422
    actor_of(models.Person.objects.get(pk=two.annelies.pk), two.alliance)
    assert models.Member.objects.get(person=two.annelies).name == "Annelies Meer"


def test_lists_are_close_for_whoever_wants_it(two: Pair) -> None:
    annelies = client_of(two.annelies)
    assert "data-density" not in annelies.get("/settings/").content.decode()
    said = {"name": "Annelies", "zone": "Europe/Paris", "density": "close"}
    annelies.post("/settings/", said)
    assert '<html lang="en" data-density="close">' in annelies.get("/").content.decode()
    assert "data-density" not in client_of(two.naoko).get("/").content.decode()
    assert annelies.post("/settings/", said | {"density": "tight"}).status_code == 422


def test_what_each_role_may_do_is_said_as_the_one_table_has_it(two: Pair) -> None:
    page = (
        client_of(two.annelies).get("/organisation/").content.decode().partition("What each role may do")[2]
    )
    said = {role: page.partition(f"<dt>{role}</dt>")[2].partition("</dd>")[0] for role in ROLES}
    for right, roles in RIGHTS.items():
        least = min(roles, key=[*ROLES.values()].index)
        own = [role for role, text in said.items() if escape(right.value) in text]
        assert own == [next(name for name, role in ROLES.items() if role is least)]


def test_a_template_is_removed_by_its_author_alone(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    made = models.PromiseTemplate.objects.create(
        organisation=firm, author=two.annelies, name="Monthly report"
    )
    assert "Monthly report" in client_of(two.annelies).get("/settings/").content.decode()
    address = f"/settings/templates/{made.pk}/remove/"
    assert client_of(two.naoko).post(address).status_code == 404
    assert client_of(two.annelies).post(address).status_code == 302
    assert not models.PromiseTemplate.objects.exists()


def test_alliances_and_partners_known_from_the_own_list_stand_apart(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    models.Partner.objects.create(organisation=firm, name="Halden Cables", slug="halden-cables")
    page = client_of(two.annelies).get("/alliances/").content.decode()
    own = page.index("Known from your own list only")
    assert page.index("Kaido") < own < page.index("Halden Cables")
    assert "/invite/?partner=halden-cables" in page
    assert "Halden" not in client_of(two.naoko).get("/alliances/").content.decode()
    assert (
        'value="Halden Cables"'
        in client_of(two.annelies).get("/invite/?partner=halden-cables").content.decode()
    )


def test_the_people_page_shows_both_sides_with_their_roles_and_clocks(two: Pair) -> None:
    person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    person(two.naoko.membership.organisation, "Kenji Morimoto", Role.MEMBER)
    page = client_of(two.annelies).get(f"/a/{two.alliance.slug}/people/").content.decode()
    assert "Joost Bakker" in page and "Naoko Fujiwara" in page and "Yokohama" in page
    assert "Kenji Morimoto" not in page, "a partner's people are known from their first act on"


def test_a_second_alliance_is_joined_with_the_organisation_one_looks_after(two: Pair) -> None:
    client_of(two.annelies).post("/invite/", {"partner": "Ostfjord", "email": "liv@ostfjord.example"})
    made = models.Invitation.objects.get(email="liv@ostfjord.example")
    path = path_of(made)
    firm = models.Organisation.objects.create(
        name="Ostfjord Aquaculture", short="Ostfjord", zone="Europe/Oslo"
    )
    liv, ola = person(firm, "Liv Dahl"), person(firm, "Ola Berg", Role.MEMBER)
    refused = client_of(ola).post(path)
    assert refused.status_code == 409 and "This takes an admin" in refused.content.decode()
    page = client_of(liv).get(path).content.decode()
    assert "You answer as Liv Dahl, for Ostfjord Aquaculture." in page
    assert made.alliance is not None
    assert client_of(liv).post(path).headers["Location"] == f"/a/{made.alliance.slug}/recovery/"
    assert made.alliance.parties.count() == 2


def test_a_person_belongs_to_one_organisation(two: Pair) -> None:
    client_of(two.annelies).post(
        "/organisation/invite/", {"email": "naoko@veldsen.example", "role": "member"}
    )
    path = path_of(models.Invitation.objects.get())
    answer = client_of(two.naoko).post(path)
    assert answer.status_code == 409
    assert "You belong to an organisation already" in answer.content.decode()
    assert models.Membership.objects.get(person=two.naoko).organisation.short == "Kaido"


def test_the_same_colleague_is_not_asked_in_twice(two: Pair) -> None:
    annelies = client_of(two.annelies)
    referer = {"Referer": "http://testserver/organisation/"}
    said = {"email": two.annelies.email, "role": "member"}
    answer = annelies.post("/organisation/invite/", said, follow=True, headers=referer)
    assert "signs in with this address already" in answer.content.decode()
    assert not models.Invitation.objects.exists()
