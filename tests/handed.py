"""Small files of every kind that is taken, and of some that are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 20
OPEN = "application/vnd.oasis.opendocument."


def archive(members: Mapping[str, bytes], *, comment: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
        made.comment = comment
    return packed.getvalue()


def office(folder: str, *more: str) -> bytes:
    return archive(
        {"[Content_Types].xml": b"<Types/>", f"{folder}/main.xml": b"<x/>", **dict.fromkeys(more, b"x")}
    )


def open_document(kind: str, *more: str) -> bytes:
    return archive(
        {"mimetype": f"{OPEN}{kind}".encode(), "content.xml": b"<x/>", **dict.fromkeys(more, b"x")}
    )


GOOD: Mapping[str, bytes] = {
    "report.pdf": PDF,
    "probe.png": PNG,
    "probe.JPG": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    "probe.jpeg": b"\xff\xd8\xff\xdb" + b"\0" * 20,
    "probe.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "notes.txt": b"Trailer 7: the probe is on the left rail.\n",
    "wide.txt": "Otaru 小樽\r\n".encode("utf-16"),
    "serials.csv": b"trailer;serial\r\n7;A\xe9-4\r\n",
    "letter.docx": office("word"),
    "serials.xlsx": office("xl"),
    "slides.pptx": office("ppt"),
    "letter.odt": open_document("text"),
    "serials.ods": open_document("spreadsheet"),
    "slides.odp": open_document("presentation"),
    "all.zip": archive({"a.txt": b"a"}, comment=b"from Tomakomai"),
    "none.zip": archive({}),
    "bracket.step": b"ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;\n",
    "bracket.stp": b"\r\nISO-10303-21;\r\n",
    "plan.dxf": b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n",
    "binary.dxf": b"AutoCAD Binary DXF\r\n\x1a\0",
    "noted.dxf": b"999\nmade in Delft\n0\nSECTION\n",
}
BAD: Mapping[str, bytes] = {
    "page.html": b"<!doctype html><script>go()</script>",
    "drawing.svg": b"<svg onload='go()'/>",
    "script.js": b"go()",
    "setup.exe": b"MZ\x90\0",
    "letter.docm": office("word", "word/vbaProject.bin"),
    "no-ending": b"words",
    "empty.txt": b"",
    # the name says one thing and the bytes another
    "page.pdf": b"<!doctype html>",
    "late.pdf": b"<script>go()</script>\n%PDF-1.7",
    "setup.png": b"MZ\x90\0",
    "riff.webp": b"RIFF\x10\0\0\0WAVEfmt ",
    "page.txt": b"\xef\xbb\xbf \n<HTML><script>go()</script>",
    "wide-page.txt": "<script>go()</script>".encode("utf-16"),
    "drawing.csv": b"<svg onload='go()'/>",
    "run.txt": b"#!/bin/sh\nrm -rf ~\n",
    "bytes.txt": b"a\0b",
    "bell.csv": b"a;\x07b",
    "broken-wide.txt": b"\xff\xfe\x00\xd8a\x00",
    "macros.docx": office("word", "word/VBAProject.bin"),
    "macros.odt": open_document("text", "Basic/Standard/Module1.xml"),
    "other.docx": office("xl"),
    "bare.docx": archive({"word/main.xml": b"<x/>"}),
    "text.docx": b"just words",
    "table.odt": open_document("spreadsheet"),
    "packed.odt": archive({"content.xml": b"<x/>"}),
    "short.odt": b"PK\x03\x04",
    "cut.zip": archive({"a.txt": b"a" * 100})[:90],
    "short.zip": b"PK\x05\x06\0\0",
    "wrong.zip": archive({"a.txt": b"a"}).replace(b"PK\x01\x02", b"PK\x01\x09"),
    "far.zip": b"PK\x05\x06" + b"\0" * 8 + b"\xff\xff\xff\x7f" * 2 + b"\0\0",
    "model.step": b"HEADER;",
    "plan.dxf": b"SECTION",
}
