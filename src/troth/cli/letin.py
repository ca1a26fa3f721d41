"""`troth sign-in`: a link for somebody who cannot get a code, as the only admin of a node without mail."""

from __future__ import annotations

import click
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.core.errors import Refusal
from troth.store import alerts, factors, tokens
from troth.store.languages import reading_in
from troth.store.people import signs_in_as

FORGOTTEN = _("Troth: whoever runs the node took your second factors off your account")
NOT_ASKED = _(
    "If you did not ask for it, tell them, and whoever looks after your organisation’s page, at once."
)


class UnknownAddress(Refusal):
    """Nobody on this node signs in with that address."""


@click.command("sign-in")
@click.option(
    "--without-second-factor", is_flag=True, help="Take their passkeys, app and recovery codes away first."
)
@click.argument("email")
def command(email: str, without_second_factor: bool) -> None:
    """Make a link that signs EMAIL in: once, within a quarter of an hour.

    For a node that cannot send mail, when nobody is signed in who could pass a code on. A second factor is asked for
    all the same; when somebody has lost theirs, see that it is them before you take it away.
    """
    person = signs_in_as(email)
    if person is None:
        raise UnknownAddress(f"Nobody on this node signs in with {email}.")
    if without_second_factor:
        factors.forget(person)
        with reading_in(person.language):
            said, more = gettext(FORGOTTEN), gettext(NOT_ASKED)
            whole = gettext("{sentence}.").format(sentence=said)
        mail = (said, f"{whole}\n\n{more}\n") if settings.TROTH_MAIL else None
        alerts.keep(person, "factors_forgotten", "the terminal of the node", None, mail=mail)
    click.echo(f"{settings.TROTH_URL or 'http://127.0.0.1:8000'}{tokens.once_path(person)}")
