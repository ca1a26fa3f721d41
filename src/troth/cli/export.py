"""`troth export ALLIANCE -o FILE`: a record that outlives the node, written in one step or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from troth.core.errors import TrothError
from troth.core.record import check
from troth.reading.bundle import pack_into
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
@click.option(
    "--without-files", is_flag=True, help="Leave out the files that were handed over with deliveries."
)
def command(alliance: str, output: Path, *, without_files: bool) -> None:
    """Write an alliance's whole record to a file: ALLIANCE is its name in addresses, or its id.

    The file holds every signed entry, the texts that both sides may see, and the files that were handed over. Notes,
    drafts, intended days and imports are never in it.
    """
    found = alliance_named(alliance)
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Reading the record", total=None)
        files = bundle_of(
            found.pk,
            with_files=not without_files,
            progress=lambda done, of: progress.update(task, completed=done, total=of),
        )
    _write(output, files)
    findings = check(files)
    click.echo(f"{output}: {findings.entries} entries, {findings.texts} texts.")
    click.echo(findings.sentence())


def _write(output: Path, files: Mapping[str, bytes]) -> None:
    partial = output.with_name(f".{output.name}.part")
    try:
        with partial.open("wb") as file:
            pack_into(file, files)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise CannotWrite(f"{output} cannot be written: {error.strerror}.") from error
