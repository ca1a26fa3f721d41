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
from troth.core.alliance import RIGHTS, Member, OwnWords, Right, asks_from, wire_member, wire_own_words
from troth.core.alliance.members import WORDS_KIND
from troth.core.errors import Refusal
from troth.core.record import (
    FOUNDING,
    Draft,
    Entry,
    Place,
    SigningKey,
    admission,
    asks,
    encode,
    genesis,
    pairing_words,
    sign,
)
from troth.core.values import Role, Stake
from troth.store import keys, models
from troth.store.ledger import entry_of, heads_of, insert_entry, keep_head, latest_cited
from troth.store.node import Desk, present
from troth.store.pending import Signed, pending_of
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
    person: models.Person,
    alliance: models.Alliance,
    *,
    now: int | None = None,
    by: str | None = None,
    introduce: bool = True,
) -> Actor:
    """Return the person as an actor in an alliance of their organisation, known to the record by a pseudonym.

    Whoever is not known yet, or by another name, is introduced: by themselves, or by the colleague `by` names. Without
    `introduce` nothing is written, and somebody whom the record does not know yet has no pseudonym.
    """
    membership = person.membership
    party = models.Party.objects.get(alliance=alliance, organisation=membership.organisation)
    member = models.Member.objects.filter(party=party, person=person).first()
    if introduce and (member is None or not _said(member, person)):
        member = _introduce(party, person, member, present() if now is None else now, by)
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


def tell_own_words(person: models.Person, *, now: int | None = None) -> int:
    """Say what somebody says of themselves wherever they are known already; returns in how many alliances."""
    known = models.Member.objects.filter(person=person, party__left_at=None).select_related("party")
    fresh = [member for member in known if (member.work, member.bad_news) != (person.work, person.bad_news)]
    for member in fresh:
        if not models.Party.objects.filter(alliance=member.alliance_id).exclude(left_at=None).exists():
            _introduce(member.party, person, member, present() if now is None else now, None)
    return len(fresh)


def _said(member: models.Member, person: models.Person) -> bool:
    """Whether the record knows somebody as they are now."""
    own = (person.name, person.membership.title, person.work, person.bad_news)
    return (member.name, member.title, member.work, member.bad_news) == own


def _introduce(
    party: models.Party, person: models.Person, member: models.Member | None, now: int, by: str | None
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
        desk.sign_and_keep(_naming(person, member, by or member.pseudonym))
        member.refresh_from_db()
        return member


def _naming(person: models.Person, member: models.Member, by: str) -> list[Draft]:
    """What is new about somebody: the name, their own words; what stood there of these before is erased."""
    title = person.membership.title
    drafts = []
    if (member.name, member.title) != (person.name, title):
        named = Member(member.party.log, member.pseudonym, person.name, title, person.zone)
        act, body = wire_member(named)
        drafts.append(Draft(act=act, by=by, body=encode(body)))
    own = OwnWords(person.work, person.bad_news)
    if (member.work, member.bad_news) != (own.work, own.bad_news):
        if own != OwnWords():
            act, body = wire_own_words(member.pseudonym, own)
            drafts.append(Draft(act=act, by=by, body=encode(body)))
        drafts += asks(texts_about(member, WORDS_KIND), by=by)
    return drafts


def texts_about(member: models.Member, *kinds: str) -> list[str]:
    """Return the ids of the entries that name a member or hold their own words, where the words are still there."""
    rows = models.Entry.objects.filter(
        log=member.party.log, object=member.pseudonym, kind__in=kinds, body__isnull=False
    )
    return list(rows.order_by("number").values_list("id", flat=True))


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
    insert_entry(party, first, None, low=latest_cited(first), effective=True)
    keep_head(party)
    return Opened(party, recovery_seed)


def _first(log: str) -> Entry:
    return entry_of(models.Entry.objects.get(log=log, seq=0))


def _slug(organisation: models.Organisation, partner_name: str) -> str:
    wanted = slugify(f"{organisation.short or organisation.name}-{partner_name}")[:48] or "alliance"
    taken = set(models.Alliance.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(s for s in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
