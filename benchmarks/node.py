"""A node of a benchmark's own: its tables, and an alliance of two firms to measure in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from troth.actions.ports import Actor
    from troth.store import models


@dataclass(frozen=True)
class Pair:
    """An open alliance, an actor of each side, and the people behind them."""

    alliance: models.Alliance
    actors: tuple[Actor, Actor]
    people: tuple[models.Person, models.Person]


def start() -> None:
    """Make Django ready and the database's tables; TROTH_DATABASE_URL chooses another than SQLite."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def pair(name: str, *, at: int | None = None) -> Pair:
    """Make two firms whose names begin with `name`, each with an admin, and their open alliance."""
    from troth.core.values import Role
    from troth.store import founding, models, people

    made = []
    for side, zone, place, country in (
        ("North", "Europe/Amsterdam", "Eindhoven", "NL"),
        ("South", "Asia/Tokyo", "Yokohama", "JP"),
    ):
        firm = people.Firm(f"{name} {side} B.V.", f"{name} {side}", place, zone, country)
        mail = f"admin@{name}-{side}.example".lower()
        made.append(people.begin(people.Newcomer(mail, f"Ann {side}", "Alliance manager", place, zone), firm))
    one, other = made
    alliance = founding.found(one.membership.organisation, f"{name} South", now=at).party.alliance
    founding.join(alliance, other.membership.organisation, now=at)
    actors = (founding.actor_of(one, alliance, now=at), founding.actor_of(other, alliance, now=at))
    for actor in actors:
        founding.confirm(actor, now=at)
    models.Membership.objects.filter(person__in=made).update(role=Role.ADMIN.value)
    return Pair(models.Alliance.objects.get(pk=alliance.pk), actors, (one, other))
