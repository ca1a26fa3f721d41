"""The bundle: whole without its words, and every change in it found, named, and told what to do about."""

from __future__ import annotations

import random

import pytest

from tests.core.record.parties import LATER, T0, WORDS, Party, bodies, found, join, key_of, lines, pair
from tests.counts import SOAK, UNCOUNTED
from troth.core.record import (
    RULES,
    Draft,
    Entry,
    Fault,
    Findings,
    build,
    check,
    encode,
    genesis,
    parse,
    sign,
    unseal,
)
from troth.core.record.envelope import seal
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST, README

ACCUSING = ("invalid", "tamper", "forge", "fraud", "cheat", "corrupt", "!")


def bundle(party: Party, **extra: bytes) -> dict[str, bytes]:
    assert party.copy.alliance is not None
    return build(lines(party.copy), alliance=party.copy.alliance, bodies=bodies(party.copy), extra=extra)


def three_entries() -> tuple[Party, dict[str, bytes]]:
    veldsen = found()
    veldsen.move("promise.offer/1", words=WORDS)
    veldsen.acknowledge()
    return veldsen, bundle(veldsen)


def conversation() -> tuple[Party, dict[str, bytes]]:
    veldsen, kaido = pair()
    for number in range(4):
        veldsen.move("promise.offer/1", f"pr_{number}", words=WORDS)
        kaido.hear(veldsen)
        kaido.move("promise.agree/1", f"pr_{number}")
        veldsen.hear(kaido)
    return veldsen, bundle(veldsen)


def with_lines(files: dict[str, bytes], kept: list[bytes]) -> dict[str, bytes]:
    return {**files, ENTRIES: b"".join(line + b"\n" for line in kept)}


def only(findings: Findings) -> Fault:
    assert len(findings.faults) == 1, [str(fault) for fault in findings.faults]
    return findings.faults[0]


def names_a_place(fault: Fault) -> bool:
    return fault.entry is not None and fault.log is not None and fault.seq is not None


def test_a_bundle_that_fits_says_how_far_it_is_complete_and_what_to_compare_it_with() -> None:
    veldsen, files = conversation()
    findings = check(files)
    assert findings.whole and findings.faults == ()
    assert findings.complete_up_to == {log: head.place for log, head in veldsen.copy.heads.items()}
    assert (findings.entries, findings.resting, findings.texts, findings.texts_absent) == (11, 0, 4, 0)
    sentence = findings.sentence()
    assert sentence.startswith("Complete up to entry ") and "; compare with " in sentence
    assert "valid" not in sentence


def test_erased_words_leave_a_bundle_whole() -> None:
    _, files = conversation()
    kept = {name: content for name, content in files.items() if not name.startswith(BODIES)}
    findings = check(kept)
    assert findings.whole and (findings.texts, findings.texts_absent) == (0, 4)


def test_a_bundle_cut_off_cleanly_looks_whole_and_claims_no_more_than_its_end() -> None:
    veldsen, _ = conversation()
    alliance, everything = veldsen.copy.alliance, lines(veldsen.copy)
    assert alliance is not None
    for end in range(4, len(everything)):
        findings = check(build(everything[:end], alliance=alliance, bodies={}))
        assert findings.whole and findings.entries == end
        assert findings.sentence().startswith("Complete up to entry ")


def one_bit_or_all(chosen: random.Random) -> range:
    """All bits of a byte in `make soak`, one of each byte else."""
    bit = chosen.randrange(8)
    return range(8) if SOAK else range(bit, bit + 1)


@UNCOUNTED
def test_every_flipped_bit_of_three_entries_is_found_and_its_place_is_named() -> None:
    veldsen, files = three_entries()
    ids = [entry.id for entry in veldsen.copy.entries(veldsen.log)]
    raw, line, chosen = files[ENTRIES], 0, random.Random(5)
    for place, byte in enumerate(raw):
        for bit in one_bit_or_all(chosen):
            faults = check({**files, ENTRIES: flip(raw, place, bit)}).faults
            # Where a line break was lost, two lines are unreadable and only the place of the first is known.
            known = {ids[line], None} if byte == 10 else {ids[line]}
            found_at = {(fault.log, fault.seq): fault.entry for fault in faults}
            assert found_at.get((veldsen.log, line), "") in known, (place, bit)
        line += byte == 10
    for name in (MANIFEST, README):
        for place in range(len(files[name])):
            for bit in one_bit_or_all(chosen):
                assert check({**files, name: flip(files[name], place, bit)}).faults, (name, place, bit)
    text = BODIES + ids[1]
    for place in range(len(files[text])):
        for bit in range(8):
            fault = only(check({**files, text: flip(files[text], place, bit)}))
            assert (fault.file, fault.entry, fault.seq, fault.rule) == (text, ids[1], 1, "B1")


