"""One mail out of the outbox: sent at least once, and recognised by its Message-ID when it was sent twice."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.mail import EmailMessage


def send(details: Mapping[str, object]) -> None:
    """This function will send `details` (to, subject, text, key) as plain text; raises what the mail server says."""
    headers = {"Message-ID": f"<{details['key']}@troth>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        subject=str(details["subject"]), body=str(details["text"]), to=[str(details["to"])], headers=headers
    )
    message.send()
