"""`troth rebuild`: every page's data made again from the signed record."""

from __future__ import annotations

from functools import partial

import click
from rich.console import Console
from rich.progress import Progress, TaskID

from troth.cli.launch import prepare
from troth.store.export import alliance_named
from troth.store.models import Alliance
from troth.store.project import rebuild
from troth.store.queries import firms


@click.command("rebuild")
@click.argument("alliances", nargs=-1)
def command(alliances: tuple[str, ...]) -> None:
    """Make every page's data again from the signed record: of all alliances, or of those named.

    The record itself is only read. Safe at any time; a page may wait for a moment.
    """
    prepare()
    wanted = _wanted(alliances)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for alliance in wanted:
            task = progress.add_task(alliance.slug, total=None)
            count = rebuild(alliance.pk, partial(_tell, progress, task))
            click.echo(f"{alliance.slug}: made again from {count} {'object' if count == 1 else 'objects'}.")
    if not wanted:
        click.echo("There is no alliance on this node yet.")


def _tell(progress: Progress, task: TaskID, done: int, of: int) -> None:
    progress.update(task, completed=done, total=of)


def _wanted(names: tuple[str, ...]) -> list[Alliance]:
    if not names:
        return firms.alliances()
    return [alliance_named(name) for name in names]