def flip(raw: bytes, place: int, bit: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]


def test_a_changed_byte_of_a_conversation_is_found_and_its_entry_is_named() -> None:
    """A sample of places; all of them with TROTH_TEST_PROFILE=soak."""
    veldsen, files = conversation()
    raw = files[ENTRIES]
    everywhere = [(place, bit) for place in range(len(raw)) for bit in range(8)]
    chosen = everywhere if SOAK else random.Random(7).sample(everywhere, 400)
    order = [unseal(line).id for line in lines(veldsen.copy)]
    for place, bit in chosen:
        expected = order[raw[:place].count(b"\n")]
        faults = check({**files, ENTRIES: flip(raw, place, bit)}).faults
        # A lost line break spoils two lines, and where the second was the only one to name the first, only its
        # place is known.
        named = raw[place] == 10 or expected in {fault.entry for fault in faults}
        assert faults and named, (place, bit, [str(f) for f in faults])
        assert all(fault.rule in RULES and fault.do for fault in faults)


def test_no_fault_accuses_anybody() -> None:
    _, files = conversation()
    raw = files[ENTRIES]
    for place in random.Random(3).sample(range(len(raw)), 60):
        findings = check({**files, ENTRIES: flip(raw, place, 1)})
        said = " ".join([findings.sentence(), *map(str, findings.faults)]).lower()
        assert not any(word in said for word in ACCUSING), said
        assert "not fit" in findings.sentence()


def test_one_lost_entry_is_told_once_and_what_follows_rests_on_it() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    for gone in range(1, len(everything)):
        findings = check(with_lines(files, everything[:gone] + everything[gone + 1 :]))
        lost = veldsen.copy.entry(unseal(everything[gone]).id)
        assert lost is not None and not findings.whole
        first = findings.faults[0]
        assert names_a_place(first) and first.rule in ("V7", "V8", "M3")
        assert findings.entries + findings.resting >= gone
        assert findings.complete_up_to.get(lost.log, (-1,))[0] < lost.seq


def test_without_the_founders_first_entry_nothing_can_be_opened() -> None:
    veldsen, files = conversation()
    findings = check(with_lines(files, lines(veldsen.copy)[1:]))
    assert findings.complete_up_to == {} and findings.resting > 0
    assert findings.sentence().startswith("Complete up to nothing; ")
    assert any(fault.log == veldsen.log and fault.seq == 0 for fault in findings.faults)


def test_a_changed_first_entry_is_named_though_nothing_after_it_can_be_opened() -> None:
    veldsen, files = conversation()
    first = veldsen.copy.entries(veldsen.log)[0]
    fault = only(check({**files, ENTRIES: flip(files[ENTRIES], 100, 0)}))
    assert (fault.log, fault.seq) == (veldsen.log, 0)
    assert fault.entry in (first.id, None)


def test_entries_that_changed_places_are_found() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    for place in range(3, len(everything) - 1):
        swapped = [*everything]
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        findings = check(with_lines(files, swapped))
        assert not findings.whole and names_a_place(findings.faults[0])


def test_an_entry_that_stands_there_twice_is_named() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    for place, line in enumerate(everything):
        findings = check(with_lines(files, [*everything[:place], line, *everything[place:]]))
        fault = findings.faults[0]
        assert (fault.rule, fault.entry) == ("V5", unseal(line).id)


def test_an_entry_of_another_record_is_found_where_it_was_put() -> None:
    veldsen, files = conversation()
    other = found("Elsewhere")
    other.acknowledge()
    for line in lines(other.copy):
        findings = check(with_lines(files, [*lines(veldsen.copy), line]))
        assert unseal(line).id in {fault.entry for fault in findings.faults}
        assert "Line 12" in " ".join(fault.what for fault in findings.faults)


