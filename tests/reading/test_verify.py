"""The file that lies in every bundle finds what `troth verify` finds, in the same words."""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record import test_bundle as matrix
from tests.core.record.parties import bodies, join, key_of, lines, pair
from tests.core.record.test_entry import KEY
from tests.counts import SOAK
from troth.core.record import RULES, Findings, build, check, encode, findings, report, unseal
from troth.core.record.envelope import Bad, seal
from troth.core.record.manifest import BODIES, ENTRIES, MANIFEST
from troth.reading import verify

VELDSEN, FILES = matrix.conversation()
LINES = FILES[ENTRIES].splitlines()


def same(files: Mapping[str, bytes], *, full: bool = True, receipts: Any = ()) -> Findings:
    """Check a bundle with both, and hold them to the same faults in the same words."""
    found = check(files, full=full, receipts=receipts)
    offline = verify.check(files, full, receipts=receipts)
    offline.faults += verify.number_faults(offline.pins)
    assert [tuple(fault) for fault in offline.faults] == [vars_of(fault) for fault in found.faults]
    assert offline.report() == report(found)
    assert offline.heads == found.complete_up_to
    return found


def vars_of(fault: findings.Fault) -> tuple[object, ...]:
    return (fault.file, fault.entry, fault.log, fault.seq, fault.rule, fault.what)


def cases_of(module: ModuleType) -> list[Any]:
    """The tests of a module, each with all that it is given, but for those of random examples."""

    def arguments(test: Callable[..., None]) -> list[tuple[object, ...]]:
        marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
        return [
            value if isinstance(value, tuple) else (value,) for mark in marks for value in mark.args[1]
        ] or [()]

    tests = [
        test
        for name, test in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("test_") and test.__module__ == module.__name__ and not hasattr(test, "hypothesis")
    ]
    return [
        pytest.param(test, given, id=f"{test.__name__[5:]}-{number}")
        for test in tests
        for number, given in enumerate(arguments(test))
    ]


