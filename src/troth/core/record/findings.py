"""What a check of a bundle says: how far it is complete, and for each thing that does not fit, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from troth.core.record.entry import Place
from troth.core.record.receipt import Receipt

RULES: Mapping[str, str] = {
    "V1": "Form: an entry has one byte form, a size and exactly one signature.",
    "V2": "Signature: the log's key signed these bytes.",
    "V3": "Fields: an entry has the fields of its format, spelt in one way.",
    "V4": "Belonging: an entry is of this alliance, and signed with the key that its log has at that place.",
    "V5": "Once: an entry stands in one place.",
    "V6": "One history: a log has one entry at a place, and each names the one before it.",
    "V7": "No gap: the entries of a log follow each other without a gap.",
    "V8": "Citation: what is cited must be there.",
    "V9": "Memory: an entry has seen all that the ones before it and those it cites had seen.",
    "V11": "Keys: a key is a point of the prime-order group, and the recovery key another one.",
    "E1": "Epoch: a log goes on with a new key only after a loss, and the key before vouches for it.",
    "P1": "Parties: a log is let in by a party of the record.",
    "B1": "Text: a text fits what its entry committed to.",
    "B2": "Text: a text can be read and names its schema.",
    "M1": "Manifest: it can be read and says what the bundle holds.",
    "M2": "Files: each file is the one that the manifest names.",
    "M3": "Heads: the logs end where the manifest says.",
    "R1": "Receipt: it has one form and nine fields, and keys of this record signed it.",
    "R2": "Receipt: a number is given once, and each receipt names the one before it.",
    "R3": "Receipt: the record was at least as long as a receipt says, with the entries that it names.",
    "R4": "Receipt: what was effective is what the fold digest says.",
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
    "R1": "Ask whoever kept the receipt for it as it was made; or get a newer copy, which may have its key.",
    "R2": "Keep both receipts, and show them to each other with the copies that each side has.",
    "R3": "Ask for a newer copy of this log, either side can give it, and hold the receipt against that one.",
    "R4": "The entries stand. Ask which version made the receipt: one that reads an act in another way differs here.",
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


class Fit(Enum):
    """How a receipt fits a copy, in words."""

    FITS = "fits"
    LOST = "names what was lost, accepted by both"
    OTHER = "names another entry"
    FURTHER = "goes further"
    EFFECT = "counts other entries as effective"
    ASIDE = "could not be held against this copy"
    UNREAD = "is not a receipt of this record"


@dataclass(frozen=True)
class Pin:
    """A receipt as it lay in a file, and how it fits; `receipt` is None where its signatures could not be checked."""

    file: str
    receipt: Receipt | None
    fit: Fit


@dataclass(frozen=True)
class Stretch:
    """Entries of a log that are said to be lost, from place to place; `accepted` when every log says so."""

    log: str
    first: int
    last: int
    accepted: bool


@dataclass(frozen=True)
class Findings:
    """What a check found; `resting` entries follow something that does not fit and could not be placed.

    `at` is the time that the newest entry of each log claims, in ms UTC; `epochs` how many keys each log has had.
    Texts that are not here are told apart: those erased because their own side asked for it, and the others. With
    `every` each signature was looked at, else the last one of each key, whose chain covers the rest.
    """

    complete_up_to: Mapping[str, Place]
    at: Mapping[str, int]
    epochs: Mapping[str, int]
    entries: int
    resting: int
    texts: int
    texts_absent: int
    texts_erased: int
    receipts: tuple[Pin, ...]
    losses: tuple[Stretch, ...]
    faults: tuple[Fault, ...]
    every: bool = True

    @property
    def whole(self) -> bool:
        """Nothing up to here is missing or changed; whether more followed is not for a check to say."""
        return not self.faults

    @property
    def newest(self) -> Receipt | None:
        """The receipt with the highest number among those that fit."""
        fitting = [pin.receipt for pin in self.receipts if pin.receipt is not None and pin.fit is Fit.FITS]
        return max(fitting, key=lambda receipt: receipt.number, default=None)

    def sentence(self) -> str:
        """Say how far the record is complete and what to compare it with."""
        newest = self.newest
        receipt = "a receipt" if newest is None else f"a receipt after no. {newest.number}"
        return (
            f"Complete up to {reached(self.complete_up_to)}{misfits(len(self.faults))}; compare with the other side's "
            f"copy or {receipt}, which alone can tell whether more followed."
        )


def reached(heads: Mapping[str, Place]) -> str:
    """Name the places that the logs reach."""
    places = (f"entry {place.seq} ({place.id[:8]}) of log {log[:8]}" for log, place in sorted(heads.items()))
    return " and ".join(places) or "nothing"


def misfits(count: int) -> str:
    """Say how many things do not fit, as a part of a sentence; nothing when all do."""
    return f"; {count} {'thing does' if count == 1 else 'things do'} not fit" if count else ""
