"""People at work on a served node until every process of it is killed."""

from __future__ import annotations

import queue
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.cli.running import node as served
from tests.store.apart import Apart
from tests.store.posting import Browser, signed_in

HANDS = 2  # people's hands at work on each side
ACTS = 8  # answered before a kill may come


@dataclass
class Load:
    """What people do on a node until it is gone, and what they were answered."""

    browsers: tuple[Browser, Browser]
    tokens: tuple[str, str]
    offered: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    tried: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    open: tuple[queue.SimpleQueue[str], queue.SimpleQueue[str]] = field(
        default_factory=lambda: (queue.SimpleQueue(), queue.SimpleQueue())
    )

    @property
    def answered(self) -> int:
        """How many acts were answered as signed."""
        return len(self.offered) + len(self.agreed)

    def work(self, side: int, name: str, gone: threading.Event) -> None:
        """Offer, and agree to what the other side offered, until the node does not answer any more."""
        number = 0
        while not gone.is_set():
            number += 1
            try:
                self._offer(side, f"{name}, number {number}")
                if not self.open[1 - side].empty():
                    self._agree(side, self.open[1 - side].get())
            except (OSError, HTTPException):
                return  # no answer came, so nothing is known of this act

    def _offer(self, side: int, title: str) -> None:
        self.tried.append(title)
        answer = self.browsers[side].offer(title, self.tokens[side])
        if answer.status == 302:
            self.offered[title] = answer.leads
            self.open[side].put(answer.leads)
        else:
            self.strange.append(f"{answer.status} {title} {answer.page[:2000]}")

    def _agree(self, side: int, promise: str) -> None:
        answer = self.browsers[side].agree(promise, self.tokens[side])
        if answer.status == 302:
            self.agreed.add(promise)
        elif answer.status != 409:
            self.strange.append(f"{answer.status} {promise} {answer.page[:2000]}")


def run_until_killed(node: Apart, load: Load | None, draw: random.Random, number: int) -> Load:
    """Serve the node, let people work on it for a while, and kill every process of it."""
    with served(["serve"], node.home, more=node.environ) as running:
        if load is None:
            browsers = signed_in(node, running.port)
            load = Load(browsers, (browsers[0].token(), browsers[1].token()))
        for browser in load.browsers:
            browser.port = running.port
        gone, before = threading.Event(), load.answered
        hands = [
            threading.Thread(target=load.work, args=(side, f"{number} {'ab'[side]}{hand}", gone))
            for side in (0, 1)
            for hand in range(HANDS)
        ]
        for hand in hands:
            hand.start()
        until = time.monotonic() + 60
        while load.answered < before + ACTS and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(draw.random() * 0.7)
        running.kill()
        gone.set()
        for hand in hands:
            hand.join(90)
        if load.strange and running.process.stdout is not None:
            load.strange.append(running.process.stdout.read()[-5000:])  # what the node said of it
    assert load.answered >= before + ACTS, load.strange
    return load