@pytest.mark.parametrize(("test", "given"), cases_of(matrix))
def test_the_tests_of_a_bundle_find_the_same(
    test: Callable[..., None], given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a test with thousands of checks, every hundredth; all of them with TROTH_TEST_PROFILE=soak."""
    number = itertools.count()

    def both(files: Mapping[str, bytes], **options: Any) -> Findings:
        counted = next(number)
        thorough = SOAK or counted < 150 or counted % 101 == 0
        return same(files, **options) if thorough else check(files, **options)

    monkeypatch.setattr(matrix, "check", both)
    test(*given)
    assert next(number) > 0


def test_the_rules_and_what_to_do_are_one_table() -> None:
    assert verify.RULES == RULES
    advice = {rule: findings.Fault("f", None, None, None, rule, "").do for rule in RULES}
    assert {rule: verify.DO.get(rule, verify.FRESH_LOG) for rule in RULES} == advice


def changed(raw: bytes) -> st.SearchStrategy[bytes]:
    place = st.integers(0, len(raw) - 1)
    some = st.binary(max_size=6)
    return st.one_of(
        st.builds(lambda at, new: raw[:at] + new + raw[at:], place, some),
        st.builds(lambda at, new: raw[:at] + new + raw[at + len(new) :], place, some),
        st.builds(lambda at, n: raw[:at] + raw[at + n :], place, st.integers(1, 2000)),
        st.builds(lambda at, to: raw[:at] + raw[to : to + 900] + raw[at:], place, place),
    )


@given(st.sampled_from(sorted(FILES)).flatmap(lambda name: st.tuples(st.just(name), changed(FILES[name]))))
def test_edited_bytes_of_any_file_are_told_alike(edit: tuple[str, bytes]) -> None:
    name, content = edit
    found = same({**FILES, name: content})
    assert found.whole == (content == FILES[name])


@given(st.lists(st.sampled_from(LINES), max_size=14), st.booleans())
def test_entries_left_out_doubled_or_in_another_order_are_told_alike(kept: list[bytes], whole: bool) -> None:
    files = {**FILES, ENTRIES: b"".join(line + b"\n" for line in kept)}
    if whole:
        del files[MANIFEST]
    found = same(files)
    assert not found.whole


def payload_of(line: bytes) -> dict[str, Any]:
    read = json.loads(unseal(line).payload)
    assert isinstance(read, dict)
    return read


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 12),
    st.sampled_from(
        [2**53 - 1, 2**53, 2**60, 1.5, "", "a", "\0", "é", "ab" * 32, "0" * 64, VELDSEN.log, [], {}]
    ),
    st.sampled_from(
        [{"c": "ab" * 32, "n": 3}, {"c": 1, "n": 3}, {"c": "ab" * 32, "n": 0}, {"a" * 9000: 1}, {"é": 1}]
    ),
    st.sampled_from(
        [{"ab" * 32: [0, "ab" * 32]}, {"ab" * 32: [0]}, {"ab" * 32: [-1, "a"]}, {VELDSEN.log: [0, "a"]}]
    ),
    st.sampled_from(
        [{"t": "a"}, {"t": "x/1", "o": "ß"}, {"t": "x/1", "on": 1}, {"t": "x/1", "o": 1}, {"t": "x/0"}]
    ),
)
FIELDS = st.sampled_from(["act", "alliance", "at", "body", "by", "log", "prev", "seen", "seq", "v", "more"])
SPELT = st.sampled_from([
    lambda doc: spelt(doc),
    lambda doc: spelt(doc).replace(b":", b": ", 1),
    lambda doc: b"[" * 40 + spelt(doc) + b"]" * 40,
    lambda doc: spelt(doc)[:-1] + b',"v":1}',
    lambda doc: spelt({**doc, "act": {**nested(20), "t": "x/1"}}),
    lambda doc: b"\xff" + spelt(doc),
])  # fmt: skip


def spelt(doc: dict[str, Any]) -> bytes:
    return json.dumps(doc, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def nested(depth: int) -> dict[str, Any]:
    return {"a": nested(depth - 1)} if depth else {}


@given(st.integers(0, len(LINES) - 1), st.dictionaries(FIELDS, VALUES, max_size=2), SPELT, st.booleans())
def test_entries_of_another_shape_are_told_alike_though_they_are_signed(
    place: int, fields: dict[str, object], spelling: Callable[[dict[str, Any]], bytes], left_out: bool
) -> None:
    doc = payload_of(LINES[place])
    signer = next(key for key in (key_of("Veldsen"), key_of("Kaido")) if key.log == doc["log"])
    doc = {**doc, **fields}
    if left_out:
        doc.pop(next(iter(fields), "act"))
    payload = spelling(doc)
    head = b"DSSEv1 35 application/vnd.troth.entry.v1+json %d " % len(payload)
    anew = seal(payload, keyid=signer.keyid, signature=signer.sign(head + payload))
    kept = [*LINES[:place], anew, *LINES[place + 1 :]]
    found = same({**FILES, ENTRIES: b"".join(line + b"\n" for line in kept)})
    assert not found.whole or anew == LINES[place]


@pytest.mark.parametrize("act", [
    {"t": "x/1"}, {"t": "record.open/1"}, {"t": "record.open/1", "alg": "ed25519"},
    {"t": "record.open/1", "alg": "ed25519", "key": KEY.public.hex(), "recovery": KEY.public.hex()},
    {"t": "record.open/1", "alg": "ed25519", "key": KEY.public.hex(), "recovery": "00" * 32},
    {"t": "record.open/1", "alg": "ed25519", "key": KEY.public.hex(), "recovery": key_of("a").public.hex()},
    {"t": "record.open/1", "alg": "ed25519", "key": key_of("a").public.hex(), "recovery": key_of("b").public.hex()},
    {"t": "record.open/1", "alg": "ed25519", "key": KEY.public.hex(), "recovery": key_of("a").public.hex(), "founder": "ab" * 32},
])  # fmt: skip
@pytest.mark.parametrize("seq", [0, 1])
@pytest.mark.parametrize("alliance", ["0" * 64, "ab" * 32, VELDSEN.copy.alliance])
def test_first_entries_of_any_kind_are_told_alike(act: dict[str, object], seq: int, alliance: str) -> None:
    fields = {
        "act": act,
        "alliance": alliance,
        "at": 1,
        "body": None,
        "by": "node",
        "log": KEY.log,
        "seen": {},
    }
    payload = encode({**fields, "prev": "ab" * 32 if seq else None, "seq": seq, "v": 1})
    head = b"DSSEv1 35 application/vnd.troth.entry.v1+json %d " % len(payload)
    line = seal(payload, keyid=KEY.keyid, signature=KEY.sign(head + payload))
    assert not same({**FILES, ENTRIES: FILES[ENTRIES] + line + b"\n"}).whole
    assert not same({ENTRIES: line + b"\n"}).whole


@given(
    st.binary(max_size=60),
    st.sampled_from([b'{"s":"a/1"}', b'{"s":1}', b"{}", b"[]", b'{"s":"a/1","t":"\\u0000"}']),
)
def test_words_that_fit_but_cannot_be_read_are_told_alike(salt: bytes, content: bytes) -> None:
    text = next(name for name in FILES if name.startswith(BODIES))
    assert not same({**FILES, text: salt + content}).whole


def test_the_last_signature_of_each_log_covers_what_the_chain_holds() -> None:
    found = verify.check(FILES, full=False)
    assert not found.every and not found.faults
    assert found.report() == report(check(FILES, full=False))


@pytest.mark.parametrize("place", range(len(LINES)))
def test_what_does_not_fit_is_looked_at_signature_by_signature(place: int) -> None:
    other = bytearray(LINES[place])
    other[-20] = ord("A") if other[-20] != ord("A") else ord("B")
    files = {
        **FILES,
        ENTRIES: b"".join(line + b"\n" for line in [*LINES[:place], bytes(other), *LINES[place + 1 :]]),
    }
    found = verify.check(files, full=False)
    assert found.every and found.report() == report(check(files, full=False))
    assert (found.faults[0].rule, found.faults[0].seq) == ("V2", payload_of(LINES[place])["seq"])


def test_a_signature_that_a_new_manifest_covers_is_found_in_full_and_its_words_are_covered_by_the_chain() -> (
    None
):
    anew, last = [], {unseal(line).id for line in LINES[-2:]}
    for line in LINES:
        part = unseal(line)
        broken = part.id not in last
        anew.append(seal(part.payload, keyid=part.keyid, signature=bytes(64)) if broken else line)
    alliance = VELDSEN.copy.alliance
    assert alliance is not None
    files = build(anew, alliance=alliance, bodies=bodies(VELDSEN.copy))
    assert {fault.rule for fault in verify.check(files, full=True).faults} >= {"V2"}
    assert verify.check(files, full=False).heads == check(FILES).complete_up_to


@pytest.mark.parametrize("text", [b"AA==", b"AAAA=", b"A", b"AB==", b"A=AA", b"====", b"AAA", b"\xff", b""])
def test_base64_in_another_form_is_refused_in_the_same_words(text: bytes) -> None:
    line = LINES[3]
    start, end = line.index(b':"') + 2, line.index(b'","payloadType')
    raw = line[:start] + text + line[end:]
    said = []
    for opened in (unseal, verify.Entry):
        try:
            opened(raw)
            said.append("")
        except (Bad, verify.Bad) as bad:
            said.append(bad.sentence)
    assert said[0] == said[1]


def test_a_record_of_three_is_told_alike() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    third.acknowledge()
    veldsen.hear(third)
    kaido.hear(veldsen, third)
    kaido.acknowledge()
    veldsen.hear(kaido)
    alliance = veldsen.copy.alliance
    assert alliance is not None
    everything = lines(veldsen.copy)
    for gone in range(len(everything) + 1):
        kept = everything[:gone] + everything[gone + 1 :]
        assert same(build(kept, alliance=alliance, bodies={})).entries <= len(kept)


def test_a_log_with_two_versions_takes_nothing_more_in_either_check() -> None:
    for place in range(4, len(LINES)):
        entry = VELDSEN.copy.entry(unseal(LINES[place - 1]).id)
        if entry is not None and entry.log == VELDSEN.log:
            other = matrix.resign(VELDSEN, entry).envelope()
            found = same(matrix.with_lines(FILES, [*LINES[:place], other, *LINES[place:]]))
            assert "V6" in {fault.rule for fault in found.faults}
            assert found.complete_up_to[VELDSEN.log].seq == entry.seq


@pytest.mark.parametrize("back", [0, 1])
def test_what_was_seen_is_not_unseen_in_either_check(back: int) -> None:
    head = VELDSEN.copy.entries(VELDSEN.log)[-1]
    ((log, place),) = head.seen.items()
    cited = {log: [place.seq - back, "ab" * 32]}
    doc = {
        **payload_of(LINES[-1]),
        "log": VELDSEN.log,
        "seen": cited,
        "seq": head.seq + 1,
        "prev": head.id,
        "body": None,
    }
    payload = spelt(doc)
    signature = VELDSEN.key.sign(
        b"DSSEv1 35 application/vnd.troth.entry.v1+json %d " % len(payload) + payload
    )
    line = seal(payload, keyid=VELDSEN.key.keyid, signature=signature)
    found = same(matrix.with_lines(FILES, [*LINES, line]))
    assert "V9" in {fault.rule for fault in found.faults}
