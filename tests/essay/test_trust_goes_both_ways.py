"""Trust goes both ways.

Neither firm is the other's supplier here: each promises, each is promised to, and the same acts are open to both.
"""

from __future__ import annotations

import re

import pytest

from tests.essay.two import together
from tests.web.seats import agreed, asked, offered, status, table
from troth.core.promises import TABLE, Name, Status
from troth.core.values import Side


def test_each_side_may_offer_and_each_may_ask() -> None:
    two = together()
    for firm, other in ((two.veldsen, two.kaido), (two.kaido, two.veldsen)):
        for promise in (firm.offer(), firm.ask()):
            other.agree(promise)
            assert firm.state(promise).status is other.state(promise).status is Status.AGREED


def test_whoever_keeps_a_promise_does_it_by_the_same_acts_whichever_firm_it_is() -> None:
    """Whoever keeps a promise does it by the same acts, whichever firm it is."""
    two = together()
    for performer, customer in ((two.veldsen, two.kaido), (two.kaido, two.veldsen)):
        promise = performer.offer()
        customer.agree(promise)
        performer.deliver(promise)
        customer.accept(promise)
        assert performer.state(promise).status is customer.state(promise).status is Status.KEPT


def test_what_is_said_before_an_agreement_is_open_to_both_sides_alike() -> None:
    for status_ in (Status.PROPOSED, Status.AGREED):
        own = {name for at, side, name in TABLE if at is status_ and side is Side.PERFORMER}
        other = {name for at, side, name in TABLE if at is status_ and side is Side.CUSTOMER}
        talking = {Name.COUNTER, Name.CHANGE, Name.AGREE, Name.DECLINE, Name.WITHDRAW, Name.TAKE_BACK}
        assert own & talking == other & talking != set()


@pytest.mark.django_db
def test_the_home_of_an_alliance_shows_both_directions_side_by_side_to_both() -> None:
    at = table()
    agreed(at, title="The pallets are packed")
    asked(at.annelies, "The cold store has room")
    offered(at.naoko, "The lot is labelled")
    for seat in (at.annelies, at.naoko):
        html = seat.page().html
        assert re.search(r'class="[^"]*\bduo\b', html)
        for said in ("The pallets are packed", "The cold store has room", "The lot is labelled"):
            assert said in html


@pytest.mark.django_db
def test_no_page_sums_the_two_directions_or_ranks_anybody() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Done")
    assert status(promise) == "delivered"
    for where in ("", "promises/", f"promises/{promise}/", "people/", "record/", "/"):
        words = at.naoko.page(where).words.lower()
        for never in ("your score", "ranking", "rating of", "on average", "trust level", "%"):
            assert never not in words, where
