"""Signing in as one's settings show it: factors, the password, where one is signed in, what one was told lately."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from troth.store.models import Person
from troth.store.queries.account import Passkey, Session, alerts_of, factors_of, sessions_of
from troth.web.account.alerts import sentence
from troth.web.account.browsers import browser_of
from troth.web.account.factors import possible


def signing_in(request: HttpRequest, person: Person) -> dict[str, Any]:
    """This function will return that part of the settings' context."""
    factors = factors_of(person)
    return {
        "factors": factors,
        "passkeys": [_passkey(each) for each in factors.passkeys],
        "passkeys_possible": possible(request),
        "password": person.has_usable_password(),
        "sessions": [_session(each) for each in sessions_of(person, request.session.session_key)],
        "told": [sentence(alert, person) for alert in alerts_of(person)],
    }


def _passkey(each: Passkey) -> dict[str, Any]:
    return {
        "name": each.name,
        "added": each.added_at,
        "used": each.used_at,
        "rename_url": reverse("mfa_edit_webauthn", args=[each.pk]),
        "remove_url": reverse("mfa_remove_webauthn", args=[each.pk]),
    }


def _session(each: Session) -> dict[str, Any]:
    browser = browser_of(each.user_agent)
    return {
        "words": browser.words,
        "icon": "smartphone" if browser.handheld else "laptop",
        "current": each.current,
        "since": each.since,
        "seen": each.seen,
        "url": reverse("end_session", args=[each.pk]),
    }
