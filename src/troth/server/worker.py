"""`python -m troth.server.worker`: does what commits left in the outbox, until told to stop or left alone.

With `--by-itself` (`troth worker`) it is no server's child, and goes on until it is told to stop.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable

import django
from django.conf import settings
from django.db import Error, close_old_connections

from troth.server import home
from troth.store.alone import join

BY_ITSELF = "--by-itself"
PAUSE = 0.5  # how long the outbox is left alone when it was empty
TROUBLE = 5.0  # and when the database did not answer

log = logging.getLogger("troth.worker")


def main() -> None:
    """This function will work until a signal comes or the server that started it is gone."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    server, by_itself = os.getppid(), BY_ITSELF in sys.argv[1:]
    if by_itself:
        join(home.folder(os.environ))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    django.setup()
    from troth.notify.jobs import HANDLERS  # tables can be imported only now
    from troth.notify.replies.mailbox import Where, watch
    from troth.store import outbox
    from troth.store.leads import Looks
    from troth.store.restoring import recover_all
    from troth.store.schedule import Days

    for fault in recover_all():
        log.error(fault)

    if settings.TROTH_MAILBOX and settings.TROTH_REPLY_ADDRESS:
        where = Where(**settings.TROTH_MAILBOX)
        threading.Thread(target=watch, args=(where, stop), name="mailbox", daemon=True).start()
    days, looks = Days(), Looks()

    def work() -> bool:
        close_old_connections()
        days.look()
        looks.look()
        return outbox.work(HANDLERS)

    rounds(work, stop, alone=lambda: not by_itself and os.getppid() != server)


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
