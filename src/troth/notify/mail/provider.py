"""What is particular to mail that leaves by a provider: what it does to a Message-ID, and what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage

from troth.store.outbox import Undeliverable, Unreachable

KEEPS: Mapping[str, Mapping[str, str]] = {"postmark": {"X-PM-KeepID": "true"}}
"""What has to be said to a provider so that it leaves our Message-ID as it is."""
REFUSES_OURS = ("mailjet",)
"""Who takes no mail that brings a Message-ID; theirs is then the only one."""
# Nothing is wrong with the mail: the key is not taken, there were too many, or nobody is there.
SHUT = (401, 403, 429, 502, 503, 504)
LONGEST = 300
SHORTEST_ID = 16  # what could be guessed is no id that an answer is known by


class ProviderSays(Exception):
    """A provider did not take a mail; tried again later."""


def headers_for(headers: Mapping[str, str]) -> dict[str, str]:
    """This function will return the headers as the provider takes them."""
    name = settings.TROTH_MAIL_PROVIDER
    kept = {key: value for key, value in headers.items() if name not in REFUSES_OURS or key != "Message-ID"}
    return {**kept, **KEEPS.get(name, {})}


def known_as(message: EmailMessage) -> str:
    """This function will return under which id a provider has taken a mail that was sent; empty where none says so."""
    status = getattr(message, "anymail_status", None)
    said = getattr(status, "message_id", None)
    found = said.strip("<> ") if isinstance(said, str) else ""
    return found if SHORTEST_ID <= len(found) <= 200 else ""


def taken(message: EmailMessage) -> None:
    """This function will raise `ProviderSays` when a provider answered and yet did not take a mail."""
    said = getattr(getattr(message, "anymail_status", None), "status", None) or set()
    if not {"sent", "queued"} & set(said):
        raise ProviderSays(
            f"The provider does not say that it has taken it ({', '.join(sorted(map(str, said)))})."
        )


def tell_apart(fault: Exception) -> Exception:
    """This function will return what a provider's fault means here, in words that hold no key."""
    from anymail.exceptions import AnymailError, AnymailRecipientsRefused

    if isinstance(fault, AnymailRecipientsRefused):
        return Undeliverable("5.1.0")
    if not isinstance(fault, AnymailError):
        return fault
    status, said = _answer(fault)
    words = _kept_secret(f"{fault.esp_name or 'The provider'} {said}")[:LONGEST]
    return Unreachable(words) if status is None or status in SHUT else ProviderSays(words)


def _answer(fault: Exception) -> tuple[int | None, str]:
    """The number of an answer and what it says; without a number there was none, or no mail was made at all."""
    cause, status = fault.__cause__, getattr(fault, "status_code", None)
    if isinstance(status, int):
        response = getattr(fault, "response", None)
        return status, f"answered {status}: {getattr(response, 'text', '')}"
    told = getattr(cause, "response", None)
    if isinstance(told, dict):  # Amazon's own library
        return int(told.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)), f"answered: {cause}"
    if isinstance(cause, OSError) or type(cause).__module__.startswith("botocore"):
        return None, f"does not answer ({type(cause).__name__})"
    return 400, f"cannot take it: {fault.args[0] if fault.args else type(fault).__name__}"


def _kept_secret(words: str) -> str:
    for secret in settings.TROTH_MAIL_SECRETS:
        words = words.replace(secret, "…")
    return words
