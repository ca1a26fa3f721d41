"""An alliance's record as a bundle: every signed entry, the texts that both sides may see, nothing private.

Notes, drafts, intended days and imports are in other tables and are never read here.
"""

from __future__ import annotations

from collections.abc import Callable

from troth.core.errors import TrothError
from troth.core.record import Body, build, check
from troth.core.record.findings import Findings
from troth.core.record.receipt import file_name
from troth.reading.bundle import VERIFIER, verifier
from troth.reading.page import PAGE, page
from troth.store import models
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
    alliance_id: str, *, log: str | None = None, progress: Progress = lambda done, of: None
) -> dict[str, bytes]:
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
    receipts = {file_name(each.number): bytes(each.envelope) for each in kept}
    checks = {PAGE: page(), VERIFIER: verifier()}
    return build(lines, alliance=alliance_id, bodies=bodies, extra={**checks, **receipts})


def check_of(alliance_id: str) -> Findings:
    """Check the record as this node holds it, as a bundle of it would be checked anywhere."""
    return check(bundle_of(alliance_id))
