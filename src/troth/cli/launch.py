"""From a command to a serving node: the database brought up to date, then the server takes this process over."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from typing import NoReturn

from django.core.management import call_command

from troth.core.errors import TrothError
from troth.store import replacing


class PortTaken(TrothError):
    """Another program listens where this node should."""


def prepare() -> None:
    """This function will bring the database up to date, unless a restore was interrupted."""
    replacing.refuse_half_done()
    bring_up_to_date()


def bring_up_to_date() -> None:
    """This function will bring the database to the form that this version of Troth needs."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def free(host: str, port: int) -> None:
    """This function will refuse an address that something else listens on, before any work is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"{host}:{port} cannot be used: {error.strerror}. Choose another with --port."
            ) from error


def launch(*, host: str, port: int, say: Sequence[str] = (), works: bool = True) -> NoReturn:
    """This function will become the server, and print `Ready:` and the lines of `say` once it listens.

    `works` is whether it keeps a worker beside it.
    """
    words = [word for line in say for word in ("--say", line)]
    sys.stdout.flush()
    words += [] if works else ["--without-worker"]
    command = [sys.executable, "-m", "troth.server", "--host", host, "--port", str(port), *words]
    os.execv(sys.executable, command)


def work() -> NoReturn:
    """This function will become a worker that belongs to no server."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "troth.server.worker", "--by-itself"])
