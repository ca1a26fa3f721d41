"""A node of its own on which somebody leaves; run as a process, because only what is committed is in the files."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

NAME, ADDRESS, SENTENCE = "Quirijn Zeeuwolf", "zeeuwolf@veldsen.example", "Bel de Zeeuwolf altijd eerst."
TITLE, NOTE, DRAFT, WORDS = "zeeuwolf-title", "zeeuwolf-note", "zeeuwolf-draft", "zeeuwolf-words"
DUE = date(2031, 3, 20)


def start(home: Path) -> None:
    """Make Django ready on a home, as a node's processes do."""
    os.environ["TROTH_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth.server.settings"
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]


def prepare(home: Path) -> None:
    """Two firms, and Quirijn with something of everything that a person can leave behind."""
    from django.core.management import call_command
    from django.test import Client

    from tests.cast import pair, person
    from troth.core.values import Role
    from troth.store import founding, models, outbox, private, replies, uploads
    from troth.store.export import bundle_of
    from troth.store.queries.people import reader_of, seat_of

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    two = pair()
    person(two.annelies.membership.organisation, "Petra Oosterhuis", Role.MEMBER)
    leaver = person(two.annelies.membership.organisation, NAME, Role.MEMBER)
    models.Person.objects.filter(pk=leaver.pk).update(email=ADDRESS, work=SENTENCE, bad_news=SENTENCE)
    leaver = models.Person.objects.get(pk=leaver.pk)
    reader = reader_of(leaver)
    assert reader is not None
    seat = seat_of(reader, two.alliance.slug)
    assert seat is not None
    promised(two, founding.actor_of(leaver, two.alliance))
    private.keep_note(seat, "pr_x", NOTE)
    private.keep_draft(leaver, "offer:x:y", {"title": [DRAFT]})
    sealed(two.annelies, seat)
    uploads.keep(leaver, "list.csv", f"Partner,What,Promised\nHalden,{DRAFT},2025-03-04\n".encode())
    outbox.put("mail", "m", {"to": ADDRESS, "subject": NAME, "text": SENTENCE, "key": "m"})
    replies.take_in(f"From: {NAME} <{ADDRESS}>\r\nMessage-ID: <1@x>\r\n\r\n{SENTENCE}\r\n".encode())
    replies.came_back(leaver, "5.1.1")
    browser = Client()
    browser.force_login(leaver)
    browser.get("/")
    (home / "before.json").write_text(json.dumps(_hex(bundle_of(two.alliance.pk))))


def sealed(manager, seat) -> None:  # type: ignore[no-untyped-def]
    """A pulse that the leaver has answered and a colleague has not, so that their side is not in yet."""
    from django.utils import timezone

    from troth.core.judgement.survey import Answer, Instrument, Remark
    from troth.store import surveys
    from troth.store.queries.people import reader_of, seat_of

    reader = reader_of(manager)
    begins = seat_of(reader, seat.slug) if reader is not None else None
    assert begins is not None
    people = [manager.pk, seat.person.pk]
    until = timezone.now().date() + timedelta(days=1)  # it may be tomorrow already where they are
    round_ = surveys.begin(begins, Instrument.PULSE, until=until, people=people)
    surveys.answer(seat, round_, Answer({"plan": 2}, {"plan": Remark(DRAFT, shown=True)}, agrees=True))


def promised(two, actor) -> None:  # type: ignore[no-untyped-def]
    """One promise that is over and one that is open, both in the leaver's words."""
    from tests.cast import terms
    from troth.actions import promises
    from troth.actions.promises import On
    from troth.store.node import StoreNode

    node = StoreNode()
    for title in (TITLE, "A list that stays open"):
        name = promises.offer(node, actor, terms(title, DUE, words=WORDS if title == TITLE else ""))
        state = promises.state_of(node, two.alliance.pk, name)
        text = next(each for each in state.table.values() if each)
        promises.agree(node, two.kaido, On(name, state.stamp), text=text.id)
        if title == TITLE:
            stamp = promises.state_of(node, two.alliance.pk, name).stamp
            promises.break_with_notice(node, actor, On(name, stamp), words=WORDS)
    stamp = promises.state_of(node, two.alliance.pk, name).stamp
    promises.report_progress(node, actor, On(name, stamp), words=WORDS)


