"""`troth backup [FILE]`: the database and what is kept beside it as one archive, while the node runs."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from troth.actions.days import moment_of
from troth.cli.launch import prepare
from troth.store import backups
from troth.store.node import present


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Only read FILE through, and hold every part of it against its hash."
)
def command(file: Path | None, check: bool) -> None:
    """Write this node's database and delivered files to FILE, in one step or not at all.

    FILE may be a folder; a name with the time is chosen there, and here when it is left out. The node may go on
    running. Keys are never in it: copy the key file once, and keep it apart from the backups.
    """
    if check:
        if file is None:
            raise click.UsageError("Name the backup to check.")
        told = backups.check(file)
        click.echo(
            f"{file}: whole, {len(told.files)} parts, made {moment_of(told.made_at):%Y-%m-%d %H:%M} UTC."
        )
        return
    prepare()
    now = present()
    name = backups.name_at(now)
    output = Path(name) if file is None else file / name if file.is_dir() else file
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Backing up", total=None)
        made = backups.make(
            output, now=now, progress=lambda done, of: progress.update(task, completed=done, total=of)
        )
    size = output.stat().st_size / 1e6
    click.echo(f"{output}: {len(made.heads)} logs, {size:,.1f} MB, read through and whole.")
    click.echo("The key file is not in it. Keep a copy of that apart from here.")
