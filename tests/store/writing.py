"""A program that writes acts in processes that are killed, for the tests of what is never lost.

`python -m tests.store.writing kill TIMES SEED` forks a writer, kills it after a while, and forks the next;
`... write WRITERS COUNT` forks so many who write that many acts each, on both sides. They say on standard output what
they know:

    kept LOG SEQ ID      a signed entry is on disk, and from now on it is that entry at that place, for ever
    said LOG SEQ ID      the act was acknowledged to whoever made it
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from troth.actions.ports import Actor
    from troth.core.record import Draft, Entry
    from troth.store.pending import Signed


def say(word: str, entries: Sequence[Entry]) -> None:
    """Say it in one write, so that a kill cannot tear a line."""
    os.write(1, "".join(f"{word} {entry.log} {entry.seq} {entry.id}\n" for entry in entries).encode())


def write(side: str, count: int | None) -> None:
    """Offer promises, agree to the other side's and report on them, until `count` acts are done or a kill comes."""
    from troth.store import models, pending
    from troth.store.node import StoreNode

    plain = pending.Pending.keep

    def keep(self: pending.Pending, batch: Sequence[Signed]) -> None:
        plain(self, batch)
        say("kept", [one.entry for one in batch])

    pending.Pending.keep = keep  # type: ignore[method-assign]

    class Saying(StoreNode):
        def write(
            self, actor: Actor, drafts: Sequence[Draft], *, expects: Mapping[str, str]
        ) -> Sequence[Entry]:
            entries = super().write(actor, drafts, expects=expects)
            say("said", entries)
            return entries

    act(Saying(), side, count, models.Alliance.objects.get().pk)


def act(node: object, side: str, count: int | None, alliance: str) -> None:
    from django.db import OperationalError

    from tests.cast import terms
    from troth.actions import promises
    from troth.actions.ports import Changed
    from troth.actions.promises import On, state_of
    from troth.core.errors import Refusal
    from troth.store import founding, models
    from troth.store.node import PutBack

    person = models.Person.objects.get(email__startswith="annelies" if side == "a" else "naoko")
    actor = founding.actor_of(person, models.Alliance.objects.get(pk=alliance))
    own = models.Party.objects.get(log=actor.log)
    day = (datetime.now(UTC) + timedelta(days=40)).date()
    number = 0
    while count is None or number < count:
        number += 1
        offered = (
            models.Promise.objects.filter(status="proposed").exclude(performer=own).order_by("?").first()
        )
        try:
            if number % 2 == 0 and offered is not None:
                state = state_of(node, alliance, offered.object)  # type: ignore[arg-type]
                text = next((each for each in state.table.values() if each), None)
                on = On(offered.object, state.stamp)
                if text is not None:
                    promises.agree(node, actor, on, text=text.id)  # type: ignore[arg-type]
            else:
                promises.offer(node, actor, terms(f"Promise {number}", day))  # type: ignore[arg-type]
        except PutBack:
            raise  # nothing was put back here, so something was lost
        except (Changed, Refusal):
            continue  # another writer was first; nothing was signed
        except OperationalError as fault:
            if "locked" not in str(fault):
                raise
            continue  # too many were first, on a machine with much else to do; nothing was acknowledged


def warm() -> None:
    """Make an act of each kind, so that who is forked has loaded what acts need: that takes longer than the acts.

    No connection stays open that a fork could carry over.
    """
    from django.db import connections

    from troth.store import models
    from troth.store.node import StoreNode

    for side in "ab":
        act(StoreNode(), side, 2, models.Alliance.objects.get().pk)
    connections.close_all()


def together(writers: int, count: int) -> int:
    """Fork writers on both sides, and wait until all of them have written; returns how many of them failed."""
    children = []
    for number in range(writers):
        if (child := os.fork()) == 0:
            status = 1
            try:
                write("ab"[number % 2], count)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


def kill(times: int, seed: int) -> None:
    """Fork a writer and kill it, again and again."""
    draw = random.Random(seed)
    for number in range(times):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            os.dup2(writer, 1)
            write("ab"[number % 2], None)
            os._exit(0)
        os.close(writer)
        # How far it has come is measured by what it said, so that a busy machine kills at the same places.
        wanted, heard = draw.randint(1, 4), b""
        while heard.count(b"\n") < wanted and select.select([reader], [], [], 60)[0]:
            more = os.read(reader, 65_536)
            if not more:
                break
            heard += more
        time.sleep(draw.random() * 0.15)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as pipe:
            heard += pipe.read()
        os.write(1, heard[: heard.rfind(b"\n") + 1])


if __name__ == "__main__":
    import django

    django.setup()
    warm()
    if sys.argv[1] == "kill":
        kill(int(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(together(int(sys.argv[2]), int(sys.argv[3])))
