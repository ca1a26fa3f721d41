"""Concerns on pages: raised, the other view told, played back, understood, and only then weighed by both."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from tests.web.seats import Page, Seat, Table, offered, table
from troth.actions import judgement
from troth.actions.judgement import On, state_of
from troth.core.judgement import Weight
from troth.core.values import Role
from troth.store import models
from troth.store.node import StoreNode
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db
HAPPENED = "The papers for the sailing of the 18th reached us on the 19th."
MEANT = "Our customer in Rotterdam waited two days."
ASKED = "What happens on your side in the two days before a sailing?"
VIEW = "The final count comes at eight, two hours after the line has closed its list."
HEARD = "On evenings when the count comes at eight, the paper cannot be here before the ship."
DAY = (timezone.now() - timedelta(days=2)).date()


def raised(by: Seat, **more: object) -> str:
    """Raise a concern through its page; returns its id."""
    said = {
        "observation": HAPPENED,
        "day": DAY.isoformat(),
        "effect": MEANT,
        "question": ASKED,
        "draft": "d1",
    }
    page = by.send("concerns/new/", {**said, **more})
    assert page.status == 200, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def stamp_of(page: Page) -> str:
    found = re.search(r'name="stamp" value="([0-9a-f]*)"', page.html)
    return found.group(1) if found else ""


def say(by: Seat, concern: str, move: str, words: str = "", **more: object) -> Page:
    """Make a move as the page's form would."""
    stamp = stamp_of(by.page(f"concerns/{concern}/"))
    return by.send(f"concerns/{concern}/act/", {"move": move, "words": words, "stamp": stamp, **more})


def understood(at: Table) -> str:
    """A concern of Annelies whose playback Naoko corrected once and then confirmed."""
    concern = raised(at.annelies)
    say(at.naoko, concern, "tell", VIEW, know="Nobody had told us that the ship needs it.")
    say(at.annelies, concern, "play_back", "You send it when you feel like it is right.")
    say(at.naoko, concern, "correct", "The count is what we wait for.")
    say(at.annelies, concern, "play_back", HEARD)
    say(at.naoko, concern, "confirm", "And it is two evenings of five.")
    return concern


def inside(page: Page) -> str:
    """The words of the page itself, without the frame."""
    return Page(page.status, page.html.partition("<main")[2].partition("</main>")[0], page.at).words


def today(seat: Seat) -> str:
    return Page(200, seat.client.get("/").content.decode(), "/").words.partition("Since")[0]


def let_pass(days: int) -> None:
    """Let everything that was said have been said so many days before."""
    models.Concern.objects.update(since=F("since") - days * 86_400_000)


def test_a_concern_goes_through_a_correction_to_you_understood_us() -> None:
    at = table()
    concern = understood(at)
    for seat in (at.annelies, at.naoko):
        words = seat.page(f"concerns/{concern}/").words
        for said in (
            HAPPENED,
            MEANT,
            ASKED,
            VIEW,
            HEARD,
            "Nobody had told us",
            "The count is what we wait for.",
        ):
            assert said in words
        assert "“You understood us. And it is two evenings of five.”" in words
        assert "Choose it" in words
    row = models.Concern.objects.get()
    assert (row.status, row.rounds, row.waits, row.day) == ("understood", 2, "both", DAY)
    assert row.raiser_person is not None and row.raiser_person.person == at.annelies.person
    assert row.asked_person is not None and row.asked_person.person == at.naoko.person
    before = list(models.Concern.objects.values())
    rebuild(at.two.alliance.pk)
    assert [{**each, "id": 0} for each in models.Concern.objects.values()] == [
        {**each, "id": 0} for each in before
    ]


def test_nobody_may_weigh_before_the_other_side_was_understood() -> None:
    at = table()
    concern = raised(at.annelies)
    for seat in (at.annelies, at.naoko):
        assert (
            "Opens for both sides once Kaido has said “you understood us”"
            in seat.page(f"concerns/{concern}/").words
        )
        page = say(seat, concern, "weigh", weight="3")
        assert page.status == 422 and "Weighing opens for both of you" in page.words
    assert not models.Weighing.objects.exists()
    assert not models.Entry.objects.filter(kind="concern.weigh/1").exists()


