"""The offline check of a bundle: what does not fit, which entry it is, and by which rule.

One thing gone wrong is told once: entries that only follow something missing are counted as resting on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from troth.core.record.admit import Duplicate, Fork, Gap, Verdict, Waiting
from troth.core.record.canonical import Malformed
from troth.core.record.copy import Copy
from troth.core.record.entry import SALT_LENGTH, Body, Entry, Place, parse_sealed, read_body
from troth.core.record.envelope import Bad, pae, unseal
from troth.core.record.epoch import lost_in
from troth.core.record.erasure import asked_for
from troth.core.record.findings import Fault, Findings, Pin, Stretch
from troth.core.record.keys import verify
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST, RECEIPTS, Manifest, read_manifest
from troth.core.record.pins import Pinning
from troth.core.record.signatures import Signatures

Told = Callable[[int, int], None]
Idle = Callable[[Copy], Collection[str]]
# A bundle carries no clock; stamps were held against one when the entries were first taken in.
_ANY_TIME = 2**53
_TELL_EVERY = 500


def untold(done: int, of: int) -> None:
    """Tell nobody how far a check is."""


@dataclass(frozen=True)
class _Line:
    """A line that is not the entry it should be, with the place it claims where that can be made out."""

    number: int
    bad: Bad
    id: str | None = None
    claim: tuple[str, int] | None = None
    prev: str | None = None


class Inspection:
    """One run of the check over a bundle's files, given by name, and receipts that came by another way.

    With `signatures=False` those of entries are not looked at one by one: `ends_are_signed` then says whether the
    last one of each key fits, and the chain covers the others. With somebody who looks at `signatures` meanwhile,
    what is found holds once they say that all fit. `idle` gives the entries without effect.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        receipts: Iterable[tuple[str, bytes]] = (),
        signatures: bool | Signatures = True,
        idle: Idle | None = None,
        told: Told = untold,
    ) -> None:
        self.copy = Copy(signatures=signatures is True)
        self.faults: list[Fault] = []
        self._files = files
        self._signatures = signatures
        self._told = told
        self._resting = 0
        self._lines = 0
        self._manifest: Manifest | None = None
        self._ends: Mapping[str, Place] = {}
        self._pending: list[_Line] = []
        self._early: list[tuple[int, Entry]] = []
        self._stopped: set[str] = set()
        self._names: dict[tuple[str, int], str | None] = {}
        self._taken: set[tuple[str, int]] = set()
        self._read_manifest()
        self._read_entries()
        self._compare_heads()
        self._look_for_strangers()
        self.pins = self._hold(receipts, idle)
        self._compare_files()
        self._texts = self._read_bodies()
        self.faults = [self._named(fault) for fault in self.faults]

    def ends_are_signed(self) -> bool:
        """Whether the last entry that each key signed is signed by it."""
        for log in self.copy.heads:
            epochs = self.copy.keys.of(log)
            firsts = [epoch.first for epoch in epochs[1:]] + [self.copy.length(log)]
            for epoch, after in zip(epochs, firsts, strict=True):
                last = self.copy.entries(log, after - 1)[0]
                if not verify(epoch.public, pae(last.payload), last.signature):
                    return False
        return True

    def findings(self) -> Findings:
        """Say what was found."""
        entries = [entry for log in self.copy.heads for entry in self.copy.entries(log)]
        asked = asked_for(entries)
        away = [e for e in entries if e.commitment is not None and BODIES + e.id not in self._files]
        erased = sum((entry.id, entry.log) in asked for entry in away)
        return Findings(
            complete_up_to={log: head.place for log, head in self.copy.heads.items()},
            at={log: self.copy.entries(log, head.place.seq)[0].at for log, head in self.copy.heads.items()},
            epochs={log: len(self.copy.keys.of(log)) for log in self.copy.heads},
            entries=len(entries),
            resting=self._resting,
            texts=self._texts,
            texts_absent=sum(entry.commitment is not None for entry in entries) - self._texts - erased,
            texts_erased=erased,
            receipts=self.pins,
            losses=stretches(self.copy),
            faults=tuple(self.faults),
            every=bool(self._signatures),
        )

    # The manifest

    def _read_manifest(self) -> None:
        try:
            self._manifest = read_manifest(self._files.get(MANIFEST, b""))
            self._ends = self._manifest.heads
        except Malformed as error:
            self._fault("M1", str(error), file=MANIFEST)

    def _compare_heads(self) -> None:
        if self._manifest is None:
            return
        reached = {log: head.place for log, head in self.copy.heads.items()}
        for log in sorted((self._ends.keys() | reached.keys()) - self._stopped):
            here, named = reached.get(log), self._ends.get(log)
            if here != named:
                seq = named.seq if named is not None else here.seq if here is not None else 0
                self._fault("M3", "The manifest ends this log elsewhere.", log=log, seq=seq)
        if self._manifest.entries != self._lines and not self._stopped:
            self._fault("M1", f"The manifest does not count {self._lines} entries.", file=MANIFEST)
        if self.copy.alliance not in (None, self._manifest.alliance):
            self._fault("M1", "The manifest names another alliance than the entries.", file=MANIFEST)

    def _compare_files(self) -> None:
        if self._manifest is None:
            return
        told = {fault.file for fault in self.faults if fault.file == ENTRIES or fault.rule == "R1"}
        present = {name for name in self._files if name != MANIFEST and not name.startswith(BODIES)}
        for name in sorted(present | self._manifest.digests.keys()):
            content = self._files.get(name)
            if content is None:
                self._fault("M2", f"The file {name} is not here.", file=name)
            elif name not in self._manifest.digests:
                self._fault("M2", f"The manifest does not name the file {name}.", file=name)
            elif name not in told and hashlib.sha256(content).hexdigest() != self._manifest.digests[name]:
                self._fault("M2", f"The file {name} is not as it was made.", file=name)

    # The entries

    def _read_entries(self) -> None:
        raw = self._files.get(ENTRIES, b"")
        self._lines = raw.count(b"\n") + (not raw.endswith(b"\n") and raw != b"")
        lines: list[bytes] = []
        for number, line in enumerate(_lines_of(raw), 1):
            self._weigh(number, line, self.copy.add(line, None, _ANY_TIME))
            lines.append(line)
            if number % _TELL_EVERY == 0 or number == self._lines:
                self._told(number, self._lines)
                if not isinstance(self._signatures, bool):
                    self._signatures.look(lines, self.copy.keys.publics)
                lines = []
        for number, entry in self._early:
            self._tell_early(number, entry)
        for broken in self._pending:
            self._tell_unplaced(broken)

    def _weigh(self, number: int, line: bytes, verdict: Verdict) -> None:
        match verdict:
            case Bad():
                self._unread(_claiming(number, line, verdict))
            case Duplicate():
                twice = parse_sealed(unseal(line))
                self._fault("V5", "The entry stands in the file twice.", log=twice.log, seq=twice.seq)
            case Fork():
                self._forked(verdict)
            case Gap():
                self._after_gap(number, parse_sealed(unseal(line)), verdict.expected)
            case Waiting():
                self._without_citation(parse_sealed(unseal(line)))

    def _unread(self, line: _Line) -> None:
        log, seq = line.claim or ("", -1)
        expected = self.copy.length(log)
        if log not in self._ends and log not in self.copy.heads and log not in self._stopped:
            self._pending.append(line)
        elif expected == 0 and seq > 0 and line.bad.rule == "V2":
            # Without the log's first entry there is no key to open this one with; what it calls the one before
            # it still helps to name that.
            self._taken.add((log, seq))
            self._names[log, seq - 1] = line.prev
            self._held_up(log, 0, "V7", "The first entry of the log, which names its key, is not here.")
        elif seq == expected or log in self._stopped:
            self._tell(line, log, seq)
        else:
            self._pending.append(line)

    def _forked(self, fork: Fork) -> None:
        entry = fork.entry
        if entry.log in self._stopped:
            self._resting += 1
            return
        self._stopped.add(entry.log)
        self._names[entry.log, entry.seq] = entry.id
        self._fault("V6", "The log holds two versions of what happened here.", log=entry.log, seq=entry.seq)

    def _after_gap(self, number: int, entry: Entry, expected: int) -> None:
        if entry.keyid not in self.copy.keys.publics:
            self._early.append((number, entry))
            return
        self._learn(entry)
        self._held_up(entry.log, expected, "V7", f"The entry is not here, before entry {entry.seq}.")

    def _tell_early(self, number: int, entry: Entry) -> None:
        """An entry signed with a key that is named by one before it, if that is the one missing."""
        expected = self.copy.length(entry.log)
        if entry.seq > expected:
            self._names.setdefault((entry.log, entry.seq - 1), entry.prev)
            self._held_up(entry.log, expected, "V7", f"The entry is not here, before entry {entry.seq}.")
        else:
            bad = Bad("V2", "The entry is signed with a key that this record does not know.")
            self._tell_unplaced(_Line(number, bad, entry.id, (entry.log, entry.seq)))

    def _without_citation(self, entry: Entry) -> None:
        self._learn(entry)
        for log, place in entry.seen.items():
            reached, here = self.copy.length(log) - 1, self.copy.at(log, place.seq)
            if here is not None and here.id != place.id:
                what = f"It cites another entry {place.seq} of log {log[:8]} than the one that is here."
                self._fault("V8", what, log=entry.log, seq=entry.seq)
            elif place.seq > reached and log not in self._stopped and self._claimed(log, reached + 1) is None:
                what = f"It cites entry {place.seq} of log {log[:8]}, which is not here."
                self._fault("V8", what, log=entry.log, seq=entry.seq)
            elif place.seq > reached:
                self._held_up(log, reached + 1, "V7", "The entry is not here.", resting=0)
        self._resting += 1
        self._stopped.add(entry.log)

    def _held_up(self, log: str, expected: int, rule: str, what: str, *, resting: int = 1) -> None:
        self._resting += resting
        if log in self._stopped:
            return
        line = self._claimed(log, expected)
        if line is None:
            self._stopped.add(log)
            self._fault(rule, what, log=log, seq=expected)
        else:
            self._pending.remove(line)
            self._tell(line, log, expected)

    def _claimed(self, log: str, seq: int) -> _Line | None:
        """Find the unread line that stands where this entry should: the one that says so, else the first."""
        exact = [line for line in self._pending if line.claim == (log, seq)]
        return next(iter(exact or self._pending), None)

    def _tell(self, line: _Line, log: str, seq: int) -> None:
        self._stopped.add(log)
        self._taken.add((log, seq))
        self._fault(line.bad.rule, line.bad.sentence, log=log, seq=seq)

    def _tell_unplaced(self, line: _Line) -> None:
        for log, place in sorted(self._ends.items()):
            for seq in range(self.copy.length(log), place.seq + 1):
                if (log, seq) not in self._taken:
                    self._tell(line, log, seq)
                    return
        what = f"Line {line.number}: {line.bad.sentence}"
        fault = Fault(ENTRIES, line.id, None, None, line.bad.rule, what)
        if line.claim is not None:
            fault = replace(fault, log=line.claim[0], seq=line.claim[1])
        self.faults.append(fault)

    def _learn(self, entry: Entry) -> None:
        """Remember what a sound entry calls the ones before it, to name those that cannot be read."""
        self._names[entry.log, entry.seq] = entry.id
        self._taken.add((entry.log, entry.seq))
        if entry.prev is not None:
            self._names[entry.log, entry.seq - 1] = entry.prev
        self._names.update({(log, place.seq): place.id for log, place in entry.seen.items()})

    def _look_for_strangers(self) -> None:
        if self._stopped:
            return
        for log in sorted(self.copy.heads.keys() - self.copy.parties):
            self._fault("P1", "The log was not let in by a party of this record.", log=log, seq=0)

    # The receipts and the texts

    def _hold(self, besides: Iterable[tuple[str, bytes]], idle: Idle | None) -> tuple[Pin, ...]:
        mine = sorted(name for name in self._files if name.startswith(RECEIPTS))
        files = [*((name, self._files[name]) for name in mine), *besides]
        without = idle(self.copy) if idle is not None and files else None
        pinning = Pinning(self.copy, stopped=self._stopped, idle=without)
        pins = pinning.hold(files)
        self.faults += pinning.faults
        return pins

    def _read_bodies(self) -> int:
        fitting = 0
        for name in sorted(name for name in self._files if name.startswith(BODIES)):
            entry = self.copy.entry(name.removeprefix(BODIES))
            if entry is not None:
                fitting += self._fits(entry, self._files[name], name)
            elif not self.faults:
                self._fault("B1", "No entry here has this text.", file=name)
        return fitting

    def _fits(self, entry: Entry, raw: bytes, name: str) -> bool:
        try:
            read_body(entry, Body(raw[:SALT_LENGTH], raw[SALT_LENGTH:]))
            return True
        except Bad as bad:
            self._fault(bad.rule, bad.sentence, file=name, log=entry.log, seq=entry.seq)
            return False

    # Telling

    def _fault(
        self, rule: str, what: str, *, file: str = ENTRIES, log: str | None = None, seq: int | None = None
    ) -> None:
        self.faults.append(Fault(file, None, log, seq, rule, what))

    def _named(self, fault: Fault) -> Fault:
        if fault.entry is not None or fault.log is None or fault.seq is None:
            return fault
        here, head = self.copy.at(fault.log, fault.seq), self._ends.get(fault.log)
        if here is not None:
            return replace(fault, entry=here.id)
        if head is not None and head.seq == fault.seq:
            return replace(fault, entry=head.id)
        if fault.seq == 0 and len(self._ends) == 1 and self._manifest is not None:
            return replace(fault, entry=str(self._manifest.alliance))
        return replace(fault, entry=self._names.get((fault.log, fault.seq)))


def _claiming(number: int, line: bytes, bad: Bad) -> _Line:
    try:
        sealed = unseal(line)
    except Bad:
        return _Line(number, bad)
    try:
        payload = json.loads(sealed.payload)
        log, seq, prev = payload["log"], payload["seq"], payload["prev"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _Line(number, bad, sealed.id)
    if not isinstance(log, str) or type(seq) is not int or not isinstance(prev, (str, type(None))):
        return _Line(number, bad, sealed.id)
    return _Line(number, bad, sealed.id, (log, seq), prev)


def stretches(copy: Copy) -> tuple[Stretch, ...]:
    """Say what of a record is lost, accepted by every log or said by some of them only."""
    said = {tuple(sorted(loss.lost.items())): True for loss in copy.losses}
    for entry in copy.restorations:
        said.setdefault(tuple(sorted(lost_in(entry).items())), False)
    return tuple(
        Stretch(log, lost.here + 1, lost.known, all_say_so)
        for loss, all_say_so in said.items()
        for log, lost in loss
        if lost.known > lost.here
    )


def _lines_of(raw: bytes) -> Iterator[bytes]:
    """The lines one by one: a list of them would hold a large record twice."""
    start = 0
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        yield raw[start:end]
        start = end + 1
