"""Whom an act waits for: the person who answers for the other side, or those of a side who may, and by which word.

A promise concerns whoever answers for it, the managers of a side while nobody does, and the two who are asked to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from troth.core.alliance import RIGHTS, Right
from troth.core.record import Entry
from troth.store import models

# The acts that put something in front of somebody; the rest answer, or tell by the way.
PROMISE = frozenset(
    "promise.offer promise.request promise.counter promise.change promise.warn promise.deliver promise.send_back "
    "promise.ask_status promise.ask_release promise.release promise.break promise.reassign promise.escalate".split()
)
JOINT = {"purpose.put": Right.PURPOSE, "objective.put": Right.PURPOSE, "report.close": Right.REPORT}
ENDED = {"promise.withdraw", "promise.take_back", "purpose.withdraw", "objective.withdraw", "report.withdraw"}
ANEW = PROMISE | JOINT.keys() | ENDED


@dataclass(frozen=True)
class News:
    """Something to tell: which act, about what, by whom (a pseudonym, or a person's number inside an organisation,
    or nobody's but the organisation's), and how many of it there are."""

    act: str
    object: str
    entry: str
    by: str = ""
    count: int = 1
    title: str = ""


@dataclass(frozen=True)
class Sides:
    """The side that acts and the other one, which is none until both have confirmed."""

    own: models.Party
    other: models.Party | None


Told = tuple[News, list[models.Person]]


def sides_of(party: models.Party) -> Sides:
    """Return both sides of a party's alliance; the other one only once both have confirmed."""
    rows = models.Party.objects.filter(alliance=party.alliance_id).select_related("alliance", "organisation")
    both = {row.pk: row for row in rows}
    own = both.pop(party.pk)
    return Sides(own, next(iter(both.values()), None) if own.alliance.opened_at is not None else None)


def concerned(sides: Sides, spoken: Sequence[Entry]) -> list[Told]:
    """Return whom entries of one log wait for: one piece of news for all of one kind that the same people answer."""
    names = {entry.object for entry in spoken if _word(entry) in PROMISE}
    rows = models.Promise.objects.filter(alliance=sides.own.alliance, object__in=names)
    promises = {
        row.object: row for row in rows.select_related("performer_person__person", "customer_person__person")
    }
    found: dict[tuple[str, tuple[int, ...]], Told] = {}
    answers = cache(partial(_answers, sides.other))
    for entry in spoken:
        for word, people, title in _whom(sides, entry, promises.get(entry.object or ""), spoken, answers):
            key = (word, tuple(person.pk for person in people))
            first = found[key][0] if key in found else None
            count = first.count + 1 if first else 1
            about = (
                (first.object, first.entry, first.by) if first else (entry.object or "", entry.id, entry.by)
            )
            found[key] = (News(word, *about, count=count, title=first.title if first else title), people)
    return [told for told in found.values() if told[1]]


def able(organisation: models.Organisation, right: Right) -> list[models.Person]:
    """Return the people of an organisation whose role reaches so far."""
    roles = [role.value for role in RIGHTS[right]]
    rows = models.Membership.objects.filter(
        organisation=organisation, role__in=roles, person__is_active=True
    ).select_related("person", "organisation")
    return [_person(row) for row in rows.order_by("person__pk")]


def _whom(
    sides: Sides,
    entry: Entry,
    row: models.Promise | None,
    spoken: Sequence[Entry],
    answers: Callable[[int | None], list[models.Person]],
) -> Iterator[tuple[str, list[models.Person], str]]:
    word, other = _word(entry), sides.other
    if word in JOINT and other is not None:
        yield word, able(other.organisation, JOINT[word]), ""
    if row is None or word not in PROMISE:
        return
    theirs = answers(_named(other, row)) if other is not None else []
    if word == "promise.reassign":
        yield "promise.handed", _members(sides, [str(entry.act.get("person"))], own=True), row.title
    if word == "promise.escalate":
        yield from ((word, people, row.title) for word, people in _looks(sides, entry, row, theirs))
    elif word != "promise.change" or not _warned(entry, spoken):
        yield word, theirs, row.title


def _looks(
    sides: Sides, entry: Entry, row: models.Promise, theirs: list[models.Person]
) -> Iterator[tuple[str, list[models.Person]]]:
    """The two who are asked to look, and whoever answers for a side that has not said its sentence yet."""
    own = "p" if row.performer_id == sides.own.pk else "c"
    silent = row.look.get("says", "").replace(own, "")
    if silent:
        yield "look.sentence", theirs
        for side, right in ((sides.own, Right.SPONSOR), (sides.other, Right.SPONSOR)):
            if side is None:
                continue
            letter = "p" if row.performer_id == side.pk else "c"
            named = str(row.look.get("asks", {}).get(letter) or "")
            yield "look.asked", _members(sides, [named]) if named else able(side.organisation, right)


def _warned(entry: Entry, spoken: Sequence[Entry]) -> bool:
    """A change that is proposed in the same act as a warning is told with it."""
    return any(other.object == entry.object and _word(other) == "promise.warn" for other in spoken)


def _named(side: models.Party, row: models.Promise) -> int | None:
    member = row.performer_person if row.performer_id == side.pk else row.customer_person
    return member.person_id if member is not None else None


def _answers(side: models.Party | None, named: int | None) -> list[models.Person]:
    """Who answers for a side; its managers while nobody is named, or when whoever was named is here no more."""
    if side is None:
        return []
    found = models.Membership.objects.filter(
        person=named, organisation=side.organisation, person__is_active=True
    ).select_related("person", "organisation")
    here = found.first() if named is not None else None
    return [_person(here)] if here is not None else able(side.organisation, Right.HAND_OVER)


def _members(sides: Sides, pseudonyms: Sequence[str], *, own: bool = False) -> list[models.Person]:
    members = models.Member.objects.filter(alliance=sides.own.alliance, pseudonym__in=pseudonyms)
    if own:
        members = members.filter(party=sides.own)
    rows = models.Membership.objects.filter(
        person__in=members.values("person"), person__is_active=True
    ).select_related("person", "organisation")
    return [_person(row) for row in rows.order_by("person__pk")]


def _person(row: models.Membership) -> models.Person:
    row.person.membership = row
    return row.person


def _word(entry: Entry) -> str:
    return entry.kind.partition("/")[0]