def test_neither_sides_weight_is_signed_or_shown_before_both_are_in() -> None:
    at = table()
    concern = understood(at)
    page = say(at.annelies, concern, "weigh", weight="3")
    assert "It opens once the other side has chosen too" in page.words
    assert "You chose “It touches what we are together for”" in page.words
    assert "Only Veldsen sees this" in page.words
    theirs = at.naoko.page(f"concerns/{concern}/").words
    assert "chose" not in theirs.replace("choose", "") and not models.Entry.objects.filter(
        kind="concern.weigh/1"
    )
    assert "Say how much it matters" in today(at.naoko)
    assert "it opens once Kaido has chosen too" in today(at.annelies)
    say(at.annelies, concern, "weigh", weight="2")  # until then one may choose anew
    page = say(at.naoko, concern, "weigh", weight="1")
    assert "Both are in, and open." in page.words and "How much it matters to each" in page.words
    assert models.Concern.objects.get().weights == {"a": 2, "b": 1}
    logs = models.Entry.objects.filter(kind="concern.weigh/1").values_list("log", flat=True)
    assert set(logs) == {at.two.veldsen.log, at.two.kaido.log}
    assert not models.Weighing.objects.exists()
    assert say(at.annelies, concern, "weigh", weight="3").status == 422
    csv = at.annelies.client.get(at.annelies.where("concerns/as/csv/"))
    text = b"".join(csv.streaming_content).decode() if csv.streaming else csv.content.decode()
    assert "It costs us something each time" in text and "We can live with it" in text


def test_a_node_that_goes_down_between_the_two_signatures_leaves_nobody_stuck() -> None:
    at = table()
    concern = understood(at)
    say(at.annelies, concern, "weigh", weight="2")
    # What is found once it is up again: the first was signed, and what both had chosen is as it was before.
    node, actor = StoreNode(), at.two.veldsen
    on = On(concern, state_of(node, actor.alliance, concern).stamp)
    judgement.weigh(node, actor, on, weight=Weight.COSTS_US)
    page = say(at.naoko, concern, "weigh", weight="1")
    assert "Both are in, and open." in page.words
    assert models.Concern.objects.get().weights == {"a": 2, "b": 1}
    assert not models.Weighing.objects.exists()


def test_a_choice_of_somebody_who_speaks_no_more_is_made_anew() -> None:
    at = table()
    concern = understood(at)
    joost = at.colleague("Joost Bakker")
    joost.page("")
    say(joost, concern, "weigh", weight="3")
    models.Membership.objects.filter(person=joost.person).update(role=Role.VIEWER.value)
    assert "It opens once the other side has chosen too" in say(at.naoko, concern, "weigh", weight="1").words
    assert models.Weighing.objects.count() == 1
    say(at.annelies, concern, "weigh", weight="2")
    assert models.Concern.objects.get().weights == {"a": 2, "b": 1}
    assert say(at.annelies, concern, "weigh").status == 422


def test_silence_is_a_fact_on_the_page_and_opens_parking_but_no_weighing() -> None:
    at = table()
    concern = raised(at.annelies)
    page = at.annelies.page(f"concerns/{concern}/")
    assert "Park it" not in inside(page) and "to answer: ten of its working days" in page.words
    page = say(at.annelies, concern, "park", "After the winter plan.")
    assert page.status == 422 and "You can park it after that day" in page.words
    entry = models.Entry.objects.get(kind="concern.raise/1")
    with pytest.MonkeyPatch.context() as moved:
        later = entry.at + 30 * 86_400_000
        for module in ("views", "making"):
            moved.setattr(f"troth.web.judgement.{module}.present", lambda: later)
        moved.setattr("troth.store.node.StoreNode.now", lambda self: later)
        page = at.annelies.page(f"concerns/{concern}/")
        assert "No word from Kaido for ten working days" in page.words and "propose a promise" in page.words
        assert "Opens for both sides" in page.words
        assert "promises/new/?title=After" in page.html
        assert "Set aside." in say(at.annelies, concern, "park", "After the winter plan.").words
    assert "After the winter plan." in at.naoko.page(f"concerns/{concern}/").words
    assert say(at.naoko, concern, "tell", VIEW).status == 200
    assert models.Concern.objects.get().status == "told"


