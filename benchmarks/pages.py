"""Every page under load, 20 a second while 20 browsers wait for news; the first pages with years of work.

The load comes from this machine too. On SQLite by default, on PostgreSQL with TROTH_DATABASE_URL. What signs in, checks
the record or exports it is apart. Questions to the database and processor time of home, Today and list are counted
within the process.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from benchmarks import node
from benchmarks.acts import converse
from benchmarks.figure import Figure
from benchmarks.years import years

if TYPE_CHECKING:
    from troth.store import models

ENTRIES = int(os.environ.get("TROTH_BENCH_ENTRIES", "100000"))
FEW = 100
MORE_OPEN = 200  # entries with which about seventy promises are open while pages are under load
ROUNDS = 12
MOST_QUERIES = 12
BROWSERS = 20
A_SECOND = 20
SECONDS = float(os.environ.get("TROTH_BENCH_SECONDS", "240"))
WARM = 15.0  # so that each of some fifty pages has been opened thrice by each of two processes, which read it then
APART = re.compile(
    r"account|/-/|/join/|/start/setup/|bundle|export|check|\.csv|\.xlsx|\.zip|docs|files/|/as/"
)
"""Pages that are measured apart: signing in, exports, checks, and what is no page."""


def run() -> list[Figure]:
    """Measure a small alliance and one with years of work and as much open; then serve the latter with more open."""
    node.start()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    small, large = node.pair("Small"), node.pair("Large")
    for pair, count in ((small, FEW), (large, ENTRIES)):
        years(pair.alliance, pair.actors, count).fill(count, at_last=FEW)
        for number in range(3):
            converse(pair, number)
        _night(pair)
    figures = []
    for name, path in (("home", "/a/{}/"), ("Today", "/"), ("list", "/a/{}/promises/")):
        few, _ = spent(small, path)
        many, queries = spent(large, path)
        figures += [
            Figure(f"{name}: questions to the database", queries, MOST_QUERIES, "", True),
            Figure(f"{name}: server time, {ENTRIES:,} entries / {FEW}", many / few, 1.3, "", True),
        ]
    more = ENTRIES + MORE_OPEN
    years(large.alliance, large.actors, more).fill(more, at_last=MORE_OPEN)
    _night(large)
    return [*figures, *served(large)]


def _night(pair: node.Pair) -> None:
    """Do what the worker does: each side cites the other, weeks are summed up, dates are learnt from."""
    from troth.store import evidence, leads
    from troth.store.node import acknowledge_all, present

    for actor in pair.actors:
        acknowledge_all(pair.alliance.pk, actor.log, present())
    evidence.sum_up(pair.alliance.pk, present())
    leads.look()


def spent(pair: node.Pair, path: str) -> tuple[float, int]:
    """Give the processor seconds of a page, the best of some rounds, and its questions to the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, where = Client(), path.format(pair.alliance.slug)
    client.force_login(pair.people[0])
    best = 10.0
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = client.get(where)
        best = min(best, time.process_time() - began)
        assert answer.status_code == 200, (where, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    return best, sum(
        not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for each in asked
    )


@dataclass
class Load:
    """What a load of requests found: how long each answer took, by address, in seconds, and what went wrong."""

    port: int
    cookie: str
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, line: HTTPConnection, path: str, tag: str = "", *, counts: bool = True) -> str:
        """Ask for a page, and note how long it took; returns the tag that a waiting page asks with next."""
        headers = {"Cookie": self.cookie, "Connection": "keep-alive"}
        if tag:
            headers |= {"HX-Request": "true", "HX-PTag": tag}
        began = time.perf_counter()
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read()
        took = time.perf_counter() - began
        with self.lock:
            if answer.status not in (200, 302, 304):
                self.wrong.append(f"{answer.status} {path}")
            if counts:
                self.took.setdefault(path, []).append(took)
        return answer.headers.get("HX-PTag", "")


