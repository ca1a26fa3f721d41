"""What the worker can do with a row of the outbox, by the row's kind."""

from __future__ import annotations

from collections.abc import Mapping

from troth.notify import mail
from troth.store.node import acknowledge, confirm_erased
from troth.store.outbox import Handler
from troth.store.parting import forget_kept
from troth.store.sweeping import sweep

HANDLERS: Mapping[str, Handler] = {
    "mail": mail.send,
    "ack": acknowledge,
    "erased": confirm_erased,
    "private_half": forget_kept,
    "sweep": sweep,
}
