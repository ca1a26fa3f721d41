"""`troth verify BUNDLE`: an exported record checked entry by entry, without a network, a node or a database."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, TaskID

from troth.actions.effects import without_effect
from troth.cli.meanwhile import Meanwhile
from troth.core.record import Copy, check, check_both, report, report_both
from troth.reading import verify
from troth.reading.bundle import NotABundle, unpack

PATIENCE_SECONDS = 2.0


class Command(click.Command):
    """Takes several receipts after one `--heads`, as the check that lies in a bundle does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_spread(args)))


@click.command("verify", cls=Command)
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("bundle2", required=False, type=click.Path(path_type=Path))
@click.option(
    "--heads",
    "receipts",
    metavar="RECEIPT ...",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Receipts that you kept: they show whether the end was cut off.",
)
@click.option(
    "--full",
    is_flag=True,
    help="Look at every signature, and at the fold digest of each receipt.",
)
def command(bundle: Path, bundle2: Path | None, receipts: Sequence[Path], full: bool) -> None:
    """Check an exported record, entry by entry: BUNDLE is the ZIP, or the folder it was unpacked to.

    With BUNDLE2, the other side's copy, it also says how far the two tell one history. It says how far each log is
    complete, and for each thing that does not fit which entry, by which rule, and what one can do. Ends with 0 when
    everything fits, 1 when something does not, 2 when a file cannot be read.
    """
    kept = [(path.name, read_receipt(path)) for path in receipts]
    with Bar() as bar, Meanwhile() as meanwhile:
        lines, whole = _check(bundle, bundle2, kept, full, bar, meanwhile)
    click.echo("\n".join(lines))
    sys.exit(0 if whole else 1)


def _check(
    bundle: Path,
    other: Path | None,
    receipts: list[tuple[str, bytes]],
    full: bool,
    bar: Bar,
    meanwhile: Meanwhile,
) -> tuple[list[str], bool]:
    def idle(copy: Copy) -> frozenset[str]:
        return without_effect(copy, bar.told("Reading what counts"))

    reckon, told = idle if full else None, bar.told("Checking")
    files = read_bundle(bundle)
    if other is None:
        found = check(files, full=full, receipts=receipts, idle=reckon, told=told, meanwhile=meanwhile)
        return report(found), found.whole
    one, two, held = check_both(
        files,
        read_bundle(other),
        full=full,
        receipts=receipts,
        idle=reckon,
        told=told,
        meanwhile=meanwhile,
    )
    whole = one.whole and two.whole and not held.faults
    return report_both((str(bundle), str(other)), one, two, held), whole


def read_bundle(path: Path) -> dict[str, bytes]:
    """This function will return a bundle's files by name, from a ZIP or a folder; raises `NotABundle` in words."""
    return read_folder(path) if path.is_dir() else unpack(path)


def read_folder(folder: Path) -> dict[str, bytes]:
    """This function will return the files of an unpacked bundle by name; raises `NotABundle` in words.

    What a system lays into every folder, such as `.DS_Store`, is left out.
    """
    try:
        return verify.read_folder(folder)
    except OSError as error:
        raise NotABundle(f"{folder} cannot be read: {error.strerror or error}.") from error


def read_receipt(path: Path) -> bytes:
    """This function will return what a receipt's file holds; raises `NotABundle` in words."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotABundle(f"{path} cannot be read as a receipt: {error.strerror or error}.") from error


class Bar:
    """A progress bar on the terminal, for what takes longer than a moment."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._began = time.monotonic()
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def told(self, doing: str) -> Callable[[int, int], None]:
        """This function will return what shows how far one part of the work is."""

        def tell(done: int, of: int) -> None:
            if time.monotonic() - self._began < PATIENCE_SECONDS:
                return
            self._progress.start()
            if doing not in self._tasks:
                self._tasks[doing] = self._progress.add_task(doing)
            self._progress.update(self._tasks[doing], completed=done, total=of)

        return tell


def _spread(words: Sequence[str]) -> Iterator[str]:
    """The words with `--heads` before each of the receipts that follow it."""
    receipts = False
    for word, after in zip_longest(words, words[1:], fillvalue="-"):
        if word == "--heads":
            receipts = True
            if after.startswith("-"):
                raise click.UsageError("After --heads comes at least one receipt.")
        elif receipts and not word.startswith("-"):
            yield from ("--heads", word)
        else:
            receipts = False
            yield word
