"""Acting on several promises at once: what all allow, asked on a page, each signed by itself, and told one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import terms
from tests.web.seats import Page, Seat, agreed, asked, offered, status, table
from tests.web.world import world
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db
LATER = "2031-03-04"


def ask(seat: Seat, act: str, *promises: str) -> Page:
    response = seat.client.get(seat.where("promises/several/"), {"act": act, "promise": promises})
    return Page(response.status_code, response.content.decode(), "")


def bar(seat: Seat, *promises: str) -> Page:
    response = seat.client.get(
        seat.where("promises/several/"), {"promise": promises}, headers={"HX-Request": "true"}
    )
    return Page(response.status_code, response.content.decode(), "")


def sign(seat: Seat, act: str, promises: Sequence[str], page: Page | None = None, **fields: object) -> Page:
    """Send the page as it stands, with what is typed."""
    shown = (page or ask(seat, act, *promises)).html
    hidden = dict(re.findall(r'name="(once|stamp-\w+)" value="(\w*)"', shown))
    return seat.send("promises/several/", {"act": act, "promise": list(promises), **hidden, **fields})


def kinds(promise: str) -> list[str]:
    entries = models.Entry.objects.filter(object=promise).order_by("number")
    return [entry.kind.partition("/")[0].partition(".")[2] for entry in entries]


def test_the_bar_offers_what_all_chosen_allow_and_locks_the_rest_with_the_reason() -> None:
    at = table()
    drawing, keys = agreed(at, title="The drawing"), agreed(at, title="The keys")
    shown = bar(at.annelies, drawing, keys)
    assert "Two chosen Both Veldsen’s, both for" in shown.words
    assert re.search(r'name="act" value="warn">Something came in between', shown.html)
    assert 'aria-disabled="true" aria-describedby="lock-accept"' in shown.html
    assert "Accept: The side it was promised to accepts it." in shown.words
    offer = offered(at.annelies, "An offer")
    mixed = bar(at.naoko, drawing, offer)
    assert (
        "Agree: Nothing of the other side waits for a yes here. That is so of “The drawing”." in mixed.words
    )
    assert "Two chosen Both Veldsen’s" in mixed.words


def test_without_a_script_the_same_is_a_page() -> None:
    at = table()
    drawing = agreed(at, title="The drawing")
    shown = at.annelies.page("promises/several/", promise=drawing)
    assert shown.status == 200 and "What would you like to do with them?" in shown.words
    assert "Something came in between" in shown.words and "The drawing" in shown.words
    assert 'name="promise" value="' + drawing in at.annelies.page("promises/").html


def test_each_is_signed_by_itself_with_words_for_all_or_of_its_own() -> None:
    at = table()
    one, two = agreed(at, title="The drawing"), agreed(at, title="The keys")
    page = ask(at.annelies, "progress", one, two)
    assert page.words.count("You tell Kaido how it stands.") == 2
    done = sign(
        at.annelies, "progress", [one, two], page, words="Half of it", **{f"words-{two}": "All but one"}
    )
    assert "Two are signed." in done.words and done.words.count("Told Kaido.") == 2
    assert "Half of it" in at.naoko.page(f"promises/{one}/").words
    assert "All but one" in at.naoko.page(f"promises/{two}/").words
    assert kinds(one)[-1] == kinds(two)[-1] == "progress"


def test_one_that_changed_meanwhile_is_not_signed_and_the_others_are() -> None:
    at = table()
    one, two = agreed(at, title="The drawing"), agreed(at, title="The keys")
    page = ask(at.annelies, "progress", one, two)
    at.naoko.act(one, "release")
    before = at.naoko.act(two, "ask_status")
    assert before.status == 200
    done = sign(at.annelies, "progress", [one, two], page, words="Half")
    assert "One is signed, one is not." in done.words
    assert "Not signed. This promise was released." in done.words
    assert kinds(one)[-1] == "release" and kinds(two)[-1] == "progress"


def test_what_was_proposed_after_the_page_was_read_is_looked_at_first() -> None:
    at = table()
    one, two = agreed(at, title="The drawing"), agreed(at, title="The keys")
    page = ask(at.naoko, "release", one, two)
    at.annelies.act(one, "change", due=LATER, zone="Europe/Amsterdam", conditions="It is so")
    done = sign(at.naoko, "release", [one, two], page)
    assert "Annelies proposed" in done.words and "Look at it first." in done.words
    assert (status(one), status(two)) == ("agreed", "released")


def test_sent_twice_is_signed_once() -> None:
    at = table()
    one = agreed(at)
    page = ask(at.annelies, "progress", one)
    first = sign(at.annelies, "progress", [one], page, words="Half")
    second = sign(at.annelies, "progress", [one], page, words="Half")
    assert first.at == second.at and "One is signed." in second.words
    assert kinds(one).count("progress") == 1


def test_nothing_is_signed_while_something_is_missing_and_what_was_typed_stays() -> None:
    at = table()
    one, two = agreed(at), agreed(at)
    page = sign(at.annelies, "warn", [one, two], words="A crack", **{f"words-{two}": "Another crack"})
    assert page.status == 422 and "Choose what you can say about the date" in page.words
    assert "Nothing has been signed yet." in page.words
    assert "A crack</textarea>" in page.html and "Another crack</textarea>" in page.html
    assert kinds(one)[-1] == "agree"


def test_something_came_in_between_with_a_day_for_all_and_another_for_one() -> None:
    at = table()
    one, two, three = agreed(at), agreed(at), agreed(at)
    sign(
        at.annelies, "warn", [one, two, three], words="A crack", then="expect", expect=LATER,
        **{f"due-{two}": "2031-05-06", f"expect-{three}": "2031-07-08"},
    )  # fmt: skip
    assert kinds(one)[-1] == "warn" and kinds(two)[-2:] == ["warn", "change"]
    expected = models.Promise.objects.values_list("object", "expected_day")
    assert {name: str(day) for name, day in expected} == {one: LATER, two: "2031-05-06", three: "2031-07-08"}


def test_another_date_is_proposed_and_what_else_was_agreed_stays() -> None:
    at = table()
    one, two = agreed(at), asked(at.annelies, "The keys")
    at.naoko.click(two, "agree")
    assert "Choose a day, for all of them" in sign(at.annelies, "change", [one, two]).words
    done = sign(
        at.annelies, "change", [one, two], due=LATER, **{f"due-{two}": "2031-05-06"}, words="The quay"
    )
    assert "Two are signed." in done.words
    for promise, day in ((one, "4 Mar 2031"), (two, "6 May 2031")):
        page = at.naoko.page(f"promises/{promise}/")
        assert day in page.words and "The quay" in page.words
        at.naoko.click(promise, "agree")
    words = at.naoko.page(f"promises/{one}/").words
    assert "All twelve sites are covered" in words and "It names who was asked" in words


def test_agreeing_shows_what_is_agreed_and_asks_for_the_stake_where_nobody_said_it() -> None:
    at = table()
    one, two = offered(at.annelies, "The drawing"), offered(at.annelies, "The keys", stake="")
    page = ask(at.naoko, "agree", one, two)
    assert "You say yes to what Veldsen put" in page.words and "All twelve sites are covered" in page.words
    assert "How much hangs on those done for you" in page.words
    assert "Say how much hangs on it" in sign(at.naoko, "agree", [one, two], page).words
    sign(at.naoko, "agree", [one, two], stake="high")
    assert set(models.Promise.objects.values_list("status", "stake")) == {("agreed", "high")}


def test_accepting_takes_a_word_on_the_conditions_of_each() -> None:
    at = table()
    one, two = agreed(at), agreed(at)
    for promise in (one, two):
        at.annelies.act(promise, "deliver", words="Done")
    page = ask(at.naoko, "accept", one, two)
    assert page.words.count("Both are met") == 2 and "All twelve sites are covered" in page.words
    half = sign(at.naoko, "accept", [one, two], page, **{f"met-{one}": "1"})
    assert half.status == 422 and "Say that its conditions are met" in half.words
    assert status(one) == "delivered"
    both = {f"met-{one}": "1", f"met-{two}": "1"}
    assert "Two are signed." in sign(at.naoko, "accept", [one, two], **both).words
    assert (status(one), status(two)) == ("kept", "kept")


def test_where_the_record_cannot_tell_whether_it_was_in_time_each_is_asked() -> None:
    at = table()
    two, due = at.two, date(2026, 3, 20)
    promise = promises.request(two.node, two.kaido, terms(due=due))
    text = next(move for move in state_of(two.node, two.alliance.pk, promise).table.values() if move)
    stamp = state_of(two.node, two.alliance.pk, promise).stamp
    promises.agree(two.node, two.veldsen, On(promise, stamp), text=text.id)
    at.annelies.act(promise, "deliver", words="Done", done_on="2026-03-19")
    page = ask(at.naoko, "accept", promise)
    assert "Was it in time? The record alone cannot tell." in page.words
    refused = sign(at.naoko, "accept", [promise], page, **{f"met-{promise}": "1"})
    assert refused.status == 422 and "Say whether it was in time" in refused.words
    said = {f"met-{promise}": "1", f"in_time-{promise}": "yes"}
    assert "One is signed." in sign(at.naoko, "accept", [promise], page, **said).words


def test_handing_over_names_the_colleague_for_all() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    offered(joost)  # so the record knows him
    one, two = agreed(at), agreed(at)
    person = models.Member.objects.get(person=joost.person).pseudonym
    assert "Choose a colleague." in sign(at.annelies, "reassign", [one, two]).words
    done = sign(at.annelies, "reassign", [one, two], person=person)
    assert "Two are signed." in done.words
    held = models.Promise.objects.filter(performer_person__person=joost.person, object__in=[one, two])
    assert held.count() == 2


def test_what_one_may_not_do_for_a_colleague_is_told_and_the_rest_is_done() -> None:
    at = table()
    member = at.colleague("Joost Bakker", Role.MEMBER)
    own = offered(member, "Of Joost")
    at.naoko.act(own, "agree", stake="low")
    other = agreed(at, title="Of Annelies")
    person = models.Member.objects.get(person=at.annelies.person).pseudonym
    done = sign(member, "reassign", [own, other], person=person)
    assert "One is signed, one is not." in done.words and "This takes a manager" in done.words


def test_nobody_else_here_locks_the_handing_over() -> None:
    at = table()
    assert "Nobody else of your side has come here yet." in bar(at.annelies, agreed(at)).words


def test_asking_and_releasing_are_done_for_several() -> None:
    at = table()
    one, two = agreed(at), agreed(at)
    sign(at.naoko, "ask_status", [one, two], words="Well?")
    assert set(models.Promise.objects.values_list("asked_status", flat=True)) == {True}
    sign(at.naoko, "release", [one, two])
    assert (status(one), status(two)) == ("released", "released")


def test_those_that_do_not_allow_it_are_left_with_the_reason() -> None:
    at = table()
    drawing, offer = agreed(at, title="The drawing"), offered(at.annelies, "An offer")
    page = ask(at.annelies, "progress", drawing, offer)
    assert "Left as they are An offer Nothing is agreed yet." in page.words
    done = sign(at.annelies, "progress", [drawing, offer], page, words="Half")
    assert "One is signed, one is not." in done.words and kinds(offer) == ["offer"]
    assert "None of those chosen allows it now." in ask(at.annelies, "accept", drawing).words


def test_up_to_sixty_are_chosen_at_once_and_at_least_one() -> None:
    at = table()
    many = [f"pr_{n}" for n in range(61)]
    assert "Choose up to 60 at once" in bar(at.annelies, *many).words
    response = at.annelies.client.get(at.annelies.where("promises/several/"), {"promise": many}, follow=True)
    assert "Choose up to 60 at once" in response.content.decode()
    assert "Choose at least one promise first." in at.annelies.send("promises/several/", {}).words


def test_sixty_are_looked_at_with_few_questions() -> None:
    at = table()
    asked(at.annelies, series_every="week", series_count="60")
    names = list(models.Promise.objects.values_list("object", flat=True))
    bar(at.naoko, *names[:2])  # a browser's first page of the day keeps that it is in use
    with CaptureQueriesContext(connection) as few:
        bar(at.naoko, *names[:2])
    with CaptureQueriesContext(connection) as many:
        assert "60 chosen All Kaido’s." in bar(at.naoko, *names).words
    assert len(many) == len(few) <= 12


def test_promises_of_others_are_not_found_and_a_viewer_chooses_none() -> None:
    here = world()
    address = f"/a/{here.ids['slug']}/promises/several/"
    for act in ("progress", "warn", ""):
        data = {"promise": [here.ids["object"], here.foreign.promise], **({"act": act} if act else {})}
        assert here.ask("member", "get", f"{address}?{urlencode(data, doseq=True)}", {}).status_code == 404
        assert here.ask("member", "post", address, data).status_code == 404
    own = f"{address}?promise={here.ids['object']}"
    assert here.ask("member", "get", own, {}).status_code == 200
    assert here.ask("viewer", "get", own, {}).status_code == 403
    assert (
        'name="promise"'
        not in here.ask("viewer", "get", f"/a/{here.ids['slug']}/promises/", {}).content.decode()
    )


def test_what_came_of_it_is_shown_to_its_sender_alone() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    done = sign(at.annelies, "progress", [agreed(at)], words="Half")
    assert joost.page(done.at).status == 404 and at.naoko.page(done.at).status == 404
    assert at.annelies.page(done.at).status == 200


def test_an_act_that_does_not_exist_is_not_found() -> None:
    at = table()
    assert ask(at.annelies, "junk", agreed(at)).status == 404
