"""The bundle: an export that outlives the node, checked without a network and without trusting who made it.

`manifest.json` names the alliance, the heads and the hash of each file; `entries.ndjson` holds the
envelopes in admitted order; `bodies/` the salts and words that may be shown. Words may be taken out at any
time: each is bound by its entry, and entries stand without them. A bundle that was cut off cleanly looks
whole, so a check never says more than "complete up to".
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from troth.core.record.canonical import encode
from troth.core.record.check import Idle, Inspection, Told, untold
from troth.core.record.compare import Comparison, compare
from troth.core.record.entry import Body, parse_sealed
from troth.core.record.envelope import unseal
from troth.core.record.findings import Findings
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST, README
from troth.core.record.pins import number_faults
from troth.core.record.receipt import file_name, read_receipt
from troth.core.record.signatures import Signatures

_WHAT = "This is a record kept with Troth, as one side holds it.\n"
_BY_DOUBLE_CLICK = """
To check it, double-click verify.html. It opens in a browser, asks for this bundle (the ZIP, or the folder it was
unpacked to) and says how far the record is complete, and what does not fit. It needs no network and no account, and
the browser keeps it from sending anything.
"""
_FILES = """
manifest.json   the alliance, how far each log goes, and the SHA-256 of each file below except the bodies
entries.ndjson  every signed entry, one a line, in the order it was taken in
bodies/         the words of entries: 32 bytes of salt, then the text; some may be erased, which is allowed
receipts/       signed notes of how far each log went at one moment, where there are any
files/          what was handed over with deliveries, each called by its SHA-256; the words name them

`troth verify` checks it without a network. It tells how far the record is complete.
Whether more followed, only the other side's copy or a receipt can tell: compare with it.
"""
_ALONE = """
verify.py does the same without Troth, in a terminal. Unpack all of this into a folder of its own, open a terminal
there, and run

    python3 verify.py

(on Windows `py verify.py`). It needs Python 3.9 or later and nothing else.
"""
_THEMSELVES = """
Who gave you this bundle also gave you what checks it. To be sure of that, take verify.html or verify.py from a bundle
that you got elsewhere or earlier, and check this one with it: `python3 verify.py FOLDER-OR-ZIP`.
"""
_PAGE, _VERIFIER = "verify.html", "verify.py"


def build(
    entries: Iterable[bytes],
    *,
    alliance: str,
    bodies: Mapping[str, Body],
    receipts: Iterable[bytes] = (),
    extra: Mapping[str, bytes] | None = None,
    beside: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Lay out a bundle from envelopes in admitted order, the bodies that may be shown, by entry id, and receipts.

    `extra` are further files to lay beside them, such as a verifier; the manifest covers them and the receipts. It
    covers also `beside`: the SHA-256 of files, by name, that whoever packs the bundle lays into it.
    """
    lines = list(entries)
    heads: dict[str, list[object]] = {}
    for line in lines:
        entry = parse_sealed(unseal(line))
        heads[entry.log] = [entry.seq, entry.id]
    kept = {file_name(read_receipt(raw).number): raw for raw in receipts}
    files = {
        **(extra or {}),
        **kept,
        README: _readme(extra or {}).encode(),
        ENTRIES: b"".join(line + b"\n" for line in lines),
    }
    manifest = {
        "v": 1,
        "alliance": alliance,
        "entries": len(lines),
        "heads": heads,
        "files": {
            **(beside or {}),
            **{name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        },
    }
    texts = {BODIES + id: body.salt + body.content for id, body in bodies.items()}
    return {MANIFEST: encode(manifest), **files, **texts}


def _readme(beside: Collection[str]) -> str:
    """What a person reads first: the ways to check the bundle that lie in it, the easiest one at the top."""
    page = _BY_DOUBLE_CLICK if _PAGE in beside else ""
    alone = _ALONE if _VERIFIER in beside else ""
    return _WHAT + page + _FILES + alone + (_THEMSELVES if page or alone else "")


def check(
    files: Mapping[str, bytes],
    *,
    full: bool = True,
    receipts: Iterable[tuple[str, bytes]] = (),
    idle: Idle | None = None,
    told: Told = untold,
    meanwhile: Signatures | None = None,
) -> Findings:
    """Check a bundle, given as its files by name; every fault names the entry, the rule and what to do.

    Without `full` the last signature of each key is looked at, whose chain covers the rest, and each one as soon as
    something does not fit. `receipts` are files, by name, that came by another way; `idle` gives the entries without
    effect, where rooms are at hand to say so; `told` hears how many entries are done, of how many. Who looks at the
    signatures `meanwhile` is asked in a full check; as soon as anything does not fit, all is looked at in turn.
    """
    inspection = inspect(files, full=full, receipts=receipts, idle=idle, told=told, meanwhile=meanwhile)
    return with_numbers(inspection.findings())


def check_both(
    one: Mapping[str, bytes],
    other: Mapping[str, bytes],
    *,
    full: bool = True,
    receipts: Sequence[tuple[str, bytes]] = (),
    idle: Idle | None = None,
    told: Told = untold,
    meanwhile: Signatures | None = None,
) -> tuple[Findings, Findings, Comparison]:
    """Check two bundles of one record, each by itself, and hold them against each other; as `check` does."""
    first, second = (
        inspect(files, full=full, receipts=receipts, idle=idle, told=told, meanwhile=meanwhile)
        for files in (one, other)
    )
    pins = [*first.pins, *(replace(pin, file=f"{pin.file} of the second copy") for pin in second.pins)]
    comparison = compare(first.copy, second.copy, pins)
    return first.findings(), second.findings(), comparison


def inspect(
    files: Mapping[str, bytes],
    *,
    full: bool,
    receipts: Iterable[tuple[str, bytes]],
    idle: Idle | None,
    told: Told,
    meanwhile: Signatures | None = None,
) -> Inspection:
    """Go through a bundle, with a look at every signature when asked or when something does not fit."""
    if meanwhile is not None and full:
        quick = Inspection(files, receipts=receipts, signatures=meanwhile, idle=idle, told=told)
        signed = meanwhile.fit()
    elif not full:
        quick = Inspection(files, receipts=receipts, signatures=False, told=told)
        signed = quick.ends_are_signed()
    else:
        return Inspection(files, receipts=receipts, idle=idle, told=told)
    if signed and not any(fault.file in (ENTRIES, MANIFEST) for fault in quick.faults):
        return quick
    return Inspection(files, receipts=receipts, idle=idle, told=told)


def with_numbers(findings: Findings) -> Findings:
    """Add what does not fit among the numbers of the receipts that one check was given."""
    return replace(findings, faults=(*findings.faults, *number_faults(findings.receipts)))
