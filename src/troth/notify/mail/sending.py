"""One mail out of the outbox: sent at least once, and recognised by its Message-ID when it was sent twice."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from troth.core.unseen import show
from troth.notify.mail import provider
from troth.notify.mail.line import hand_over
from troth.store.mailasks import arrives_as, comes_back_to
from troth.store.outbox import Undeliverable
from troth.store.replies import came_back_to


def send(details: Mapping[str, object], *, html: str = "") -> None:
    """This function will send `details` (to, subject, text, key) as they stand; raises what the mail server says.

    `unsubscribe` is the address by which its kind is stopped, where it can be; `html` says the same for mail programs.
    """
    subject, text = show(str(details["subject"])), show(str(details["text"]))
    post(
        str(details["to"]),
        subject,
        text,
        key=str(details["key"]),
        html=html,
        unsubscribe=str(details.get("unsubscribe", "")),
    )


def post(
    to: str,
    subject: str,
    text: str,
    *,
    key: str,
    html: str = "",
    thread: str = "",
    unsubscribe: str = "",
    reply_to: str = "",
) -> None:
    """This function will send one mail as it stands; mails of one `thread` are shown together by whoever reads them."""
    own = message_id(key)
    headers = {"Message-ID": own, "Auto-Submitted": "auto-generated"}
    if thread:
        headers["References"] = headers["In-Reply-To"] = message_id(f"thing-{thread}")
    if reply_to:  # where a relay puts an id of its own in place of ours, an answer still names ours
        headers["References"] = " ".join(filter(None, (headers.get("References"), own)))
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    back = "" if settings.TROTH_MAIL_PROVIDER else comes_back_to(to)
    if back:  # the envelope's sender alone: what cannot be delivered is known by it; a provider tells us
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=back or None,
        to=[to],
        headers=provider.headers_for(headers),
        reply_to=[reply_to] if reply_to else None,
    )
    if html:
        message.attach_alternative(html, "text/html")
    _hand_over(message, to, own if reply_to else "")


def _hand_over(message: EmailMultiAlternatives, to: str, asks: str) -> None:
    """Send it, and keep that it did not arrive, or under which id a mail that `asks` something goes out."""
    try:
        hand_over(message)
    except Undeliverable as fault:
        came_back_to(to, str(fault))
        raise
    if asks and (known := provider.known_as(message)):
        arrives_as(asks, known)


def message_id(key: str) -> str:
    """This function will return the one Message-ID that a mail of that key has, however often it is sent."""
    return f"<{key}@{urlsplit(settings.TROTH_URL).hostname or 'troth'}>"


def thread_of(alliance: str, object_id: str) -> str:
    """This function will name the thread of one thing; whoever reads the name learns nothing from it."""
    return sha256(f"{alliance}|{object_id}".encode()).hexdigest()[:32]
