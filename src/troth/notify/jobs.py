"""What the worker can do with a row of the outbox, by the row's kind."""

from __future__ import annotations

from collections.abc import Mapping

from troth.notify import mail
from troth.store import outbox, schedule, sessions
from troth.store.node import acknowledge


def leave(_: Mapping[str, object]) -> None:
    """This function will do nothing: nobody signs in with the address that was typed, so nobody is written to."""


HANDLERS: Mapping[str, outbox.Handler] = {
    "mail": mail.send,
    "ack": acknowledge,
    "receipt": schedule.receipt,
    "fsck": schedule.check,
    outbox.UNSENT: leave,
    sessions.SWEEP: sessions.sweep,
}
