"""Keeps the worker process alive as long as the server is."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress

COMMAND = (sys.executable, "-m", "troth.server.worker")
PAUSE = 2.0  # before a worker that ended by itself is started again, so that a lasting fault does not spin
LOOK = 0.5  # how often it is looked after
GRACE = 1.5  # what remains of the five seconds after gunicorn has taken up to three


class Keeper:
    """One worker process, started again if it ends by itself, ended when the server ends."""

    def __init__(self) -> None:
        self.leaving = threading.Event()
        self.worker: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self.keep, name="keeper", daemon=True)

    def start(self) -> None:
        """This function will start the worker and watch over it from a thread."""
        self.thread.start()

    def keep(self) -> None:
        """This function will run workers one after another until told to stop."""
        while not self.leaving.is_set():
            self.worker = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL)
            # Asked again and again: gunicorn waits for all children, and a blocking wait may never hear of its own.
            while self.worker.poll() is None and not self.leaving.is_set():
                self.leaving.wait(LOOK)
            self.leaving.wait(PAUSE)

    def stop(self) -> None:
        """This function will end the worker: asked first, and killed when it does not answer in time."""
        self.leaving.set()
        worker = self.worker
        if worker is None:
            return
        with suppress(ProcessLookupError):
            worker.terminate()
        try:
            worker.wait(GRACE)
        except subprocess.TimeoutExpired:
            worker.kill()
