"""The offline check of a bundle: what does not fit, which entry it is, and by which rule.

One thing gone wrong is told once: entries that only follow something missing are counted as resting on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from troth.core.record.admit import Duplicate, Fork, Gap, Verdict, Waiting
from troth.core.record.canonical import Malformed, parse
from troth.core.record.copy import Copy
from troth.core.record.entry import SALT_LENGTH, Body, Entry, Place, parse_sealed, read_body
from troth.core.record.envelope import Bad, unseal
from troth.core.record.findings import Fault, Findings

MANIFEST = "manifest.json"
ENTRIES = "entries.ndjson"
README = "README"
BODIES = "bodies/"

# A bundle carries no clock; stamps were held against one when the entries were first taken in.
_ANY_TIME = 2**53


@dataclass(frozen=True)
class _Line:
    """A line that is not the entry it should be, with the place it claims where that can be made out."""

    number: int
    bad: Bad
    id: str | None = None
    claim: tuple[str, int] | None = None
    prev: str | None = None


class Inspection:
    """One run of the check over a bundle's files, given by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._copy = Copy()
        self._faults: list[Fault] = []
        self._resting = 0
        self._texts = 0
        self._lines = 0
        self._manifest: Mapping[str, object] | None = None
        self._heads: dict[str, Place] = {}
        self._digests: dict[str, str] = {}
        self._pending: list[_Line] = []
        self._stopped: set[str] = set()
        self._names: dict[tuple[str, int], str | None] = {}
        self._taken: set[tuple[str, int]] = set()

    def findings(self) -> Findings:
        """Check everything, from the manifest to the last text."""
        self._read_manifest()
        self._read_entries()
        self._compare_heads()
        self._look_for_strangers()
        self._compare_files()
        self._read_bodies()
        entries = [entry for log in self._copy.heads for entry in self._copy.entries(log)]
        return Findings(
            complete_up_to={log: head.place for log, head in self._copy.heads.items()},
            entries=len(entries),
            resting=self._resting,
            texts=self._texts,
            texts_absent=sum(entry.commitment is not None for entry in entries) - self._texts,
            faults=tuple(self._named(fault) for fault in self._faults),
        )

    # The manifest

    def _read_manifest(self) -> None:
        raw = self._files.get(MANIFEST, b"")
        try:
            manifest = parse(raw, limit=len(raw))
            if manifest.keys() != {"v", "alliance", "entries", "heads", "files"} or manifest["v"] != 1:
                raise Malformed("The manifest does not have the five fields of format 1.")
            self._heads, self._digests = _read_heads(manifest["heads"]), _read_digests(manifest["files"])
            self._manifest = manifest
        except Malformed as error:
            self._fault("M1", str(error), file=MANIFEST)

    def _compare_heads(self) -> None:
        if self._manifest is None:
            return
        reached = {log: head.place for log, head in self._copy.heads.items()}
        for log in sorted((self._heads.keys() | reached.keys()) - self._stopped):
            here, named = reached.get(log), self._heads.get(log)
            if here != named:
                seq = named.seq if named is not None else here.seq if here is not None else 0
                self._fault("M3", "The manifest ends this log elsewhere.", log=log, seq=seq)
        if self._manifest["entries"] != self._lines and not self._stopped:
            self._fault("M1", f"The manifest does not count {self._lines} entries.", file=MANIFEST)
        if self._copy.alliance not in (None, self._manifest["alliance"]):
            self._fault("M1", "The manifest names another alliance than the entries.", file=MANIFEST)

    def _compare_files(self) -> None:
        if self._manifest is None:
            return
        told = any(fault.file == ENTRIES for fault in self._faults)
        present = {name for name in self._files if name != MANIFEST and not name.startswith(BODIES)}
        for name in sorted(present | self._digests.keys()):
            content = self._files.get(name)
            if content is None:
                self._fault("M2", f"The file {name} is not here.", file=name)
            elif name not in self._digests:
                self._fault("M2", f"The manifest does not name the file {name}.", file=name)
            elif hashlib.sha256(content).hexdigest() != self._digests[name] and not (
                name == ENTRIES and told
            ):
                self._fault("M2", f"The file {name} is not as it was made.", file=name)

    # The entries

    def _read_entries(self) -> None:
        lines = self._files.get(ENTRIES, b"").split(b"\n")
        if lines[-1] == b"":
            lines.pop()
        self._lines = len(lines)
        for number, line in enumerate(lines, 1):
            self._weigh(number, line, self._copy.add(line, None, _ANY_TIME))
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
                self._after_gap(parse_sealed(unseal(line)), verdict.expected)
            case Waiting():
                self._without_citation(parse_sealed(unseal(line)))

    def _unread(self, line: _Line) -> None:
        log, seq = line.claim or ("", -1)
        expected = len(self._copy.entries(log))
        if log not in self._heads and log not in self._copy.heads and log not in self._stopped:
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

    def _after_gap(self, entry: Entry, expected: int) -> None:
        self._learn(entry)
        self._held_up(entry.log, expected, "V7", f"The entry is not here, before entry {entry.seq}.")

    def _without_citation(self, entry: Entry) -> None:
        self._learn(entry)
        for log, place in entry.seen.items():
            head = self._copy.heads.get(log)
            reached = -1 if head is None else head.place.seq
            if place.seq <= reached and self._copy.entries(log, place.seq)[0].id != place.id:
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
        for log, place in sorted(self._heads.items()):
            for seq in range(len(self._copy.entries(log)), place.seq + 1):
                if (log, seq) not in self._taken:
                    self._tell(line, log, seq)
                    return
        what = f"Line {line.number}: {line.bad.sentence}"
        fault = Fault(ENTRIES, line.id, None, None, line.bad.rule, what)
        if line.claim is not None:
            fault = replace(fault, log=line.claim[0], seq=line.claim[1])
        self._faults.append(fault)

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
        for log in sorted(self._copy.heads.keys() - self._copy.parties):
            self._fault("P1", "The log was not let in by a party of this record.", log=log, seq=0)

    # The texts

    def _read_bodies(self) -> None:
        for name in sorted(name for name in self._files if name.startswith(BODIES)):
            entry = self._copy.entry(name.removeprefix(BODIES))
            if entry is not None:
                self._read_body(entry, self._files[name], name)
            elif not self._faults:
                self._fault("B1", "No entry here has this text.", file=name)

    def _read_body(self, entry: Entry, raw: bytes, name: str) -> None:
        try:
            read_body(entry, Body(raw[:SALT_LENGTH], raw[SALT_LENGTH:]))
            self._texts += 1
        except Bad as bad:
            self._fault(bad.rule, bad.sentence, file=name, log=entry.log, seq=entry.seq)

    # Telling

    def _fault(
        self, rule: str, what: str, *, file: str = ENTRIES, log: str | None = None, seq: int | None = None
    ) -> None:
        self._faults.append(Fault(file, None, log, seq, rule, what))

    def _named(self, fault: Fault) -> Fault:
        if fault.entry is not None or fault.log is None or fault.seq is None:
            return fault
        here = self._copy.entries(fault.log, fault.seq)[:1]
        head = self._heads.get(fault.log)
        if here:
            return replace(fault, entry=here[0].id)
        if head is not None and head.seq == fault.seq:
            return replace(fault, entry=head.id)
        if fault.seq == 0 and len(self._heads) == 1 and self._manifest is not None:
            return replace(fault, entry=str(self._manifest["alliance"]))
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
