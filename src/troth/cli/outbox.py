"""`troth outbox`: what waits to be sent, and what was given up; no words of a promise stand in it."""

from __future__ import annotations

import click

from troth.store import outbox


@click.command("outbox")
@click.option("--again", is_flag=True, help="Try again whatever was given up.")
def command(*, again: bool) -> None:
    """Say what waits to be sent and what was given up after some tries, with what was the matter."""
    if again:
        click.echo(f"{outbox.again()} are tried again from now on.")
    given_up = outbox.parked()
    click.echo(f"{outbox.waiting()} wait, {len(given_up)} were given up.")
    for row in given_up:
        click.echo(f"{row.parked_at:%Y-%m-%d %H:%M} UTC  {row.kind}  after {row.attempts} tries: {row.fault}")
