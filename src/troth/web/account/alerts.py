"""What a person is told of their own account, in words: by mail, or on their next page on a node without mail."""

from __future__ import annotations

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.store import alerts
from troth.store.languages import day_of, reading_in
from troth.store.models import Alert, Person
from troth.web.account.browsers import words_of
from troth.web.account.devices import session_of
from troth.web.links import link_to

REMOVED = "password_removed"
# What allauth calls it, and what it is here.
CHANGES = {
    "account/email/password_set": "password_set",
    "account/email/password_changed": "password_changed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/recovery_codes_generated": "codes_renewed",
}
SAID = {
    alerts.SIGNED_IN: _("Somebody signed in as you from a browser that was not known here"),
    "password_set": _("A password was set for your account"),
    "password_changed": _("The password of your account was changed"),
    REMOVED: _("The password of your account was taken away"),
    "passkey_added": _("A passkey was added to your account"),
    "passkey_removed": _("A passkey was taken off your account"),
    "app_added": _("An authenticator app was connected to your account"),
    "app_removed": _("The authenticator app was taken off your account"),
    "codes_renewed": _("New recovery codes were made for your account"),
    "factors_forgotten": _("Whoever runs this node took your second factors off your account, as you asked"),
}
SOMETHING = _("Something was changed about your account")
NOT_YOU = _(
    "If it was not, somebody may have your mailbox or your device. Open {url}\nand press “End all others”; change the "
    "password of your mailbox; tell whoever looks after your organisation’s page."
)


def said(kind: str) -> str:
    """This function will say what an alert tells, as the beginning of a sentence."""
    return gettext(SAID.get(kind, SOMETHING))


def tell(request: HttpRequest, person: Person, kind: str) -> None:
    """This function will tell a person what was done with their account, with when and which browser."""
    words = words_of(request)
    mail = _mail(request, person, kind) if settings.TROTH_MAIL else None
    alerts.keep(person, kind, words, session_of(request), mail=mail)


def sentence(alert: Alert, person: Person) -> str:
    """This function will say an alert on a page: what, when on the reader's clock, with which browser."""
    here = alert.at.astimezone(ZoneInfo(person.zone))
    return f"{said(alert.kind)}: {here:%A %-d %B, %H:%M}, {alert.words}."


def _mail(request: HttpRequest, person: Person, kind: str) -> tuple[str, str]:
    here = timezone.now().astimezone(ZoneInfo(person.zone))
    with reading_in(person.language):
        when = gettext("{day}, {hour} ({zone})").format(
            day=day_of(here, year=True), hour=f"{here:%H:%M}", zone=person.zone
        )
        facts = (
            gettext("When: {when}").format(when=when),
            gettext("With: {browser}").format(browser=words_of(request)),
            gettext("Where: {node}").format(node=urlsplit(link_to(request, "/")).netloc),
        )
        lines = (
            gettext("{sentence}.").format(sentence=said(kind)),
            "\n".join(facts),
            gettext("If this was you, there is nothing to do."),
            gettext(NOT_YOU).format(url=link_to(request, reverse("settings") + "#in")),
        )
        return gettext("Troth: {sentence}").format(sentence=said(kind)), "\n\n".join(lines) + "\n"
