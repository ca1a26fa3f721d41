"""What keeps single answers covered, and what happens where somebody leaves or something is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.seats import table
from tests.web.surveying import CANARY, act, answered, begun, reader, rest
from troth.core.judgement.survey import Instrument, Place, answer_from
from troth.core.values import Role
from troth.store import departure, models
from troth.store.erasure import erase
from troth.store.queries.people import reader_of

pytestmark = pytest.mark.django_db


def test_the_same_is_not_asked_again_at_once_so_that_no_difference_tells_an_answer() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.annelies)
    data = {
        "instrument": "pulse", "within": "inner", "until": (timezone.now() + timedelta(days=7)).date().isoformat(),
        "people": [at.annelies.person.pk],
    }  # fmt: skip
    assert "is open already" in at.annelies.send("pulse/new/", data).words
    for seat in (at.annelies, joost, at.naoko):
        answered(seat, round_)
    refused = at.annelies.send("pulse/new/", data)
    assert refused.status == 422 and "could tell what one person answered" in refused.words
    rest(round_)
    assert "Begun" in at.annelies.send("pulse/new/", data).words


def test_how_somebody_always_answers_is_taken_off_before_their_side_is_sealed() -> None:
    """Two who answer sternly and two who answer mildly of the same thing draw near to each other, round by round."""
    at = table()
    stern = [at.annelies, at.colleague("Saskia Vink")]
    mild = [at.colleague("Joost Bakker"), at.colleague("Piet de Vries")]
    places = []
    for _ in range(3):
        round_ = begun(at.annelies, inner=True)
        for seat in (*stern, *mild):
            answered(seat, round_, *([5] * 5 if seat in mild else [3] * 5))
        told = answer_from(models.Survey.objects.get(object=round_).told, Instrument.PULSE)
        assert told is not None and told.place is not None
        places.append(told.place)
        rest(round_)
    assert places[0] == Place(700, 200)
    assert places[0].spread > places[1].spread > places[2].spread
    kept = models.SurveyAnswer.objects.filter(person=mild[0].person)
    assert {level for each in kept for level in each.answer["levels"].values()} == {5}


def test_an_answer_is_not_sealed_where_fewer_cover_it_than_the_page_said() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.annelies)
    assert 'name="asked" value="2"' in joost.page(f"pulse/{round_}/").html
    act(at.annelies, round_, "people", people=[joost.person.pk], was=[joost.person.pk, at.annelies.person.pk])
    page = answered(joost, round_, more={"asked": "2", "words_plan": CANARY})
    assert page.status == 422 and "Fewer people are asked now" in page.words and CANARY in page.html
    assert answered(joost, round_, more={"asked": "9" * 5000}).status == 200


def test_whom_a_colleague_has_added_meanwhile_stays_and_is_told() -> None:
    at = table()
    joost, saskia = at.colleague("Joost Bakker"), at.colleague("Saskia Vink", Role.ADMIN)
    round_ = begun(at.annelies, people=[at.annelies.person.pk])
    act(
        saskia, round_, "people", people=[at.annelies.person.pk, joost.person.pk], was=[at.annelies.person.pk]
    )
    assert models.Untold.objects.filter(act="survey.begun", whom__contains="Joost").exists()
    act(
        at.annelies,
        round_,
        "people",
        people=[at.annelies.person.pk, saskia.person.pk],
        was=[at.annelies.person.pk],
    )
    asked = set(models.SurveyAnswer.objects.filter(survey__object=round_).values_list("person", flat=True))
    assert asked >= {at.annelies.person.pk, joost.person.pk, saskia.person.pk}


def test_a_side_whose_own_rows_are_gone_says_who_is_asked_anew() -> None:
    """As after a record was put back from a bundle, which holds nothing private."""
    at = table()
    round_ = begun(at.annelies)
    models.Survey.objects.filter(organisation=at.naoko.person.membership.organisation).delete()
    assert "nobody asked yet" in at.naoko.page(f"pulse/{round_}/").words
    act(at.naoko, round_, "people", people=[at.naoko.person.pk])
    answered(at.naoko, round_)
    answered(at.annelies, round_)
    assert "What each side said" in at.naoko.page(f"pulse/{round_}/").words


def test_a_side_is_in_when_whoever_was_missing_leaves() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.annelies)
    answered(at.annelies, round_)
    someone = reader_of(at.annelies.person)
    assert someone is not None
    departure.let_go(someone, joost.person, departure.Handing(to=at.annelies.person.pk))
    assert "Veldsen is in" in at.annelies.page(f"pulse/{round_}/").words


def test_a_plan_of_an_older_round_can_still_be_added_to() -> None:
    at = table()
    rounds = []
    for _ in range(5):
        rounds.append(begun(at.annelies))
        answered(at.annelies, rounds[-1])
        answered(at.naoko, rounds[-1])
        rest(rounds[-1])
    assert f'value="{rounds[0]}" selected' in at.naoko.page("promises/new/", objective=rounds[0]).html


def test_what_an_erased_side_told_is_not_said_to_be_unseen() -> None:
    at = table()
    round_ = begun(at.annelies)
    answered(at.annelies, round_)
    answered(at.naoko, round_)
    entry = models.Entry.objects.filter(kind="blind.commit/1", log=reader(at.annelies).log).get()
    erase(at.two.alliance.pk, [entry.id])
    words = at.naoko.page(f"pulse/{round_}/").words
    assert (
        "What Veldsen told is not to be read any more." in words
        and "Veldsen: not to be read any more" in words
    )
