"""One mail out of the outbox: sent at least once, and recognised by its Message-ID when it was sent twice."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.mail import EmailMessage

from troth.core.unseen import show


def send(details: Mapping[str, object]) -> None:
    """This function will send `details` (to, subject, text, key) as plain text; raises what the mail server says."""
    headers = {"Message-ID": f"<{details['key']}@troth>", "Auto-Submitted": "auto-generated"}
    subject, text = show(str(details["subject"])), show(str(details["text"]))
    message = EmailMessage(subject=subject, body=text, to=[str(details["to"])], headers=headers)
    message.send()
