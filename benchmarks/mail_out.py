"""Letters with buttons on their way out of a served node, and what people at its pages wait for meanwhile.

The mail server, those who ask for pages and the node are processes of their own on this machine; what is measured takes
in what the mail server and the askers cost.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes
from http.client import HTTPConnection
from typing import Any

from benchmarks import node
from benchmarks.acts import converse
from benchmarks.figure import Figure
from benchmarks.pages import Load, addresses, free_port, p95, session
from benchmarks.years import years

LETTERS = 3_000
ENTRIES = 2_000
THINGS = 300  # promises that the letters are about
A_SECOND = 10  # pages that are opened
IDLE = 30.0
WARM = 10.0
BUTTON = "/m/"


def out() -> list[Figure]:
    """Put letters into the outbox of a served node, and measure how fast they go and what its pages take meanwhile."""
    pair = node.pair("Out")
    years(pair.alliance, pair.actors, ENTRIES).fill(ENTRIES, at_last=100)
    for number in range(3):
        converse(pair, number)
    from django.conf import settings
    from django.db import connections

    settings.ALLOWED_HOSTS = ["*"]
    pages, cookie = addresses(pair), session(pair.people[0])
    things = _offered(pair)
    with sink() as (post, came), served(post) as port:
        connections.close_all()
        _until_nothing_is_due()
        with asking(port, cookie, pages) as idle:
            time.sleep(WARM + IDLE)
        with asking(port, cookie, pages) as busy:
            time.sleep(WARM)
            _put(pair, things)
            _until_nothing_is_due()
    return _figures(came, idle, busy)


def _figures(came: dict[str, Any], idle: list[float], busy: list[float]) -> list[Figure]:
    took = max(came["at"]) - min(came["at"])
    a_minute, still, meanwhile = 60 * (came["letters"] - 1) / took, p95(idle), p95(busy)
    assert came["letters"] == came["different"] == came["with_buttons"] == LETTERS, came | {"at": []}
    print(f"{LETTERS:,} letters in {took:.1f} s over {came['lines']} connections")
    print(
        f"p95 of {len(idle)} pages while idle {still * 1000:.0f} ms, of {len(busy)} meanwhile {meanwhile * 1000:.0f} ms"
    )
    return [
        Figure("letters with buttons out, a minute", a_minute, 3_000),
        Figure("p95 of pages meanwhile", meanwhile * 1000, 150, "ms", less_is_better=True),
        Figure("p95 of pages meanwhile / while idle", meanwhile / still, 3, less_is_better=True),
    ]


def _offered(pair: node.Pair) -> list[str]:
    """Promises that wait for the other side's answer."""
    from datetime import UTC, datetime, timedelta

    from troth.actions import promises
    from troth.actions.promises import Terms
    from troth.core.values import Stake
    from troth.store.node import StoreNode

    day = (datetime.now(UTC) + timedelta(days=40)).date()
    found = []
    for number in range(THINGS):
        said = {
            "title": f"Drawing {number} is with you",
            "conditions": ("It is there",),
            "stake": Stake.MEDIUM,
        }
        terms = Terms(due_day=day, zone="Asia/Tokyo", **said)  # type: ignore[arg-type]
        found.append(promises.offer(StoreNode(), pair.actors[0], terms))
    return found


def _put(pair: node.Pair, things: Sequence[str]) -> None:
    """What one side offered is told to a person of the other, a letter for each time."""
    from django.utils import timezone

    from troth.actions.days import stamp_of
    from troth.store import models

    own, now, person = models.Party.objects.get(log=pair.actors[0].log), timezone.now(), pair.people[1].pk
    rows = []
    for number in range(LETTERS):
        details = {
            "person": person,
            "party": own.pk,
            "act": "promise.offer",
            "object": things[number % len(things)],
        }
        details |= {"by": pair.actors[0].by, "count": 1, "at": stamp_of(now), "key": f"tell-out-{number}"}
        rows.append(models.Outbox(key=f"tell:out:{number}", kind="tell", details=details, due=now))
    models.Outbox.objects.bulk_create(rows)


