"""`troth replies`: where answers by mail come in, and what became of those of the last week; no words stand in it."""

from __future__ import annotations

import click
from django.conf import settings

from troth.store import replies


@click.command("replies")
def command() -> None:
    """Say where answers by mail come in, and what became of those of the last seven days."""
    _provider()
    if not settings.TROTH_REPLY_ADDRESS:
        click.echo("No mail of this node can be answered: TROTH_REPLY_ADDRESS is not set.")
        return
    found = replies.told()
    click.echo(f"Answers go to {settings.TROTH_REPLY_ADDRESS}, each with a plus and a token of its own.")
    click.echo(f"A provider hands them over at {settings.TROTH_URL}/mail/in/{replies.way_in()}/")
    read = f"{found.read_at:%Y-%m-%d %H:%M} UTC" if found.read_at else "never"
    click.echo(
        f"The mailbox was last read: {read}." if settings.TROTH_MAILBOX else "No mailbox is looked into."
    )
    click.echo(f"{found.waiting} wait.")
    for became, count in found.became.items():
        click.echo(f"{count:6}  {became}")


def _provider() -> None:
    """Where the provider that mail leaves by calls this node; the address holds a secret."""
    if not settings.TROTH_MAIL_PROVIDER:
        return
    scheme, _, host = settings.TROTH_URL.partition("://")
    way = f"{scheme or 'https'}://{settings.ANYMAIL['WEBHOOK_SECRET']}@{host or 'this-node'}/mail"
    click.echo(f"{settings.TROTH_MAIL_PROVIDER} says what did not arrive at {way}/tracked/")
    if settings.TROTH_REPLY_ADDRESS and settings.TROTH_REPLY_RECEIVER:
        click.echo(f"and hands over what arrives at {way}/arrived/")
