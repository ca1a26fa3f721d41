"""Pages for whoever leaves: everything in their hands on one page, and the partner reads who answers now."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.web.seats import Page, Seat, Table, agreed, asked, offered, table
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db
ORGANISATION = "/organisation/"


@pytest.fixture
def at() -> Table:
    return table()


def page_of(who: Seat, act: str = "leave") -> str:
    return f"/organisation/people/{who.person.pk}/{act}/"


def lines(page: Page) -> list[str]:
    return re.findall(r'name="(line-[^"]+)"', page.html)


def test_one_page_shows_everything_that_passes_on_and_everything_that_goes(at: Table) -> None:
    joost = at.colleague("Joost Bakker")
    offered(joost, "A comparison of probes")
    asked(joost, "The weekly list", series_every="week", series_count="4")
    joost.send(f"promises/{models.Promise.objects.first().object}/note/", {"words": "For us"})  # type: ignore[union-attr]
    page = at.annelies.page(page_of(joost))
    assert page.status == 200
    for words in (
        "Joost Bakker leaves Veldsen", "A comparison of probes", "The weekly list", "a series, four of it open",
        "Five promises", "With Kaido", "One private note", "somebody at Veldsen",
    ):  # fmt: skip
        assert words in page.words, words
    assert len(lines(page)) == 2


def test_letting_go_hands_on_in_one_act_and_the_partner_reads_who_answers_now(at: Table) -> None:
    joost, petra = at.colleague("Joost Bakker"), at.colleague("Petra Oosterhuis")
    one = offered(joost, "A comparison of probes")
    other = offered(joost, "A drawing")
    at.naoko.act(one, "agree", stake="low")
    own = next(name for name in lines(at.annelies.page(page_of(joost))) if name.endswith(other))
    said = {
        "to": petra.person.pk,
        own: at.annelies.person.pk,
        "words": "We thank a colleague.",
        "sure": "yes",
    }
    done = at.annelies.send(page_of(joost), said)
    assert (
        done.at == ORGANISATION
        and "the account and the name are gone. Kaido sees who answers now." in done.words
    )
    page = at.naoko.page(f"promises/{one}/")
    assert "Petra Oosterhuis promised" in page.words
    assert "Annelies handed it to Petra Oosterhuis" in page.words and "We thank a colleague." in page.words
    assert "Somebody at Veldsen offered" in page.words
    assert "Annelies van der Meer" in at.naoko.page(f"promises/{other}/").words
    everywhere = "".join(
        at.naoko.page(room).html for room in ("", "people/", "promises/", "record/", f"promises/{one}/")
    )
    assert "Joost" not in everywhere
    assert joost.page("/").at == "/" and joost.client.get("/").status_code == 302


def test_nothing_happens_before_it_is_said_who_answers_and_that_one_has_looked(at: Table) -> None:
    joost, petra = at.colleague("Joost Bakker"), at.colleague("Petra Oosterhuis")
    offered(joost, "A comparison of probes")
    page = at.annelies.send(page_of(joost), {"sure": "yes"})
    assert page.status == 422 and "Choose who answers from now on." in page.words
    page = at.annelies.send(page_of(joost), {"to": petra.person.pk})
    assert page.status == 422 and "Look at it once more" in page.words
    page = at.annelies.send(page_of(joost), {"to": at.naoko.person.pk, "sure": "yes"})
    assert page.status == 422
    assert models.Person.objects.filter(name="Joost Bakker", is_active=True).exists()
    assert not models.Entry.objects.filter(kind="promise.reassign/1").exists()


def test_who_has_nothing_in_their_hands_goes_without_an_heir(at: Table) -> None:
    pieter = at.colleague("Pieter Claassen", Role.VIEWER)
    assert "Nothing is in Pieter’s hands" in at.annelies.page(page_of(pieter)).words
    assert "the name are gone." in at.annelies.send(page_of(pieter), {"sure": "yes"}).words
    assert not models.Person.objects.filter(name="Pieter Claassen").exists()


def test_the_last_admin_is_told_before_and_refused(at: Table) -> None:
    page = at.annelies.page(page_of(at.annelies))
    assert "Make another person an admin first" in page.words
    refused = at.annelies.send(page_of(at.annelies), {"sure": "yes"})
    assert refused.status == 422 and "Make another person an admin first" in refused.words
    assert models.Person.objects.filter(pk=at.annelies.person.pk, is_active=True).exists()


def test_an_admin_can_leave_by_themselves_when_another_stays(at: Table) -> None:
    saskia = at.colleague("Saskia de Wit", Role.ADMIN)
    promise = agreed(at)
    done = at.annelies.send(page_of(at.annelies), {"to": saskia.person.pk, "sure": "yes"})
    assert done.at.startswith("/account/login/")
    assert "Saskia de Wit promised" in at.naoko.page(f"promises/{promise}/").words


def test_somebody_half_way_gone_is_finished_from_the_organisations_page(at: Table) -> None:
    joost = at.colleague("Joost Bakker")
    offered(joost, "A comparison of probes")
    models.Person.objects.filter(pk=joost.person.pk).update(is_active=False)
    assert "Finish letting Joost Bakker go" in at.annelies.page(ORGANISATION).words
    assert "can no longer sign in" in at.annelies.page(page_of(joost)).words
    assert "Joost" not in at.annelies.page("people/").words


def test_a_member_hands_on_all_of_their_own_and_a_manager_that_of_others(at: Table) -> None:
    joost, petra = at.colleague("Joost Bakker"), at.colleague("Petra Oosterhuis")
    mies = at.colleague("Mies Bos", Role.MANAGER)
    promise = offered(joost, "A comparison of probes")
    assert petra.page(page_of(joost, "hand-over")).status == 403
    assert "Hand it all on" in joost.page(page_of(joost, "hand-over")).words
    joost.send(page_of(joost, "hand-over"), {"to": petra.person.pk})
    assert "Petra Oosterhuis offers it" in at.naoko.page(f"promises/{promise}/").words
    told = mies.send(page_of(petra, "hand-over"), {"to": mies.person.pk})
    assert "Kaido sees who answers now." in told.words
    assert "Mies Bos offers it" in at.naoko.page(f"promises/{promise}/").words
    assert models.Person.objects.filter(name="Petra Oosterhuis", is_active=True).exists()
    assert "Let go" not in mies.page(ORGANISATION).words


def test_many_promises_handed_on_are_told_as_one_thing(at: Table) -> None:
    joost, petra = at.colleague("Joost Bakker"), at.colleague("Petra Oosterhuis")
    for title in ("One", "Two", "Three"):
        offered(joost, title)
    at.annelies.send(page_of(joost, "hand-over"), {"to": petra.person.pk})
    assert "Annelies handed on three promises" in at.naoko.page("/").words


def test_what_nobody_answers_for_any_more_is_on_everybodys_today(at: Table) -> None:
    joost = at.colleague("Joost Bakker")
    asked(
        at.naoko, "The cold store has room", to=models.Member.objects.get(person=_known(at, joost)).pseudonym
    )
    assert "Naoko Fujiwara asks for it" not in at.annelies.page("/").words
    models.Member.objects.filter(person=joost.person).update(person=None)
    assert "Naoko Fujiwara asks for it" in at.annelies.page("/").words


def _known(at: Table, seat: Seat) -> models.Person:
    seat.send("people/introduce/", {})
    return seat.person


def test_a_colleague_is_asked_in_again_by_a_fresh_link_alone(at: Table) -> None:
    at.annelies.send("/organisation/invite/", {"email": "joost@veldsen.example", "role": "viewer"})
    first = models.Invitation.objects.get()
    link = re.compile(r'value="http://testserver(/join/[^"]+)"')
    (before,) = link.findall(at.annelies.page(ORGANISATION).html)
    at.annelies.send(f"/organisation/invitations/{first.pk}/again/", {})
    (after,) = link.findall(at.annelies.page(ORGANISATION).html)
    assert before != after
    assert Client().get(before).status_code == 404 and Client().get(after).status_code == 200
    made = models.Invitation.objects.get()
    assert (made.email, made.role) == (first.email, first.role)
    models.Invitation.objects.update(expires_at="2026-01-01T00:00Z")
    page = at.annelies.page(ORGANISATION)
    assert "the link ran out on" in page.words and not link.findall(page.html)
    assert at.naoko.send(f"/organisation/invitations/{made.pk}/again/", {}).status == 404
    at.annelies.send(f"/organisation/invitations/{made.pk}/again/", {})
    assert link.findall(at.annelies.page(ORGANISATION).html)


def test_a_manager_asks_again_only_whom_they_could_ask(at: Table) -> None:
    mies = at.colleague("Mies Bos", Role.MANAGER)
    at.annelies.send("/organisation/invite/", {"email": "boss@veldsen.example", "role": "admin"})
    made = models.Invitation.objects.get()
    assert mies.send(f"/organisation/invitations/{made.pk}/again/", {}).status == 403
    assert models.Invitation.objects.get().pk == made.pk
