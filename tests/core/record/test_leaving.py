"""Leaving an alliance: after it nobody says anything there; what keeps the record in order may follow."""

from __future__ import annotations

import pytest

from tests.core.record.parties import WORDS, pair
from troth.core.record import LEAVE, Draft, Left, acknowledgement, asks, done, leaving, require_open


def test_a_copy_knows_who_left_once_it_has_heard_of_it() -> None:
    veldsen, kaido = pair()
    veldsen.say(leaving(by="m_1", body=WORDS))
    assert veldsen.copy.left == {veldsen.log} and kaido.copy.left == set()
    kaido.hear(veldsen)
    assert kaido.copy.left == {veldsen.log}


@pytest.mark.parametrize("kind", ["promise.offer/1", "member.name/1", "key.compared/1", LEAVE])
def test_nothing_more_is_said_once_a_side_has_left(kind: str) -> None:
    draft = Draft({"t": kind}, "m_1")
    require_open([draft], left=False)
    with pytest.raises(Left, match="One side has left this alliance"):
        require_open([acknowledgement(), draft], left=True)


def test_acknowledging_and_erasing_may_follow() -> None:
    require_open([acknowledgement(), *asks(["a" * 64]), done("b" * 64)], left=True)
    require_open([Draft({"t": "log.restored/1"}, "node")], left=True)