def test_each_turn_calls_the_one_whose_turn_it_is() -> None:
    at = table()
    kenji = at.colleague("Kenji Morimoto", of_kaido=True)
    kenji.page("listening/")
    named = models.Member.objects.get(person=at.naoko.person).pseudonym
    concern = raised(at.annelies, to=named)
    assert "asks how it looks from your side" in today(at.naoko)
    assert "asks how it looks from your side" not in today(kenji), "another was asked"
    assert "is asked for their view" in today(at.annelies)
    assert (
        "Tell how you see it" in at.naoko.page("").words
        and "Tell how you see it" in at.naoko.page("listening/").words
    )
    let_pass(30)
    assert "No word from Kaido for ten working days" in today(at.annelies)
    say(at.naoko, concern, "tell", VIEW)
    assert "told how they see it" in today(at.annelies) and "plays your view back" in today(at.naoko)
    say(at.annelies, concern, "play_back", HEARD)
    assert "Did they understand you?" in today(at.naoko)
    assert "reads how you understand them" in today(at.annelies)
    say(at.naoko, concern, "correct", "Two evenings.")
    assert "Play it back once more" in today(at.annelies)
    say(at.annelies, concern, "play_back", HEARD)
    say(at.naoko, concern, "confirm")
    say(at.annelies, concern, "settle", "A first paper comes at five.")
    for seat in (at.annelies, at.naoko):
        assert HAPPENED not in today(seat)
        assert "It is settled." in seat.page(f"concerns/{concern}/").words


def test_a_concern_points_at_a_promise_and_stands_on_its_page() -> None:
    at = table()
    promise = offered(at.annelies)
    assert f"?about={promise}" in at.naoko.page(f"promises/{promise}/").html
    begun = at.naoko.page("concerns/new/", about=promise)
    assert re.search(f'value="{promise}" selected', begun.html)
    concern = raised(at.naoko, about=promise)
    assert f"concerns/{concern}/" in at.annelies.page(f"promises/{promise}/").html
    assert promise in at.annelies.page(f"concerns/{concern}/").html
    assert at.naoko.send("concerns/new/", {"about": "pr_of_others", "draft": "d2"}).status == 422


