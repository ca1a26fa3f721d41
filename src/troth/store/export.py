"""An alliance's record as a bundle: every signed entry, the texts that both sides may see, nothing private.

Notes, drafts, intended days and imports are in other tables and are never read here. The files that were handed over
with deliveries lie in it under their hashes, unless they are left out; they stay on disk until they are packed.
"""

from __future__ import annotations

from collections.abc import Callable

from troth.core.errors import TrothError
from troth.core.record import Body, build, check
from troth.core.record.findings import Findings
from troth.reading.bundle import VERIFIER, Laid, verifier
from troth.reading.page import PAGE, page
from troth.store import files, models
from troth.store.ledger import body_of, entry_of

Progress = Callable[[int, int], None]


class NoSuchAlliance(TrothError):
    """No alliance of that name is kept on this node."""


def alliance_named(name: str) -> models.Alliance:
    """Return an alliance by its name in addresses or by its id."""
    found = (
        models.Alliance.objects.filter(slug=name).first() or models.Alliance.objects.filter(pk=name).first()
    )
    if found is None:
        known = ", ".join(models.Alliance.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise NoSuchAlliance(
            f"There is no alliance “{name}” on this node. "
            + (f"There is: {known}." if known else "There is none yet.")
        )
    return found


def bundle_of(
    alliance_id: str,
    *,
    log: str | None = None,
    with_files: bool = True,
    progress: Progress = lambda done, of: None,
) -> Laid:
    """Return the files of an alliance's bundle by name; with `log`, of that log alone."""
    rows = models.Entry.objects.filter(alliance_id=alliance_id).select_related("body").order_by("number")
    if log is not None:
        rows = rows.filter(log=log)
    count, lines, bodies = rows.count(), list[bytes](), dict[str, Body]()
    for number, row in enumerate(rows.iterator(chunk_size=500), 1):
        lines.append(entry_of(row).envelope())
        body = body_of(row)
        if body is not None:
            bodies[row.id] = body
        progress(number, count)
    kept = models.Receipt.objects.filter(alliance_id=alliance_id).order_by("number") if log is None else ()
    handed = files.kept_of(alliance_id, log=log) if with_files else {}
    laid = build(
        lines,
        alliance=alliance_id,
        bodies=bodies,
        receipts=(bytes(each.envelope) for each in kept),
        extra={PAGE: page(), VERIFIER: verifier()},
        beside={files.IN_BUNDLE + sha256: sha256 for sha256 in handed},
    )
    return Laid(laid, {files.IN_BUNDLE + sha256: path for sha256, path in handed.items()})


def check_of(alliance_id: str) -> Findings:
    """Check the record as this node holds it, as a bundle of it would be checked anywhere.

    Files are left out: each is held against its hash whenever it is handed out.
    """
    return check(bundle_of(alliance_id, with_files=False))
