"""Organisations and their people as they come and change; every rule about them is asked here, under a lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from troth.actions.people import require_change
from troth.core.errors import Refusal
from troth.core.values import Role
from troth.store import founding, models, operators, outbox

CODE_LASTS = timedelta(minutes=10)
OWN = ("name", "place", "zone", "country", "language", "theme", "density", "work", "bad_news")


class SomebodyIsHere(Refusal):
    """The node has its first person; others come by invitation."""


class AddressTaken(Refusal):
    """Somebody signs in with that mail address already."""


@dataclass(frozen=True)
class Firm:
    """What is said of an organisation when it begins."""

    name: str
    short: str
    place: str
    zone: str
    country: str


@dataclass(frozen=True)
class Newcomer:
    """What somebody says of themselves when they come in."""

    email: str
    name: str
    title: str
    place: str
    zone: str
    language: str = ""


def empty() -> bool:
    """Say whether nobody is on this node yet."""
    return not models.Person.objects.exists()


def signs_in_as(email: str) -> models.Person | None:
    """Return who signs in with a mail address."""
    return models.Person.objects.filter(email__iexact=email, is_active=True).first()


def set_up(newcomer: Newcomer, firm: Firm) -> models.Person:
    """Make the first person of the node, and their organisation, whose admin they are."""
    with transaction.atomic():
        if not empty():
            raise SomebodyIsHere("This node has been set up already. Ask whoever did it for an invitation.")
        person = begin(newcomer, firm)
        operators.look_after(person)  # the link stood where only whoever runs the node reads
        return person


def begin(newcomer: Newcomer, firm: Firm) -> models.Person:
    """Make an organisation and the person who looks after it."""
    with transaction.atomic():
        organisation = models.Organisation.objects.create(
            name=firm.name,
            short=firm.short or firm.name[:40],
            place=firm.place,
            zone=firm.zone,
            country=firm.country,
        )
        return come_in(newcomer, organisation, Role.ADMIN)


def come_in(newcomer: Newcomer, organisation: models.Organisation, role: Role) -> models.Person:
    """Make a person of an organisation; their mail address must be nobody's yet."""
    if models.Person.objects.filter(email__iexact=newcomer.email).exists():
        raise AddressTaken(
            "Somebody signs in with this address already. Sign in first, then open the link again."
        )
    person = models.Person.objects.create_user(
        newcomer.email,
        name=newcomer.name,
        place=newcomer.place,
        zone=newcomer.zone,
        language=newcomer.language,
    )
    membership = models.Membership(
        organisation=organisation, person=person, role=role.value, title=newcomer.title
    )
    membership.save()
    return person


def change_role(
    organisation: models.Organisation, own: Role, person: int, role: Role
) -> models.Membership | None:
    """Change what a colleague may do; None when they are no colleague. At least one admin stays."""
    with transaction.atomic():
        rows = models.Membership.objects.select_for_update(of=("self",))
        everybody = list(rows.filter(organisation=organisation, person__is_active=True))
        theirs = next((each for each in everybody if each.person_id == person), None)
        if theirs is None:
            return None
        require_change(own, [role if each is theirs else Role(each.role) for each in everybody])
        theirs.role = role.value
        theirs.save(update_fields=["role"])
        return theirs


def keep_settings(person: models.Person, said: Mapping[str, str]) -> None:
    """Keep what somebody sets for themselves; a new name reaches the record with their next act, new words at once."""
    for name in OWN:
        setattr(person, name, said[name].strip())
    with transaction.atomic():
        person.save(update_fields=OWN)
        models.Membership.objects.filter(person=person).update(title=said["title"])
    person.membership.title = said["title"]
    founding.tell_own_words(person)


def keep_single_keys(person: models.Person, single_keys: bool) -> None:
    """Keep whether a letter alone does something on this person's pages."""
    person.single_keys = single_keys
    person.save(update_fields=["single_keys"])


def keep_organisation(organisation: models.Organisation, said: Mapping[str, object]) -> None:
    """Keep what an admin sets for the organisation."""
    for name, value in said.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(said))


def keep_code(
    email: str, code: str, *, words: str = "", known: bool = False, now: datetime | None = None
) -> None:
    """Keep a sign-in code for the admins of the person's organisation, with the browser that asked for it.

    For an address that nobody signs in with as much is written, so that the time it takes tells nothing.
    """
    now = now or timezone.now()
    models.WaitingCode.objects.filter(until__lt=now).delete()
    person = signs_in_as(email)
    if person is None:
        outbox.put(outbox.UNSENT, f"{outbox.UNSENT}:{get_random_string(32)}", {})
        return
    models.WaitingCode.objects.create(
        person=person, code=code, words=words, known=known, until=now + CODE_LASTS
    )


def forget_code(person: models.Person) -> None:
    """Drop the codes of a person who has signed in."""
    models.WaitingCode.objects.filter(person=person).delete()


def remove_password(person: models.Person) -> None:
    """Take a person's password away; they go on signing in by a code or a passkey."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def remove_template(person: models.Person, pk: int) -> bool:
    """Remove a template of promises that the person made; False when it is not theirs."""
    return bool(models.PromiseTemplate.objects.filter(pk=pk, author=person).delete()[0])
