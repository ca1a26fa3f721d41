"""Where people are signed in: each session listed for its owner, ended by them, and deleted when it has run out."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from troth.store import alerts, models, outbox

TIDY = "sessions"
ALERTS_STAY = timedelta(days=90)


def seen(request: HttpRequest, device: int | None) -> None:
    """Keep that the session of a request is in use, with which browser, and which known one it began in."""
    UserSession.objects.create_from_request(request)
    key = request.session.session_key
    UserSession.objects.filter(session_key=key).update(data={"device": device} if device else {})


def end(person: models.Person, pk: int, *, by: int | None) -> bool:
    """End one session of a person, and forget its browser; False when it is not theirs.

    A browser whose own coming is news yet (`by`) makes no other one forgotten: its owner is to be known again.
    """
    session = UserSession.objects.filter(user=person, pk=pk).first()
    if session is None:
        return False
    if not alerts.doubted(by):
        models.Device.objects.filter(person=person, pk=session.data.get("device")).delete()
    session.end()
    return True


def end_others(person: models.Person, session_key: str, *, by: int | None) -> int:
    """End every session of a person but one, and forget every browser but that one's; returns how many were ended.

    Those that may answer by mail are all forgotten with it.
    """
    own = [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=session_key)
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]  # read from the sessions themselves, so that none is left that was never listed
    with transaction.atomic():
        Session.objects.filter(session_key__in=own).delete()
        UserSession.objects.filter(user=person).exclude(session_key=session_key).delete()
        if not alerts.doubted(by):
            models.Device.objects.filter(person=person).exclude(pk=by or 0).delete()
            models.MailBrowser.objects.filter(person=person).delete()
    return len(own)


def tidy_daily() -> None:
    """Put the day's tidying into the outbox, once however often it is asked for."""
    outbox.put(TIDY, f"{TIDY}:{timezone.now():%Y-%m-%d}", {})


def tidy(_: object = None) -> None:
    """Delete what has run out: sessions, codes, the traces of addresses that nobody has, and old alerts."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    models.WaitingCode.objects.filter(until__lt=now).delete()
    models.Alert.objects.filter(at__lt=now - ALERTS_STAY).delete()
    models.Outbox.objects.filter(kind=outbox.UNSENT, done_at__lt=now).delete()
