"""Second factors of people as this node keeps them, and whom an organisation asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from troth.core.alliance import Asked, FactorRule, Right, require, require_one_stays
from troth.core.values import Role
from troth.store import models, outbox
from troth.store.languages import reading_in

PASSKEY, APP, CODES = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
FACTORS = (PASSKEY, APP)


def has_one(person: str) -> Exists:
    """Return an expression that says whether the person named by a column has a second factor."""
    return Exists(Authenticator.objects.filter(user=OuterRef(person), type__in=FACTORS))


def count(person: models.Person) -> int:
    """Return how many second factors a person has; recovery codes stand in for them, and are none."""
    return int(Authenticator.objects.filter(user=person, type__in=FACTORS).count())


def owns(person: models.Person, passkey: object) -> bool:
    """Say whether a passkey is that person's."""
    return bool(Authenticator.objects.filter(user=person, pk=passkey, type=PASSKEY).exists())


def rule_of(organisation: models.Organisation) -> FactorRule:
    """Return what an organisation has set."""
    return FactorRule(Asked(organisation.factor_asked), organisation.factor_since)


def today_at(organisation: models.Organisation, *, now: datetime | None = None) -> date:
    """Return the day it is where an organisation is."""
    return (now or timezone.now()).astimezone(ZoneInfo(organisation.zone)).date()


def require_removal(person: models.Person) -> None:
    """Refuse to take away a person's last second factor while their organisation asks for one."""
    membership = models.Membership.objects.select_related("organisation").filter(person=person).first()
    if membership is not None:
        firm = membership.organisation
        left = count(person) - 1
        require_one_stays(rule_of(firm), Role(membership.role), on=today_at(firm), left=left)


def ask(organisation: models.Organisation, own: Role, rule: FactorRule) -> None:
    """Keep whom an organisation asks for a second factor, from which day on."""
    require(own, Right.SETTINGS)
    organisation.factor_asked = rule.asked.value
    organisation.factor_since = rule.since if rule.asked is not Asked.NOBODY else None
    organisation.save(update_fields=["factor_asked", "factor_since"])


def without(organisation: models.Organisation) -> list[models.Membership]:
    """Return who of an organisation is asked for a second factor and has none."""
    rule = rule_of(organisation)
    rows = models.Membership.objects.select_related("person").filter(organisation=organisation)
    rows = rows.order_by("person__name", "pk")
    lacking = rows.annotate(has_factor=has_one("person")).filter(has_factor=False, person__is_active=True)
    return [each for each in lacking if rule.concerns(Role(each.role))]


def remind(
    people: Iterable[models.Person], organisation: models.Organisation, words: Callable[[], tuple[str, str]]
) -> None:
    """Put one mail for each of those who are asked into the outbox; the same rule again sends none.

    `words` says subject and text, in the language in which it is asked.
    """
    for person in people:
        with reading_in(person.language):
            subject, text = words()
        key = f"factor-{organisation.pk}-{organisation.factor_asked}-{organisation.factor_since}-{person.pk}"
        details = {"to": person.email, "subject": subject, "text": text, "key": key}
        details["language"] = person.language
        outbox.put("mail", f"mail:{key}", details)


def forget(person: models.Person) -> None:
    """Take away every second factor of a person who has lost them; whoever runs the node does this, nobody else."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
