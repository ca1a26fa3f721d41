"""Receipts held against a copy: an end cut off shows, and so does another history, a number given twice or held back."""

from __future__ import annotations

import pytest

from tests.core.record.parties import T0, join, key_of, pair, put_back
from tests.core.record.pinned import Pinned, ten_years
from tests.core.record.test_bundle import flip, names_a_place, only, resign, with_lines
from troth.core.record import (
    RECEIPT_TYPE,
    Copy,
    Findings,
    Fit,
    Receipt,
    build,
    check,
    fold_add,
    fold_hex,
    make_receipt,
    parse,
    report,
    unseal,
)
from troth.core.record.envelope import pae, seal
from troth.core.record.receipt import signed_bytes
from troth.core.record.telling import NOT_EACH, moment

PINNED = ten_years()
FILES = PINNED.bundle()
LINES = PINNED.lines()
KEPT = [(f"receipt-{each.number}.json", each.envelope()) for each in PINNED.receipts]


def rebuilt(lines: list[bytes], *, receipts: list[bytes] = []) -> dict[str, bytes]:  # noqa: B006  never changed
    return build(lines, alliance=PINNED.veldsen.copy.alliance or "", bodies={}, receipts=receipts)


def fits(findings: Findings) -> list[Fit]:
    return [pin.fit for pin in findings.receipts]


def test_a_record_with_its_receipts_fits_and_names_the_newest() -> None:
    findings = check(FILES)
    assert findings.whole, [str(fault) for fault in findings.faults]
    assert fits(findings) == [Fit.FITS] * 5 + [Fit.LOST] + [Fit.FITS] * 5
    assert findings.newest == PINNED.receipts[-1]
    assert "a receipt after no. 11" in findings.sentence()
    assert "receipts  10 of 11 fit; the newest is no. 11, " in "\n".join(report(findings))


def test_receipts_kept_elsewhere_are_held_against_it_too_and_the_same_one_only_once() -> None:
    findings = check(rebuilt(LINES), receipts=KEPT)
    assert findings.whole and len(findings.receipts) == 11
    assert check(FILES, receipts=KEPT).receipts == check(FILES).receipts
    with_line_ends = [(name, raw + b"\n") for name, raw in KEPT]
    assert check(rebuilt(LINES), receipts=with_line_ends).receipts == findings.receipts


@pytest.mark.parametrize("end", range(len(LINES)))
def test_an_end_cut_off_is_found_by_a_receipt_and_without_one_it_says_up_to_where(end: int) -> None:
    cut = rebuilt(LINES[:end])
    alone = check(cut)
    assert {fault.rule for fault in alone.faults} == ({"P1"} if end == 2 else set())
    assert "; compare with " in alone.sentence()
    findings = check(cut, receipts=KEPT)
    if end:
        assert not findings.whole
        assert {fault.rule for fault in findings.faults} & {"R1", "R3"}
        assert all(fault.do for fault in findings.faults)
    else:
        assert fits(findings) == [Fit.ASIDE] * 11 and findings.entries == 0


def test_a_receipt_that_goes_further_names_the_entry_that_is_missing() -> None:
    last = PINNED.receipts[-1]
    findings = check(rebuilt(LINES[:-1]), receipts=KEPT[-1:])
    fault = only(findings)
    assert (fault.rule, fault.log) == ("R3", PINNED.kaido.log)
    assert (fault.seq, fault.entry) == last.heads[PINNED.kaido.log]
    assert "the end is missing here" in str(fault) and "newer copy" in fault.do
    assert fits(findings) == [Fit.FURTHER]


def test_another_entry_at_a_place_that_a_receipt_names_is_found() -> None:
    veldsen, kaido = pair()
    veldsen.acknowledge()
    kaido.hear(veldsen)
    pinned = Pinned(veldsen, kaido)
    receipt = pinned.pin()
    anew = put_back(veldsen, (veldsen.log, 1), (kaido.log, 0))
    anew.acknowledge(at=T0 + 77)
    files = Pinned(anew, kaido).bundle()
    assert check(files).whole
    fault = only(check(files, receipts=[("kept.json", receipt.envelope())]))
    here = anew.copy.heads[anew.log].place
    assert (fault.file, fault.rule, fault.seq, fault.entry) == ("kept.json", "R3", here.seq, here.id)
    assert f"Receipt 1 names another entry at this place ({receipt.heads[anew.log].id[:8]})" in fault.what


def test_a_past_signed_anew_is_found_where_a_receipt_stands_or_the_partner_has_cited() -> None:
    """Every place, with the entries after it left out or left as they are; nothing in the record itself is pinned else."""
    for log in (PINNED.veldsen.log, PINNED.kaido.log):
        party = next(party for party in PINNED.parties if party.log == log)
        for entry in party.copy.entries(log, 1):
            party.epoch = 1 if entry.seq < party.copy.keys.of(log)[1].first else 2
            anew = resign(party, entry).envelope()
            place = next(n for n, line in enumerate(LINES) if line == entry.envelope())
            for after in ([], LINES[place + 1 :]):
                findings = check(rebuilt([*LINES[:place], anew, *after]), receipts=KEPT)
                assert not findings.whole, entry.seq
                assert all(fault.do for fault in findings.faults)
        party.epoch = 2


