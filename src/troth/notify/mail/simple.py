"""A mail whose words were written beforehand (a code, an invitation): as they stand, and in the look of letters."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from troth.notify.mail import letter, sending
from troth.notify.mail.letter import Letter
from troth.store.languages import reading_in


def send(details: Mapping[str, object]) -> None:
    """This function will send `details` (to, subject, text, key) in both forms; raises what the mail server says.

    A `code` among them is shown large, so that it is read and copied at a glance. `language` is the one it is read in.
    """
    with reading_in(str(details.get("language", ""))):
        html = letter.html(letter_of(details))
    sending.send(details, html=html)


def letter_of(details: Mapping[str, object]) -> Letter:
    """This function will return the letter that is shown of a mail whose words were written beforehand."""
    said = [each.strip() for each in str(details["text"]).split("\n\n")]
    code, subject = str(details.get("code", "")), str(details["subject"])
    return Letter(
        to=str(details["to"]),
        key=str(details["key"]),
        subject=subject,
        name="",
        lead=gettext("Your code for Troth") if code else subject,
        code=code,
        paragraphs=[each for each in said if each and not (code and code in each)],
    )
