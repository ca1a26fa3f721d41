"""Invitations: made, shown again to those who may invite, taken back, and used once.

A link is the whole key to an invitation, so the address it was made for is the one the newcomer signs in with, and
an account that exists already is never entered by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.actions.people import require_invite
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.values import Role
from troth.store import founding, keys, models, outbox, people, tokens
from troth.store.languages import day_of, reading_in

LASTS = timedelta(days=14)
# Subject, and the same in a whole sentence.
INTO_ALLIANCE = (
    _("{name} of {firm} asks you into an alliance"),
    _(
        "{name} of {firm} asks you into an alliance on Troth, where partners keep their promises to each other."
    ),
)
INTO_FIRM = (
    _("{name} of {firm} asks you in at {firm}"),
    _("{name} of {firm} asks you in at {firm} on Troth, where partners keep their promises to each other."),
)


class UsedUp(Refusal):
    """The invitation was used, taken back, or is older than its fortnight."""


class BegunAlready(Refusal):
    """An alliance with a partner of that name waits for its other side."""


class ElsewhereAlready(Refusal):
    """A person belongs to one organisation."""


@dataclass(frozen=True)
class Made:
    """An invitation with the path that opens it."""

    invitation: models.Invitation
    path: str


def path_of(invitation: models.Invitation) -> str:
    """Return the path that opens an invitation."""
    return f"/join/{tokens.invitation_token(invitation.pk)}/"


def invite_colleague(
    organisation: models.Organisation, by: models.Person, own: Role, *, email: str, role: Role
) -> Made:
    """Invite somebody into the organisation with a role; a link made for them before opens nothing any more."""
    require_invite(own, role)
    _refuse_colleague(organisation, email)
    with transaction.atomic():
        _waiting(organisation).filter(email__iexact=email).delete()
        return _make(models.Invitation.COLLEAGUE, organisation, by, email, role, None)


def invite_partner(
    organisation: models.Organisation, by: models.Person, own: Role, *, partner: str, email: str
) -> Made:
    """Begin an alliance with a partner by name, and invite one person there; the recovery key waits for `by`."""
    require(own, Right.FOUND)
    with transaction.atomic():
        # A form that was sent twice waits here, and is then told that the alliance has begun.
        models.Organisation.objects.select_for_update().get(pk=organisation.pk)
        _refuse_twice(organisation, partner)
        opened = founding.found(organisation, partner)
        _keep_recovery(by, opened)
        known = models.Partner.objects.filter(organisation=organisation, name__iexact=partner, alliance=None)
        known.update(alliance=opened.party.alliance)
        return _make(models.Invitation.PARTNER, organisation, by, email, Role.ADMIN, opened.party.alliance)


def invite_again(
    alliance: models.Alliance, organisation: models.Organisation, by: models.Person, own: Role, *, email: str
) -> Made:
    """Invite another person of the partner, or the same again; the invitations before open nothing any more."""
    require(own, Right.FOUND)
    with transaction.atomic():
        models.Invitation.objects.filter(alliance=alliance, used_at=None).delete()
        return _make(models.Invitation.PARTNER, organisation, by, email, Role.ADMIN, alliance)


def invite_colleague_again(
    organisation: models.Organisation, by: models.Person, own: Role, pk: int
) -> Made | None:
    """Make a fresh link for a colleague who has not come yet; the one before opens nothing. None when there is none."""
    with transaction.atomic():
        old = _waiting(organisation).select_for_update().filter(pk=pk).first()
        if old is None:
            return None
        role = Role(old.role)
        require_invite(own, role)
        _refuse_colleague(organisation, old.email)
        old.delete()
        return _make(models.Invitation.COLLEAGUE, organisation, by, old.email, role, None)


def take_back(organisation: models.Organisation, own: Role, pk: int) -> bool:
    """Take a colleague's invitation of one's own organisation back before it is used; False when there is none."""
    require(own, Right.INVITE_COLLEAGUE)
    return bool(_waiting(organisation).filter(pk=pk).delete()[0])


def opened_by(token: str, *, now: datetime | None = None) -> models.Invitation | None:
    """Return the invitation that a token opens while it may be used."""
    return (
        models.Invitation.objects.select_related("organisation", "alliance", "made_by")
        .filter(token_hash=tokens.hashed(token), used_at=None, expires_at__gt=now or timezone.now())
        .first()
    )


def accept_as_newcomer(
    invitation: models.Invitation, newcomer: people.Newcomer, firm: people.Firm | None
) -> models.Person:
    """Come in by an invitation: as a colleague, or with an organisation of one's own as the partner."""
    with transaction.atomic():
        _use(invitation)
        if firm is None:
            return people.come_in(newcomer, invitation.organisation, Role(invitation.role))
        person = people.begin(newcomer, firm)
        _join(invitation, person)
        return person


