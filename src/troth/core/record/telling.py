"""What a check found, line by line, as a terminal prints it; the sentence that says how far comes last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from troth.core.record.compare import Comparison, Shared
from troth.core.record.entry import Place
from troth.core.record.findings import Findings, Fit, Pin, Stretch, misfits, printable, reached
from troth.core.record.pins import number_gaps
from troth.core.record.receipt import short_form

_START = datetime(1970, 1, 1, tzinfo=UTC)
NOT_EACH = "The last signature of each key was checked, and its chain covers the rest; --full checks each."


def moment(at: int) -> str:
    """Spell a time in ms UTC, to the minute."""
    try:
        return f"{_START + timedelta(milliseconds=at):%Y-%m-%d %H:%M} UTC"
    except OverflowError:
        return f"{at} ms after 1970"


def report(findings: Findings) -> list[str]:
    """Tell what a check found, the sentence last."""
    gaps = number_gaps(findings.receipts)
    return [*_found(findings, gaps), *_spoken(findings.complete_up_to), findings.sentence()]


def report_both(names: tuple[str, str], one: Findings, other: Findings, comparison: Comparison) -> list[str]:
    """Tell what a check of two copies found: each by itself, then what they have in common, the sentence last."""
    lines = [
        f"The first copy, {names[0]}",
        *_found(one, ()),
        f"The second copy, {names[1]}",
        *_found(other, ()),
    ]
    lines += map(_shared, comparison.shared)
    lines += map(_lost, comparison.losses)
    lines += comparison.gaps
    lines += (f"  {fault}" for fault in comparison.faults)
    ends = _ends(one, other, comparison)
    return [*lines, *_spoken(ends), sentence_of_both(ends, one, other, comparison)]


def sentence_of_both(
    ends: Mapping[str, Place], one: Findings, other: Findings, comparison: Comparison
) -> str:
    """Say how far two copies are complete together, and what to compare them with."""
    newest = max((each.newest.number for each in (one, other) if each.newest is not None), default=None)
    receipt = "a receipt" if newest is None else f"a receipt after no. {newest}"
    count = len({*one.faults, *other.faults, *comparison.faults})
    same = "" if comparison.faults else "; both copies tell one history as far as the shorter one goes"
    return (
        f"Complete up to {reached(ends)}{misfits(count)}{same}; compare with {receipt}, "
        "which alone can tell whether more followed."
    )


def _ends(one: Findings, other: Findings, comparison: Comparison) -> dict[str, Place]:
    """Where each log ends in the longer of two copies, or where they part."""
    ends = {}
    for shared in comparison.shared:
        longer = one if shared.beyond[0] else other
        end = shared.upto if all(shared.beyond) else longer.complete_up_to[shared.log]
        if end is not None:
            ends[shared.log] = end
    return ends


def _shared(shared: Shared) -> str:
    upto = shared.upto
    same = "nothing in common" if upto is None else f"the same up to entry {upto.seq} ({upto.id[:8]})"
    first, second = shared.beyond
    if first and second:
        more = "there the copies part"
    elif first or second:
        more = f"the {'first' if first else 'second'} copy goes on from there, by {first or second}"
    else:
        more = "neither goes further"
    return f"log {shared.log[:8]}  {same}; {more}."


def _spoken(heads: Mapping[str, Place]) -> list[str]:
    spoken = ", ".join(short_form(log[:8], place) for log, place in sorted(heads.items()))
    return [f"To read to each other: {spoken}"] if spoken else []


def _found(findings: Findings, gaps: Iterable[str]) -> list[str]:
    absent = f", {findings.texts_erased} erased on request" if findings.texts_erased else ""
    absent += f", {findings.texts_absent} not in this file" if findings.texts_absent else ""
    lines = _logs(findings)
    lines.append(f"{_entries(findings.entries)} and {_texts(findings.texts)} checked{absent}.")
    if findings.resting:
        lines.append(f"Not weighed, because something before does not fit: {_entries(findings.resting)}.")
    lines += map(_lost, findings.losses)
    lines += _receipts(findings)
    lines += gaps
    lines += (f"  {fault}" for fault in findings.faults)
    return lines if findings.every else [*lines, NOT_EACH]


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"


def _logs(findings: Findings) -> list[str]:
    lines = []
    for log, place in sorted(findings.complete_up_to.items()):
        epochs = findings.epochs[log]
        keys = f", signed with {epochs} keys in turn" if epochs > 1 else ""
        lines.append(
            f"log {log[:8]}  {_entries(place.seq + 1)}{keys}, complete up to entry {place.seq} ({place.id[:8]}), "
            f"{moment(findings.at[log])}"
        )
    return lines


def _lost(stretch: Stretch) -> str:
    which = (
        f"entry {stretch.first}"
        if stretch.first == stretch.last
        else f"entries {stretch.first} to {stretch.last}"
    )
    accepted = "accepted by both" if stretch.accepted else "as not every log says yet"
    return f"log {stretch.log[:8]}  {which}: lost, {accepted}."


def _receipts(findings: Findings) -> list[str]:
    pins = findings.receipts
    if not pins:
        return []
    newest = findings.newest
    last = f"; the newest is no. {newest.number}, {moment(newest.at)}" if newest is not None else ""
    fitting = sum(pin.fit is Fit.FITS for pin in pins)
    return [
        f"receipts  {fitting} of {len(pins)} fit{last}.",
        *(_pin(pin) for pin in pins if pin.fit is not Fit.FITS),
    ]


def _pin(pin: Pin) -> str:
    name = printable(pin.file) if pin.receipt is None else f"receipt {pin.receipt.number}"
    return f"  {name} {pin.fit.value}."
