"""`troth demo`: a node with a believable alliance to try everything on, made through the same actions as real work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import Progress

from troth.actions.days import day_in, moment_of
from troth.cli.demo import cast
from troth.cli.demo.balance import BALANCE
from troth.cli.demo.charter import CHARTER
from troth.cli.demo.comments import COMMENTS
from troth.cli.demo.concerns import CASES, THOUGHTS
from troth.cli.demo.history import BUYER, SELLER, make_history
from troth.cli.demo.meetings import MEETINGS, write_now
from troth.cli.demo.pulses import PULSES
from troth.cli.demo.stories import STORIES
from troth.cli.demo.talks import READINGS, TALKS
from troth.cli.demo.telling import DAY, Teller
from troth.cli.launch import free, launch, prepare
from troth.cli.serve import PORT
from troth.core.errors import TrothError
from troth.store import absence, founding, leads, models, operators, parked, tokens
from troth.store.node import present
from troth.store.queries.lists import Wanted
from troth.store.queries.people import reader_of, seat_of
from troth.store.telling import they_all_know
from troth.store.views import keep_view

ADMINS = ("annelies", "haruka")


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=PORT, envvar="PORT", help="The port to listen on."
)
@click.option(
    "--with-history", is_flag=True, help="Add a firm with ten years of deliveries by its suppliers."
)
@click.option("--no-serve", is_flag=True, help="Make the data and stop.")
def command(host: str, port: int, with_history: bool, no_serve: bool) -> None:
    """Start a node with a demo alliance; a second start keeps what is there.

    Prints two links, each of which signs in as a person of one partner. Such links exist in the demo alone.
    """
    if not no_serve:
        free(host, port)
    prepare()
    make(with_history=with_history)
    if no_serve:
        return
    launch(host=host, port=port, say=_links(f"http://{host}:{port}"))


def make(*, with_history: bool) -> None:
    """Make the demo's alliance, unless it is there; refuses a node that people really use."""
    if not models.Person.objects.filter(email=cast.address("annelies")).exists():
        if models.Person.objects.exists():
            raise TrothError("This node holds real people. Start the demo in another TROTH_HOME.")
        _alliance()
    if with_history:
        with _bar("Bringing in a public list of ten thousand deliveries") as show:
            make_history(show)
    leads.look()


@contextmanager
def _bar(words: str) -> Iterator[Callable[[int, int], None]]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def _alliance() -> None:
    with _bar("Telling nine months of Veldsen and Kaido") as show:
        teller = _founded(present())
        teller.hold_together("annelies", "haruka", cast.PURPOSE, cast.BRINGS, cast.OBJECTIVES)
        teller.name_to_look(("annelies", "marijke"), ("haruka", "naoko"))
        teller.tell(
            STORIES, (*CHARTER, *TALKS, *CASES, *COMMENTS, *MEETINGS, *BALANCE), READINGS, PULSES, show
        )
    write_now(teller.stage, "annelies")
    _away("daichi", "kenji", cast.AWAY)
    they_all_know()
    operators.look_after(models.Person.objects.get(email=cast.address("annelies")))
    _view("annelies", "Nights and alarms", "alarm")
    _thoughts("annelies")


def _view(key: str, name: str, words: str) -> None:
    person = models.Person.objects.get(email=cast.address(key))
    reader = reader_of(person)
    seat = seat_of(reader, "veldsen-kaido") if reader else None
    if seat is not None:
        keep_view(seat, name, Wanted(q=words, state="any"))


def _thoughts(key: str) -> None:
    """What somebody has parked for themselves, a fortnight ago; one of it asks to be looked at today."""
    person = models.Person.objects.get(email=cast.address(key))
    today = day_in(present(), person.zone)
    for days, thought, unknown in THOUGHTS:
        day = today + timedelta(days=days)
        parked.park(person, thought=thought, unknown=unknown, day=day, today=day - timedelta(days=14))
    models.Parked.objects.filter(person=person).update(
        alliance=models.Alliance.objects.get(slug="veldsen-kaido")
    )


def _away(key: str, other: str, words: str) -> None:
    """Somebody who left yesterday and is back in more than a week; a colleague has said yes to standing in."""
    person, stands = (models.Person.objects.get(email=cast.address(each)) for each in (key, other))
    today = day_in(present(), person.zone)
    days = today - timedelta(days=1), today + timedelta(days=9)
    absence.go_away(person, absence.Absence(*days, stands.pk, words))
    absence.stand_in(stands, person.pk)


def _founded(now: int) -> Teller:
    at = now - 275 * DAY
    one, other = cast.firm("Veldsen", "annelies"), cast.firm("Kaido", "haruka")
    alliance = founding.found(one, "Kaido", now=at).party.alliance
    founding.join(alliance, other, now=at + DAY)
    people = {key: models.Person.objects.get(email=cast.address(key)) for key in cast.PEOPLE}
    actors = {key: founding.actor_of(person, alliance, now=at + DAY) for key, person in people.items()}
    for admin in ADMINS:
        founding.confirm(actors[admin], now=at + 2 * DAY)
    models.Alliance.objects.filter(pk=alliance.pk).update(slug="veldsen-kaido", created_at=moment_of(at))
    return Teller(
        alliance=alliance.pk,
        actors=actors,
        zones={key: person.zone for key, person in cast.PEOPLE.items()},
        firms={key: person.firm for key, person in cast.PEOPLE.items()},
        now=now,
        clock=at + 2 * DAY,
    )


def _links(url: str) -> list[str]:
    known = [cast.address(key) for key in ADMINS] + [BUYER.email, SELLER.email]
    lines = []
    for email in known:
        person = models.Person.objects.filter(email=email).select_related("membership__organisation").first()
        if person is not None:
            firm = person.membership.organisation
            lines.append(f"Sign in as {person.name}, {firm}: {url}{tokens.demo_path(person)}")
    return lines
