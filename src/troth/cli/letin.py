"""`troth sign-in`: a link for somebody who cannot get a code, as the only admin of a node without mail."""

from __future__ import annotations

import click
from django.conf import settings

from troth.core.errors import Refusal
from troth.store import tokens
from troth.store.people import signs_in_as


class UnknownAddress(Refusal):
    """Nobody on this node signs in with that address."""


@click.command("sign-in")
@click.argument("email")
def command(email: str) -> None:
    """Make a link that signs EMAIL in: once, within a quarter of an hour.

    For a node that cannot send mail, when nobody is signed in who could pass a code on.
    """
    person = signs_in_as(email)
    if person is None:
        raise UnknownAddress(f"Nobody on this node signs in with {email}.")
    click.echo(f"{settings.TROTH_URL or 'http://127.0.0.1:8000'}{tokens.once_path(person)}")
