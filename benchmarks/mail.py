"""Mail: what comes in is read and judged whatever it is, and an answer becomes an act within half a minute."""

from __future__ import annotations

from benchmarks import mail_replies, node
from benchmarks.figure import Figure


def run() -> list[Figure]:
    """Measure what comes in: judged in this process, and on its way through a mailbox and a worker of its own."""
    node.start()
    return [*mail_replies.judged(), mail_replies.on_its_way()]