def leave(home: Path) -> None:
    """Let Quirijn go, with everything; the worker does what follows."""
    from troth.store import departure, models
    from troth.store.departure import Handing
    from troth.store.export import bundle_of
    from troth.store.queries.people import reader_of

    reader = reader_of(models.Person.objects.get(name__startswith="Annelies"))
    assert reader is not None
    leaver, heir = (
        models.Person.objects.get(email=ADDRESS),
        models.Person.objects.get(name__startswith="Petra"),
    )
    departure.let_go(reader, leaver, Handing(to=heir.pk), texts=True, notes=True)
    work()
    (home / "after.json").write_text(json.dumps(_hex(bundle_of(models.Alliance.objects.get().pk))))
    (home / "seen.json").write_text(json.dumps(pages()))


def work() -> None:
    """Do what is in the outbox, as the worker would, with no mail server."""
    from troth.notify.jobs import HANDLERS
    from troth.store import models, outbox

    until = time.monotonic() + 120
    while outbox.work({**HANDLERS, "mail": lambda details: None}) or _waits_for_others(until):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists(), list(
        models.Outbox.objects.values_list("kind", "fault")
    )


def _waits_for_others(until: float) -> bool:
    """Whether the files still wait to be rewritten for transactions of other tests, which end by themselves."""
    from troth.store import models, sweeping

    waits = models.Outbox.objects.filter(kind=sweeping.KIND, done_at=None).exclude(fault="")
    if not waits.exists() or time.monotonic() > until:
        return False
    time.sleep(0.5)
    return waits.update(due=models.Outbox.objects.earliest("due").due, attempts=1) > 0


def pages() -> dict[str, str]:
    """Every page that somebody of either side reads, and a search."""
    from django.test import Client

    from tests.web.world import fill, routes
    from troth.store import models

    shown = {}
    ids = {"slug": "veldsen-kaido"}
    promises = list(models.Promise.objects.values_list("object", flat=True))
    for who in models.Person.objects.exclude(name__startswith="Petra"):
        browser = Client()
        browser.force_login(who)
        for name, route in routes().items():
            for promise in promises if "object>" in route else promises[:1]:
                if name in ("docs", "docs-page", "account_logout"):
                    continue
                answer = browser.get("/" + fill(route, ids | {"object": promise}))
                if not answer.streaming:
                    shown[f"{who.pk} {name} {promise}"] = answer.content.decode(errors="replace")
        for word in ("zeeuwolf", NAME):  # the page says again what was looked for, so here the answer counts
            found = browser.get("/a/veldsen-kaido/promises/", {"q": word, "state": "any"}).content.decode()
            shown[f"{who.pk} search {word}"] = "found nothing" if "Nothing fits." in found else found
    return shown


def again(home: Path) -> None:
    """An old database was put back: forget again what the journal names, and what a bundle brings back."""
    from troth.store import forgetting, models
    from troth.store.admission import Sent, take_in
    from troth.store.erasure import replay

    gone = forgetting.replay_journal()
    (home / "gone.json").write_text(json.dumps(gone))
    alliance = models.Alliance.objects.get().pk
    files = {
        name: bytes.fromhex(content)
        for name, content in json.loads((home / "after.json").read_text()).items()
    }
    old = {
        name: bytes.fromhex(content)
        for name, content in json.loads((home / "before.json").read_text()).items()
    }
    from troth.core.record import Body
    from troth.core.record.entry import parse_sealed
    from troth.core.record.envelope import unseal

    for line in files["entries.ndjson"].splitlines():
        raw = old.get(f"bodies/{parse_sealed(unseal(line)).id}")
        body = Body(raw[:32], raw[32:]) if raw else None
        take_in(alliance, [Sent(line, body)], now=2_000_000_000_000)
    assert replay(alliance) == 0
    work()


def _hex(files: dict[str, bytes]) -> dict[str, str]:
    return {name: content.hex() for name, content in files.items()}


if __name__ == "__main__":
    place = Path(sys.argv[1])
    start(place)
    {"prepare": prepare, "leave": leave, "again": again}[sys.argv[2]](Path(sys.argv[3]))
