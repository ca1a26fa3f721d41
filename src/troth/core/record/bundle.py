"""The bundle: an export that outlives the node, checked without a network and without trusting who made it.

`manifest.json` names the alliance, the heads and the hash of each file; `entries.ndjson` holds the
envelopes in admitted order; `bodies/` the salts and words that may be shown. Words may be taken out at any
time: each is bound by its entry, and entries stand without them. A bundle that was cut off cleanly looks
whole, so a check never says more than "complete up to".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from troth.core.record.canonical import encode
from troth.core.record.check import BODIES, ENTRIES, MANIFEST, README, Inspection
from troth.core.record.entry import Body, parse_sealed
from troth.core.record.envelope import unseal
from troth.core.record.findings import Findings

_README = """\
This is a record kept with Troth, as one side holds it.

manifest.json   the alliance, how far each log goes, and the SHA-256 of each file below except the bodies
entries.ndjson  every signed entry, one a line, in the order it was taken in
bodies/         the words of entries: 32 bytes of salt, then the text; some may be erased, which is allowed
files/          what was handed over with deliveries, each called by its SHA-256; the words name them

`troth verify` checks it without a network. It tells how far the record is complete.
Whether more followed, only the other side's copy or a receipt can tell: compare with it.
"""
_VERIFIER = "verify.py"
_ALONE = """
verify.py does the same without Troth. Unpack all of this into a folder of its own, open a terminal there, and run

    python3 verify.py

(on Windows `py verify.py`). It needs Python 3.9 or later and nothing else. To be sure of verify.py itself, take it
from a bundle that you got elsewhere or earlier, and name this one: `python3 verify.py FOLDER-OR-ZIP`.
"""


def build(
    entries: Iterable[bytes],
    *,
    alliance: str,
    bodies: Mapping[str, Body],
    extra: Mapping[str, bytes] | None = None,
    beside: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Lay out a bundle from envelopes in admitted order and the bodies that may be shown, by entry id.

    `extra` are further files to lay beside them, such as a verifier or receipts; the manifest covers them. It covers
    also `beside`: the SHA-256 of files, by name, that whoever packs the bundle lays into it.
    """
    lines = list(entries)
    heads: dict[str, list[object]] = {}
    for line in lines:
        entry = parse_sealed(unseal(line))
        heads[entry.log] = [entry.seq, entry.id]
    readme = _README + (_ALONE if _VERIFIER in (extra or {}) else "")
    files = {**(extra or {}), README: readme.encode(), ENTRIES: b"".join(line + b"\n" for line in lines)}
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


def check(files: Mapping[str, bytes]) -> Findings:
    """Check a bundle, given as its files by name; every fault names the entry, the rule and what to do."""
    return Inspection(files).findings()
