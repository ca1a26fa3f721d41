"""When somebody leaves: what is in their hands passes to named colleagues, then their account and name are erased.

Each alliance is a transaction of its own, signed there; what stops half-way is finished by doing it once more. The
partner reads who answers now, and no name of whoever left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from troth.actions import promises
from troth.actions.people import NobodyNamed, require_hand_over, require_let_go
from troth.actions.ports import Changed
from troth.core.alliance.members import KIND as NAMING
from troth.core.alliance.members import WORDS_KIND
from troth.core.record import asks
from troth.core.record.party import NODE
from troth.core.values import Role
from troth.store import founding, journal, models
from troth.store.files import WITH_FILES, forget_files
from troth.store.forgetting import end_sessions, forget
from troth.store.founding import texts_about
from troth.store.node import Desk, StoreNode, confirm_erased, present
from troth.store.queries.hands import Hand, Line, hands_of
from troth.store.queries.people import Reader
from troth.store.queries.promises import stamps_of
from troth.store.queries.today import every_seat_of
from troth.store.surveys import close_where_all_answered

TRIES = 3
ROOMS = (
    "promise.", "purpose.", "objective.", "statement.", "concern.", "clause.", "difference.", "area.", "control.",
    "meeting.", "comment.",
)  # fmt: skip
TERMS = ("offer", "request", "counter", "change", "put", "tell")


@dataclass(frozen=True)
class Handing:
    """To whom things pass: one colleague for all, and others for single lines of the page, by their keys."""

    to: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    words: str = ""

    def person(self, line: Line) -> int | None:
        """Return who takes a line over."""
        return self.lines.get(line.key, self.to)


def hand_over(reader: Reader, person: models.Person, handing: Handing) -> tuple[Hand, ...]:
    """Hand everything that somebody answers for to colleagues, in each alliance in one act; returns what was handed."""
    found = tuple(hand for hand in hands_of(reader, person) if hand.lines)
    heirs = _heirs(reader, person, found, handing)
    for hand in found:
        _in_one_alliance(reader, person, hand, handing, heirs)
    return found


def let_go(
    reader: Reader,
    person: models.Person,
    handing: Handing,
    *,
    texts: bool = False,
    files: bool = False,
    notes: bool = False,
) -> tuple[Hand, ...]:
    """Let somebody go: hand on what they answer for, end their sign-in, erase their name, delete what was theirs.

    With `texts` also what they wrote in the record is erased, but for the words of what is still open; with `files`
    also what they handed over with deliveries; with `notes` also what they noted for their organisation alone.
    """
    everybody = models.Membership.objects.filter(organisation=reader.organisation, person__is_active=True)
    require_let_go(reader.role, [Role(each.role) for each in everybody.exclude(person=person)])
    found = tuple(hand for hand in hands_of(reader, person) if hand.lines)
    heirs = _heirs(reader, person, found, handing)
    with transaction.atomic():
        models.Person.objects.filter(pk=person.pk).update(is_active=False)
        end_sessions(person)
    for hand in found:
        _in_one_alliance(reader, person, hand, handing, heirs)
    for member in models.Member.objects.filter(person=person).select_related("party"):
        _erase(reader, member, texts=texts)
        if files:
            _forget_files(member)
    forget(person, notes=notes, heir=heirs.get(handing.to or 0) or _looks_after(reader, person))
    going_on = [seat for seat in every_seat_of(reader) if seat.parted is None]
    close_where_all_answered(reader.organisation, going_on)
    return found


def _heirs(
    reader: Reader, person: models.Person, hands: tuple[Hand, ...], handing: Handing
) -> dict[int, models.Person]:
    wanted = [handing.person(line) for hand in hands for line in hand.lines]
    if None in wanted:
        raise NobodyNamed("Say who answers from now on for what is in their hands.")
    pks = {pk for pk in (*wanted, handing.to) if pk is not None}
    rows = models.Membership.objects.select_related("person__membership").filter(
        organisation=reader.organisation, person__in=pks - {person.pk}, person__is_active=True
    )
    roles = {each.person_id: Role(each.role) for each in rows}
    require_hand_over(reader.role, mine=person.pk == reader.person.pk, given=[roles.get(pk) for pk in pks])
    return {each.person_id: each.person for each in rows}


def _in_one_alliance(
    reader: Reader, person: models.Person, hand: Hand, handing: Handing, heirs: Mapping[int, models.Person]
) -> None:
    """Sign who answers from now on; what the partner does in the same moment is looked at and tried again."""
    actor = hand.seat.actor()
    known_as: dict[int, str] = {}
    for tried in range(1, TRIES + 1):
        names = {row.object: handing.person(line) or 0 for line in hand.lines for row in line.rows}
        for pk in set(names.values()) - known_as.keys():
            known_as[pk] = founding.actor_of(heirs[pk], hand.seat.alliance, by=actor.by).by
        states = stamps_of(hand.seat, list(names))
        onto = {promises.On(name, states[name].stamp): known_as[pk] for name, pk in names.items()}
        try:
            promises.hand_over_all(StoreNode(), actor, onto, words=handing.words)
        except Changed:
            fresh = [each for each in hands_of(reader, person) if each.seat.slug == hand.seat.slug]
            if tried == TRIES or not fresh:
                raise
            hand = fresh[0]
        else:
            return


def _erase(reader: Reader, member: models.Member, *, texts: bool) -> None:
    """Ask, in one log, for the name and the own words of somebody, and for their texts; the node answers at once."""
    party = member.party
    ids = texts_about(member, NAMING, WORDS_KIND) + (_texts_by(member) if texts else [])
    if not ids:
        return
    parties = models.Party.objects.filter(alliance=party.alliance_id).order_by("colour")
    admin = models.Member.objects.filter(party=party, person=reader.person).exclude(pk=member.pk).first()
    by = NODE if admin is None or parties.exclude(left_at=None).exists() else admin.pseudonym
    with transaction.atomic():
        desk = Desk(party.alliance_id, party.log, present())
        signed = desk.sign_and_keep(asks(ids, by=by))
    for ask in signed:
        for each in parties:
            confirm_erased({"log": each.log, "ask": ask.id})


def _forget_files(member: models.Member) -> None:
    """What somebody handed over, gone from this node; a restored backup forgets it again."""
    rows = models.Entry.objects.filter(log=member.party.log, by=member.pseudonym, kind=WITH_FILES)
    ids = list(rows.values_list("id", flat=True))
    if ids:
        journal.note({"alliance": member.alliance_id, "files": ids})
        forget_files(ids)


def _texts_by(member: models.Member) -> list[str]:
    """What somebody wrote: not the words of what is still open, which say what two organisations owe each other."""
    rows = models.Entry.objects.filter(log=member.party.log, by=member.pseudonym, body__isnull=False)
    open_ = set(
        models.Promise.objects.filter(alliance=member.alliance_id)
        .exclude(status__in=("kept", "released", "broken", "nothing"))
        .values_list("object", flat=True)
    ) | set(
        models.Joint.objects.filter(alliance=member.alliance_id)
        .exclude(status__in=("closed", "nothing", "let_go"))
        .values_list("object", flat=True)
    )
    found = []
    for id, kind, name in rows.order_by("number").values_list("id", "kind", "object"):
        act = kind.partition("/")[0].rpartition(".")[2]
        if kind.startswith(ROOMS) and not (act in TERMS and name in open_):
            found.append(id)
    return found


def _looks_after(reader: Reader, person: models.Person) -> models.Person | None:
    """Who goes on with templates and a recovery key when nobody was named: the reader, else another admin."""
    if person.pk != reader.person.pk:
        return reader.person
    admins = models.Membership.objects.filter(organisation=reader.organisation, role=Role.ADMIN.value)
    other = admins.exclude(person=person).select_related("person").order_by("pk").first()
    return other.person if other else None
