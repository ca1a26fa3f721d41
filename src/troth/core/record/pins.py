"""Receipts held against a copy of the record: was it at least as long as each says, with the entries it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from troth.core.record.copy import Copy
from troth.core.record.entry import Place
from troth.core.record.envelope import Bad
from troth.core.record.epoch import Epoch
from troth.core.record.findings import Fault, Fit, Pin
from troth.core.record.keys import verify
from troth.core.record.receipt import Receipt, fold_add, fold_hex, read_receipt, signed_bytes, stored_form

_WORST_FIRST = (Fit.OTHER, Fit.FURTHER, Fit.ASIDE, Fit.LOST, Fit.FITS)


class Pinning:
    """Holds receipts against a copy and gathers what does not fit.

    `stopped` are the logs in which something before does not fit. `idle` are the entries without effect, where rooms
    are at hand to say so; without it the fold digest is not looked at.
    """

    def __init__(self, copy: Copy, *, stopped: Collection[str], idle: Collection[str] | None) -> None:
        self.faults: list[Fault] = []
        self._copy = copy
        self._losses = copy.losses
        self._stopped = stopped
        self._idle = idle

    def hold(self, files: Iterable[tuple[str, bytes]]) -> tuple[Pin, ...]:
        """Hold each receipt against the copy, the same one only once; gives them in the order of their numbers."""
        pins: dict[str, Pin] = {}
        for file, raw in files:
            pin = self._pin(file, raw)
            if pin.receipt is None or pin.receipt.id not in pins:
                pins[pin.receipt.id if pin.receipt is not None else file] = pin
        ordered = sorted(pins.values(), key=lambda pin: (pin.receipt.number if pin.receipt else 0, pin.file))
        return tuple(ordered if self._idle is None else self._reckoned(ordered, self._idle))

    def _pin(self, file: str, raw: bytes) -> Pin:
        try:
            receipt = read_receipt(stored_form(raw))
            if self._copy.alliance not in (None, receipt.alliance):
                raise Bad("R1", "The receipt is of another alliance and says nothing of this record.")
            signers = self._signers(receipt)
        except Bad as bad:
            self.faults.append(Fault(file, None, None, None, bad.rule, bad.sentence))
            return Pin(file, None, Fit.UNREAD)
        if signers is None:
            return Pin(file, None, Fit.ASIDE)
        fits = [
            self._place(file, receipt, signers, log, place) for log, place in sorted(receipt.heads.items())
        ]
        return Pin(file, receipt, next(fit for fit in _WORST_FIRST if fit in fits))

    def _signers(self, receipt: Receipt) -> list[Epoch] | None:
        """The epochs whose keys signed; None where something before keeps one of the keys from being known."""
        signers: list[Epoch] = []
        for keyid, signature in receipt.signatures.items():
            epoch = self._copy.keys.named(keyid)
            if epoch is None and (self._stopped or self._copy.alliance is None):
                return None
            if epoch is None:
                raise Bad("R1", "The receipt is signed with a key that is not of this copy of the record.")
            if epoch.log not in receipt.heads or receipt.heads[epoch.log].seq < epoch.first:
                raise Bad("R1", "The receipt is signed with a key that its log did not have at that place.")
            if epoch.log in {signer.log for signer in signers}:
                raise Bad("R1", "The receipt is signed twice for one log.")
            if not verify(epoch.public, signed_bytes(receipt), signature):
                raise Bad("R1", "A signature does not fit the receipt.")
            signers.append(epoch)
        return signers

    def _place(self, file: str, receipt: Receipt, signers: Sequence[Epoch], log: str, place: Place) -> Fit:
        here = self._copy.at(log, place.seq)
        if here is not None and here.id == place.id:
            return Fit.FITS
        if self._is_lost(signers, log, place.seq):
            return Fit.LOST
        named = f"Receipt {receipt.number} names"
        if here is not None:
            what = f"{named} another entry at this place ({place.id[:8]})."
            self.faults.append(Fault(file, here.id, log, place.seq, "R3", what))
            return Fit.OTHER
        if log in self._stopped:
            return Fit.ASIDE
        what = f"{named} it, and this copy ends before it: the end is missing here."
        self.faults.append(Fault(file, place.id, log, place.seq, "R3", what))
        return Fit.FURTHER

    def _is_lost(self, signers: Sequence[Epoch], log: str, seq: int) -> bool:
        """Whether a place was lost, accepted by both; a receipt that a new key signed cannot speak of what is lost."""
        return any(
            log in loss.lost
            and loss.lost[log].holds(seq)
            and all(s.log in loss.lost and s.first <= loss.lost[s.log].here for s in signers)
            for loss in self._losses
        )

    def _reckoned(self, pins: Iterable[Pin], idle: Collection[str]) -> Iterable[Pin]:
        digests = self._digests([pin.receipt for pin in pins if pin.receipt and pin.fit is Fit.FITS], idle)
        for pin in pins:
            if pin.receipt is None or digests.get(pin.receipt.id, pin.receipt.fold) == pin.receipt.fold:
                yield pin
                continue
            what = (
                f"The fold digest of receipt {pin.receipt.number} is not the one reckoned from these entries."
            )
            self.faults.append(Fault(pin.file, None, None, None, "R4", what))
            yield replace(pin, fit=Fit.EFFECT)

    def _digests(self, receipts: Sequence[Receipt], idle: Collection[str]) -> Mapping[str, str]:
        """The fold digest at the heads of each receipt: every log is gone through once."""
        totals: dict[str, int] = dict.fromkeys((receipt.id for receipt in receipts), 0)
        for log in self._copy.heads:
            wanted: dict[int, list[str]] = {}
            for receipt in receipts:
                if log in receipt.heads:
                    wanted.setdefault(receipt.heads[log].seq, []).append(receipt.id)
            total = 0
            for entry in self._copy.entries(log)[: max(wanted, default=-1) + 1]:
                total = fold_add(total, entry.id, entry.id not in idle)
                for name in wanted.get(entry.seq, ()):
                    totals[name] = (totals[name] + total) % 2**256
        return {name: fold_hex(total) for name, total in totals.items()}


def number_faults(pins: Iterable[Pin]) -> list[Fault]:
    """Find receipts that share a number, or do not name the one before them that is here."""
    faults: list[Fault] = []
    numbered: dict[int, dict[str, str]] = {}
    for file, receipt in _known(pins):
        others = numbered.setdefault(receipt.number, {})
        if others and receipt.id not in others:
            what = f"Another receipt has number {receipt.number} too: {next(iter(others.values()))}."
            faults.append(Fault(file, None, None, None, "R2", what))
        others.setdefault(receipt.id, file)
    for file, receipt in _known(pins):
        before = numbered.get(receipt.number - 1)
        if before is not None and receipt.prev not in before:
            what = f"It names another receipt {receipt.number - 1} than the one that is here."
            faults.append(Fault(file, None, None, None, "R2", what))
    return faults


def number_gaps(pins: Iterable[Pin]) -> list[str]:
    """Say which numbers are missing in between; one of them may have been withheld."""
    said = []
    for one, other in pairwise(sorted({receipt.number for _, receipt in _known(pins)})):
        if other - one == 2:
            said.append(f"Receipt {one + 1} is not here; ask whoever kept it.")
        elif other - one > 2:
            said.append(f"Receipts {one + 1} to {other - 1} are not here; ask whoever kept them.")
    return said


def _known(pins: Iterable[Pin]) -> list[tuple[str, Receipt]]:
    return [(pin.file, pin.receipt) for pin in pins if pin.receipt is not None]