def test_a_second_version_of_an_entry_is_found() -> None:
    veldsen, files = conversation()
    head = veldsen.copy.heads[veldsen.log].place
    before = veldsen.copy.entries(veldsen.log)[-1]
    other = resign(veldsen, before)
    more = [*lines(veldsen.copy), other.envelope(), resign(veldsen, before, at=T0 + 7).envelope()]
    findings = check(with_lines(files, more))
    fault = next(fault for fault in findings.faults if fault.rule == "V6")
    assert (fault.log, fault.seq) == (veldsen.log, head.seq)
    assert "Keep both versions" in fault.do and findings.resting == 1


def resign(party: Party, entry: Entry, *, at: int = T0 + 5) -> Entry:
    assert party.copy.alliance is not None
    draft = Draft({"t": "x.other/1"}, "m_1")
    again, _ = sign(
        draft,
        key=party.key,
        alliance=party.copy.alliance,
        seq=entry.seq,
        prev=entry.prev,
        seen=entry.seen,
        at=at,
        salt=None,
    )
    return again


def test_a_past_that_its_owner_wrote_anew_does_not_fit_what_the_partner_cited() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    for entry in veldsen.copy.entries(veldsen.log, 2)[:-1]:
        anew = [resign(veldsen, entry).envelope() if unseal(x).id == entry.id else x for x in everything]
        findings = check(with_lines(files, anew))
        assert not findings.whole
        assert all(names_a_place(fault) for fault in findings.faults)
        assert {fault.rule for fault in findings.faults} & {"V6", "V8"}


def test_a_log_that_nobody_let_in_is_named() -> None:
    veldsen, _ = conversation()
    stranger = Party("stranger", clock=LATER)
    stranger.hear(veldsen)
    opened = stranger.say(
        genesis(public=stranger.key.public, recovery=key_of("s").public, founder=veldsen.copy.alliance)
    )
    fault = only(check(bundle(stranger)))
    assert (fault.rule, fault.entry, fault.log) == ("P1", opened.id, stranger.log)


def test_lines_that_are_no_entries_are_named_by_their_number() -> None:
    veldsen, files = conversation()
    findings = check(with_lines(files, [*lines(veldsen.copy), b"hello", b""]))
    assert [fault.what.partition(":")[0] for fault in findings.faults if fault.rule == "V1"] == [
        "Line 12",
        "Line 13",
    ]


@pytest.mark.parametrize(
    "payload", [b"hello", b"[]", b'{"log":1,"seq":0,"prev":null}', b'{"log":"a","seq":"0","prev":null}']
)
def test_a_line_that_claims_no_place_is_named_by_its_number(payload: bytes) -> None:
    veldsen, files = conversation()
    line = seal(payload, keyid=veldsen.key.keyid, signature=bytes(64))
    findings = check(with_lines(files, [*lines(veldsen.copy), line]))
    assert "Line 12: The signature does not fit the entry." in {fault.what for fault in findings.faults}


def test_of_several_citations_only_the_one_that_is_not_here_is_told() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    missing = third.acknowledge()
    veldsen.hear(third)
    said = veldsen.acknowledge()
    assert said.seen.keys() == {kaido.log, third.log} and veldsen.copy.alliance is not None
    kept = [line for line in lines(veldsen.copy) if unseal(line).id != missing.id]
    fault = only(check(build(kept, alliance=veldsen.copy.alliance, bodies={})))
    assert (fault.rule, fault.entry) == ("V8", said.id)
    assert fault.what == f"It cites entry {missing.seq} of log {third.log[:8]}, which is not here."


def test_several_changed_entries_are_each_told() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    changed = [*everything]
    changed[4], changed[8] = flip(changed[4], 40, 1), flip(changed[8], 40, 1)
    findings = check(with_lines(files, changed))
    places = {(fault.log, fault.seq) for fault in findings.faults}
    for line in (everything[4], everything[8]):
        entry = veldsen.copy.entry(unseal(line).id)
        assert entry is not None and (entry.log, entry.seq) in places


