"""How an alliance's record begins: the founder's first entry, the partner's, and both confirming the same words.

Until both sides have confirmed, the founder may already write in its own log, and the partner sees none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from troth.actions.days import moment_of
from troth.actions.ids import fresh
from troth.actions.ports import Actor
from troth.core.alliance import RIGHTS, Member, Right, asks_from, wire_member
from troth.core.errors import Refusal
from troth.core.record import (
    FOUNDING,
    Draft,
    Entry,
    Place,
    SigningKey,
    admission,
    encode,
    genesis,
    pairing_words,
    sign,
)
from troth.core.values import Role, Stake
from troth.store import keys, models
from troth.store.ledger import entry_of, heads_of, insert_entry
from troth.store.node import Desk, pending_of, present
from troth.store.pending import Signed
from troth.store.telling import tell_of_pairing


class AlreadyJoined(Refusal):
    """The alliance has its two organisations."""


class OwnAlliance(Refusal):
    """An organisation cannot be its own partner."""


@dataclass(frozen=True)
class Opened:
    """A party's log just begun, with the recovery key that is shown once and kept by nobody else."""

    party: models.Party
    recovery_seed: bytes


def found(organisation: models.Organisation, partner_name: str, *, now: int | None = None) -> Opened:
    """Begin an alliance's record with the founder's log; the partner is a name until it joins."""
    with transaction.atomic():
        return _open_log(organisation, "a", None, partner_name, present() if now is None else now)


def join(alliance: models.Alliance, organisation: models.Organisation, *, now: int | None = None) -> Opened:
    """Begin the partner's log, citing the founder's first entry; nothing is shared yet."""
    with transaction.atomic():
        parties = list(models.Party.objects.select_for_update().filter(alliance=alliance))
        if any(party.organisation_id == organisation.pk for party in parties):
            raise OwnAlliance(
                "Your organisation is one side of this alliance already; the invitation is for the other."
            )
        if len(parties) != 1:
            raise AlreadyJoined("This invitation has been used: the alliance has both its sides.")
        opened = _open_log(organisation, "b", alliance, "", present() if now is None else now)
        tell_of_pairing(opened.party, "words.compare")
        return opened


def words_to_compare(alliance: models.Alliance) -> tuple[str, ...]:
    """Return the twelve words that both sides read to each other; empty until the partner has joined."""
    publics = [bytes(party.public_key) for party in alliance.parties.all()]
    return pairing_words(*publics, alliance=alliance.pk) if len(publics) > 1 else ()


def confirm(actor: Actor, *, now: int | None = None) -> bool:
    """Record that one side compared the words; True when this opened the alliance to both."""
    at = present() if now is None else now
    with transaction.atomic():
        desk = Desk(actor.alliance, actor.log, at)
        others = [party for party in desk.parties if party.log != actor.log]
        drafts = [Draft(act={"t": "key.compared/1", "log": other.log}, by=actor.by) for other in others]
        if desk.party.colour == "a":
            drafts += [admission(_first(other.log)) for other in others]
        if desk.party.confirmed_at is None:
            desk.sign_and_keep(drafts)
            desk.party.confirmed_at = moment_of(at)
            desk.party.save(update_fields=["confirmed_at"])
        if len(desk.parties) < 2 or any(party.confirmed_at is None for party in desk.parties):
            tell_of_pairing(desk.party, "words.confirmed")
            return False
        tell_of_pairing(desk.party, "words.opened")
        opened = models.Alliance.objects.filter(pk=actor.alliance, opened_at=None).update(
            opened_at=moment_of(at)
        )
        return bool(opened)


def actor_of(
    person: models.Person, alliance: models.Alliance, *, now: int | None = None, introduce: bool = True
) -> Actor:
    """Return the person as an actor in an alliance of their organisation, known to the record by a pseudonym.

    Without `introduce` nothing is written, and somebody whom the record does not know yet has none.
    """
    membership = person.membership
    party = models.Party.objects.get(alliance=alliance, organisation=membership.organisation)
    member = models.Member.objects.filter(party=party, person=person).first()
    known = member is not None and (member.name, member.title) == (person.name, membership.title)
    if introduce and not known:
        member = _introduce(party, person, member, present() if now is None else now)
    return Actor(
        alliance=alliance.pk,
        log=party.log,
        by=member.pseudonym if member else "",
        role=Role(membership.role),
        second_from=_second_from(membership),
    )


def _second_from(membership: models.Membership) -> Stake | None:
    said = membership.organisation.second_from
    if not said:
        return None
    seconds = models.Membership.objects.filter(
        organisation=membership.organisation, role__in=[role.value for role in RIGHTS[Right.SECOND]]
    )
    others = seconds.exclude(person=membership.person_id).filter(person__is_active=True)
    return asks_from(Stake(said), others=others.count())


def _introduce(
    party: models.Party, person: models.Person, member: models.Member | None, now: int
) -> models.Member:
    with transaction.atomic():
        desk = Desk(party.alliance_id, party.log, now)
        if member is None:
            member, _ = models.Member.objects.get_or_create(
                alliance_id=party.alliance_id,
                party=party,
                person=person,
                defaults={"pseudonym": fresh("m_", 12)},
            )
        named = Member(party.log, member.pseudonym, person.name, person.membership.title, person.zone)
        act, body = wire_member(named)
        desk.sign_and_keep([Draft(act=act, by=member.pseudonym, body=encode(body))])
        member.refresh_from_db()
        return member


def _open_log(
    organisation: models.Organisation,
    colour: str,
    alliance: models.Alliance | None,
    partner_name: str,
    now: int,
) -> Opened:
    seed, recovery_seed = keys.fresh_seed(), keys.fresh_seed()
    key, recovery = SigningKey.from_seed(seed), SigningKey.from_seed(recovery_seed)
    seen: Mapping[str, Place] = heads_of(alliance.parties.all()).places if alliance else {}
    first, _ = sign(
        genesis(public=key.public, recovery=recovery.public, founder=alliance.pk if alliance else None),
        key=key,
        alliance=alliance.pk if alliance else FOUNDING,
        seq=0,
        prev=None,
        seen=seen,
        at=now,
        salt=None,
    )
    if alliance is None:
        alliance = models.Alliance.objects.create(
            pk=first.id,
            slug=_slug(organisation, partner_name),
            founder=organisation,
            partner_name=partner_name,
        )
    party = models.Party.objects.create(
        alliance=alliance,
        organisation=organisation,
        log=key.log,
        colour=colour,
        public_key=key.public,
        recovery_key=recovery.public,
        sealed_key=keys.seal(seed, log=key.log),
    )
    pending_of(key.log).keep([Signed(first, None)])
    insert_entry(party, first, None)
    return Opened(party, recovery_seed)


def _first(log: str) -> Entry:
    return entry_of(models.Entry.objects.get(log=log, seq=0))


def _slug(organisation: models.Organisation, partner_name: str) -> str:
    wanted = slugify(f"{organisation.short or organisation.name}-{partner_name}")[:48] or "alliance"
    taken = set(models.Alliance.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(s for s in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
