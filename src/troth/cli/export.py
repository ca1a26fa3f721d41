"""`troth export ALLIANCE -o FILE`: a record that outlives the node, written in one step or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from troth.core.errors import TrothError
from troth.core.record import check
from troth.reading.bundle import pack
from troth.store.export import alliance_named, bundle_of


class CannotWrite(TrothError):
    """The file cannot be written where it was asked for."""


@click.command("export")
@click.argument("alliance")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, as a ZIP.",
)
def command(alliance: str, output: Path) -> None:
    """Write an alliance's whole record to a file: ALLIANCE is its name in addresses, or its id.

    The file holds every signed entry and the texts that both sides may see. Notes, drafts, intended days and
    imports are never in it.
    """
    found = alliance_named(alliance)
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Reading the record", total=None)
        files = bundle_of(found.pk, progress=lambda done, of: progress.update(task, completed=done, total=of))
    _write(output, pack(files))
    findings = check(files)
    click.echo(f"{output}: {findings.entries} entries, {findings.texts} texts.")
    click.echo(findings.sentence())


def _write(output: Path, content: bytes) -> None:
    partial = output.with_name(f".{output.name}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise CannotWrite(f"{output} cannot be written: {error.strerror}.") from error
