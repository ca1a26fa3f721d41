"""A person's account as their own settings show it: factors, sessions, and what they were told. Nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa import app_settings as factor_settings
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session as Kept
from django.utils import timezone

from troth.store import models
from troth.store.factors import APP, CODES, FACTORS, PASSKEY

LATELY = 5


@dataclass(frozen=True)
class Passkey:
    """One passkey, by the name its owner gave it."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What somebody shows beside the code or the password."""

    passkeys: tuple[Passkey, ...]
    app: datetime | None
    codes_left: int
    codes_made: int

    @property
    def any(self) -> bool:
        """Whether there is one; recovery codes stand in for one, and are none."""
        return bool(self.passkeys) or self.app is not None


@dataclass(frozen=True)
class Session:
    """One place where somebody is signed in."""

    pk: int
    user_agent: str
    since: datetime
    seen: datetime
    current: bool


def factors_of(person: models.Person) -> Factors:
    """Return the factors of a person."""
    rows = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))
    passkeys = [
        Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
        for row in rows
        if row.type == PASSKEY
    ]
    codes = [row.wrap() for row in rows if row.type == CODES]
    return Factors(
        passkeys=tuple(passkeys),
        app=next((row.created_at for row in rows if row.type == APP), None),
        codes_left=sum(len(each.get_unused_codes()) for each in codes),
        codes_made=factor_settings.RECOVERY_CODE_COUNT if codes else 0,
    )


def sessions_of(person: models.Person, session_key: str | None) -> list[Session]:
    """Return where a person is signed in, the present session first, then the last seen; two questions for all."""
    listed = list(UserSession.objects.filter(user=person))
    kept = Kept.objects.filter(
        session_key__in=[row.session_key for row in listed], expire_date__gt=timezone.now()
    )
    begun, known = {each.session_key: each.get_decoded() for each in kept}, _hashes(person)
    found = [
        Session(row.pk, row.user_agent, row.created_at, row.last_seen_at, row.session_key == session_key)
        for row in listed
        if begun.get(row.session_key, {}).get(HASH_SESSION_KEY) in known
    ]
    return sorted(found, key=lambda each: (each.current, each.seen), reverse=True)


def _hashes(person: models.Person) -> frozenset[str]:
    """What a session of this person carries while their password is the one with which it began."""
    return frozenset({person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()})


def alerts_of(person: models.Person) -> list[models.Alert]:
    """Return what a person was told of their account lately, the newest first."""
    return list(models.Alert.objects.filter(person=person).order_by("-at")[:LATELY])


def factors_in(organisation: models.Organisation) -> dict[int, set[str]]:
    """Return which kinds of second factor each person of an organisation has; who has none is not in it."""
    rows = Authenticator.objects.filter(user__membership__organisation=organisation, type__in=FACTORS)
    found: dict[int, set[str]] = {}
    for person, kind in rows.values_list("user_id", "type"):
        found.setdefault(person, set()).add(kind)
    return found
