"""A trust pulse and a health check between two firms: sealed, opened for both at once, and what both do about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.seats import table
from tests.web.surveying import (
    CANARY,
    KEYS,
    act,
    answered,
    begun,
    pass_the_day,
    reader,
    rest,
    sheet,
    today,
)
from troth.actions import survey
from troth.core.judgement.survey import Answer, Instrument, gather
from troth.core.record import check
from troth.core.record.party import NODE
from troth.core.values import Role
from troth.store import forgetting, models, outbox, surveys
from troth.store.blind import reveal
from troth.store.export import bundle_of
from troth.store.node import StoreNode
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


def test_both_sides_answer_and_it_opens_for_both_at_once() -> None:
    at = table()
    round_ = begun(at.annelies)
    assert "Trust pulse" in today(at.naoko) and "Answer it" in today(at.naoko)
    moment = {"words_early": CANARY, "shown_early": "on"}
    assert "Veldsen is in" in answered(at.annelies, round_, 4, 4, 3, 4, 5, more=moment).words
    for seat in (at.annelies, at.naoko):
        assert "What each side said" not in seat.page(f"pulse/{round_}/").words
    answered(
        at.naoko, round_, 4, 2, 3, 4, 4, more={"words_early": "From the release notes", "shown_early": "on"}
    )
    for seat in (at.annelies, at.naoko):
        words = seat.page(f"pulse/{round_}/").words
        assert "On three of five you stand in the same place. One is worth a conversation." in words
        assert "Two words apart." in words and "Veldsen mostly, Kaido sometimes" in words
        assert CANARY in words and "From the release notes" in words and "Opened for both" in words
        assert "Answer it" not in today(seat)
    assert not models.Sealed.objects.exists()
    assert check({**bundle_of(at.two.alliance.pk, with_files=False)}).faults == ()
    signed = models.Entry.objects.filter(object=round_, kind="blind.commit/1").values_list(
        "payload", flat=True
    )
    assert all(b'"by":"node"' in bytes(each).replace(b" ", b"") for each in signed), (
        "who was last is not to be seen"
    )
    rebuild(at.two.alliance.pk)
    assert "Two words apart." in at.naoko.page(f"pulse/{round_}/").words


def test_single_answers_are_seen_by_their_author_alone() -> None:
    at = table()
    joost, saskia = at.colleague("Joost Bakker"), at.colleague("Saskia Vink", Role.ADMIN)
    round_ = begun(at.annelies)
    answered(joost, round_, 1, 2, 1, 2, 1, more={"words_plan": CANARY})
    assert (
        CANARY in joost.page(f"pulse/{round_}/").words
        and "What you answered" in joost.page(f"pulse/{round_}/").words
    )
    for seat in (at.annelies, saskia):
        page = seat.page(f"pulse/{round_}/").words
        assert CANARY not in page and "Three people asked, some done" in page and "Joost" not in _aside(page)
    answered(at.annelies, round_)
    answered(saskia, round_)
    answered(at.naoko, round_)
    for seat in (at.annelies, saskia, at.naoko):
        assert CANARY not in seat.page(f"pulse/{round_}/").words, "its author did not agree to show it"


def _aside(words: str) -> str:
    return words.partition("Neither sees before both are in")[2].partition("Who is asked")[0]


def test_four_answers_tell_a_spread_and_fewer_one_word_if_all_agree() -> None:
    at = table()
    four = [at.annelies, *(at.colleague(name) for name in ("Joost Bakker", "Bram Visser", "Saskia Vink"))]
    mika = at.colleague("Mika Sato", of_kaido=True)
    round_ = begun(at.annelies)
    for seat, level in zip(four, (1, 3, 4, 5), strict=True):
        answered(seat, round_, *[level] * 5, agrees=False)
    answered(at.naoko, round_, 4, 4, 0, 2, 2)
    answered(mika, round_, 4, 5, 0, 2, 3, agrees=False)
    words = at.naoko.page(f"pulse/{round_}/").words
    assert "Four people answered at Veldsen" in words and "Fewer than four answered at Kaido" in words
    assert "between about half the time and mostly" in words
    assert "Kaido: not told, as fewer than four answered it" in words
    assert "Kaido: nobody has seen enough to say" in words
    assert (
        "half of the answers lie from about half the time to mostly" in at.naoko.page(f"pulse/{round_}/").html
    )


def test_a_manager_closes_a_side_on_the_day_and_not_before() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.annelies)
    assert "from the closing day on" in act(at.annelies, round_, "close").words
    pass_the_day(round_)
    assert "Nobody has answered yet" in act(at.annelies, round_, "close").words
    assert "Look, and close it" not in today(at.annelies)
    answered(at.annelies, round_)
    assert "Look, and close it" in today(at.annelies) and "Look, and close it" not in today(joost)
    assert act(joost, round_, "close").status == 403
    assert "Veldsen is in" in act(at.annelies, round_, "close").words
    assert "No answer is taken any more" in answered(joost, round_).words
    assert "waiting" in at.annelies.page(f"pulse/{round_}/").words


def test_whoever_is_asked_is_chosen_and_after_the_first_answer_nobody_is_taken_out() -> None:
    at = table()
    joost, bram = at.colleague("Joost Bakker"), at.colleague("Bram Visser")
    round_ = begun(at.annelies, people=[at.annelies.person.pk, joost.person.pk])
    assert "Answer it" not in today(bram)
    assert "Others of your side are asked" in answered(bram, round_).words
    everybody = [seat.person.pk for seat in (at.annelies, joost, bram)]
    act(at.annelies, round_, "people", people=everybody)
    assert "Answer it" in today(bram)
    answered(bram, round_)
    taken = act(at.annelies, round_, "people", people=everybody[:2], was=everybody)
    assert taken.status == 422 and "people can be added, not taken out" in taken.words
    assert act(at.annelies, round_, "people", was=everybody).status == 422
    assert act(joost, round_, "people", people=everybody).status == 403
    assert "stay as they are" in answered(bram, round_).words


def test_answers_are_complete_before_they_are_sealed_and_kept_as_they_are_typed() -> None:
    at = table()
    round_ = begun(at.annelies)
    page = at.annelies.send(
        f"pulse/{round_}/act/", {"move": "answer", "level_plan": "4", "words_plan": CANARY}
    )
    assert page.status == 422 and page.words.count("Choose one, or say that you have not seen enough.") == 4
    assert CANARY in page.html
    address = at.annelies.where(f"pulse/{round_}/act/")
    kept = at.annelies.client.post(address, {"level_early": "2"}, headers={"HX-Request": "true"})
    assert kept.status_code == 204
    again = at.annelies.page(f"pulse/{round_}/").html
    assert re.search(r'name="level_early" value="2" checked', again)
    assert CANARY not in at.naoko.page(f"pulse/{round_}/").html
    assert answered(at.annelies, round_, more={"words_plan": "x" * 401}).status == 422


def test_a_round_within_ones_own_side_is_never_shown_as_mutual() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    before = models.Entry.objects.count()
    round_ = begun(at.annelies, inner=True)
    assert models.Entry.objects.count() == before, "it is not in the record"
    assert at.naoko.page(f"pulse/{round_}/").status == 404 and round_ not in at.naoko.page("pulse/").html
    assert "Answer it" not in today(at.naoko)
    answered(joost, round_)
    assert "What Veldsen told" not in at.annelies.page(f"pulse/{round_}/").words
    answered(at.annelies, round_, 4, 2, 3, 4, 5)
    words = at.annelies.page(f"pulse/{round_}/").words
    assert "Kaido was not asked, so this says nothing of both" in words and "What Veldsen told" in words
    assert "Opened for both" not in words
    assert models.Entry.objects.count() == before


def test_a_health_check_asks_by_area_and_lays_both_side_by_side() -> None:
    at = table()
    round_ = begun(at.naoko, "health_check")
    words = at.annelies.page(f"pulse/{round_}/").words
    for area in (
        "Strategic",
        "Operational",
        "Relationship",
        "Governance",
        "What should both sides change first?",
    ):
        assert area in words
    ours, theirs = (4, 4, 3, 2, 5, 3, 3, 3, 4, 2, 3, 3), (4, 3, 3, 5, 5, 3, 3, 3, 4, 2, 1, 3)
    answered(at.annelies, round_, *ours, more={"words_first": CANARY, "shown_first": "on"})
    answered(at.naoko, round_, *theirs)
    words = at.annelies.page(f"pulse/{round_}/").words
    assert "On nine of twelve things you stand in the same place. Two are worth a conversation." in words
    assert "Three steps apart. Veldsen 2 of 5, Kaido 5 of 5" in words and CANARY in words


def test_what_is_called_off_is_shown_to_nobody() -> None:
    at = table()
    round_ = begun(at.annelies)
    answered(at.annelies, round_, more={"words_early": CANARY, "shown_early": "on"})
    assert "Called off" in act(at.naoko, round_, "call_off").words
    for seat in (at.annelies, at.naoko):
        assert CANARY not in seat.page(f"pulse/{round_}/").words
        assert "Answer it" not in today(seat)
    assert begun(at.annelies) != round_


def test_one_at_a_time_of_a_kind_and_no_day_that_has_passed() -> None:
    at = table()
    begun(at.annelies)
    until = (timezone.now() + timedelta(days=7)).date().isoformat()
    data = {"instrument": "pulse", "within": "both", "until": until, "people": [at.naoko.person.pk]}
    again = at.naoko.send("pulse/new/", data)
    assert again.status == 422 and "is open already" in again.words
    past = at.naoko.send("pulse/new/", {**data, "instrument": "health_check", "until": "2024-03-01"})
    assert past.status == 422 and "That day has passed" in past.words
    nobody = at.naoko.send("pulse/new/", {**data, "instrument": "health_check", "people": []})
    assert nobody.status == 422 and "at least one person" in nobody.words


def test_a_pulse_is_not_answered_as_a_reading_is() -> None:
    at = table()
    round_ = begun(at.annelies)
    address = at.annelies.where(f"interpretations/{round_}/act/")
    assert at.annelies.client.post(address, {"move": "answer", "words": "Good"}).status_code == 404
    assert not models.Entry.objects.filter(kind="blind.commit/1").exists()


def test_what_a_process_left_between_the_signature_and_the_end_is_finished() -> None:
    at = table()
    round_ = begun(at.annelies)
    told = gather(Instrument.PULSE, [Answer(dict.fromkeys(KEYS, 4), agrees=True)])
    for actor in (at.two.veldsen, at.two.kaido):  # each side is signed, and nobody opens them
        survey.seal(StoreNode(), replace(actor, by=NODE), round_, told)
    assert "It opens for both in a moment" in at.naoko.page(f"pulse/{round_}/").words
    left = models.Outbox.objects.get(kind="reveal")
    reveal(left.details)
    assert "What each side said" in at.naoko.page(f"pulse/{round_}/").words
    assert outbox.parked() == []


def test_a_side_that_was_signed_before_its_process_ended_is_not_signed_again() -> None:
    at = table()
    round_ = begun(at.annelies)
    told = gather(Instrument.PULSE, [Answer(dict.fromkeys(KEYS, 4), agrees=True)])
    survey.seal(StoreNode(), replace(at.two.veldsen, by=NODE), round_, told)
    answered(at.annelies, round_)
    assert models.Entry.objects.filter(kind="blind.commit/1").count() == 1
    assert not models.Survey.objects.filter(
        closed_at=None, organisation=reader(at.annelies).organisation
    ).exists()


def test_the_plan_is_made_of_promises() -> None:
    at = table()
    round_ = begun(at.annelies)
    answered(at.annelies, round_)
    answered(at.naoko, round_, 4, 2, 3, 4, 5)
    form = at.naoko.page("promises/new/", objective=round_)
    assert "Trust pulse, " in form.words
    data = {
        "do": "offer", "title": "We call before the release", "conditions": ["You hear first"], "owes": [""],
        "due": (timezone.now() + timedelta(days=9)).date().isoformat(), "zone": "Asia/Tokyo", "draft": "d1",
        "objective": round_,
    }  # fmt: skip
    made = at.naoko.send("promises/new/", data)
    assert "Made of Trust pulse" in made.words
    for seat in (at.annelies, at.naoko):
        assert "We call before the release" in seat.page(f"pulse/{round_}/").words


def test_a_gap_is_asked_about_and_played_back() -> None:
    at = table()
    round_ = begun(at.annelies)
    answered(at.annelies, round_)
    answered(at.naoko, round_, 4, 2, 3, 4, 5)
    page = at.annelies.page(f"pulse/{round_}/")
    assert "Ask Kaido for a moment it has in mind, and play back the answer." in page.words
    put = at.annelies.send(
        "listening/new/", {"words": "When was it late?", "asks": "on", "draft": "d", "about": round_}
    )
    assert "Trust pulse, " in put.words


def test_the_course_shows_from_the_second_round_on() -> None:
    at = table()
    for levels in ((3, 3, 3, 3, 3), (4, 4, 4, 4, 4)):
        round_ = begun(at.annelies)
        answered(at.annelies, round_, *levels)
        answered(at.naoko, round_)
        rest(round_)
        shown = "How it went" in at.naoko.page(f"pulse/{round_}/").words
        assert shown is (levels[0] == 4)
    assert sheet(at.naoko).count("Trust pulse") == 10


def test_whoever_leaves_takes_their_answers_with_them() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.annelies)
    answered(joost, round_, more={"words_plan": CANARY, "shown_plan": "on"})
    forgetting.forget(joost.person, notes=False, heir=None)
    answered(at.annelies, round_)
    answered(at.naoko, round_)
    assert CANARY not in at.naoko.page(f"pulse/{round_}/").words
    assert not models.SurveyAnswer.objects.filter(answer__icontains=CANARY).exists()


def test_managers_are_reminded_when_it_is_time_to_ask_again_and_may_put_it_off() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    assert "Time for a trust pulse" not in today(at.annelies), "nobody who never began one is reminded"
    round_ = begun(at.annelies)
    for seat in (at.annelies, joost, at.naoko):
        answered(seat, round_)
    assert "Time for a trust pulse" not in today(at.annelies)
    rest(round_)
    assert "Time for a trust pulse with Kaido" in today(at.annelies)
    assert "Time for a trust pulse" not in today(joost)
    at.annelies.send("pulse/later/", {"stamp": "pulse"})
    assert "Time for a trust pulse" not in today(at.annelies) and "Time for a trust pulse" in today(at.naoko)
    models.SurveyPause.objects.update(until=timezone.now().date())
    assert "Time for a trust pulse" in today(at.annelies)
    begun(at.annelies)
    assert "Time for a trust pulse" not in today(at.naoko)


def test_who_only_reads_answers_when_asked_and_begins_nothing() -> None:
    at = table()
    viewer = at.colleague("Pieter Claassen", Role.VIEWER)
    assert viewer.page("pulse/new/").status == 403
    round_ = begun(at.annelies)
    assert "Answer it" in today(viewer)
    assert answered(viewer, round_).status == 200
    assert act(viewer, round_, "call_off").status == 403
    with pytest.raises(surveys.SealedAlready):
        surveys.answer(reader(viewer), round_, surveys.asking.answer_of(models.SurveyAnswer()))
