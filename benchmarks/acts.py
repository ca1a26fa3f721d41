"""A whole act through the node (sign, append, project, commit), beside a flush of the disk, at two sizes.

Processor time in `node.write`, over the usual mix of acts (offer, agree, progress, deliver, accept), the best of some
rounds. What one flush of the disk takes here is measured in turn with the acts, and printed.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks import node
from benchmarks.figure import Figure
from benchmarks.years import years

ENTRIES = int(os.environ.get("TROTH_BENCH_ENTRIES", "100000"))
ROUNDS = 8
PROMISES = 5
TODAY = date(2099, 3, 4)


@dataclass
class Spent:
    """What acts took: how many, processor time and time on the wall, in seconds."""

    acts: int = 0
    processor: float = 0.0
    wall: float = 0.0


def run() -> list[Figure]:
    """Measure in a small alliance and in one with years of work."""
    node.start()
    small = node.pair("Small")
    years(small.alliance, small.actors, 100).fill(100)
    few, flush = measured(small)
    large = node.pair("Large")
    years(large.alliance, large.actors, ENTRIES).fill(ENTRIES)
    many, _ = measured(large)
    again, flush = measured(small)
    few = min(few, again, key=lambda spent: spent.processor)
    one = few.processor / few.acts
    print(
        f"one act on the wall {few.wall / few.acts * 1000:.1f} ms; one flush of the disk {flush * 1000:.2f} ms"
    )
    return [
        Figure("a whole act, processor time", one * 1000, 12, "ms", True),
        Figure(
            f"the same with {ENTRIES:,} entries / with 100", many.processor / many.acts / one, 1.3, "", True
        ),
    ]


def measured(pair: node.Pair) -> tuple[Spent, float]:
    """Give the best round of acts, and the best of the flushes between them, in seconds."""
    rounds, flushes = [], []
    for _ in range(ROUNDS):
        with counted() as spent:
            for number in range(PROMISES):
                converse(pair, number)
        rounds.append(spent)
        flushes.append(flushed())
    return min(rounds, key=lambda spent: spent.processor), min(flushes)


def converse(pair: node.Pair, number: int) -> None:
    """One promise from offer to acceptance: six acts."""
    from troth.actions import promises
    from troth.actions.promises import On, Terms, state_of
    from troth.core.values import Side, Stake
    from troth.store.node import StoreNode

    keeper, (one, other), alliance = StoreNode(), pair.actors, pair.alliance.pk
    terms = Terms(
        title=f"The report of lot {number}",
        due_day=TODAY,
        zone="Asia/Tokyo",
        conditions=("All is covered",),
        stake=Stake.LOW,
    )
    name = promises.offer(keeper, one, terms)

    def on() -> On:
        return On(name, state_of(keeper, alliance, name).stamp)

    text = state_of(keeper, alliance, name).table[Side.PERFORMER]
    assert text is not None
    promises.agree(keeper, other, on(), text=text.id)
    promises.report_progress(keeper, one, on(), words="Half of it is done")
    promises.report_progress(keeper, one, on(), words="All but the last page is done")
    promises.deliver(keeper, one, on(), words="It is there")
    promises.accept(keeper, other, on(), met=(True,))


@contextmanager
def counted() -> Iterator[Spent]:
    """Count what is spent inside `node.write` alone."""
    from troth.store.node import StoreNode

    spent, plain = Spent(), StoreNode.write

    def write(self: object, *words: object, **more: object) -> object:
        processor, wall = time.process_time(), time.perf_counter()
        try:
            return plain(self, *words, **more)  # type: ignore[arg-type]
        finally:
            spent.acts += 1
            spent.processor += time.process_time() - processor
            spent.wall += time.perf_counter() - wall

    StoreNode.write = write  # type: ignore[assignment,method-assign]
    try:
        yield spent
    finally:
        StoreNode.write = plain  # type: ignore[method-assign]


def flushed() -> float:
    """Give what appending an entry's bytes to a file and flushing them takes, the best of twenty, in seconds."""
    best = 1.0
    with tempfile.TemporaryDirectory(dir=os.environ["TROTH_HOME"]) as folder:
        handle = os.open(Path(folder, "raw"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for _ in range(20):
            began = time.perf_counter()
            os.write(handle, b"x" * 956)
            os.fdatasync(handle)
            best = min(best, time.perf_counter() - began)
        os.close(handle)
    return best
