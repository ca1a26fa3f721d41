"""What the worker can do with a row of the outbox, by the row's kind."""

from __future__ import annotations

from collections.abc import Mapping

from troth.notify import mail, telling
from troth.store.node import acknowledge
from troth.store.outbox import Handler

HANDLERS: Mapping[str, Handler] = {"mail": mail.send, "tell": telling.send, "ack": acknowledge}