def test_missing_numbers_are_said_and_are_no_fault() -> None:
    without = [KEPT[n] for n in range(11) if n not in (2, 6, 7)]
    findings = check(rebuilt(LINES), receipts=without)
    assert findings.whole
    lines = report(findings)
    assert "Receipt 3 is not here; ask whoever kept it." in lines
    assert "Receipts 7 to 8 are not here; ask whoever kept them." in lines


def test_a_number_given_twice_is_found() -> None:
    again = signed_by_both(LAST, at=LAST.at + 1)
    fault = only(check(FILES, receipts=[("kept.json", again)]))
    assert (fault.rule, fault.file) == ("R2", "receipts/000011.json")
    assert "number 11 too: kept.json" in fault.what


def test_a_receipt_that_names_another_one_before_it_is_found() -> None:
    last = PINNED.receipts[-1]
    other = Receipt(**{**vars(last), "prev": "ab" * 32})
    raw = signed_by_both(other, prev="ab" * 32)
    kept = [*KEPT[:-1], ("kept.json", raw)]
    fault = only(check(rebuilt(LINES), receipts=kept))
    assert (fault.rule, fault.file) == ("R2", "kept.json") and "another receipt 10" in fault.what


def signed_by_both(receipt: Receipt, **fields: object) -> bytes:
    """A receipt of the record with other fields, signed with the keys that both have now."""
    given = {
        "alliance": receipt.alliance, "number": receipt.number, "prev": receipt.prev, "at": receipt.at,
        "because": receipt.because, "heads": receipt.heads, "fold": receipt.fold,
        "keys": [key_of("Veldsen", 2), key_of("Kaido", 2)],
    }  # fmt: skip
    return make_receipt(**{**given, **fields}).envelope()  # type: ignore[arg-type]


def test_numbers_skipped_after_a_loss_of_receipts_are_said_alike() -> None:
    fifth = PINNED.receipts[4]
    later = signed_by_both(PINNED.receipts[-1], number=20, prev=fifth.id)
    findings = check(FILES, receipts=[("kept.json", later)])
    assert findings.whole
    assert "Receipts 12 to 19 are not here; ask whoever kept them." in report(findings)


