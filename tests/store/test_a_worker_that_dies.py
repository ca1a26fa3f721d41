"""The worker killed while letters go out: each arrives, and one that comes twice is known by its Message-ID."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import node as served
from tests.cli.test_serve import wait_for_worker
from tests.counts import IN_SOAK, ON_POSTGRESQL_IN_SOAK, SOAK, count
from tests.store.apart import Apart
from tests.store.hands import Load, run_until_killed
from tests.store.posted import Post, flood, kill, left, post_office, sending_to, worker
from tests.store.serving import begun

KILLS = count(100, at_least=4)
KILLS_IN_SERVER = KILLS_OF_SERVER = 100 if SOAK else 1
A_KILL = 14  # letters for each kill, more than are sent until it comes
MADE = """
from collections import Counter
from troth.store import models
said = Counter(models.Entry.objects.filter(kind__startswith="promise.offer/").values_list("log", flat=True))
told, logs = Counter(), dict(models.Party.objects.values_list("pk", "log"))
for row in models.Outbox.objects.filter(kind="tell"):
    if row.details["act"] == "promise.offer":
        told[logs[row.details["party"]]] += row.details["count"]
print(sorted(said.values()), sorted(told.values()), said == told)
rows = models.Outbox.objects.filter(kind="receipt_mail")
of = Counter((row.details["alliance"], row.details["number"]) for row in rows)
agreed = models.Entry.objects.filter(kind__startswith="promise.agree/").count()
receipts = {(row.alliance_id, row.number) for row in models.Receipt.objects.all() if "agree" in row.because}
print(agreed == len(receipts), {of[each] for each in receipts} <= {2})
models.Outbox.objects.filter(done_at=None).update(due=models.Outbox.objects.earliest("due").due)
"""


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as made:
        yield made


@pytest.fixture
def node(tmp_path: Path, post: Post) -> Iterator[Apart]:
    with begun(tmp_path / "home") as made:
        yield sending_to(made, post)


class Kills:
    """Kills that come while letters go out, a third of them between sending and marking; `last` went out before each."""

    def __init__(self, post: Post) -> None:
        self.post, self.draw, self.last = post, random.Random(7), set[str]()

    def kill(self, number: int, pid: int) -> None:
        """Kill a process after it has sent a few letters; it may be in the middle of anything."""
        before, wanted = len(self.post.order), self.draw.randint(1, 6)
        assert self.post.until(lambda: len(self.post.order) >= before + wanted), "no letter goes out"
        if number % 3 == 0:  # the letter is taken in, and nobody has heard so
            dead: list[int] = []
            self.post.then = lambda: dead.append(pid) or kill(pid)
            assert self.post.until(lambda: bool(dead)), "no letter goes out"
        else:
            time.sleep(self.draw.random() * 0.05)
            kill(pid)

    def note(self) -> None:
        """Note what went out last, once nothing comes any more."""
        time.sleep(0.05)
        self.last.add(self.post.order[-1])


def arrived(node: Apart, post: Post, letters: set[str], kills: Kills, count: int) -> None:
    """Fail unless each letter has come, and none twice but where a kill came."""
    assert post.until(lambda: letters <= set(post.came), 120), f"lost: {sorted(letters - set(post.came))}"
    assert post.until(lambda: left(node) == "0 0 0", 60), left(node)
    doubled = {name for name, times in post.came.items() if times > 1}
    assert doubled <= kills.last
    twice = sum(times - 1 for times in post.came.values())
    print(f"{count} kills, {len(letters)} letters, {twice} of them twice")
    assert 1 <= twice <= count


@ON_POSTGRESQL_IN_SOAK
def test_a_worker_that_is_killed_loses_no_letter_and_a_fresh_one_takes_its_work_at_once(
    node: Apart, post: Post
) -> None:
    letters, kills = flood(node, KILLS * A_KILL), Kills(post)
    for number in range(KILLS):
        with worker(node) as process:
            kills.kill(number, process.pid)
            process.wait(10)
            kills.note()
    with worker(node):
        arrived(node, post, letters, kills, KILLS)


@ON_POSTGRESQL_IN_SOAK
def test_the_worker_of_a_server_that_is_killed_is_replaced_and_loses_no_letter(
    node: Apart, post: Post
) -> None:
    letters, kills = flood(node, KILLS_IN_SERVER * A_KILL), Kills(post)
    with served(["serve"], node.home, more=node.environ) as running:
        pid = None
        for number in range(KILLS_IN_SERVER):
            pid = wait_for_worker(running.process.pid, other_than=pid)
            kills.kill(number, pid)
            kills.note()
        arrived(node, post, letters, kills, KILLS_IN_SERVER)


@IN_SOAK
def test_of_two_workers_that_share_the_work_each_letter_goes_out_once_though_one_is_killed(
    node: Apart, post: Post
) -> None:
    letters, kills = flood(node, 8 * A_KILL), Kills(post)
    with worker(node):
        for number in (1, 2):  # no kill that is meant to come in the middle of a letter
            with worker(node) as other:
                kills.kill(number, other.pid)
        assert post.until(lambda: letters <= set(post.came), 60)
        assert post.until(lambda: left(node) == "0 0 0", 60), left(node)
    assert sum(times - 1 for times in post.came.values()) <= 2


@ON_POSTGRESQL_IN_SOAK
def test_a_server_that_is_killed_keeps_for_every_act_that_it_answered_what_was_to_be_sent(
    node: Apart, post: Post
) -> None:
    draw, load = random.Random(5), None
    for number in range(KILLS_OF_SERVER):
        load = run_until_killed(node, load, draw, number)
    assert isinstance(load, Load) and load.answered > KILLS_OF_SERVER
    # Whose turn to write did not come in time is told that nothing was done, and then nothing is to be sent.
    assert [each[:200] for each in load.strange if each and not each.startswith("503 ")] == []
    offers, receipts = node.python(MADE).splitlines()
    assert offers.endswith("True") and receipts == "True True", (offers, receipts)
    with worker(node):
        assert post.until(lambda: left(node) == "0 0 0", 120), left(node)
    doubled = sum(times - 1 for times in post.came.values())
    assert doubled <= KILLS_OF_SERVER, doubled
