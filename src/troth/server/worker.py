"""`python -m troth.server.worker`: does what commits left in the outbox, until told to stop or left alone.

One runs beside the pages of `troth serve` and ends with them; `troth worker` runs another, which ends when it is told
to. Several share the work: each piece is leased by one.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.db import Error, close_old_connections

from troth.server import home
from troth.store.alone import join

PAUSE = 0.5  # how long the outbox is left alone when it was empty
TROUBLE = 5.0  # and when the database did not answer
TAKE_BACK = 5.0  # how often it is looked whether another worker has ended in the middle of its work
RUN = 2.0  # for so long one piece of work is done after another before anything else is looked at
BY_ITSELF = "--by-itself"

log = logging.getLogger("troth.worker")


def main() -> None:
    """This function will work until a signal comes or the server that started it is gone."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    server = None if BY_ITSELF in sys.argv[1:] else os.getppid()
    join(home.folder(os.environ))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    django.setup()
    from troth.notify.replies.mailbox import Where, watch  # tables can be imported only now
    from troth.store.restoring import recover_all

    for fault in recover_all():
        log.error(fault)

    if settings.TROTH_MAILBOX and settings.TROTH_REPLY_ADDRESS:
        where = Where(**settings.TROTH_MAILBOX)
        threading.Thread(target=watch, args=(where, stop), name="mailbox", daemon=True).start()
    serve(stop, alone=lambda: server is not None and os.getppid() != server)


def serve(stop: threading.Event, alone: Callable[[], bool]) -> None:
    """This function will do the node's work, by a name that other workers know it by, on one line for all its mail."""
    from troth.notify.jobs import HANDLERS
    from troth.notify.mail.line import kept
    from troth.store import outbox
    from troth.store.holders import Holder
    from troth.store.leads import Looks
    from troth.store.schedule import Days

    days, looks = Days(), Looks()
    here = Path(settings.TROTH_HOME)
    holder, looked = Holder(here), -TAKE_BACK

    with kept() as line:

        def work() -> bool:
            nonlocal looked
            close_old_connections()
            if time.monotonic() - looked >= TAKE_BACK:
                outbox.take_back(here)
                looked = time.monotonic()
            days.look()
            looks.look()
            until = time.monotonic() + RUN
            done = outbox.run(
                HANDLERS,
                holder=holder.name,
                goes_on=lambda: not stop.is_set() and not alone() and time.monotonic() < until,
            )
            line.rest()
            return done > 0

        rounds(work, stop, alone)
    holder.leave()


def rounds(work: Callable[[], bool], stop: threading.Event, alone: Callable[[], bool]) -> None:
    """This function will do one piece of work after another, and rest when there is none."""
    while not stop.is_set() and not alone():
        try:
            pause = 0.0 if work() else PAUSE
        except Error as fault:
            log.warning(
                "The database did not answer (%s); the outbox is tried again in %d s.", fault, TROUBLE
            )
            pause = TROUBLE
        stop.wait(pause)


if __name__ == "__main__":
    main()
