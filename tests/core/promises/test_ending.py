"""What a side can end by itself, tried on every place that a promise can stand in."""

from __future__ import annotations

import pytest

from tests.core.promises.places import PLACES
from tests.core.promises.talk import CUSTOMER, PERFORMER, Talk, talk
from troth.core.promises import Name, Status, endings
from troth.core.values import Side

OFFER, REQUEST = (PERFORMER, Name.OFFER), (CUSTOMER, Name.REQUEST)
YES, DELIVER = (CUSTOMER, Name.AGREE), (PERFORMER, Name.DELIVER)


@pytest.mark.parametrize(
    ("begun", "performer", "customer"),
    [
        (talk(), (), ()),
        (talk(OFFER), (Name.WITHDRAW,), (Name.DECLINE,)),
        (talk(REQUEST), (Name.DECLINE,), (Name.WITHDRAW,)),
        (talk(OFFER, (CUSTOMER, Name.COUNTER)), (Name.WITHDRAW, Name.DECLINE), (Name.WITHDRAW, Name.DECLINE)),
        (talk(OFFER, (CUSTOMER, Name.DECLINE)), (), ()),
        (talk(OFFER, YES), (Name.BREAK,), (Name.RELEASE,)),
        (talk(OFFER, YES, (CUSTOMER, Name.CHANGE)), (Name.BREAK,), (Name.RELEASE,)),
        (talk(OFFER, YES, DELIVER), (), (Name.ACCEPT,)),
        (talk(OFFER, YES, (CUSTOMER, Name.RELEASE)), (), ()),
        (talk(OFFER, YES, DELIVER, (CUSTOMER, Name.ACCEPT)), (), ()),
    ],
)
def test_each_side_can_end_what_is_its_own_to_end(
    begun: Talk, performer: tuple[Name, ...], customer: tuple[Name, ...]
) -> None:
    assert (endings(begun.state, PERFORMER), endings(begun.state, CUSTOMER)) == (performer, customer)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("side", Side)
def test_what_a_side_is_told_to_do_ends_the_promise_or_leaves_it_to_the_other(place: str, side: Side) -> None:
    begun = PLACES[place]()
    for name in endings(begun.state, side):
        begun.say(side, name)
    assert endings(begun.state, side) == ()
    assert begun.state.status not in {Status.PROPOSED, Status.AGREED}
