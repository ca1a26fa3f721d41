"""What the worker can do with a row of the outbox, by the row's kind."""

from __future__ import annotations

from collections.abc import Mapping

from troth.notify import digest, mail, receipts, telling
from troth.notify.replies import handling
from troth.store import blind, outbox, parting, replies, schedule, sessions, sweeping, upkeep
from troth.store.node import acknowledge, confirm_erased


def leave(_: Mapping[str, object]) -> None:
    """This function will do nothing: nobody signs in with the address that was typed, so nobody is written to."""


def _one_each(*pairs: tuple[str, outbox.Handler]) -> Mapping[str, outbox.Handler]:
    handlers = dict(pairs)
    if len(handlers) != len(pairs):
        raise ValueError("Two handlers answer to one kind of work, so one of them would never be called.")
    return handlers


HANDLERS = _one_each(
    ("mail", mail.send),
    ("tell", telling.send),
    (outbox.LETTER, digest.send),
    (outbox.RECEIPT, receipts.send),
    ("ack", acknowledge),
    ("receipt", schedule.receipt),
    ("fsck", schedule.check),
    ("evidence", schedule.look_again),
    ("erased", confirm_erased),
    ("private_half", parting.forget_kept),
    ("reveal", blind.reveal),
    (replies.KIND, handling.handle),
    (upkeep.CHECK, upkeep.check),
    (upkeep.BACKUP, upkeep.back_up),
    (sweeping.KIND, sweeping.sweep),
    (outbox.UNSENT, leave),
    (sessions.TIDY, sessions.tidy),
)
