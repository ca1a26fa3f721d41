"""One message out of the outbox: read, judged, and done with what it asks, all in one transaction and once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from troth.core.errors import Refusal
from troth.notify.replies import words
from troth.notify.replies.judging import Why, judge
from troth.notify.replies.landing import land
from troth.notify.replies.reading import Read, read
from troth.store import outbox, replies
from troth.store.mailasks import MailAsk, asked_by, came_back_for, is_ours

LANDED, KEPT, REFUSED, RETURNED = "landed", "kept as a draft", "refused", "a bounce"


def handle(details: Mapping[str, object]) -> None:
    """This function will handle the message that a row of the outbox names."""
    key = str(details["key"])
    earlier = replies.begin(key)
    with transaction.atomic():
        raw = replies.held(key)
        if raw is not None:
            replies.handled(key, become(read_ours(raw), key, earlier))


def read_ours(raw: bytes) -> Read:
    """This function will read a message as this node is set up to."""
    address = settings.TROTH_REPLY_ADDRESS
    local, _, host = address.rpartition("@")
    ours = (parseaddr(settings.DEFAULT_FROM_EMAIL)[1], address, f"{local}+")
    return read(raw, receiver=settings.TROTH_REPLY_RECEIVER or host, ours=ours)


def become(message: Read, key: str, earlier: datetime | None = None) -> str:
    """This function will do what a message asks, if it may, and return what became of it.

    `earlier` is when it was first tried, where that did not end: what was signed then is not said twice.
    """
    if message.returned is not None:
        return _returned(message)
    asks = [ask for ask in map(asked_by, filter(is_ours, message.to)) if ask is not None]
    ask, why = judge(message, asks)
    if ask is None or why is not None:
        return _refuse(ask, why or Why.NOTHING_ASKED)
    replies.arrives(ask.person)
    mail = f"draft-{key[:32]}"
    try:
        with transaction.atomic():
            landed = land(ask, message.words, mail=mail, earlier=earlier)
    except Refusal as refusal:
        _write_back(ask, *words.refused(ask, str(refusal)))
        return REFUSED
    if landed.waits:
        _mail(ask, *words.kept(ask, landed, files=message.files), mail)
    elif message.files:
        _mail(ask, *words.landed_without_files(ask), f"files-{key[:32]}")
    return KEPT if landed.waits else LANDED


def _refuse(ask: MailAsk | None, why: Why) -> str:
    if ask is not None and why in words.WHY:
        _write_back(ask, *words.refused(ask, words.WHY[why]))
    return why.value


def _returned(message: Read) -> str:
    for person in filter(None, map(came_back_for, filter(is_ours, message.to))):
        replies.came_back(person, message.returned.status if message.returned else "")
        return RETURNED
    return Why.NOTHING_ASKED.value


def _write_back(ask: MailAsk, subject: str, text: str) -> None:
    """Once a day at most, and only ever to the address of who was asked."""
    _mail(ask, subject, text, f"refused-{ask.person.pk}-{timezone.now().date()}")


def _mail(ask: MailAsk, subject: str, text: str, key: str) -> None:
    details = {"to": ask.person.email, "subject": subject, "text": text, "key": f"{key}-reply"}
    details["language"] = ask.person.language
    outbox.put(outbox.MAIL, f"mail:{key}", details)
