"""`troth verify FILE`: an exported record checked entry by entry, without a network, a node or a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from troth.core.record import Findings, check
from troth.reading import verify
from troth.reading.bundle import NotABundle, unpack


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Check an exported record, entry by entry: FILE is the ZIP, or the folder it was unpacked to.

    Says how far each log is complete, and for each thing that does not fit which entry, by which rule, and what one
    can do. Ends with 0 when everything fits, 1 when something does not, 2 when the file cannot be read.
    """
    findings = check(read_folder(file) if file.is_dir() else unpack(file))
    report(findings)
    sys.exit(1 if findings.faults else 0)


def report(findings: Findings) -> None:
    """This function will print what a check found, the logs first, each fault with its entry, the sentence last."""
    for log, place in sorted(findings.complete_up_to.items()):
        click.echo(
            f"log {log[:8]}  {place.seq + 1} entries, complete up to entry {place.seq} ({place.id[:8]})"
        )
    absent = f", {findings.texts_absent} not in this file" if findings.texts_absent else ""
    click.echo(f"{findings.entries} entries and {findings.texts} texts checked{absent}.")
    if findings.resting:
        click.echo(f"{findings.resting} entries follow something that does not fit and were not weighed.")
    for fault in findings.faults:
        click.echo(f"  {fault}")
    click.echo(findings.sentence())


def read_folder(folder: Path) -> dict[str, bytes]:
    """This function will return the files of an unpacked bundle by name; raises `NotABundle` in words.

    What a system lays into every folder, such as `.DS_Store`, is left out.
    """
    try:
        return verify.read_folder(folder)
    except OSError as error:
        raise NotABundle(f"{folder} cannot be read: {error.strerror or error}.") from error
