"""Other people at work on the same node while something large is done: how long each of their acts takes, on the wall.

Run as a process of its own, it makes acts in an alliance of its own, ten a second, until its input ends; then it prints
the seconds that each took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 0.1


@contextmanager
def others() -> Iterator[list[float]]:
    """Let others work while the block runs; the list holds the seconds of each of their acts once it has ended."""
    words = [sys.executable, "-m", "benchmarks.meanwhile"]
    took: list[float] = []
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline().strip() == "ready", "the others did not come"
        try:
            yield took
        finally:
            process.stdin.close()
            took += json.loads(process.stdout.readline() or "[]")


def main() -> None:
    """Act until the input ends."""
    from benchmarks import acts, node

    node.start()
    pair = node.pair(f"Others {os.getpid()}")
    acts.converse(pair, 0)
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    print("ready", flush=True)
    took: list[float] = []
    with slowly(took):
        number = 1
        while not ended.is_set():
            acts.converse(pair, number)
            number += 1
    print(json.dumps(took), flush=True)


@contextmanager
def slowly(took: list[float]) -> Iterator[None]:
    """Note how long each act takes, and pause after it as people do."""
    from troth.store.node import StoreNode

    plain = StoreNode.write

    def write(self: object, *words: object, **more: object) -> object:
        began = time.perf_counter()
        try:
            return plain(self, *words, **more)  # type: ignore[arg-type]
        finally:
            took.append(time.perf_counter() - began)
            time.sleep(PAUSE)

    StoreNode.write = write  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        StoreNode.write = plain  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