def _until_nothing_is_due() -> None:
    from django.utils import timezone

    from troth.store import models

    waits = models.Outbox.objects.filter(done_at=None, parked_at=None)
    until = time.monotonic() + 600
    time.sleep(2)
    while waits.filter(due__lte=timezone.now()).exists():
        assert time.monotonic() < until, list(waits.exclude(fault="").values_list("fault", flat=True)[:3])
        time.sleep(0.5)


@contextmanager
def served(post: int) -> Iterator[int]:
    """Serve the node as `troth serve` does, sending its mail to that port."""
    port = free_port()
    more = {"TROTH_MAIL_URL": f"smtp+plain://127.0.0.1:{post}", "TROTH_URL": f"http://127.0.0.1:{port}"}
    words = [sys.executable, "-m", "troth.server", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, start_new_session=True, env=os.environ | more
    )
    try:
        assert server.stdout is not None
        while not (line := server.stdout.readline()).startswith("Ready:"):
            assert line, "the node did not start"
        yield port
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(15)


@contextmanager
def sink() -> Iterator[tuple[int, dict[str, Any]]]:
    """Run a mail server in a process of its own; what came stands in the mapping when it has ended."""
    port, came = free_port(), dict[str, Any]()
    with _process("sink", str(port)) as process:
        yield port, came
        came.update(_said(process))


@contextmanager
def asking(port: int, cookie: str, pages: Sequence[str]) -> Iterator[list[float]]:
    """Let another process ask for pages while the block runs; the list holds the seconds of each once it has ended."""
    took: list[float] = []
    with _process("ask", str(port), cookie, *pages) as process:
        yield took
        took += _said(process)


@contextmanager
def _process(*words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.mail_out", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready", words[0]
        yield process


def _said(process: subprocess.Popen[str]) -> Any:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.close()
    return json.loads(process.stdout.readline())


def take(port: int) -> dict[str, Any]:
    """Be a mail server until the input ends, and say what came."""
    from aiosmtpd.controller import Controller

    at: list[float] = []
    raw: list[bytes] = []
    lines = set()

    class Sink:
        async def handle_DATA(self, server: object, session: Any, envelope: Any) -> str:
            at.append(time.time())
            raw.append(envelope.content)
            lines.add(session.peer)
            return "250 OK"

    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    print("ready", flush=True)
    sys.stdin.read()
    server.stop()
    letters = [message_from_bytes(each) for each in raw]
    told = [each for each in letters if str(each["Message-ID"]).startswith("<tell-out-")]
    html = [
        part.get_payload(decode=True)
        for each in told
        for part in each.walk()
        if part.get_content_subtype() == "html"
    ]
    buttons = sum(BUTTON.encode() in each for each in html)
    return {
        "letters": len(told),
        "different": len({each["Message-ID"] for each in told}),
        "with_buttons": buttons,
        "lines": len(lines),
        "at": at,
    }


def ask(port: int, cookie: str, pages: Sequence[str]) -> list[float]:
    """Open pages at a steady rate until the input ends, and say how long each took once all have been warm."""
    load, ended = Load(port, cookie), threading.Event()
    starts = time.monotonic() + WARM

    def opens(number: int) -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        next_at, turn = time.monotonic() + number / A_SECOND, number
        while not ended.wait(max(0.0, next_at - time.monotonic())):
            load.ask(line, pages[turn % len(pages)], counts=time.monotonic() >= starts)
            turn += A_SECOND + 1
            next_at += 1

    threads = [threading.Thread(target=opens, args=(number,)) for number in range(A_SECOND)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    ended.set()
    for thread in threads:
        thread.join()
    assert not load.wrong, load.wrong[:3]
    return [each for found in load.took.values() for each in found]


if __name__ == "__main__":
    kind, port, *rest = sys.argv[1:]
    print(json.dumps(take(int(port)) if kind == "sink" else ask(int(port), rest[0], rest[1:])), flush=True)
