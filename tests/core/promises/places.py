"""Every place that the crossing table starts from, built by moves."""

from __future__ import annotations

from collections.abc import Callable

from tests.core.promises.talk import CUSTOMER, PERFORMER, Talk, talk
from troth.core.promises import Name

OFFERED = ((PERFORMER, Name.OFFER),)
REQUESTED = ((CUSTOMER, Name.REQUEST),)
BOTH = (*OFFERED, (CUSTOMER, Name.COUNTER))
AGREED = (*REQUESTED, (PERFORMER, Name.AGREE))
AGREED_ON_OFFER = (*OFFERED, (CUSTOMER, Name.AGREE))
DELIVER = (PERFORMER, Name.DELIVER)
OURS, THEIRS = (PERFORMER, Name.CHANGE), (CUSTOMER, Name.CHANGE)


def _release_behind() -> Talk:
    begun = talk(*AGREED)
    begun.cross((Name.DELIVER,), (Name.RELEASE,))
    return begun


def _yeses_crossed() -> Talk:
    begun = talk(*BOTH)
    begun.cross((Name.AGREE,), (Name.AGREE,))
    return begun


PLACES: dict[str, Callable[[], Talk]] = {
    "offered": lambda: talk(*OFFERED),
    "requested": lambda: talk(*REQUESTED),
    "both texts open": lambda: talk(*BOTH),
    "both texts open after yeses that crossed": _yeses_crossed,
    "nothing on the table": lambda: talk(*OFFERED, (PERFORMER, Name.WITHDRAW)),
    "agreed on the customer's text": lambda: talk(*AGREED),
    "agreed on the performer's text": lambda: talk(*AGREED_ON_OFFER),
    "agreed, the performer's change open": lambda: talk(*AGREED, OURS),
    "agreed, the customer's change open": lambda: talk(*AGREED, THEIRS),
    "agreed, both changes open": lambda: talk(*AGREED, OURS, THEIRS),
    "delivered on the customer's text": lambda: talk(*AGREED, DELIVER),
    "delivered on the performer's text": lambda: talk(*AGREED_ON_OFFER, DELIVER),
    "delivered, the performer's change open": lambda: talk(*AGREED, DELIVER, OURS),
    "delivered, the customer's change open": lambda: talk(*AGREED, DELIVER, THEIRS),
    "delivered, both changes open": lambda: talk(*AGREED, DELIVER, OURS, THEIRS),
    "delivered, a release waits behind": _release_behind,
    "sent back": lambda: talk(*AGREED, DELIVER, (CUSTOMER, Name.SEND_BACK)),
}
