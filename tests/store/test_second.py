"""A yes that waits for a second signature: whatever stands in its way at last, no place of a log is lost by it."""

from __future__ import annotations

import pytest

from tests.cast import Pair, pair, person, terms
from troth.actions import promises
from troth.actions.ports import Changed
from troth.actions.promises import On, state_of
from troth.core.values import Role, Stake
from troth.store import models, second
from troth.store.node import StoreNode
from troth.store.pending import pending_of
from troth.store.queries.people import Seat, reader_of, seat_of


def seat(two: Pair, who: models.Person) -> Seat:
    reader = reader_of(models.Person.objects.get(pk=who.pk))
    assert reader is not None
    found = seat_of(reader, two.alliance.slug)
    assert found is not None
    return found


@pytest.mark.django_db(transaction=True)
def test_both_are_introduced_before_the_yes_so_that_one_that_is_refused_leaves_a_whole_log() -> None:
    two = pair()
    kaido = two.naoko.membership.organisation
    second.ask_from(kaido, "high")
    daichi = person(kaido, "Daichi Okada", Role.MEMBER)
    haruka = person(kaido, "Haruka Shimizu", Role.MANAGER)
    promise = promises.offer(StoreNode(), two.veldsen, terms())
    state = state_of(StoreNode(), two.alliance.pk, promise)
    text = next(text.id for text in state.table.values() if text)
    said = second.Ask({On(promise, state.stamp): text}, Stake.HIGH)
    assert second.say_yes(seat(two, daichi), said, node=StoreNode()) == 1
    models.SecondSignature.objects.update(stamp="0" * 64)
    with pytest.raises(Changed):
        second.sign(seat(two, haruka), promise)
    party = models.Party.objects.get(log=two.kaido.log)
    assert max(kept.seq for kept in pending_of(party.log).kept()) == party.head_seq
    assert models.SecondSignature.objects.get().status == "waits"
    models.SecondSignature.objects.update(stamp=state.stamp)
    assert second.sign(seat(two, haruka), promise) == 1
    assert models.Promise.objects.get(object=promise).status == "agreed"
    assert models.Member.objects.filter(person__in=[daichi, haruka]).count() == 2
