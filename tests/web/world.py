"""Four alliances on one node, with something of everything in them: whose pages are tried by everybody else.

Veldsen and Kaido have an open alliance, Ostfjord and Havn another one that is none of their business, and Nordlys has
joined an alliance with Veldsen that neither has confirmed yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tests.begun import once
from tests.cast import Pair, pair, person, terms
from tests.handed import PDF
from tests.web.passkey import passkey_of
from troth.actions import alliance as together
from troth.actions import (
    balance,
    charter,
    comments,
    differences,
    interpretation,
    judgement,
    listening,
    meetings,
    promises,
    survey,
)
from troth.actions.ids import fresh
from troth.actions.ports import Actor
from troth.actions.promises import On
from troth.core.balance import Kind as Checks
from troth.core.balance import Over, areas, controls
from troth.core.charter import Kind as Clause
from troth.core.charter.differences import Kind
from troth.core.judgement import Saw
from troth.core.judgement.survey import Instrument
from troth.core.listening.meetings import Kind as Written
from troth.core.listening.meetings import Line
from troth.core.values import Role
from troth.store import (
    founding,
    history,
    invitations,
    models,
    parked,
    receipts,
    reporting,
    uploads,
    waiting_files,
)
from troth.store.history import Words
from troth.store.node import StoreNode

CSV = b"Partner,What,Promised,Delivered\nHalden,Cables laid,2025-03-04,2025-03-05\n"
# What `object` means in the addresses of a room, other than a promise.
ROOMS = {
    "/listening/": "statement",
    "/interpretations/": "round",
    "/charter/": "clause",
    "/differences/": "difference",
    "/balance/areas/": "area",
    "/balance/controls/": "control",
    "/concerns/": "concern",
    "/comment/": "comment",
    "/pulse/": "survey",
    "/meetings/<slug:object>/read/": "note",
    "/meetings/<slug:object>/write/": "note",
    "/meetings/": "meeting",
}
A_DAY = timedelta(days=1)
PEOPLE = ("out", "stranger", "partner", "before", "viewer", "member", "manager", "admin")


@dataclass
class World:
    """Everybody's browser, and the ids that stand in Veldsen's addresses and in those of others."""

    two: Pair
    browsers: Mapping[str, Client]
    ids: Mapping[str, str]
    foreign: SimpleNamespace
    unopened: str
    stamp: str = ""
    inner: list[str] = field(default_factory=list)

    def ask(self, who: str, method: str, address: str, data: Mapping[str, object]) -> HttpResponse:
        """Ask for a page, or send a form, as somebody: in a copy of their browser that is thrown away."""
        client = Client(raise_request_exception=False)
        client.cookies.load({name: each.value for name, each in self.browsers[who].cookies.items()})
        return client.post(address, data) if method == "post" else client.get(address, data)

    def address(self, route: str, who: str = "") -> str:
        """Fill a route with Veldsen's own ids; for `before`, with the alliance that is not open yet."""
        ids = dict(self.ids)
        if route.startswith("partners/"):
            ids["slug"] = "kaido"
        elif who == "before":
            ids["slug"] = self.unopened
        if "/objectives/" in route or "/joint/" in route:
            ids["object"] = self.ids["objective"]
        ids["object"] = next((self.ids[name] for room, name in ROOMS.items() if room in route), ids["object"])
        return "/" + fill(route, ids)


def fill(route: str, ids: Mapping[str, str]) -> str:
    """Put ids where a route names them; `imports/<int:pk>` is asked for as `imports.pk`, and so on."""
    said = []
    for part in route.split("/"):
        if part.startswith("<"):
            name = part.strip("<>").rpartition(":")[2]
            part = ids.get(f"{route.split('/')[0]}.{name}", ids.get(name, "none"))
        said.append(part)
    return "/".join(said)


def routes() -> dict[str, str]:
    """Every route of the node by its name."""
    found: dict[str, str] = {}
    for pattern in _flat(get_resolver().url_patterns):
        assert pattern.name, f"{pattern.pattern} has no name"
        assert pattern.name not in found, f"Two routes are called {pattern.name}."
        found[pattern.name] = str(pattern.pattern)
    return found


