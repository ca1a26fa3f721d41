"""`troth worker`: one more process that sends mail and does what else waits, beside the one in `troth serve`."""

from __future__ import annotations

import os
import sys

import click


@click.command("worker")
def command() -> None:
    """Do the work behind the pages in one more process, in the foreground: mail, receipts, checks, answers that arrive.

    `troth serve` has a worker of its own, which is enough for most nodes. Several share the work, on this machine or,
    with PostgreSQL, on others. Ctrl-C stops it after the piece that it is at.
    """
    os.umask(0o077)  # whatever the node writes is for its own user
    os.execv(sys.executable, [sys.executable, "-m", "troth.server.worker", "--by-itself"])