def served(pair: node.Pair) -> list[Figure]:
    """Serve the node as `troth serve` does, and put the load on it."""
    from django.db import connections

    pages, cookie = addresses(pair), session(pair.people[0])
    connections.close_all()
    port = free_port()
    words = [sys.executable, "-m", "troth.server", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert server.stdout is not None
        while not (line := server.stdout.readline()).startswith("Ready:"):
            assert line, "the node did not start"
        _until_the_days_work_is_done()
        load = Load(port, cookie)
        put(load, pages, f"/a/{pair.alliance.slug}/promises/")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(15)
    assert not load.wrong, load.wrong[:5]
    slowest = sorted(((p95(took), path) for path, took in load.took.items()), reverse=True)
    for took, path in slowest[:6]:
        print(f"{took * 1000:7.0f} ms  {path}")
    every = p95([took for found in load.took.values() for took in found])
    return [
        Figure(f"p95 of {len(load.took)} pages together", every * 1000, 100, "ms", True),
        Figure("p95 of the slowest page", slowest[0][0] * 1000, 100, "ms", True),
    ]


def _until_the_days_work_is_done() -> None:
    """The worker checks the record and makes the day's receipts first, as a node does at night."""
    from django.utils import timezone

    from troth.store import models

    waits = models.Outbox.objects.filter(done_at=None, parked_at=None)
    until = time.monotonic() + 600
    time.sleep(2)
    while waits.filter(due__lte=timezone.now()).exists():
        assert time.monotonic() < until, "the worker does not come to an end"
        time.sleep(1)


def put(load: Load, pages: Sequence[str], waiting: str) -> None:
    """Twenty browsers ask every two seconds whether there is something new; twenty pages a second are opened."""
    ends = time.monotonic() + WARM + SECONDS
    starts = time.monotonic() + WARM
    threads = [threading.Thread(target=_wait, args=(load, waiting, ends, n)) for n in range(BROWSERS)]
    threads += [threading.Thread(target=_open, args=(load, pages, starts, ends, n)) for n in range(A_SECOND)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _wait(load: Load, path: str, ends: float, number: int) -> None:
    line = HTTPConnection("127.0.0.1", load.port, timeout=60)
    time.sleep(number * 2 / BROWSERS)
    tag = load.ask(line, path, counts=False)
    while time.monotonic() < ends:
        time.sleep(2)
        tag = load.ask(line, path, tag, counts=False) or tag


def _open(load: Load, pages: Sequence[str], starts: float, ends: float, number: int) -> None:
    """One of the twenty: opens a page each second, at its own moment of it."""
    line = HTTPConnection("127.0.0.1", load.port, timeout=60)
    next_at, turn = time.monotonic() + number / A_SECOND, number
    while next_at < ends:
        time.sleep(max(0.0, next_at - time.monotonic()))
        load.ask(line, pages[turn % len(pages)], counts=time.monotonic() >= starts)
        turn += A_SECOND + 1
        next_at += 1


def addresses(pair: node.Pair) -> list[str]:
    """Give every page that a person of the alliance can open, as the routes and the tests' sample things have them."""
    from django.test import Client
    from django.urls import URLPattern, URLResolver, get_resolver

    def flat(patterns: Sequence[URLPattern | URLResolver]) -> list[str]:
        found: list[str] = []
        for each in patterns:
            found += flat(each.url_patterns) if isinstance(each, URLResolver) else [str(each.pattern)]
        return found

    named = ids(pair)
    client, kept = Client(), []
    client.force_login(pair.people[0])
    for route in flat(get_resolver().url_patterns):
        path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: named.get(part[1], "none"), route)
        if APART.search(path) or "none" in path:
            continue
        answer = client.get(path)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            kept.append(path)
    return kept


def ids(pair: node.Pair) -> dict[str, str]:
    """Give names of things of the alliance to put into addresses."""
    from troth.store import models

    promise = (
        models.Promise.objects.filter(alliance=pair.alliance, status="agreed").order_by("-number").first()
    )
    assert promise is not None
    return {"slug": pair.alliance.slug, "object": promise.object, "number": "1"}


def session(person: models.Person) -> str:
    """Give the cookie of somebody signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def p95(took: Sequence[float]) -> float:
    """Give the time within which nineteen of twenty answers came."""
    return sorted(took)[int(len(took) * 0.95)]


def free_port() -> int:
    """Give a port that nothing listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