def accept_for_organisation(invitation: models.Invitation, person: models.Person, own: Role) -> None:
    """Join an alliance with the organisation that one looks after already."""
    if invitation.alliance is None:
        raise ElsewhereAlready(
            "You belong to an organisation already, and this invitation is into another. "
            "Sign out to come in with another address."
        )
    require(own, Right.FOUND)
    with transaction.atomic():
        _use(invitation)
        _join(invitation, person)


def send(made: Made, *, link: str, words: str = "") -> None:
    """Put an invitation's mail into the outbox, with the full link in it."""
    language = _language_of(made.invitation)
    with reading_in(language):
        subject, lead, until, unknown = _said(made.invitation)
    lines = filter(None, (lead, words.strip(), until, link, unknown))
    details = {
        "to": made.invitation.email,
        "subject": subject,
        "text": "\n\n".join(lines) + "\n",
        "key": f"invitation-{made.invitation.pk}",
        "language": language,
    }
    outbox.put("mail", f"mail:invitation:{made.invitation.pk}", details)


def _said(invitation: models.Invitation) -> tuple[str, str, str, str]:
    said = {
        "name": invitation.made_by,
        "firm": invitation.organisation,
        "day": day_of(invitation.expires_at, weekday=False, year=True),
    }
    subject, lead = INTO_ALLIANCE if invitation.kind == models.Invitation.PARTNER else INTO_FIRM
    return (
        gettext(subject).format_map(said),
        gettext(lead).format_map(said),
        gettext("Open this link to answer; it works once, until {day}:").format_map(said),
        gettext("If you do not know what this is about, leave it be. Nothing happens without you."),
    )


def _language_of(invitation: models.Invitation) -> str:
    """Whoever is here has a language of their own; a colleague who is not is taken to read what the sender does."""
    known = people.signs_in_as(invitation.email)
    if known is not None:
        return known.language
    sender = invitation.made_by if invitation.kind == models.Invitation.COLLEAGUE else None
    return sender.language if sender is not None else ""


def recovery_of(person: models.Person, party: models.Party) -> bytes | None:
    """Return the recovery key that waits for the person to take it away; None once they have, or for anybody else."""
    draft = models.Draft.objects.filter(person=person, key=_recovery_key(party)).first()
    sealed = draft.fields.get("sealed") if draft else None
    return keys.unseal(bytes.fromhex(sealed), log=party.log) if isinstance(sealed, str) else None


def recovery_kept(person: models.Person, party: models.Party) -> None:
    """Delete the recovery key from this node: its owner says that they keep it now."""
    with transaction.atomic():
        if models.Draft.objects.filter(person=person, key=_recovery_key(party)).delete()[0]:
            party.recovery_shown_at = timezone.now()
            party.save(update_fields=["recovery_shown_at"])


def _make(
    kind: str,
    organisation: models.Organisation,
    by: models.Person,
    email: str,
    role: Role,
    alliance: models.Alliance | None,
) -> Made:
    with transaction.atomic():
        made = models.Invitation.objects.create(
            kind=kind,
            organisation=organisation,
            alliance=alliance,
            email=email.lower(),
            role=role.value,
            token_hash=get_random_string(64),
            made_by=by,
            expires_at=timezone.now() + LASTS,
        )
        made.token_hash = tokens.hashed(tokens.invitation_token(made.pk))
        made.save(update_fields=["token_hash"])
    return Made(made, path_of(made))


def _waiting(organisation: models.Organisation) -> QuerySet[models.Invitation]:
    return models.Invitation.objects.filter(
        organisation=organisation, kind=models.Invitation.COLLEAGUE, used_at=None
    )


def _use(invitation: models.Invitation) -> None:
    free = models.Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=timezone.now())
    if not free.update(used_at=timezone.now()):
        raise UsedUp("This invitation has been used or taken back. Ask for another one.")


def _join(invitation: models.Invitation, person: models.Person) -> None:
    assert invitation.alliance is not None
    _keep_recovery(person, founding.join(invitation.alliance, person.membership.organisation))


def _keep_recovery(person: models.Person, opened: founding.Opened) -> None:
    sealed = keys.seal(opened.recovery_seed, log=opened.party.log).hex()
    models.Draft.objects.create(person=person, key=_recovery_key(opened.party), fields={"sealed": sealed})


def _recovery_key(party: models.Party) -> str:
    return f"recovery:{party.log}"


def _refuse_colleague(organisation: models.Organisation, email: str) -> None:
    if organisation.memberships.filter(person__email__iexact=email).exists():
        raise people.AddressTaken(f"Somebody of {organisation} signs in with this address already.")


def _refuse_twice(organisation: models.Organisation, partner: str) -> None:
    begun = models.Alliance.objects.filter(founder=organisation, partner_name__iexact=partner, opened_at=None)
    if begun.exists():
        raise BegunAlready(f"You have begun with {partner} already; you find it under Alliances.")
