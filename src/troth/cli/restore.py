"""`troth restore`: a backup put back, what either side holds brought in, and what is missing said in plain words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from troth.actions.days import moment_of
from troth.cli.launch import bring_up_to_date, prepare
from troth.core.errors import Refusal
from troth.reading.bundle import unpack
from troth.store import bringing, replacing, restoring
from troth.store.models import Alliance
from troth.store.queries import firms

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("restore")
@click.argument("backup", required=False, type=FILE)
@click.option(
    "--bundle", "bundles", multiple=True, type=FILE, help="Bring back what a bundle of either side holds."
)
@click.option("--receipt", "held", multiple=True, type=FILE, help="Say what a receipt shows to be missing.")
def command(backup: Path | None, bundles: tuple[Path, ...], held: tuple[Path, ...]) -> None:
    """Put BACKUP in the place of this node's database, bring back what bundles hold, and say what is missing.

    After a restore every record is read-only: an admin of each side looks at what is missing, on the record's page,
    and says that it goes on from there. Until then more bundles and receipts can be brought. Without anything it says
    how it stands. The database that was there is kept beside it.
    """
    if backup is not None:
        _put(backup)
    else:
        prepare()
    for file in bundles:
        _bring(file)
    for file in held:
        _learn(file)
    waiting = [alliance for alliance in firms.alliances() if restoring.open_for(alliance.pk)]
    for alliance in waiting:
        _tell(alliance)
    if not waiting:
        click.echo("No record of this node waits after a restore.")


def _put(backup: Path) -> None:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading the backup", total=None)
        done = replacing.replace(backup, after=bring_up_to_date, progress=partial(_move, progress, task))
    click.echo(
        f"Put back as it was on {moment_of(done.made_at):%Y-%m-%d %H:%M} UTC. What was there is in {done.aside}."
    )


def _bring(file: Path) -> None:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(file.name, total=None)
        brought = bringing.bring(unpack(file), progress=partial(_move, progress, task))
    texts = f" and {brought.texts} texts" if brought.texts else ""
    click.echo(
        f"{file}: {brought.entries} entries{texts} came back to {brought.alliance}; {brought.mended} mended."
    )
    if brought.why:
        click.echo(f"  {brought.why}")


def _learn(file: Path) -> None:
    for alliance in firms.alliances():
        try:
            receipt = restoring.take_receipt(alliance.pk, file.read_bytes())
        except restoring.ForeignReceipt:
            continue
        click.echo(f"{file}: receipt {receipt.number} of {alliance.slug}.")
        return
    raise Unknown(f"{file} is not a receipt of any alliance on this node, or it was changed.")


class Unknown(Refusal):
    """The receipt belongs to none of the alliances that are here."""


def _tell(alliance: Alliance) -> None:
    click.echo(f"{alliance.slug} is read-only until an admin of each side has said that it goes on.")
    for each in restoring.missing(alliance.pk):
        says = f"{each.count} more are missing" if each.count else "nothing is known to be missing"
        click.echo(f"  log {each.log[:8]}: here up to entry {each.here}; {says}.")


def _move(progress: Progress, task: int, done: int, of: int) -> None:
    progress.update(task, completed=done, total=of)  # type: ignore[arg-type]
