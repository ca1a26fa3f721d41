"""Who is here on both sides of an alliance: one's own colleagues, and of the partner those whom the record names.

What the partner's people say of themselves comes from the record alone, as their names do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from troth.actions.days import moment_of
from troth.core.alliance import RIGHTS, Right
from troth.core.promises import Status
from troth.store import models
from troth.store.node import present
from troth.store.queries.people import Party, Seat
from troth.store.queries.rhythm import Back, away_in

ROUND = "Each of us has written how to work with us, and has read the others"
STRANGERS = 100  # after so many promises nobody has to be told who the others are
HELD = (Status.AGREED.name.lower(), Status.DELIVERED.name.lower())


@dataclass(frozen=True)
class Teammate:
    """Somebody of one side, with how many open promises are in their hands; `back` says when, of who is away.

    Of one's own side also their number, and since when mail to them comes back, for whoever may know it.
    """

    name: str
    title: str
    role: str
    place: str
    zone: str
    is_me: bool
    pseudonym: str
    holds: int
    work: str
    bad_news: str
    back: Back | None = None
    pk: int = 0
    comes_back: datetime | None = None

    @property
    def has_written(self) -> bool:
        """Whether they have said anything of how to work with them."""
        return bool(self.work or self.bad_news)


@dataclass(frozen=True)
class Team:
    """One side and its people, by name."""

    side: Party
    people: tuple[Teammate, ...]


def teams(seat: Seat) -> tuple[Team, ...]:
    """Return the sides that have joined, the founder first, each with its people."""
    held = _held(seat)
    away = away_in(seat, moment_of(present()))
    named = models.Member.objects.select_related("party", "person__membership").filter(alliance=seat.alliance)
    members = list(named)
    return tuple(
        Team(side, _own(seat, members, held, away) if side.mine else _theirs(side, members, held, away))
        for side in seat.sides
    )


def sponsors_of(seat: Seat) -> Mapping[str, str]:
    """Return whom each side has named to look when two people are asked, as pseudonyms by log; none who has left."""
    named = models.Party.objects.filter(
        alliance=seat.alliance,
        sponsor__person__is_active=True,
        sponsor__person__membership__organisation=F("organisation"),
    )
    return dict(named.values_list("log", "sponsor__pseudonym"))


def who_may_look(seat: Seat) -> Sequence[models.Person]:
    """Return those of the reader's own organisation who can be named to look, by name."""
    roles = [role.value for role in RIGHTS[Right.SPONSOR]]
    rows = models.Membership.objects.filter(
        organisation=seat.organisation, role__in=roles, person__is_active=True
    )
    people = [row.person for row in rows.select_related("person")]
    return sorted(people, key=lambda each: str(each).casefold())


def _own(
    seat: Seat, members: list[models.Member], held: dict[int, int], away: Mapping[int, Back]
) -> tuple[Teammate, ...]:
    known = {each.person_id: each for each in members}
    rows = models.Membership.objects.select_related("person").filter(
        organisation=seat.organisation, person__is_active=True
    )
    found = []
    came_back = models.Bounce.objects.filter(person__membership__organisation=seat.organisation)
    back = dict(came_back.values_list("person", "first_at"))
    knows = seat.may(Right.HAND_OVER)
    for each in rows:
        member = known.get(each.person_id)
        found.append(
            Teammate(
                name=str(each.person),
                title=each.title,
                role=each.role,
                place=each.person.place or seat.organisation.place,
                zone=each.person.zone,
                is_me=each.person_id == seat.person.pk,
                pseudonym=member.pseudonym if member else "",
                holds=held.get(member.pk, 0) if member else 0,
                work=each.person.work,
                bad_news=each.person.bad_news,
                back=away.get(each.person_id),
                pk=each.person_id,
                comes_back=back.get(each.person_id) if knows or each.person_id == seat.person.pk else None,
            )
        )
    return _by_name(found)


def _theirs(
    side: Party, members: list[models.Member], held: dict[int, int], away: Mapping[int, Back]
) -> tuple[Teammate, ...]:
    found = []
    for each in members:
        if each.party.log != side.log or not each.name:  # whoever left has no name any more
            continue
        person = each.person
        found.append(
            Teammate(
                name=str(each),
                title=each.title,
                role=_role(person),
                place=(person.place if person else "") or side.place,
                zone=person.zone if person else side.zone,
                is_me=False,
                pseudonym=each.pseudonym,
                holds=held.get(each.pk, 0),
                work=each.work,
                bad_news=each.bad_news,
                back=away.get(each.person_id or 0),
            )
        )
    return _by_name(found)


def introduced(seat: Seat) -> bool:
    """Say whether a round of introductions is promised here already, or so much was that people know each other."""
    rows = models.Promise.objects.filter(Q(title=ROUND) | Q(number__gt=STRANGERS), alliance=seat.alliance)
    return bool(rows.order_by("-number")[:1])


def _role(person: models.Person | None) -> str:
    membership: models.Membership | None = getattr(person, "membership", None)
    return membership.role if membership else ""


def _held(seat: Seat) -> dict[int, int]:
    rows = models.Promise.objects.filter(alliance=seat.alliance, status__in=HELD)
    counted = rows.exclude(performer_person=None).values_list("performer_person").annotate(Count("pk"))
    return {int(member): int(count) for member, count in counted if member is not None}


def _by_name(people: list[Teammate]) -> tuple[Teammate, ...]:
    return tuple(sorted(people, key=lambda each: each.name.casefold()))
