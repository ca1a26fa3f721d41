"""One mail out of the outbox: sent at least once, and recognised by its Message-ID when it was sent twice."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.mail import EmailMessage

from troth.core.unseen import show


def send(details: Mapping[str, object]) -> None:
    """This function will send `details` (to, subject, text, key) as plain text; raises what the mail server says.

    `headers` says how its kind can be stopped, where it can.
    """
    headers = {"Message-ID": f"<{details['key']}@troth>", "Auto-Submitted": "auto-generated"}
    more = details.get("headers")
    headers |= {str(name): str(said) for name, said in more.items()} if isinstance(more, Mapping) else {}
    subject, text = show(str(details["subject"])), show(str(details["text"]))
    message = EmailMessage(subject=subject, body=text, to=[str(details["to"])], headers=headers)
    message.send()
