"""A receipt of the record, mailed to one side as soon as it is made: one line, and the receipt itself beside it.

Nothing of what was said is in it. Once a mail server has taken it in, it has left the node, and pins the record there.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.actions.days import moment_of
from troth.core.unseen import show
from troth.notify.mail import provider
from troth.notify.mail.line import hand_over
from troth.notify.mail.sending import message_id
from troth.store.languages import listed, moment_in, reading_in
from troth.store.queries.receipts import Posted, to_post
from troth.store.receipts import posted

WHY = {
    "daily": _("the day’s"),
    "agree": _("an agreement"),
    "deliver": _("a delivery"),
    "accept": _("an acceptance"),
    "release": _("a release"),
    "leave": _("a side left"),
    "restored": _("put back from a backup"),
    "asked": _("somebody asked for it"),
}


def send(details: Mapping[str, object]) -> None:
    """This function will mail the receipt that a row names to one side; raises what the mail server says."""
    found = to_post(details)
    if found is None:
        return
    headers = {
        "Message-ID": message_id(found.key),
        "References": message_id(found.thread),
        "Auto-Submitted": "auto-generated",
    }
    with reading_in(found.language):
        said, line = subject(found), text(found)
    message = EmailMessage(subject=said, body=line, to=list(found.to), headers=provider.headers_for(headers))
    message.attach(found.file, found.envelope + b"\n", "application/json")
    hand_over(message)
    posted(details)


def subject(found: Posted) -> str:
    """This function will return a subject by which a receipt is found again: its number, and whose record it is of."""
    name = gettext("{one} and {other}").format(one=found.names[0], other=found.names[-1])
    return show(gettext("Receipt {number}: {name}").format(number=found.number, name=name))


def text(found: Posted) -> str:
    """This function will return the one line: when and why it was made, and how far each log went."""
    at = moment_of(found.at).astimezone(ZoneInfo(found.zone))
    why = listed(gettext(WHY.get(word, word)) for word in found.because)
    place = found.place or found.zone.rpartition("/")[2].replace("_", " ")
    when = moment_in(at, place, weekday=False, year=True)
    said = gettext("{when}, {why}: {heads}.").format(when=when, why=why, heads="; ".join(found.heads))
    return show(f"{said}\n")
