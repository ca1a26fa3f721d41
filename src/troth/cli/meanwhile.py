"""The signatures of a long record, looked at by a second process while the first reads the entries."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from troth.core.record import are_signed

# A process takes a third of a second to begin, in which a thousand signatures are looked at.
WORTH_IT = 4_000


class Meanwhile:
    """A second process for signatures, begun with the lines that make it worth while; up to there, this one does it.

    Where no process can be had, or it ends before its work does, `fit` says no, and the check goes through all in turn.
    """

    def __init__(self) -> None:
        self._early: list[bytes] = []
        self._pool: ProcessPoolExecutor | None = None
        self._asked: deque[Future[bool]] = deque()
        self._publics: dict[str, bytes] = {}
        self._failed = False

    def __enter__(self) -> Meanwhile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def look(self, lines: Sequence[bytes], publics: Mapping[str, bytes]) -> None:
        """Take some lines, with the keys that are known once they are read."""
        self._publics = dict(publics)
        self._early += lines
        if self._pool is not None or (len(self._early) >= WORTH_IT and (os.cpu_count() or 1) > 1):
            self._send()

    def fit(self) -> bool:
        """Wait until every line taken was looked at; says whether the signature of each fits."""
        early, self._early = self._early, []
        asked, self._asked = self._asked, deque()
        failed, self._failed = self._failed, False
        try:
            return not failed and are_signed(early, self._publics) and all(each.result() for each in asked)
        except BrokenProcessPool:
            self._pool = None
            return False

    def _send(self) -> None:
        try:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context)
            self._asked.append(self._pool.submit(are_signed, self._early, self._publics))
        except (OSError, BrokenProcessPool):
            self._failed = True
        self._early = []
