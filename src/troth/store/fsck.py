"""The check of a record as this node stores it: every byte that was kept is still the byte that was signed.

By night the chain, the texts, the heads and one signature in a hundred; when asked, every signature. What does not fit
can be mended from a bundle, because an entry is known by the hash of its bytes (`troth restore --bundle`).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from troth.core.record import Bad, Body, Chain, Place, commitment, fold_add, fold_hex, open_receipt, verify
from troth.core.record.envelope import pae
from troth.core.record.findings import RULES
from troth.store import models
from troth.store.epochs import keys_of

ONE_IN = 100
KEPT = 60
MOST_FAULTS = 50
KEPT_ELSEWHERE = "Compare with the receipts that either side has kept."
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit: whose log, at which place, what is so by which rule, and what one can do."""

    log: str
    seq: int
    what: str
    do: str


MEND = (
    "Keep a copy of the node's folder, and bring the entry back from any bundle: troth restore --bundle FILE."
)


class Reading:
    """One pass over the stored entries of an alliance, in the order they came here."""

    def __init__(self, alliance_id: str, *, every_signature: bool) -> None:
        self.parties = {party.log: party for party in models.Party.objects.filter(alliance_id=alliance_id)}
        self.keys = keys_of(self.parties.values())
        self.alliance = alliance_id
        self.every = every_signature
        self.chain = Chain()
        self.folds = dict.fromkeys(self.parties, 0)
        self.faults: list[Fault] = []
        self.count = 0

    def run(self, progress: Progress = lambda done, of: None) -> None:
        """Read everything once."""
        of = models.Entry.objects.filter(alliance_id=self.alliance).count()
        last = {party.head_id for party in self.parties.values()}
        broken: set[str] = set()
        for row in self._rows():
            self.count += 1
            if row.log not in broken and not self._follows(row):
                broken.add(row.log)
            self._text(row)
            if self.every or row.id in last or random.randrange(ONE_IN) == 0:
                self._signature(row)
            progress(self.count, of)
        self._ends()
        self._receipts()

    def _rows(self) -> Iterator[models.Entry]:
        rows = models.Entry.objects.filter(alliance_id=self.alliance).select_related("body")
        return rows.order_by("number").iterator(chunk_size=1000)

    def _follows(self, row: models.Entry) -> bool:
        try:
            name = self.chain.add(bytes(row.payload))
        except Bad as bad:
            self._fault(row, f"{bad.sentence} {RULES.get(bad.rule, '')}")
            return False
        if row.log in self.folds:
            self.folds[row.log] = fold_add(self.folds[row.log], name, row.effective)
        if name != row.id:
            self._fault(row, "Its bytes are not those that were signed.")
            return False
        return self._columns(row)

    def _columns(self, row: models.Entry) -> bool:
        said = json.loads(bytes(row.payload))
        told = (row.log, row.seq, row.at, row.by, row.kind, row.object)
        act = said["act"]
        if told == (said["log"], said["seq"], said["at"], said["by"], act["t"], act.get("o") or ""):
            return True
        self._fault(row, "What is kept beside it, to find it by, is not what it says.")
        return False

    def _text(self, row: models.Entry) -> None:
        kept = getattr(row, "body", None)
        if kept is None:
            return
        try:
            committed = (json.loads(bytes(row.payload))["body"] or {}).get("c")
        except (ValueError, KeyError):
            return  # told already: the entry can no longer be read
        if commitment(row.log, row.seq, Body(bytes(kept.salt), bytes(kept.content))) != committed:
            self._fault(row, "Its text is not the one that was signed.")

    def _signature(self, row: models.Entry) -> None:
        epoch = self.keys.at(row.log, row.seq)
        if epoch is None or not verify(epoch.public, pae(bytes(row.payload)), bytes(row.signature)):
            self._fault(row, "Its signature does not fit the key of its log.")

    def _ends(self) -> None:
        for log, party in self.parties.items():
            reached = self.chain.heads.get(log)
            told = Place(party.head_seq, party.head_id)
            if not self.faults and reached != told:
                self._add(Fault(log, party.head_seq, "The log ends elsewhere than the node remembers.", MEND))
            if not self.faults and fold_hex(self.folds[log]) != party.fold:
                what = "The sum of what was decided about its entries is another than the one kept."
                self._add(
                    Fault(
                        log,
                        party.head_seq,
                        what,
                        "Restore the last backup, then bring a bundle: troth restore.",
                    )
                )

    def _receipts(self) -> None:
        before: str | None = None
        for row in models.Receipt.objects.filter(alliance_id=self.alliance).order_by("number"):
            try:
                receipt = open_receipt(bytes(row.envelope), keys=self.keys.publics)
            except Bad as bad:
                self._add(Fault("", row.number, f"Receipt {row.number}: {bad.sentence}", KEPT_ELSEWHERE))
                continue
            if receipt.prev != before and row.number > 1:
                what = f"Receipt {row.number} names another one before it than the one that is here."
                self._add(Fault("", row.number, what, KEPT_ELSEWHERE))
            before = receipt.id

    def _fault(self, row: models.Entry, what: str) -> None:
        self._add(Fault(row.log, row.seq, what.strip(), MEND))

    def _add(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


def check(
    alliance_id: str, *, now: int, nightly: bool = False, progress: Progress = lambda done, of: None
) -> models.Checkup:
    """Check an alliance's record and keep what was found; by night with one signature in a hundred."""
    reading = Reading(alliance_id, every_signature=not nightly)
    reading.run(progress)
    heads: Mapping[str, Place] = reading.chain.heads
    made = models.Checkup.objects.create(
        alliance_id=alliance_id,
        at=now,
        nightly=nightly,
        entries=reading.count,
        heads={log: list(place) for log, place in heads.items()},
        faults=[asdict(fault) for fault in reading.faults],
    )
    old = (
        models.Checkup.objects.filter(alliance_id=alliance_id)
        .order_by("-pk")
        .values_list("pk", flat=True)[KEPT:]
    )
    models.Checkup.objects.filter(pk__in=list(old)).delete()
    return made


def last_of(alliance_id: str) -> models.Checkup | None:
    """Return the last check made on this node, or None when there was none."""
    return models.Checkup.objects.filter(alliance_id=alliance_id).order_by("-pk").first()
