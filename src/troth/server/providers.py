"""Providers that mail leaves by over their own interface, by the name that an operator writes in TROTH_MAIL_PROVIDER.

What is set here is what django-anymail reads; nobody sets it anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from django.utils.crypto import salted_hmac

from troth.server.addresses import Unreadable

HOOKS = "troth.mail.hooks"
PATIENCE = 10  # seconds for one answer of a provider


@dataclass(frozen=True)
class Provider:
    """A provider: how it is called, and under which names django-anymail reads its key, the other half of the key, and
    what its calls to us are signed with; `placed` says that its interface has no address but one's own."""

    label: str
    key: str
    secret: str = ""
    signing: str = ""
    placed: bool = False


PROVIDERS: Mapping[str, Provider] = {
    "amazon_ses": Provider("Amazon SES", ""),
    "brevo": Provider("Brevo", "BREVO_API_KEY"),
    "mailersend": Provider("MailerSend", "MAILERSEND_API_TOKEN", signing="MAILERSEND_SIGNING_SECRET"),
    "mailgun": Provider("Mailgun", "MAILGUN_API_KEY", signing="MAILGUN_WEBHOOK_SIGNING_KEY"),
    "mailjet": Provider("Mailjet", "MAILJET_API_KEY", secret="MAILJET_SECRET_KEY"),
    "mandrill": Provider("Mandrill", "MANDRILL_API_KEY", signing="MANDRILL_WEBHOOK_KEY"),
    "postal": Provider("Postal", "POSTAL_API_KEY", signing="POSTAL_WEBHOOK_KEY", placed=True),
    "postmark": Provider("Postmark", "POSTMARK_SERVER_TOKEN"),
    "resend": Provider("Resend", "RESEND_API_KEY"),
    "scaleway": Provider("Scaleway", "SCALEWAY_SECRET_KEY", secret="SCALEWAY_PROJECT_ID"),
    "sparkpost": Provider("SparkPost", "SPARKPOST_API_KEY"),
}


@dataclass(frozen=True)
class Given:
    """What an operator has set: `name` of the provider, its key and the other half of it, the address of its interface,
    and what its calls are signed with. `url` is a mail server, which cannot be set as well."""

    name: str = ""
    key: str = ""
    secret: str = ""
    place: str = ""
    signing: str = ""
    url: str = ""


def settings_for(given: Given, node_secret: str) -> dict[str, Any]:
    """This function will return django-anymail's settings, empty without a provider; refuses what it cannot follow."""
    if not given.name:
        return {}
    provider = _known(given)
    made: dict[str, Any] = {
        "WEBHOOK_SECRET": f"troth:{hook_secret(given.name, node_secret)}",
        "REQUESTS_TIMEOUT": PATIENCE,
    }
    if given.name == "amazon_ses":
        return made | _amazon(given)
    said = {provider.key: given.key, provider.secret: given.secret, provider.signing: given.signing}
    said[f"{given.name.upper()}_API_URL"] = given.place
    return made | {name: value for name, value in said.items() if name and value}


def hook_secret(name: str, node_secret: str) -> str:
    """This function will return what a provider shows when it calls this node; made from the node's own secret."""
    return salted_hmac(HOOKS, name, secret=node_secret, algorithm="sha256").hexdigest()[:40]


def _known(given: Given) -> Provider:
    provider = PROVIDERS.get(given.name)
    if provider is None:
        raise Unreadable(
            f"TROTH_MAIL_PROVIDER is {given.name!r}. This node knows {', '.join(PROVIDERS)}. "
            "Of another one take its mail server, as TROTH_MAIL_URL=smtp://..."
        )
    if given.url:
        raise Unreadable(
            "TROTH_MAIL_URL and TROTH_MAIL_PROVIDER are both set, and mail leaves by one of them. Leave one out."
        )
    missing = [
        name
        for name, wanted, value in (
            ("TROTH_MAIL_KEY", provider.key, given.key),
            ("TROTH_MAIL_SECRET", provider.secret, given.secret),
            ("TROTH_MAIL_API_URL", provider.placed, given.place),
        )
        if wanted and not value
    ]
    if missing:
        raise Unreadable(f"TROTH_MAIL_PROVIDER is {given.name}, so set {' and '.join(missing)} too.")
    return provider


def _amazon(given: Given) -> dict[str, Any]:
    """Amazon's own library reads its AWS_ variables and the role of its machines; a key set here goes before."""
    if find_spec("boto3") is None:
        raise Unreadable(
            "TROTH_MAIL_PROVIDER is amazon_ses, which needs Amazon's own library: install troth[amazon-ses]."
        )
    if bool(given.key) != bool(given.secret):
        raise Unreadable("Of a key for Amazon SES set both TROTH_MAIL_KEY and TROTH_MAIL_SECRET, or neither.")
    said = {
        "aws_access_key_id": given.key,
        "aws_secret_access_key": given.secret,
        "endpoint_url": given.place,
    }
    return {"AMAZON_SES_CLIENT_PARAMS": {name: value for name, value in said.items() if value}}