def test_what_is_typed_is_kept_for_its_writer_alone_and_sent_once() -> None:
    at = table()
    half = {"observation": "Half a thought", "draft": "d9"}
    answer = at.naoko.client.post(at.naoko.where("concerns/new/"), half, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and not answer.content.strip()
    assert "Half a thought" in at.naoko.page("concerns/new/", draft="d9").html
    concern = raised(at.naoko, draft="d9")
    assert raised(at.naoko, draft="d9") == concern and models.Concern.objects.count() == 1
    typed = {"move": "tell", "words": "Half a secret"}
    at.annelies.client.post(
        at.annelies.where(f"concerns/{concern}/draft/"), typed, headers={"HX-Request": "true"}
    )
    assert "Half a secret" in at.annelies.page(f"concerns/{concern}/").html
    assert "Half a secret" not in at.naoko.page(f"concerns/{concern}/").html
    joost = at.colleague("Joost Bakker")
    assert "Half a secret" not in joost.page(f"concerns/{concern}/").html
    stamp = stamp_of(joost.page(f"concerns/{concern}/"))
    say(at.annelies, concern, "tell", VIEW)
    page = joost.send(f"concerns/{concern}/act/", {"move": "tell", "words": "My own view", "stamp": stamp})
    assert page.status == 409 and "after you opened this page" in page.words
    assert list(models.Draft.objects.values_list("person", flat=True)) == [joost.person.pk]


def test_nothing_is_raised_without_its_three_parts_or_of_a_day_to_come() -> None:
    at = table()
    page = at.naoko.send("concerns/new/", {"observation": HAPPENED, "draft": "d1"})
    assert page.status == 422 and HAPPENED in page.words and "whose answer you do not know yet" in page.words
    coming = (timezone.now() + timedelta(days=3)).date().isoformat()
    said = {"observation": HAPPENED, "day": coming, "effect": MEANT, "question": ASKED, "draft": "d1"}
    assert "still to come" in at.naoko.send("concerns/new/", said).words
    concern = raised(at.naoko)
    assert say(at.annelies, concern, "tell", " ").status == 422
    assert say(at.naoko, concern, "tell", VIEW).status == 422
    assert say(at.naoko, concern, "shout").status == 404
    assert at.naoko.send(f"concerns/{concern}/draft/", {"move": "shout"}).status == 404


def test_who_only_reads_sees_it_and_is_offered_nothing_to_say() -> None:
    at = table()
    concern = raised(at.naoko)
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    page = viewer.page(f"concerns/{concern}/")
    assert HAPPENED in page.words and "How do you see it?" not in page.words
    assert "Raise a concern" not in inside(viewer.page("concerns/"))
    assert viewer.send(f"concerns/{concern}/act/", {"move": "tell", "words": "x"}).status == 403


def test_the_list_shows_what_is_open_and_what_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    at = table()
    assert "Nothing was raised here yet." in at.annelies.page("concerns/").words
    first = raised(at.annelies)
    assert "Taken back" in say(at.annelies, first, "withdraw").words
    raised(at.naoko, draft="d2", observation="Something else was seen.")
    assert HAPPENED not in inside(at.annelies.page("concerns/", show="open"))
    ended = inside(at.annelies.page("concerns/", show="ended", after="x")).partition("What was raised")[2]
    assert HAPPENED in ended and "Something else" not in ended
    monkeypatch.setattr("troth.web.judgement.views.PAGE", 1)
    monkeypatch.setattr("troth.store.queries.judgement.PAGE", 1)
    assert "Older ones" in at.annelies.page("concerns/").words
    assert HAPPENED in at.annelies.page("concerns/", after="1").words


def test_a_playback_that_waits_leaves_no_form_standing_that_would_be_out_of_date() -> None:
    at = table()
    concern = raised(at.annelies)
    say(at.naoko, concern, "tell", VIEW)
    say(at.annelies, concern, "play_back", "You send it late.")
    waits = at.annelies.page(f"concerns/{concern}/")
    assert 'value="play_back"' not in waits.html and "Say it in other words" in waits.words
    again = at.annelies.page(f"concerns/{concern}/", again="1")
    assert 'value="play_back"' in again.html
    old = stamp_of(again)
    say(at.naoko, concern, "correct", "It is the count.")
    assert 'value="play_back"' in at.annelies.page(f"concerns/{concern}/").html
    typed = {"move": "play_back", "words": HEARD, "stamp": old}
    page = at.annelies.send(f"concerns/{concern}/act/", typed)
    assert page.status == 409 and HEARD in page.words
    assert re.search(r'id="news"[^>]* hx-morph-skip', page.html), "or the next look of the page would wipe it"


def test_erased_words_leave_the_concern_standing() -> None:
    at = table()
    concern = understood(at)
    models.Body.objects.filter(entry__object=concern).delete()
    rebuild(at.two.alliance.pk)
    page = at.annelies.page(f"concerns/{concern}/")
    assert page.status == 200 and "The words were erased." in page.words and HAPPENED not in page.words
    assert "You understood us." in page.words


HARSH = "The papers came on the 19th. That was careless."


def test_the_coach_speaks_to_the_writer_alone_and_holds_nothing_back() -> None:
    at = table()
    typed = {"observation": HARSH, "draft": "d1"}
    answer = at.annelies.client.post(
        at.annelies.where("concerns/new/"), typed, headers={"HX-Request": "true"}
    )
    words = Page(200, answer.content.decode(), "").words
    assert "Only you see this" in words and "A verdict" in words and "“That was careless”" in words
    assert "You could ask, or say" in words
    looked = at.annelies.send("concerns/new/", {**typed, "look": "1"})
    assert "A verdict" in looked.words, "without JavaScript the page shows them too"
    concern = raised(at.annelies, observation=HARSH)
    for kind, field in (("tell", "You should have known that."), ("play_back", HARSH), ("correct", HARSH)):
        by = at.annelies if kind == "play_back" else at.naoko
        where = by.where(f"concerns/{concern}/draft/")
        sent = {"move": kind, "words": field}
        answer = by.client.post(where, sent, headers={"HX-Request": "true"})
        assert "Leave my words" in answer.content.decode(), kind
        assert "Leave my words" in by.send(f"concerns/{concern}/draft/", sent).html, kind
        assert say(by, concern, kind, field).status == 200
    assert b"verdict" not in b"".join(bytes(each.content) for each in models.Body.objects.all())


def test_a_remark_that_is_dismissed_stays_dismissed_for_that_person() -> None:
    at = table()
    typed = {"observation": HARSH, "draft": "d1"}
    where = at.annelies.where("concerns/new/")
    answer = at.annelies.client.post(
        where, {**typed, "dismiss": "verdict: careless"}, headers={"HX-Request": "true"}
    )
    assert "careless" not in answer.content.decode()
    assert "A verdict" not in at.annelies.page("concerns/new/", draft="d1").words
    assert models.Dismissal.objects.get().person == at.annelies.person
    answer = at.naoko.client.post(at.naoko.where("concerns/new/"), typed, headers={"HX-Request": "true"})
    assert "careless" in answer.content.decode()
    concern = raised(at.annelies)
    where = f"concerns/{concern}/draft/"
    page = at.naoko.send(where, {"move": "tell", "words": HARSH, "dismiss": "verdict: careless"})
    assert "Leave my words" not in page.html and HARSH in page.html
    at.naoko.person.delete()
    assert models.Dismissal.objects.count() == 1
