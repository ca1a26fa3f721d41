"""One mail out of the outbox: sent at least once, and recognised by its Message-ID when it was sent twice."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage

from troth.core.unseen import show
from troth.store.mailasks import comes_back_to


def send(details: Mapping[str, object]) -> None:
    """This function will send `details` (to, subject, text, key) as plain text; raises what the mail server says."""
    headers = {"Message-ID": f"<{details['key']}@troth>", "Auto-Submitted": "auto-generated"}
    subject, text = show(str(details["subject"])), show(str(details["text"]))
    to = str(details["to"])
    if back := comes_back_to(to):  # the envelope's sender alone: what cannot be delivered is known by it
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    message = EmailMessage(subject=subject, body=text, from_email=back or None, to=[to], headers=headers)
    message.send()
