"""`python -m troth.server`: gunicorn with the node's pages, and the worker kept alive beside it.

The figures of workers, threads and grace were measured: under load this always stopped cleanly within a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
from gunicorn.app.base import BaseApplication

from troth.server import home
from troth.server.keeper import Keeper
from troth.store.alone import hold


class Node(BaseApplication):
    """Gunicorn, configured here and by nothing outside (no file, no variable of its own)."""

    def __init__(self, host: str, port: int, say: Sequence[str], *, works: bool = True) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.bind = f"{shown}:{port}"
        self.lines = (f"Ready: http://{shown}:{port}/", *say)
        self.keeper = Keeper() if works else None
        super().__init__()

    def load_config(self) -> None:
        """This function will set what gunicorn needs to know."""
        settings = {
            "bind": self.bind,
            "worker_class": "gthread",
            "workers": 2,
            "preload_app": True,  # loaded once and forked, which starts in half the time
            "threads": 4,
            "keepalive": 15,  # pages ask every two seconds, and keep their connection from one time to the next
            "graceful_timeout": 3,
            "timeout": 60,
            "loglevel": "error",
            "proc_name": "troth",
            "control_socket_disable": True,
            "forwarded_allow_ips": "127.0.0.1,::1",
            "when_ready": self.ready,
            "on_exit": self.leave,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """This function will load the application, before gunicorn forks the processes that serve it."""
        import holidays.countries  # noqa: F401  (the first act that asks for a day would else read all while it writes)
        from django.db import connections

        from troth.server.wsgi import application

        connections.close_all()  # a process must not share a connection with another
        return application

    def ready(self, server: object) -> None:
        """This function will start the worker and tell the operator where to look."""
        if self.keeper is not None:
            self.keeper.start()
        print(*self.lines, sep="\n", flush=True)

    def leave(self, server: object) -> None:
        """This function will end the worker after the last page was served."""
        if self.keeper is not None:
            self.keeper.stop()


@click.command()
@click.option("--host", required=True)
@click.option("--port", required=True, type=int)
@click.option("--say", multiple=True)
@click.option("--without-worker", is_flag=True)
def main(host: str, port: int, say: tuple[str, ...], *, without_worker: bool) -> None:
    """Serve until a signal ends it."""
    hold(home.folder(os.environ))
    Node(host, port, say, works=not without_worker).run()


if __name__ == "__main__":
    main()
