"""What the worker can do with a row of the outbox, by the row's kind."""

from __future__ import annotations

from collections.abc import Mapping

from troth.notify import mail, telling
from troth.store import outbox, parting, schedule, sessions
from troth.store.node import acknowledge, confirm_erased
from troth.store.sweeping import sweep


def leave(_: Mapping[str, object]) -> None:
    """This function will do nothing: nobody signs in with the address that was typed, so nobody is written to."""


HANDLERS: Mapping[str, outbox.Handler] = {
    "mail": mail.send,
    "tell": telling.send,
    "ack": acknowledge,
    "receipt": schedule.receipt,
    "fsck": schedule.check,
    "erased": confirm_erased,
    "private_half": parting.forget_kept,
    "sweep": sweep,
    outbox.UNSENT: leave,
    sessions.SWEEP: sessions.sweep,
}
