"""Two firms and their people, as most tests need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.begun import once
from troth.actions.days import stamp_of
from troth.actions.ports import Actor
from troth.actions.promises import Terms
from troth.core.values import Role, Stake
from troth.store import founding, models
from troth.store.node import StoreNode

START = 1_772_500_000_000
DAY = 86_400_000


@dataclass
class Clock:
    """A clock that a test sets and moves, in ms UTC."""

    at: int = START

    def __call__(self) -> int:
        return self.at

    def move_on(self, days: float) -> None:
        self.at += int(days * DAY)


@dataclass
class Pair:
    """An open alliance of Veldsen and Kaido on one node, with a person of each who may do anything."""

    alliance: models.Alliance
    veldsen: Actor
    kaido: Actor
    annelies: models.Person
    naoko: models.Person
    clock: Clock
    node: StoreNode


def person(organisation: models.Organisation, name: str, role: Role = Role.ADMIN) -> models.Person:
    """Make a person of an organisation."""
    email = f"{name.split()[0].lower()}@{organisation.short.lower()}.example"
    made = models.Person.objects.create_user(
        email, name=name, zone=organisation.zone, place=organisation.place
    )
    models.Membership.objects.create(
        organisation=organisation, person=made, role=role.value, title="Alliance manager"
    )
    return made


@once
def pair() -> Pair:
    """Found an alliance, let the partner join, and have both sides confirm the words."""
    clock = Clock()
    one = models.Organisation.objects.create(
        name="Veldsen B.V.", short="Veldsen", country="NL", place="Eindhoven", zone="Europe/Amsterdam"
    )
    other = models.Organisation.objects.create(
        name="Kaido K.K.", short="Kaido", country="JP", place="Yokohama", zone="Asia/Tokyo"
    )
    annelies, naoko = person(one, "Annelies van der Meer"), person(other, "Naoko Fujiwara")
    alliance = founding.found(one, "Kaido", now=clock.at).party.alliance
    founding.join(alliance, other, now=clock.at)
    veldsen = founding.actor_of(annelies, alliance, now=clock.at)
    kaido = founding.actor_of(naoko, alliance, now=clock.at)
    founding.confirm(veldsen, now=clock.at)
    founding.confirm(kaido, now=clock.at)
    alliance.refresh_from_db()
    return Pair(alliance, veldsen, kaido, annelies, naoko, clock, StoreNode(clock))


def terms(
    title: str = "The audit report is in your hands", due: date = date(2026, 3, 20), **other: object
) -> Terms:
    """Say what is promised, with the fields a test does not care about filled in."""
    fields: dict[str, object] = {"conditions": ("All twelve sites are covered",), "stake": Stake.MEDIUM}
    return Terms(title=title, due_day=due, zone="Asia/Tokyo", **{**fields, **other})  # type: ignore[arg-type]


__all__ = ["DAY", "START", "Clock", "Pair", "pair", "person", "stamp_of", "terms"]
