"""Which files are taken: a list of kinds, each told by the ending of the name and by the bytes, never by one alone.

Nothing that a browser or a system would run is on the list: no page, drawing with scripts, script, program or macro.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from troth.core.errors import Refusal
from troth.reading.files.archives import first_member, members

CHUNK = 1 << 20
HEAD = 4096
TAKEN = "PDF, PNG, JPEG, WebP, text, CSV, Word, Excel, PowerPoint, OpenDocument, STEP, DXF, and ZIP for anything else"
# Text that some program would run or draw: it does not become harmless by being called .txt.
PROGRAMS = (b"<!doctype", b"<html", b"<head", b"<body", b"<svg", b"<script", b"<?xml", b"<?php", b"#!")
WRITING = {*b"\t\n\r\f"}
BARE = bytes(sorted({*range(32), 127} - WRITING))


class NotTaken(Refusal):
    """The file is of a kind that is not handed over, or is not what its name says."""


@dataclass(frozen=True)
class Kind:
    """One kind of file: what people call it, what it is served as, and how its bytes are known."""

    called: str
    media: str
    fits: Callable[[IO[bytes]], bool]


def kind_of(name: str, file: IO[bytes]) -> Kind:
    """Tell the kind of a file by its name and its bytes; raises `NotTaken` where these two do not agree on one."""
    kind = KINDS.get(_ending(name))
    if kind is None:
        raise NotTaken(f"“{name}” is of a kind that is not handed over here. Taken are {TAKEN}.")
    file.seek(0, 2)
    if file.tell() == 0:
        raise NotTaken(f"“{name}” is empty. Choose the file that holds something.")
    file.seek(0)
    if not kind.fits(file):
        raise NotTaken(
            f"“{name}” does not hold {kind.called}, as its name says, or holds macros. "
            "Save it anew in the program that made it, or put it into a ZIP."
        )
    return kind


def media_of(name: str) -> str:
    """Return what a file of that name is served as; bytes without a kind where the name tells none."""
    kind = KINDS.get(_ending(name))
    return kind.media if kind else "application/octet-stream"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _begins(*marks: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.read(HEAD).startswith(marks)


def _webp(file: IO[bytes]) -> bool:
    head = file.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WEBP"


def _text(file: IO[bytes]) -> bool:
    """Letters of some writing: no control characters but those of lines, and nothing that a program would run."""
    head = file.read(HEAD)
    wide = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(head[:2])
    if _would_run(head.decode(wide, "ignore").encode() if wide else head):
        return False
    file.seek(2 if wide else 0)
    reader = codecs.getincrementaldecoder(wide)() if wide else None
    while chunk := file.read(CHUNK):
        try:
            plain = reader.decode(chunk).encode() if reader else chunk
        except UnicodeDecodeError:
            return False
        if plain.translate(None, BARE) != plain:
            return False
    return True


def _would_run(head: bytes) -> bool:
    return head.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(PROGRAMS)


def _step(file: IO[bytes]) -> bool:
    return file.read(HEAD).lstrip().startswith(b"ISO-10303-21;")


def _dxf(file: IO[bytes]) -> bool:
    head = file.read(HEAD)
    if head.startswith(b"AutoCAD Binary DXF"):
        return True
    words = head.split(None, 2)[:2]
    return words == [b"0", b"SECTION"] or words[:1] == [b"999"]  # a drawing may begin with a comment


def _zip(file: IO[bytes]) -> bool:
    return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06") and members(file) is not None


def _office(folder: str) -> Callable[[IO[bytes]], bool]:
    def fits(file: IO[bytes]) -> bool:
        names = members(file) if file.read(4) == b"PK\x03\x04" else None
        if names is None or "[Content_Types].xml" not in names:
            return False
        macros = any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names)
        return not macros and any(name.startswith(f"{folder}/") for name in names)

    return fits


def _open_document(media: str) -> Callable[[IO[bytes]], bool]:
    def fits(file: IO[bytes]) -> bool:
        if first_member(file) != ("mimetype", media.encode()):
            return False
        names = members(file)
        return names is not None and not any(name.startswith(("Basic/", "Scripts/")) for name in names)

    return fits


OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
PICTURE = Kind("a JPEG picture", "image/jpeg", _begins(b"\xff\xd8\xff"))
MODEL = Kind("a STEP model", "model/step", _step)
KINDS: Mapping[str, Kind] = {
    "pdf": Kind("a PDF", "application/pdf", _begins(b"%PDF-")),
    "png": Kind("a PNG picture", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": PICTURE,
    "jpeg": PICTURE,
    "webp": Kind("a WebP picture", "image/webp", _webp),
    "txt": Kind("plain text", "text/plain; charset=utf-8", _text),
    "csv": Kind("a CSV table", "text/csv; charset=utf-8", _text),
    "docx": Kind("a Word document", f"{OFFICE}wordprocessingml.document", _office("word")),
    "xlsx": Kind("an Excel workbook", f"{OFFICE}spreadsheetml.sheet", _office("xl")),
    "pptx": Kind("a PowerPoint presentation", f"{OFFICE}presentationml.presentation", _office("ppt")),
    "odt": Kind("an OpenDocument text", f"{OPEN}text", _open_document(f"{OPEN}text")),
    "ods": Kind("an OpenDocument table", f"{OPEN}spreadsheet", _open_document(f"{OPEN}spreadsheet")),
    "odp": Kind("an OpenDocument presentation", f"{OPEN}presentation", _open_document(f"{OPEN}presentation")),
    "zip": Kind("a ZIP", "application/zip", _zip),
    "step": MODEL,
    "stp": MODEL,
    "dxf": Kind("a DXF drawing", "image/vnd.dxf", _dxf),
}
