"""Links in mails that somebody acts by without signing in: made, found again, used once; and codes to a mailbox.

A token is made from the node's own secret, so that a mail which is sent twice carries the same one, and nothing in the
database opens a door. A link is bound to one person, one address, one act on one thing. To look at it uses nothing up.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from troth.actions.ports import MAIL
from troth.store import models, tokens
from troth.store.concerned import Addressee, News, Sides
from troth.store.queries.mailed import Asked
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.telling import put

LINK, CODE = "troth.mail.link", "troth.mail.code"
LASTS = timedelta(days=14)
CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
# So long a link that is over still says what became of it.
KEPT = timedelta(days=90)


def make(
    person: models.Person,
    party: models.Party,
    asked: Sequence[Asked],
    *,
    mail: str,
    day: datetime | None = None,
    kept: str = "",
) -> list[str]:
    """Return a token for each button of the mail of that key; the same mail again has the same tokens.

    They work for a fortnight, or for a fortnight after the `day` that somebody may have to speak of. `kept` is the
    draft that they send.
    """
    now = timezone.now()
    tokens_of = {_token(f"{mail}|{each.act}|{each.object}|{person.pk}|{party.pk}"): each for each in asked}
    rows = [
        models.MailLink(
            token_hash=tokens.hashed(token),
            person=person,
            party=party,
            sent_to=address_of(person),
            act=each.act,
            object=each.object,
            entry=each.entry,
            made_at=now,
            expires_at=max(now, day or now) + LASTS,
            kept=kept,
        )
        for token, each in tokens_of.items()
    ]
    models.MailLink.objects.bulk_create(rows, ignore_conflicts=True)
    return list(tokens_of)


def found(token: str) -> models.MailLink | None:
    """Return the link that a token opens, used or over or neither; None for one that this node has not made."""
    rows = models.MailLink.objects.select_related("person", "party__alliance", "party__organisation")
    return rows.filter(token_hash=tokens.hashed(token)).first()


def seat_by(link: models.MailLink) -> Seat | None:
    """Return where the person of a link sits now, acting by mail; None when they, or their address, left meanwhile."""
    person = link.person
    if not person.is_active or address_of(person) != link.sent_to:
        return None
    reader = reader_of(person)
    if reader is None or reader.organisation.pk != link.party.organisation_id:
        return None
    seat = seat_of(reader, link.party.alliance.slug)
    return replace(seat, via=MAIL) if seat is not None and seat.shared else None


def address_of(person: models.Person) -> str:
    """Return the hash by which an address is compared with the one a mail went to."""
    return tokens.hashed(person.email.lower())


def is_over(link: models.MailLink, now: datetime | None = None) -> bool:
    """Say whether a link is older than its fortnight."""
    return link.expires_at <= (now or timezone.now())


def take(link: models.MailLink) -> bool:
    """Use a link up; False when somebody else has at the same moment, or it is over or was reported."""
    now = timezone.now()
    free = models.MailLink.objects.filter(pk=link.pk, used_at=None, reported_at=None, expires_at__gt=now)
    return bool(free.update(used_at=now))


def give_back(link: models.MailLink) -> None:
    """Let a link be used again: what it was taken for was refused."""
    models.MailLink.objects.filter(pk=link.pk, done="").update(used_at=None)


def last_said(link: models.MailLink) -> str:
    """Return the newest entry of the link's own side about its object; empty where there is none."""
    rows = models.Entry.objects.filter(log=link.party.log, object=link.object)
    return rows.order_by("-seq").values_list("id", flat=True).first() or ""


def keep_done(link: models.MailLink, told: str, *, done: str = "") -> None:
    """Keep what came of a link: what its maker was told, and the entry where there is one by them."""
    models.MailLink.objects.filter(pk=link.pk).update(told=told[:300], done=done)


def tell_to_keep(seat: Seat, link: models.MailLink, done: str) -> None:
    """Put a mail to keep on its way to somebody who said yes by mail: with it they warn, or deliver, by one press."""
    if seat.partner is None or not done or not settings.TROTH_MAIL:
        return
    own = Addressee(seat.person.pk, seat.organisation.pk, str(seat.person))
    put(Sides(seat.partner, None), News("promise.yours", link.object, done), [own])


def entry_of(link: models.MailLink) -> models.Entry | None:
    """Return the entry that came of a link."""
    return models.Entry.objects.filter(id=link.done).first() if link.done else None


def named_by(entry: models.Entry, party: models.Party) -> int | None:
    """Return which entry of another side's log is the first that names one, or one after it; None until there is."""
    rows = models.Citation.objects.filter(log=party.log, cites=entry.log, upto__gte=entry.seq)
    return rows.order_by("seq").values_list("seq", flat=True).first()


def send_code(person: models.Person) -> tuple[models.MailCode, str]:
    """Keep a fresh code of six digits for a person's mailbox; returns it with the digits, which are kept nowhere."""
    digits = f"{secrets.randbelow(1_000_000):06}"
    code = models.MailCode.objects.create(
        person=person, sent_to=address_of(person), code_hash="", expires_at=timezone.now() + CODE_LASTS
    )
    models.MailCode.objects.filter(pk=code.pk).update(code_hash=_code_hash(code, digits))
    return code, digits


def is_code(person: models.Person, pk: int, typed: str) -> bool:
    """Say whether these are the digits of a code that went to a person's mailbox; five tries, ten minutes, once."""
    open_ = models.MailCode.objects.filter(
        pk=pk,
        person=person,
        sent_to=address_of(person),
        used_at=None,
        tries__lt=MOST_TRIES,
        expires_at__gt=timezone.now(),
    )
    if not open_.update(tries=F("tries") + 1):
        return False
    code = models.MailCode.objects.get(pk=pk)
    if not constant_time_compare(code.code_hash, _code_hash(code, typed)):
        return False
    return bool(models.MailCode.objects.filter(pk=pk, used_at=None).update(used_at=timezone.now()))


def may_try(person: models.Person, pk: int) -> bool:
    """Say whether a code may still be typed in."""
    rows = models.MailCode.objects.filter(pk=pk, person=person, used_at=None, tries__lt=MOST_TRIES)
    return rows.filter(expires_at__gt=timezone.now()).exists()


def ask_sign_in(organisation: models.Organisation, asks: bool) -> None:
    """Keep whether an organisation asks its people to sign in before they act by a link in a mail."""
    organisation.mail_sign_in = asks
    organisation.save(update_fields=["mail_sign_in"])


def tidy(now: datetime) -> None:
    """Delete links and codes that were over long ago."""
    models.MailLink.objects.filter(expires_at__lt=now - KEPT).delete()
    models.MailCode.objects.filter(expires_at__lt=now - CODE_LASTS).delete()


def _token(of: str) -> str:
    digest = salted_hmac(LINK, of, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _code_hash(code: models.MailCode, digits: str) -> str:
    return salted_hmac(CODE, f"{code.pk}|{digits}", algorithm="sha256").hexdigest()
