"""Files that people of the demo hand over: small, and what their names say."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from troth.core.promises import File
from troth.reading.files import media_of
from troth.store import files, waiting_files

FITTING = (
    "Tomakomai, second-generation probes, fitted.",
    "Twelve reefers, all reporting within five minutes of starting.",
    "Trailer 7: left rail, because the right one was bent.",
)
SERIALS = "trailer;probe\n" + "".join(f"{trailer};KD-2{trailer:03}\n" for trailer in range(1, 13))


def _page(lines: Sequence[str]) -> bytes:
    """One page of text as a PDF that every reader opens."""
    said = " T* ".join(f"({line}) Tj" for line in lines).encode()
    text = b"BT /F1 14 Tf 20 TL 60 760 Td " + said + b" ET"
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = b"%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(made),
        )
    )


CONTENTS = {"tomakomai-fitting.pdf": _page(FITTING), "serial-numbers.csv": SERIALS.encode()}


def handed(alliance: str, names: Sequence[str]) -> tuple[File, ...]:
    """Keep these files where deliveries name them, as if somebody had chosen them."""
    found = []
    for name in names:
        content = CONTENTS[name]
        sha256 = hashlib.sha256(content).hexdigest()
        path = waiting_files.folder() / "demo" / secrets.token_urlsafe(12)
        files.write(path, iter([content]))
        files.keep(alliance, path, sha256)
        path.unlink()
        found.append(File(sha256, len(content), name, media_of(name)))
    return tuple(found)