def _flat(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    flat: list[URLPattern] = []
    for each in patterns:
        flat += _flat(each.url_patterns) if isinstance(each, URLResolver) else [each]
    return flat


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done meanwhile is undone, on disk too: what was signed, and the files on their way in."""
    found = [path for path in uploads.folder().iterdir() if path.is_file()]
    kept = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    shutil.rmtree(settings.TROTH_HOME / "pending", ignore_errors=True)
    for path, (changed, content) in kept.items():
        if not path.exists() or path.stat().st_mtime_ns != changed:
            path.write_bytes(content)


def _browsers_of(who: models.Person) -> Mapping[str, int]:
    """Where somebody is signed in, and a browser in which they showed whose mailbox it is."""
    now = timezone.now()
    shown = models.MailBrowser(
        person=who, key_hash=fresh("", 32), made_at=now, used_at=now, until=now + A_DAY
    )
    shown.save()
    session = UserSession.objects.create(user=who, ip="192.0.2.1", session_key=fresh("", 32))
    return {"session": session.pk, "browser": shown.pk}


@once
def world() -> World:
    """Make all of it."""
    two = pair()
    veldsen = two.annelies.membership.organisation
    colleagues = {role.value: person(veldsen, f"{role.value.title()} Smit", role) for role in Role}
    unopened, nordlys = _unopened(veldsen)
    foreign = _foreign()
    browsers = {
        "out": Client(),
        "stranger": browser(foreign.person),
        "partner": browser(two.naoko),
        "before": browser(nordlys),
        **{name: browser(who) for name, who in colleagues.items()},
    }
    made = _things(two.alliance, two.veldsen, colleagues["admin"])
    ids = {
        "slug": two.alliance.slug,
        "object": made.promise,
        "name": made.batch,
        "person": str(colleagues["member"].pk),
        "organisation.pk": str(made.invitation),
        "settings.pk": str(made.template),
        "imports.pk": str(made.source),
        "partners.pk": str(made.row),
        "token": made.token,
        "account.pk": str(made.passkey),
        **{name: str(vars(made)[name]) for name in ("session", "browser")},
        "objective": made.objective,
        **{room: vars(made)[room] for room in TALKED},
        "note": made.note,
        "parked.pk": str(made.parked),
        "number": "1",
        **handed(two.veldsen, two.kaido, two.annelies),
        "view": str(made.view),
        "form": "csv",
        "colour": "b",
        "once": "once",
    }
    stamp = promises.state_of(StoreNode(), two.alliance.pk, made.promise).stamp
    return World(two, browsers, ids, foreign, unopened, stamp)


def browser(who: models.Person) -> Client:
    """A browser in which somebody has signed in; what goes wrong inside comes back as a status."""
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def _unopened(veldsen: models.Organisation) -> tuple[str, models.Person]:
    firm = models.Organisation.objects.create(name="Nordlys AS", short="Nordlys", zone="Europe/Oslo")
    alliance = founding.found(veldsen, "Nordlys").party.alliance
    founding.join(alliance, firm)
    return alliance.slug, person(firm, "Nora Lie")


def _foreign() -> SimpleNamespace:
    """Ostfjord and Havn, with as much of everything as Veldsen has."""
    one = models.Organisation.objects.create(name="Ostfjord AS", short="Ostfjord", zone="Europe/Oslo")
    other = models.Organisation.objects.create(name="Havn AS", short="Havn", zone="Europe/Oslo")
    liv, egil = person(one, "Liv Dahl"), person(other, "Egil Berg")
    alliance = founding.found(one, "Havn").party.alliance
    founding.join(alliance, other)
    ours, theirs = founding.actor_of(liv, alliance), founding.actor_of(egil, alliance)
    founding.confirm(ours)
    founding.confirm(theirs)
    alliance.refresh_from_db()
    made = _things(alliance, ours, liv)
    made.person, made.alliance, made.actor = liv, alliance, ours
    made.handed = handed(ours, theirs, liv)
    return made


def handed(ours: Actor, theirs: Actor, who: models.Person) -> Mapping[str, str]:
    """Deliver something with a file; returns what stands in the file's address."""
    node, today = StoreNode(), timezone.now().date()
    promise = promises.offer(node, ours, terms("A thing with a file", due=today + timedelta(days=9)))
    state = promises.state_of(node, ours.alliance, promise)
    text = next(text for text in state.table.values() if text)
    promises.agree(node, theirs, On(promise, state.stamp), text=text.id)
    waiting_files.take(who, promise, "report.pdf", BytesIO(PDF))
    files = waiting_files.hand_over(who, promise, ours.alliance)
    stamp = promises.state_of(node, ours.alliance, promise).stamp
    promises.deliver(node, ours, On(promise, stamp), files=files)
    entry = models.Entry.objects.get(object=promise, kind="promise.deliver/2").id
    return {"files.entry": entry, "files.number": "1", "files.name": "report.pdf"}


def _agreements(node: StoreNode, actor: Actor) -> tuple[str, str]:
    words = charter.Words("Sampling", "One pallet in twenty is opened.")
    clause = charter.put(node, actor, Clause.CLAUSE, words)
    return clause, differences.name(node, actor, Kind.PLANNING, title="Plans", words="We plan by the week.")


TALKED = (
    "statement", "round", "clause", "difference", "concern", "survey", "meeting", "area", "control", "comment",
)  # fmt: skip


def _talked(node: StoreNode, actor: Actor, promise: str) -> dict[str, str]:
    """One of each that is talked about beside the promises."""
    return dict(
        zip(
            TALKED,
            (
                listening.put(node, actor, words="We load at four in the morning.", asks=True),
                interpretation.ask(node, actor, words="What does “alliance” mean to you?"),
                *_agreements(node, actor),
                _concern(node, actor),
                _survey(node, actor),
                _meeting(node, actor),
                *_weighed(node, actor),
                comments.say(node, actor, about=promise, words="Does Friday suit you?"),
            ),
            strict=True,
        )
    )


def _weighed(node: StoreNode, actor: Actor) -> tuple[str, str]:
    facts = areas.Facts(areas.Whose.OWN, loss=10, count=4, appetite=10)
    area = balance.set_up(node, actor, balance.Area(facts, "Spare parts"))
    kept = controls.Facts(area, controls.Change.ADD, Checks.CHECKS, Over.OUTPUT, share=40, own=60, partner=60)
    told = balance.Control(kept, controls.Words(title="Second signature"))
    return area, balance.propose(node, actor, told, today=timezone.now().date())


def _survey(node: StoreNode, actor: Actor) -> str:
    today, name = timezone.now().date(), fresh("bl_")
    survey.begin(node, actor, name, Instrument.PULSE, until=today + timedelta(days=7), today=today)
    return name


def _concern(node: StoreNode, actor: Actor) -> str:
    today = timezone.now().date()
    seen = judgement.Seen(Saw("It came on Friday.", "We waited.", "Why?"), day=today - timedelta(days=1))
    return judgement.raise_concern(node, actor, seen, days=judgement.days_at("NL", "UTC", today.year))


def _meeting(node: StoreNode, actor: Actor) -> str:
    line = Line(Written.STATEMENT, own=True, words="We load at four in the morning.")
    meeting = meetings.new_meeting()
    note = meetings.Note("Promises of the week", timezone.now().date(), (line,), here=(actor.by,))
    meetings.end(node, actor, meeting, note)
    return meeting


def _things(alliance: models.Alliance, actor: Actor, who: models.Person) -> SimpleNamespace:
    firm, today, node = who.membership.organisation, timezone.now().date(), StoreNode()
    promise = promises.offer(node, actor, terms(due=today + timedelta(days=9)))
    together.put_objective(node, actor, title="Proof of cold")
    partner = str(alliance.parties.exclude(organisation=firm).get().organisation)
    past = date(today.year - 1, 3, 4)
    reported = history.note(firm, partner, Words("Lot 1", past, received=True, delivered=past))
    models.Partner.objects.filter(pk=reported.partner.pk).update(alliance=alliance)
    first, last = date(past.year, 1, 1), date(past.year, 12, 31)
    batch = reporting.put_on_record(alliance, actor, first, last, node=node)
    receipts.asked(alliance.pk, node.now())
    source = models.Import.objects.create(organisation=firm, person=who, file_name="list.csv")
    row = history.note(firm, partner, Words("Lot 2", today + timedelta(days=30), received=False))
    template = models.PromiseTemplate.objects.create(
        organisation=firm, author=who, name="Calibration", fields={"kind": ["offer"], "title": ["A template"]}
    )
    view = models.SavedView.objects.create(person=who, alliance=alliance, name="Nights", asked={"q": "night"})
    models.Draft.objects.create(
        person=who, key=f"several:{alliance.slug}:once", fields={"told": [[promise, "Told Kaido.", "yes"]]}
    )
    role = Role(who.membership.role)
    asked = invitations.invite_colleague(firm, who, role, email="new@firm.example", role=Role.MEMBER)
    return SimpleNamespace(
        promise=promise,
        objective=models.Joint.objects.get(alliance=alliance, kind="objective").object,
        **_talked(node, actor, promise),
        note=models.MeetingNote.objects.create(
            alliance=alliance, object=meetings.new_meeting(), writer=who, title="Today", day=today
        ).object,
        parked=parked.park(who, thought="So", unknown="", day=past.replace(year=2199), today=today).pk,
        batch=batch.object,
        source=source.pk,
        row=row.pk,
        template=template.pk,
        view=view.pk,
        invitation=asked.invitation.pk,
        token=uploads.keep(who, "list.csv", CSV).token,
        passkey=passkey_of(who)[1].pk,
        **_browsers_of(who),
    )
