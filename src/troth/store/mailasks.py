"""What a mail asked, known again by the address that a reply to it goes to; and the address that bounces come back to.

Both are plus-addresses of TROTH_REPLY_ADDRESS with a token made from the node's own secret, so that nothing in the
database makes one. Letters are small: not every mail server keeps them apart.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from troth.store.models import MailAsk, Party, Person
from troth.store.tokens import hashed

__all__ = ["ACTS", "COMMENT", "PLAY_BACK", "WARN", "MailAsk", "ask_for", "asked_by", "comes_back_to"]

COMMENT, PLAY_BACK, WARN = "comment", "play_back", "warn"
ACTS = (COMMENT, PLAY_BACK, WARN)
LASTS = timedelta(days=30)
ASK, BACK = "troth.reply", "troth.bounce"
NUMBER, LONG = 5, 16  # bytes of a token: a person's number stands in front where no row holds it


def ask_for(
    person: Person, party: Party, object: str, act: str, entry: str = "", *, message: str = ""
) -> str:
    """Return the address that a reply to a mail goes to; empty on a node that takes no replies.

    `act` is what a reply becomes, one of `ACTS`. Where the mail's Message-ID is handed over, only an answer to that
    mail counts, else one to any mail of this node. The same again is the same address, and lasts anew.
    """
    if act not in ACTS:
        raise ValueError(f"No reply becomes {act!r}.")
    if not settings.TROTH_REPLY_ADDRESS:
        return ""
    entry = entry or (
        hashed(message) if message else ""
    )  # of two mails about one thing, both may be answered
    whose: Mapping[str, Any] = {
        "person": person,
        "party": party,
        "object": object,
        "act": act,
        "entry": entry,
    }
    made = {"made_at": timezone.now(), "message": message.strip("<>")}
    row, _ = MailAsk.objects.update_or_create(**whose, defaults=made)
    token = _token(ASK, str(row.pk))
    if row.token_hash is None:
        MailAsk.objects.filter(pk=row.pk).update(token_hash=hashed(token))
    return _address(token)


def asked_by(address: str) -> MailAsk | None:
    """Return what the mail asked whose replies go to that address; None when no mail of this node named it."""
    token = _token_in(address)
    if not token:
        return None
    rows = MailAsk.objects.select_related("person", "party__alliance", "party__organisation")
    return rows.filter(token_hash=hashed(token)).first()


def arrives_as(message: str, known: str) -> None:
    """Keep under which id a mail of that Message-ID goes out, where a provider puts its own in place of ours."""
    if known != message.strip("<>"):
        MailAsk.objects.filter(message=message.strip("<>")).update(known_as=known)


def answers(ask: MailAsk, named: Iterable[str]) -> bool:
    """Say whether one of these ids is that of the mail that asked, as we named it or as it went out.

    Some providers say only what stands before the @ of theirs.
    """
    known = ask.known_as
    return any(each == ask.message or (known and known in (each, each.partition("@")[0])) for each in named)


def is_over(ask: MailAsk) -> bool:
    """Say whether an ask is too old to be answered."""
    return ask.made_at < timezone.now() - LASTS


def comes_back_to(email: str) -> str:
    """Return the address that a mail to somebody comes back to when it cannot be delivered; empty for a stranger."""
    if not settings.TROTH_REPLY_ADDRESS:
        return ""
    pk = Person.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
    return "" if pk is None else _address(_token(BACK, str(pk), number=pk))


def came_back_for(address: str) -> Person | None:
    """Return to whom a mail could not be delivered, by the address that it came back to."""
    token = _token_in(address)
    try:
        read = base64.b32decode(token.upper() + "=" * (-len(token) % 8)) if token else b""
    except ValueError:
        return None
    pk = int.from_bytes(read[:NUMBER], "big")
    if not pk or not constant_time_compare(token, _token(BACK, str(pk), number=pk)):
        return None
    return Person.objects.filter(pk=pk, is_active=True).first()


def is_ours(address: str) -> bool:
    """Say whether an address is the one for replies, with or without a token."""
    local, _, host = settings.TROTH_REPLY_ADDRESS.lower().rpartition("@")
    said, _, at = address.lower().rpartition("@")
    return bool(local) and at == host and said.partition("+")[0] == local


def _token(salt: str, said: str, *, number: int | None = None) -> str:
    digest = salted_hmac(salt, said, algorithm="sha256").digest()
    head = b"" if number is None else number.to_bytes(NUMBER, "big")
    return base64.b32encode((head + digest)[:LONG]).rstrip(b"=").decode().lower()


def _address(token: str) -> str:
    local, _, host = settings.TROTH_REPLY_ADDRESS.rpartition("@")
    return f"{local}+{token}@{host}"


def _token_in(address: str) -> str:
    return address.lower().rpartition("@")[0].partition("+")[2] if is_ours(address) else ""
