"""`troth worker`: what `troth serve` does beside its pages, in a process or on a machine of its own."""

from __future__ import annotations

import click
from django.conf import settings

from troth.cli.launch import prepare, work


@click.command("worker")
def command() -> None:
    """Send mail, read the mailbox and do whatever else waits, until Ctrl-C.

    `troth serve` does so by itself; start it with --without-worker where the work is done here. Several workers may
    share one database: each piece of work is done by one of them. What one was doing when it died is taken up again.
    """
    prepare()
    click.echo(f"Working: what waits in {settings.TROTH_HOME} is done as it comes. Ctrl-C ends it.")
    work()
