"""Which letters a text file is written in: marks and strict trials first, a guess on a sample last."""

from __future__ import annotations

import codecs
from itertools import pairwise
from typing import BinaryIO

from charset_normalizer import from_bytes

from troth.reading.sheet.bounds import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["cp1252", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp1250", "cp1251", "cp1253", "cp1254"]
_NO_LETTERS = (
    "unicode-escape",
    "raw-unicode-escape",
    "idna",
    "punycode",
)  # written in programs and in addresses
_CHUNK = 1 << 20
_POLISH = "³¹¿£¥¼¾"
_SAMPLE = 1 << 16


def find_encoding(file: BinaryIO) -> tuple[str, bool]:
    """Name the encoding of a file and whether that is certain; leaves the file at its beginning."""
    head = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return (name, True) if _reads_whole(file, name) else ("latin-1", _rewound(file))
    wide = _unmarked_wide(head)
    if wide and _reads_whole(file, wide):
        return wide, True
    if _reads_whole(file, "utf-8"):
        return "utf-8", True
    for name in _guesses(_sample_with_letters(file)):
        if _reads_whole(file, name):
            return name, False
    return "latin-1", _rewound(file)


def check_encoding(file: BinaryIO, name: str) -> None:
    """Refuse an encoding that a person named but that does not read the file."""
    try:
        "a".encode(name)  # which refuses what packs bytes; of an empty text the name is not looked at
        known = codecs.lookup(name).name not in _NO_LETTERS
    except (LookupError, ValueError):
        known = False
    if not known:
        raise Unreadable(f"No encoding is called {name[:40]!r}. Try utf-8, cp1252 or cp932.")
    if not _reads_whole(file, name):
        raise Unreadable(f"This file is not written in {name}. Leave the encoding open and it is found.")


def _reads_whole(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    try:
        decoder = codecs.getincrementaldecoder(name)()
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk).encode()  # half a letter that no database keeps is no letter
        decoder.decode(b"", True)
    except (UnicodeError, LookupError, ValueError, AttributeError, TypeError):
        return False
    finally:
        file.seek(0)
    return True


def _rewound(file: BinaryIO) -> bool:
    file.seek(0)
    return False


def _unmarked_wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows in Western tables as a zero in every second byte."""
    half = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if half < 8 or max(first, second) < half * 0.7 or min(first, second) > half * 0.1:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _sample_with_letters(file: BinaryIO) -> bytes:
    """Lines that hold bytes beyond ASCII tell the encoding; the rest only dilutes the sample."""
    file.seek(0)
    found: list[bytes] = []
    size = 0
    while size < _SAMPLE and (chunk := file.read(_CHUNK)):
        for line in chunk.split(b"\n"):
            if not line.isascii() and size < _SAMPLE:
                found.append(line[:4000])
                size += len(found[-1])
    return b"\n".join(found)


def _guesses(sample: bytes) -> list[str]:
    western = ["cp1252", "latin-1"]
    if _single_accents(sample):
        return ["cp1250", *western] if _signs_inside_words(sample) else western
    match = from_bytes(sample, cp_isolation=_LEGACY).best()
    return ([match.encoding] if match else []) + western


def _single_accents(sample: bytes) -> bool:
    """Accents of Latin scripts stand singly among plain letters; other scripts come in runs."""
    high = sum(byte >= 0x80 for byte in sample)
    runs = sum(a >= 0x80 and b >= 0x80 for a, b in pairwise(sample))
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    return high < letters * (0.3 if high >= 20 else 0.7) and runs < high * 0.45


def _signs_inside_words(sample: bytes) -> bool:
    """Polish read as Western shows signs within words (z³oty), which no Western language has."""
    text = sample.decode("cp1252", "replace")
    inside = sum(
        mid in _POLISH and any(map(str.isalpha, (before, after))) and all(map(_in_word, (before, after)))
        for before, mid, after in zip(text, text[1:], text[2:], strict=False)
    )
    return inside > sum(ord(sign) > 127 for sign in text) * 0.1


def _in_word(sign: str) -> bool:
    return sign.isalpha() or sign in _POLISH
