"""The `troth` command: one line for each thing an operator or an auditor may do in a terminal.

Exit codes: 0 fine, 1 refused or faults found, 2 wrong use or unreadable.
"""

from __future__ import annotations

import atexit
import importlib
import os
import sys
from dataclasses import dataclass

import click

from troth.core.errors import Refusal, TrothError


@dataclass(frozen=True)
class Command:
    """One command: the module that holds it as `command`, and whether it works on this node's data.

    A command that does not (`verify`) needs no database and no folder, so an auditor can run it anywhere; `worker`
    becomes a process that makes itself ready.
    """

    module: str
    says: str
    node: bool = True
    demo: bool = False


COMMANDS = {
    "demo": Command("troth.cli.demo", "Start a node with a demo alliance to try everything on.", demo=True),
    "serve": Command("troth.cli.serve", "Start this node: the pages and the worker behind them."),
    "worker": Command("troth.cli.worker", "Do the work behind the pages in one more process.", node=False),
    "sign-in": Command("troth.cli.letin", "Make a link that signs somebody in who cannot get a code."),
    "operator": Command("troth.cli.operator", "Say who looks after this node and sees its page."),
    "import": Command("troth.cli.imports", "Bring in a history from a spreadsheet."),
    "export": Command("troth.cli.export", "Write an alliance's whole record to a file."),
    "verify": Command("troth.cli.verify", "Check an exported record, entry by entry.", node=False),
    "backup": Command("troth.cli.backup", "Copy this node's database and files into one archive."),
    "restore": Command("troth.cli.restore", "Put a backup back, and bring in what either side holds."),
    "fsck": Command("troth.cli.fsck", "Hold every stored byte of the record against what was signed."),
    "outbox": Command("troth.cli.outbox", "Say what could not be sent, and try it again."),
    "replies": Command("troth.cli.replies", "Say where answers by mail come in, and what became of them."),
    "rebuild": Command("troth.cli.rebuild", "Make every page's data again from the signed record."),
}


class Registry(click.Group):
    """The commands above, each loaded when it is asked for; `troth --help` loads none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.node:
            start(demo=entry.demo)
        loaded = importlib.import_module(entry.module).command
        assert isinstance(loaded, click.Command)
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.says) for name, entry in COMMANDS.items()])


def start(*, demo: bool = False) -> None:
    """This function will make Django ready for a command that works on this node's data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    if demo:
        os.environ["TROTH_DEMO"] = "1"
    os.umask(0o077)  # whatever the node writes is for its own user
    import django  # here, because `verify` and `--help` do without
    from django.db import connections

    django.setup()
    atexit.register(connections.close_all)


@click.group(cls=Registry, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="troth", message="Troth %(version)s")
def troth() -> None:
    """Two organisations build, keep and see mutual trust.

    Data and keys are kept in TROTH_HOME, or in your user's data folder. Start with: troth demo
    """


def main() -> None:
    """This function will run one command and turn a refusal or a fault into one line and an exit code."""
    try:
        troth()
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    except TrothError as fault:
        click.echo(str(fault), err=True)
        sys.exit(2)
