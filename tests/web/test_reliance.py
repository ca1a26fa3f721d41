"""The home of an alliance says how far each can rely on the other, the same to both, and nothing before both are in."""

from __future__ import annotations

import re

import pytest

from tests.web.seats import agreed, table
from tests.web.surveying import answered, begun, reader, rest
from troth.store import models
from troth.store.habits import past_of
from troth.store.node import acknowledge_all, present
from troth.store.queries.trust import standing

pytestmark = pytest.mark.django_db


def settled(at: object) -> None:
    for party in models.Party.objects.all():
        acknowledge_all(party.alliance_id, party.log, present())


def section(page: str) -> str:
    """The words of the two reaches and of what they rest on."""
    found = re.search(r"How far each can rely on the other.*?How it is reckoned", page)
    return found[0] if found else ""


def test_both_sides_read_the_same_and_what_is_not_settled_is_said_to_wait() -> None:
    at = table()
    promise = agreed(at)
    empty = at.annelies.page("").words
    assert "Nothing both sides have settled yet." in section(empty)
    at.annelies.act(promise, "deliver", words="Here it is")
    at.naoko.act(promise, "accept", met_0="1", met_1="1")
    assert "One piece of evidence is not counted yet" in at.annelies.page("").words
    settled(at)
    pages = [section(seat.page("").words) for seat in (at.annelies, at.naoko)]
    assert pages[0] == pages[1] and "From one promise; newest" in pages[0]
    assert "Together there is little to go on yet." in pages[0]
    assert "little to go on" in pages[0].lower() and "0.65" in pages[0]


def test_what_people_state_is_shown_beside_once_both_sides_are_in() -> None:
    at = table()
    round_ = begun(at.annelies)
    answered(at.annelies, round_, 4, 4, 4, 4, 4)
    assert standing(reader(at.annelies), present()).stated("a") is None
    answered(at.naoko, round_, 2, 2, 2, 2, 2)
    for seat in (at.annelies, at.naoko):
        stands = standing(reader(seat), present())
        ours, theirs = stands.stated("a"), stands.stated("b")
        assert ours is not None and theirs is not None and ours.likely > theirs.likely
    words = at.naoko.page("").words
    assert "Kaido says about what the record shows." in words, "with so little to go on a gap is noise"


def test_a_side_of_four_seals_a_figure_read_against_habits_and_a_single_answer_is_not_told() -> None:
    at = table()
    four = [at.annelies, *(at.colleague(name) for name in ("Bram", "Joost", "Saskia"))]
    first = begun(at.annelies)
    for seat in four:
        answered(seat, first, *([5] * 5 if seat is at.annelies else [3] * 5), agrees=False)
    answered(at.naoko, first, agrees=False)
    stands = standing(reader(at.naoko), present())
    (said,) = stands.known["a"].rounds
    assert (said.mean, said.number) == (0.6, 4) and stands.stated("b") is None
    rest(first)
    second = begun(at.annelies)
    for seat in four:
        answered(seat, second, *([5] * 5 if seat is at.annelies else [3] * 5), agrees=False)
    answered(at.naoko, second, agrees=False)
    assert [each.number for each in standing(reader(at.naoko), present()).known["a"].rounds] == [4, 4]
    own = models.Survey.objects.get(object=second, organisation=at.annelies.person.membership.organisation)
    past = past_of(own, [at.annelies.person.pk])
    assert past == {at.annelies.person.pk: [(0.9, 0.5)]}, (
        "in the round before, beside the others of their side"
    )
