"""What a bundle is made of, and its manifest: the alliance, where the logs end, and the hash of each other file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from troth.core.record.canonical import Malformed, parse
from troth.core.record.entry import Place

MANIFEST = "manifest.json"
ENTRIES = "entries.ndjson"
README = "README.txt"
BODIES = "bodies/"
RECEIPTS = "receipts/"


@dataclass(frozen=True)
class Manifest:
    """A manifest as it says of itself; nothing in it is taken on trust."""

    alliance: object
    entries: object
    heads: Mapping[str, Place]
    digests: Mapping[str, str]


def read_manifest(raw: bytes) -> Manifest:
    """Read a bundle's manifest; raises `Malformed`."""
    manifest = parse(raw, limit=len(raw))
    if manifest.keys() != {"v", "alliance", "entries", "heads", "files"} or manifest["v"] != 1:
        raise Malformed("The manifest does not have the five fields of format 1.")
    return Manifest(
        alliance=manifest["alliance"],
        entries=manifest["entries"],
        heads=_read_heads(manifest["heads"]),
        digests=_read_digests(manifest["files"]),
    )


def _read_heads(heads: object) -> dict[str, Place]:
    if not isinstance(heads, dict) or not all(map(_is_place, heads.values())):
        raise Malformed("The manifest does not say where the logs end.")
    return {str(log): Place(*place) for log, place in heads.items()}


def _is_place(place: object) -> bool:
    return isinstance(place, list) and len(place) == 2 and type(place[0]) is int and isinstance(place[1], str)


def _read_digests(files: object) -> dict[str, str]:
    if not isinstance(files, dict):
        raise Malformed("The manifest does not name the files.")
    return {str(name): str(digest) for name, digest in files.items()}
