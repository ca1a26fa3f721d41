"""How much a concern matters to each side: kept inside each organisation until both have said it, then signed by both.

Neither side's is signed or shown before the other's is in. Then both are signed in one transaction. Should the node go
down between the two signatures, the first stands once it is up again, and the second is signed when its side chooses
anew.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from troth.actions import judgement
from troth.actions.judgement import On, require_heard, state_of
from troth.core.alliance import Right, allowed
from troth.core.judgement import Weight
from troth.core.values import Role
from troth.store import founding, models
from troth.store.node import StoreNode
from troth.store.queries.people import Seat


def weigh(seat: Seat, on: On, weight: Weight) -> bool:
    """Keep how much a concern matters to the reader's side, and open both once both are in; says whether it did.

    Refused, and nothing kept, before the other side has said that it was understood.
    """
    actor = seat.actor()  # introduced in a transaction of its own
    with transaction.atomic():
        # Of two sides that choose in the same moment the second waits, and finds both.
        list(models.Concern.objects.select_for_update().filter(alliance=seat.alliance, object=on.concern))
        require_heard(StoreNode(), actor, on)
        mine, _ = models.Weighing.objects.update_or_create(
            alliance=seat.alliance,
            organisation=seat.organisation,
            object=on.concern,
            defaults={"person": seat.person, "weight": weight.level},
        )
        if not state_of(StoreNode(), seat.alliance.pk, on.concern).weighed:
            theirs = _kept(seat, on.concern).exclude(pk=mine.pk).select_related("person").first()
            if theirs is None or not _still_speaks(theirs):
                return False
            _open(seat, on.concern, theirs)
        _open(seat, on.concern, mine)
        _kept(seat, on.concern).delete()
        return True


def forget_weighing(seat: Seat, object_id: str) -> None:
    """Forget what was chosen and never opened: the concern has ended."""
    _kept(seat, object_id).delete()


def _kept(seat: Seat, object_id: str) -> QuerySet[models.Weighing]:
    return models.Weighing.objects.filter(alliance=seat.alliance, object=object_id)


def _still_speaks(row: models.Weighing) -> bool:
    """Whether whoever chose can still sign for their side; if not, a colleague chooses anew."""
    membership = models.Membership.objects.filter(
        person=row.person, organisation=row.organisation, person__is_active=True
    ).first()
    if membership is not None and allowed(Role(membership.role), Right.LISTEN):
        return True
    row.delete()
    return False


def _open(seat: Seat, concern: str, row: models.Weighing) -> None:
    node, actor = StoreNode(), founding.actor_of(row.person, seat.alliance)
    on = On(concern, state_of(node, actor.alliance, concern).stamp)
    judgement.weigh(node, actor, on, weight=list(Weight)[row.weight - 1])
