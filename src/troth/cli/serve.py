"""`troth serve`: this node, its pages and its worker, in the foreground."""

from __future__ import annotations

import click
from django.conf import settings

from troth.cli.launch import free, launch, prepare
from troth.store import people, tokens

PORT = click.IntRange(1, 65535)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=PORT, envvar="PORT", help="The port to listen on."
)
@click.option("--without-worker", is_flag=True, help="Leave the work to `troth worker`, running elsewhere.")
def command(host: str, port: int, *, without_worker: bool) -> None:
    """Start this node: the pages and the worker behind them.

    The database is brought up to date first. Ctrl-C stops everything within five seconds.
    For use by others put a proxy that speaks TLS in front and set TROTH_URL to its https address.
    """
    free(host, port)
    prepare()
    launch(host=host, port=port, say=_first_steps(host, port), works=not without_worker)


def _first_steps(host: str, port: int) -> list[str]:
    if not people.empty():
        return []
    shown = f"[{host}]" if ":" in host else host
    return [f"Set up: {settings.TROTH_URL or f'http://{shown}:{port}'}{tokens.setup_path()}"]
