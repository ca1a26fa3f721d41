"""`troth operator`: who looks after the node, and so sees its page."""

from __future__ import annotations

import click

from troth.cli.letin import UnknownAddress
from troth.store import operators
from troth.store.people import signs_in_as


@click.command("operator")
@click.argument("email", required=False)
@click.option("--no-more", is_flag=True, help="EMAIL looks after it no more.")
def command(email: str | None, *, no_more: bool) -> None:
    """Let EMAIL look after this node, and say who does.

    They find its page in their settings: what waits to be sent, what could not be, the last backup and the last
    check of the record. No text of a message is shown there.
    """
    if email is not None:
        person = signs_in_as(email)
        if person is None:
            raise UnknownAddress(f"Nobody on this node signs in with {email}.")
        operators.look_after(person, no_more=no_more)
    names = [f"{person.email}  {person.name}".rstrip() for person in operators.everybody()]
    for line in names or ["Nobody looks after this node on its page."]:
        click.echo(line)
