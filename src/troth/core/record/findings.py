"""What a check of a bundle says: how far it is complete, and for each thing that does not fit, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from troth.core.record.entry import Place

RULES: Mapping[str, str] = {
    "V1": "Form: an entry has one byte form, a size and exactly one signature.",
    "V2": "Signature: the log's key signed these bytes.",
    "V3": "Fields: an entry has the fields of its format, spelt in one way.",
    "V4": "Belonging: an entry belongs to the log of its key and to this alliance.",
    "V5": "Once: an entry stands in one place.",
    "V6": "One history: a log has one entry at a place, and each names the one before it.",
    "V7": "No gap: the entries of a log follow each other without a gap.",
    "V8": "Citation: what is cited must be there.",
    "V9": "Memory: an entry has seen all that the ones before it and those it cites had seen.",
    "V11": "Keys: a key is a point of the prime-order group, and the recovery key another one.",
    "P1": "Parties: a log is let in by a party of the record.",
    "B1": "Text: a text fits what its entry committed to.",
    "B2": "Text: a text can be read and names its schema.",
    "M1": "Manifest: it can be read and says what the bundle holds.",
    "M2": "Files: each file is the one that the manifest names.",
    "M3": "Heads: the logs end where the manifest says.",
}

_FRESH_LOG = "Ask for a fresh copy of this log from this entry on, and check that one."
_FRESH_EXPORT = "Ask for a fresh export. The entries were checked all the same."
_DO: Mapping[str, str] = {
    "V5": "Nothing is lost. Ask for a fresh export if it matters that this one is as it was made.",
    "V6": "Keep both versions and show them to each other. The one that the partner cited first stands.",
    "V8": "Get the full copy first, then look whether it is still here.",
    "P1": "Ask who opened this log. Nobody in this record has let it in.",
    "B1": "The entry stands. Ask for its text again; only the text that was signed will fit.",
    "B2": "The entry stands. Ask its author for a text that can be read.",
    "M1": _FRESH_EXPORT,
    "M2": _FRESH_EXPORT,
    "M3": "Ask for a newer copy; either side can give it.",
}


def printable(text: str) -> str:
    """Spell out what a terminal would obey or hide: a file's name comes from whoever made the bundle."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: where, by which rule of `RULES`, what is so, and what one can do."""

    file: str
    entry: str | None
    log: str | None
    seq: int | None
    rule: str
    what: str

    @property
    def do(self) -> str:
        return _DO.get(self.rule, _FRESH_LOG)

    def __str__(self) -> str:
        where = self.file
        if self.log is not None:
            where = f"Entry {self.seq} of log {self.log[:8]}"
        if self.entry is not None:
            where += f" ({self.entry[:8]})"
        return printable(f"{where}: {self.what} {RULES[self.rule]} {self.do}")


@dataclass(frozen=True)
class Findings:
    """What a check found; `resting` entries follow something that does not fit and could not be placed."""

    complete_up_to: Mapping[str, Place]
    entries: int
    resting: int
    texts: int
    texts_absent: int
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Nothing up to here is missing or changed; whether more followed is not for a check to say."""
        return not self.faults

    def sentence(self) -> str:
        """Say how far the record is complete and what to compare it with."""
        reached = " and ".join(
            f"entry {place.seq} ({place.id[:8]}) of log {log[:8]}"
            for log, place in sorted(self.complete_up_to.items())
        )
        count = len(self.faults)
        more = f"; {count} {'thing does' if count == 1 else 'things do'} not fit" if count else ""
        return (
            f"Complete up to {reached or 'nothing'}{more}; compare with the other side's copy or a receipt, "
            "which alone can tell whether more followed."
        )