def test_the_last_entry_changed_is_named_from_the_manifest() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    last = unseal(everything[-1]).id
    for broken in (b"hello", flip(everything[-1], 20, 0)):
        fault = only(check(with_lines(files, [*everything[:-1], broken])))
        assert fault.entry == last


MANIFESTS = {
    "not JSON": lambda m: b"hello",
    "no fields": lambda m: b"{}",
    "another version": lambda m: encode({**m, "v": 2}),
    "heads that are a list": lambda m: encode({**m, "heads": []}),
    "a head that is a number": lambda m: encode({**m, "heads": {"a": 1}}),
    "files that are a list": lambda m: encode({**m, "files": []}),
    "another alliance": lambda m: encode({**m, "alliance": "ab" * 32}),
    "another count": lambda m: encode({**m, "entries": 3}),
    "a log more": lambda m: encode({**m, "heads": {**m["heads"], "ab" * 32: [0, "ab" * 32]}}),
    "no log": lambda m: encode({**m, "heads": {}}),
    "a file more": lambda m: encode({**m, "files": {**m["files"], "receipts": "ab" * 32}}),
    "no file": lambda m: encode({**m, "files": {}}),
}


@pytest.mark.parametrize("change", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_does_not_fit_is_told_and_the_entries_are_checked_all_the_same(
    change: object,
) -> None:
    _, files = conversation()
    assert callable(change)
    manifest = parse(files[MANIFEST], limit=10**6)
    findings = check({**files, MANIFEST: change(manifest)})
    assert findings.entries == 11 and not findings.whole
    assert {fault.rule for fault in findings.faults} <= {"M1", "M2", "M3"}


def test_a_bundle_without_a_manifest_or_without_entries_is_no_crash() -> None:
    _, files = conversation()
    assert check({}).faults[0].file == MANIFEST
    without = {name: content for name, content in files.items() if name != ENTRIES}
    assert {fault.rule for fault in check(without).faults} >= {"M2", "M3"}


def test_a_file_changed_left_out_or_laid_beside_is_named() -> None:
    veldsen, _ = conversation()
    files = bundle(veldsen, **{"verify.py": b"print()"})
    assert check(files).whole
    assert only(check({**files, "verify.py": b"print(1)"})).file == "verify.py"
    assert only(check({**files, "more": b""})).file == "more"
    del files["verify.py"]
    assert only(check(files)).file == "verify.py"
    assert str(only(check({**files, "verify.py": b""}))).startswith("verify.py: ")


def test_an_end_of_line_left_out_is_told_of_the_file() -> None:
    _, files = conversation()
    fault = only(check({**files, ENTRIES: files[ENTRIES][:-1]}))
    assert (fault.file, fault.rule) == (ENTRIES, "M2")


def test_words_nobody_signed_are_named() -> None:
    veldsen, files = conversation()
    fault = only(check({**files, BODIES + "ab" * 32: b"x" * 50}))
    assert (fault.rule, fault.file) == ("B1", BODIES + "ab" * 32)
    ack = veldsen.copy.entries(veldsen.log)[0].id
    assert only(check({**files, BODIES + ack: b"x"})).entry == ack


def test_words_of_an_entry_that_rests_are_not_judged() -> None:
    veldsen, files = conversation()
    everything = lines(veldsen.copy)
    findings = check(with_lines(files, everything[:3] + everything[4:]))
    assert all(not fault.file.startswith(BODIES) for fault in findings.faults)


def test_words_cut_short_are_named_with_their_entry() -> None:
    veldsen, files = three_entries()
    name = BODIES + veldsen.copy.entries(veldsen.log)[1].id
    assert files[name][32:] == WORDS
    fault = only(check({**files, name: files[name][:40]}))
    assert (fault.rule, BODIES + str(fault.entry)) == ("B1", name)


def test_a_citation_of_what_is_beyond_the_end_is_named() -> None:
    veldsen, kaido = pair()
    kaido.acknowledge()
    veldsen.hear(kaido)
    said = veldsen.acknowledge()
    assert veldsen.copy.alliance is not None
    kept = [line for line in lines(veldsen.copy) if unseal(line).id != kaido.copy.heads[kaido.log].place.id]
    fault = only(check(build(kept, alliance=veldsen.copy.alliance, bodies={})))
    assert (fault.rule, fault.entry) == ("V8", said.id)
