"""`troth fsck`: every stored byte of the record held against what was signed."""

from __future__ import annotations

import sys
from functools import partial

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TimeRemainingColumn

from troth.cli.launch import prepare
from troth.store import fsck
from troth.store.export import alliance_named
from troth.store.models import Alliance
from troth.store.node import present
from troth.store.queries import firms


@click.command("fsck")
@click.argument("alliances", nargs=-1)
@click.option("--sample", is_flag=True, help="One signature in a hundred, as the node does every night.")
def command(alliances: tuple[str, ...], sample: bool) -> None:
    """Check the record as this node stores it: ids, chains, texts, heads and every signature.

    Of all alliances, or of those named. It reads and never writes but for what it found. Ends with 0 when everything
    fits, and 1 when something does not.
    """
    prepare()
    wanted = [alliance_named(name) for name in alliances] if alliances else firms.alliances()
    with Progress(*_columns(), console=Console(stderr=True), transient=True) as progress:
        faults = sum(_one(progress, alliance, sample) for alliance in wanted)
    if not wanted:
        click.echo("There is no alliance on this node yet.")
    sys.exit(1 if faults else 0)


def _columns() -> tuple[str, BarColumn, MofNCompleteColumn, TimeRemainingColumn]:
    return "{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()


def _one(progress: Progress, alliance: Alliance, sample: bool) -> int:
    task = progress.add_task(alliance.slug, total=None)
    found = fsck.check(alliance.pk, now=present(), nightly=sample, progress=partial(_tell, progress, task))
    says = "everything fits" if not found.faults else f"{len(found.faults)} things do not fit"
    click.echo(f"{alliance.slug}: {found.entries} entries, {says}.")
    for fault in found.faults:
        click.echo(f"  Entry {fault['seq']} of log {fault['log'][:8]}: {fault['what']} {fault['do']}")
    return len(found.faults)


def _tell(progress: Progress, task: TaskID, done: int, of: int) -> None:
    if done % 500 == 0 or done == of:
        progress.update(task, completed=done, total=of)
