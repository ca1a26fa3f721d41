"""One promise from request to kept, on the database."""

from __future__ import annotations

import pytest

from tests.cast import pair, terms
from troth.actions import promises
from troth.actions.ports import Changed
from troth.actions.promises import On, state_of
from troth.core.promises import Status
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


def test_a_request_is_agreed_delivered_and_accepted() -> None:
    two = pair()
    promise = promises.request(two.node, two.veldsen, terms())

    def on() -> On:
        return On(promise, state_of(two.node, two.alliance.pk, promise).stamp)

    text = state_of(two.node, two.alliance.pk, promise)
    request = next(move for move in text.table.values() if move)
    promises.agree(two.node, two.kaido, on(), text=request.id)
    two.clock.move_on(2)
    promises.warn(two.node, two.kaido, on(), words="The lab was closed", expect=None)
    promises.deliver(two.node, two.kaido, on(), words="Here it is")
    stale = on()
    promises.accept(two.node, two.veldsen, on(), met=(True,))
    assert state_of(two.node, two.alliance.pk, promise).status is Status.KEPT
    with pytest.raises(Changed):
        promises.accept(two.node, two.veldsen, stale, met=(True,))
    row = models.Promise.objects.get(object=promise)
    assert (row.status, row.performer.organisation.short, row.stake) == ("kept", "Kaido", "medium")
    assert str(row.performer_person) == "Naoko Fujiwara"
    before = list(models.Promise.objects.values())
    rebuild(two.alliance.pk)
    after = list(models.Promise.objects.values())
    for rows in (before, after):
        for each in rows:
            del each["id"]
    assert before == after