LAST = PINNED.receipts[-1]
OWN, THEIRS = key_of("Veldsen", 2), key_of("Kaido", 2)
REFUSED = {
    "hello": (b"hello", "one form"),
    "another alliance": (signed_by_both(LAST, alliance="ab" * 32), "of another alliance and says nothing of this"),
    "a stranger's key": (
        signed_by_both(LAST, heads={**LAST.heads, key_of("s").log: (0, "ab" * 32)}, keys=[key_of("s")]), "not of this copy",
    ),
    "a signature of other bytes": (
        Receipt(**{**vars(LAST), "signatures": {OWN.keyid: OWN.sign(b"other")}}).envelope(), "does not fit the receipt",
    ),
    "a key that came later": (
        signed_by_both(PINNED.receipts[1], keys=[OWN]), "did not have at that place",
    ),
    "a log that it does not name": (
        Receipt(**{**vars(LAST), **vars(make_receipt(
            alliance=LAST.alliance, number=1, prev=None, at=1, because=["asked"], heads={OWN.log: LAST.heads[OWN.log]},
            fold="ab" * 32, keys=[OWN])), "signatures": {THEIRS.keyid: bytes(64)}}).envelope(), "did not have at that place",
    ),
    "twice for one log": (
        Receipt(**{**vars(LAST), "signatures": {
            key.keyid: key.sign(signed_bytes(LAST))
            for key in (key_of("Veldsen"), OWN)}}).envelope(), "twice for one log",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_receipt_of_this_record_is_told_in_words(raw: bytes, words: str) -> None:
    findings = check(FILES, receipts=[("kept.json", raw)])
    fault = only(findings)
    assert (fault.file, fault.rule) == ("kept.json", "R1") and words in fault.what
    assert "kept.json is not a receipt of this record." in "\n".join(report(findings))


def test_a_receipt_of_a_time_before_a_loss_is_signed_with_the_key_of_that_time() -> None:
    lost = PINNED.receipts[5]
    assert check(FILES, receipts=[]).receipts[5].fit is Fit.LOST
    anew = signed_by_both(lost, number=12)
    findings = check(FILES, receipts=[("kept.json", anew)])
    assert {fault.rule for fault in findings.faults} >= {"R3"}


def test_a_receipt_beyond_a_loss_that_was_not_accepted_is_a_fault() -> None:
    half = [line for line in LINES if line != PINNED.kaido.copy.restorations[1].envelope()]
    place = next(n for n, line in enumerate(LINES) if line not in half)
    findings = check(rebuilt(LINES[:place]), receipts=KEPT[:6])
    assert {fault.rule for fault in findings.faults} == {"R3"}
    assert "as not every log says yet" in "\n".join(report(findings))


def test_receipts_are_put_aside_where_something_before_does_not_fit() -> None:
    """One thing gone wrong is told once: what a receipt says of a log that cannot be read any further is not."""
    findings = check(with_lines(FILES, LINES[:5] + LINES[6:]))
    assert Fit.ASIDE in fits(findings)
    assert not {fault.rule for fault in findings.faults} & {"R1", "R2", "R3"}
    spoilt = check(with_lines(FILES, [flip(LINES[0], 40, 1), *LINES[1:]]))
    assert set(fits(spoilt)) == {Fit.ASIDE}
    assert "could not be held against this copy" in "\n".join(report(spoilt))


def test_a_receipt_changed_in_a_bundle_is_told_once() -> None:
    name = "receipts/000003.json"
    for content in (flip(FILES[name], 50, 1), FILES[name][:-1]):
        fault = only(check({**FILES, name: content}))
        assert (fault.file, fault.rule) == (name, "R1")
    fault = only(check({**FILES, name: FILES[name] + b"\n"}))
    assert (fault.file, fault.rule) == (name, "M2")


def test_the_fold_digest_is_held_against_what_rooms_say() -> None:
    def idle(copy: Copy) -> set[str]:
        return {copy.entries(PINNED.veldsen.log)[2].id}

    assert check(FILES, idle=lambda copy: set()).whole
    findings = check(FILES, idle=idle)
    assert {fault.rule for fault in findings.faults} == {"R4"} and len(findings.faults) == 10
    assert set(fits(findings)) == {Fit.EFFECT, Fit.LOST} and findings.newest is None
    assert check(rebuilt(LINES), idle=idle).whole
    assert "The entries stand." in str(findings.faults[0])


def test_the_fold_digest_of_a_receipt_that_does_not_name_every_log_is_reckoned_from_those_it_names() -> None:
    own = {OWN.log: LAST.heads[OWN.log]}
    raw = signed_by_both(LAST, heads=own, keys=[OWN], number=12, prev=LAST.id)
    findings = check(FILES, receipts=[("kept.json", raw)], idle=lambda copy: set())
    assert [fault.file for fault in findings.faults] == ["kept.json"]
    total = 0
    for entry in PINNED.veldsen.copy.entries(OWN.log):
        total = fold_add(total, entry.id, True)
    fitting = signed_by_both(LAST, heads=own, keys=[OWN], number=12, prev=LAST.id, fold=fold_hex(total))
    assert check(FILES, receipts=[("kept.json", fitting)], idle=lambda copy: set()).whole


def test_a_quick_check_looks_at_the_last_signature_of_each_key_and_at_all_when_one_does_not_fit() -> None:
    assert report(check(FILES, full=False)) == [
        *report(check(FILES))[:-2],
        NOT_EACH,
        *report(check(FILES))[-2:],
    ]
    ends = [PINNED.veldsen.copy.keys.of(log)[1].first - 1 for log in LAST.heads]
    last_of_each_key = {entry.id for log in LAST.heads for entry in PINNED.veldsen.copy.entries(log)[-1:]}
    last_of_each_key |= {
        PINNED.veldsen.copy.entries(log)[end].id for log, end in zip(LAST.heads, ends, strict=True)
    }
    for line in LINES:
        part = unseal(line)
        anew = seal(part.payload, keyid=part.keyid, signature=bytes(64))
        quick = check(rebuilt([anew if each == line else each for each in LINES]), full=False)
        assert quick.every == (part.id in last_of_each_key) == (not quick.whole)


def test_a_time_beyond_all_calendars_is_told_as_it_is() -> None:
    assert moment(LAST.at) == "2026-03-03 09:13 UTC"
    assert moment(2**53) == "9007199254740992 ms after 1970"


def test_a_third_log_that_came_after_a_loss_cannot_speak_of_it() -> None:
    pinned = ten_years()
    third = join("Third", *pinned.parties)
    pinned.veldsen.hear(third)
    lost = pinned.receipts[5]
    raw = signed_by_both(
        lost, heads={**lost.heads, third.log: third.copy.heads[third.log].place}, keys=[third.key]
    )
    pinned.receipts = []
    findings = check(pinned.bundle(), receipts=[("kept.json", raw)])
    assert {fault.rule for fault in findings.faults} == {"R3"}


def test_every_fault_of_a_receipt_says_what_to_do() -> None:
    findings = check(rebuilt(LINES[:30]), receipts=[*KEPT, ("x.json", b"")])
    assert all(fault.do and names_a_place(fault) == (fault.rule == "R3") for fault in findings.faults)


def parsed(receipt: Receipt) -> dict[str, object]:
    return parse(receipt.payload)


def sealed_by_both(payload: bytes) -> bytes:
    """An envelope around any payload, with good signatures of both sides."""
    signatures = {key.keyid: key.sign(pae(payload, RECEIPT_TYPE)) for key in (OWN, THEIRS)}
    return Receipt(**{**vars(LAST), "payload": payload, "signatures": signatures}).envelope()
