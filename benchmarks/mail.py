"""Mail: letters go out beside the pages, what comes in is read and judged, an answer is an act within half a minute."""

from __future__ import annotations

from benchmarks import mail_out, mail_replies, node
from benchmarks.figure import Figure


def run() -> list[Figure]:
    """Measure what goes out beside the pages, and what comes in: judged, and on its way through a mailbox."""
    node.start()
    return [*mail_out.out(), *mail_replies.judged(), mail_replies.on_its_way()]
