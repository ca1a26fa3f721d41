"""What the page in a bundle finds in a browser is what verify.py finds, word by word, on every change that is tried."""

from __future__ import annotations

import inspect
import itertools
import json
import random
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from tests.core.record import test_bundle as matrix
from tests.core.record.parties import key_of, pair
from tests.core.record.pinned import Pinned, ten_years
from tests.reading import test_verify as twin
from tests.reading.in_a_browser import Case, Files, Opened
from troth.core.record import RECEIPT_TYPE, Findings, SigningKey, check, encode, unseal
from troth.core.record.envelope import seal
from troth.core.record.manifest import ENTRIES
from troth.reading import verify

AT_MOST = (
    40  # of the changes that one test tries, evenly spread; the whole of them is held to verify.py elsewhere
)
THOUSANDS = ("every_flipped_bit", "a_changed_byte", "no_fault_accuses")
Test = Callable[..., None]


def by_verify_py(case: Case) -> tuple[verify.Check, list[verify.Fault], list[str]]:
    """What verify.py finds, as it finds it when it is run."""
    bundles = [files for files in (case.one, case.other) if files is not None]
    found, *second = [verify.check(files, full=case.full, receipts=case.receipts) for files in bundles]
    if second:
        both = verify.Both(found, second[0])
        faults = [*found.faults, *second[0].faults, *both.faults]
        return found, faults, both.report(("one", "other"))
    found.faults += [fault for fault in verify.number_faults(found.pins) if fault not in found.faults]
    return found, found.faults, found.report()


def agree(verify_page: Opened, cases: Sequence[Case]) -> None:
    """Whether the page says of each case what verify.py says, to the last word."""
    for case, said in zip(cases, verify_page.check(cases), strict=True):
        found, faults, lines = by_verify_py(case)
        assert said.faults == [tuple(fault) for fault in faults]
        assert said.lines == lines
        assert said.heads == {log: place.seq for log, place in found.heads.items()}
        assert said.every == found.every


def named_tests(module: Any) -> list[tuple[str, Test]]:
    return [
        (name.removeprefix("test_"), test)
        for name, test in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("test_")
    ]


def tried_on_verify_py() -> list[Any]:
    of_a_bundle = [each for each in named_tests(matrix) if not each[0].startswith(THOUSANDS)]
    by_itself = [each for each in named_tests(twin) if each[0] != "the_tests_of_a_bundle_find_the_same"]
    return [pytest.param(test, id=name) for name, test in [*of_a_bundle, *by_itself]]


def calls_of(test: Test) -> Iterator[dict[str, object]]:
    """The arguments of each run of a test, as its marks list them."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    sets = []
    for mark in marks:
        names, values = mark.args[:2]
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        sets.append([dict(zip(names, each if len(names) > 1 else (each,), strict=True)) for each in values])
    for parts in itertools.product(*sets):
        yield {name: value for part in parts for name, value in part.items()}


@pytest.mark.parametrize("test", tried_on_verify_py())
def test_what_is_tried_on_verify_py_is_found_in_a_browser_too(
    test: Test, verify_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Case] = []

    def noting(files: Mapping[str, bytes], **options: Any) -> Findings:
        tried.append(Case(dict(files), receipts=options.get("receipts", ()), full=options.get("full", True)))
        return check(files, **options)

    monkeypatch.setattr(twin, "same", noting)
    monkeypatch.setattr(matrix, "check", noting)
    for given in calls_of(test):
        test(**given)
    agree(verify_page, tried[:: len(tried) // AT_MOST + 1])


# A record with all there is: texts, receipts, a loss that both accepted, and what was erased on request.

WHOLE = ten_years()
FILES = WHOLE.bundle()
LINES = FILES[ENTRIES].splitlines()
RECEIPT = WHOLE.receipts[-1]
EPOCHS = [place for place, line in enumerate(LINES) if b'"t":"log.restored/1"' in unseal(line).payload]


def test_a_record_with_all_there_is_fits(verify_page: Opened) -> None:
    agree(verify_page, [Case(FILES), Case(FILES, full=False)])
    said = "\n".join(verify_page.check([Case(FILES)])[0].lines)
    for part in (
        "signed with 2 keys in turn",
        "lost, accepted by both",
        "1 erased on request",
        "receipts  10 of 11 fit",
        "names what was lost",
    ):
        assert part in said


def changed(dice: random.Random, raw: bytes) -> bytes:
    """One bit turned, one byte put in or taken out, or the end gone."""
    at, byte = dice.randrange(len(raw)), bytes([dice.randrange(256)])
    turned = bytes([raw[at] ^ 1 << dice.randrange(8)])
    return dice.choice(
        [raw[:at] + turned + raw[at + 1 :], raw[:at] + byte + raw[at:], raw[:at] + raw[at + 1 :], raw[:at]]
    )


def test_changed_bytes_of_any_file_are_told_alike(verify_page: Opened) -> None:
    dice, cases = random.Random(11), list[Case]()
    for number in range(60):
        name = ENTRIES if number % 2 else dice.choice(sorted(FILES))
        cases.append(Case({**FILES, name: changed(dice, FILES[name])}, full=bool(number % 3)))
    agree(verify_page, cases)


def test_entries_gone_doubled_swapped_or_cut_off_are_told_alike(verify_page: Opened) -> None:
    places = range(len(LINES))
    kept = [LINES[:at] + LINES[at + 1 :] for at in places]
    kept += [LINES[:at] + LINES[at + 1 : at + 2] + LINES[at : at + 1] + LINES[at + 2 :] for at in places[::3]]
    kept += [[*LINES[: at + 1], *LINES[at:]] for at in places[::9]]
    kept += [LINES[:at] for at in places[::4]]
    agree(verify_page, [Case(matrix.with_lines(FILES, each)) for each in kept])


def signed_anew(doc: Mapping[str, object], signer: SigningKey) -> bytes:
    payload = encode(doc)
    head = b"DSSEv1 35 application/vnd.troth.entry.v1+json %d " % len(payload)
    return seal(payload, keyid=signer.keyid, signature=signer.sign(head + payload))


FORMS_OF_GOING_ON: list[dict[str, object]] = [
    {"cause": "weather"}, {"alg": "rsa"}, {"key": "00" * 32}, {"key": 5}, {"proof": "ab" * 64}, {"proof": None},
    {"lost": {}}, {"lost": []}, {"lost": {WHOLE.veldsen.log: [0, 9]}}, {"more": 1}, {"t": "log.restored/2"},
    {"key": key_of("Kaido").public.hex()}, {"key": key_of("Veldsen").public.hex()},
]  # fmt: skip


@pytest.mark.parametrize("place", EPOCHS)
def test_a_log_that_does_not_go_on_rightly_is_told_alike(place: int, verify_page: Opened) -> None:
    """The entry that begins an epoch, with each of its facts in another form, signed all the same."""
    doc = twin.payload_of(LINES[place])
    signer = key_of("Veldsen" if doc["log"] == WHOLE.veldsen.log else "Kaido", 2)
    lost = doc["act"]["lost"]
    forms = [
        *FORMS_OF_GOING_ON,
        *({"lost": {**lost, doc["log"]: odd}} for odd in ([9, 3], "all", [0, 9], [1.5])),
    ]
    anew = [signed_anew({**doc, "act": {**doc["act"], **form}}, signer) for form in forms[:-1]]
    anew += [signed_anew({**doc, "seq": doc["seq"] + step}, signer) for step in (1, 2)]
    anew += [signed_anew(doc, key_of("Veldsen")), signed_anew({**doc, "act": {"t": "ack/1"}}, signer)]
    cases = [matrix.with_lines(FILES, [*LINES[:place], each, *LINES[place + 1 :]]) for each in anew]
    agree(verify_page, [Case(files) for files in cases])


def test_a_key_of_another_epoch_is_told_alike(verify_page: Opened) -> None:
    last = twin.payload_of(LINES[-1])
    name = "Veldsen" if last["log"] == WHOLE.veldsen.log else "Kaido"
    anew = [signed_anew(last, key_of(name)), signed_anew(last, key_of(name, 3))]
    agree(verify_page, [Case(matrix.with_lines(FILES, [*LINES[:-1], each])) for each in anew])


# Receipts that came by another way, and two copies


def receipt_of(doc: Mapping[str, object], *signers: SigningKey) -> bytes:
    """The envelope of a receipt of any shape, signed all the same."""
    payload = encode(doc)
    signed = b"DSSEv1 %d %b %d %b" % (len(RECEIPT_TYPE), RECEIPT_TYPE.encode(), len(payload), payload)
    parts = [(key.keyid.encode(), b64encode(key.sign(signed))) for key in signers]
    names = b",".join(b'{"keyid":"%b","sig":"%b"}' % part for part in parts)
    kind = RECEIPT_TYPE.encode()
    return b'{"payload":"%b","payloadType":"%b","signatures":[%b]}' % (b64encode(payload), kind, names)


def by_keyid(*keys: SigningKey) -> list[SigningKey]:
    return sorted(keys, key=lambda key: key.keyid)


BOTH = by_keyid(WHOLE.veldsen.key, WHOLE.kaido.key)
SMALL = Pinned(*pair())
SMALL.talk(0)
DOC = json.loads(RECEIPT.payload)
LOG = WHOLE.veldsen.log


def odd_receipts() -> list[tuple[str, bytes]]:
    older, stranger = key_of("Veldsen"), key_of("nobody")
    made = [
        receipt_of({**DOC, "n": DOC["n"] + 1, "prev": RECEIPT.id}, *BOTH),
        receipt_of({**DOC, "n": DOC["n"] + 1, "prev": RECEIPT.id, "at": 7}, BOTH[0]),
        receipt_of({**DOC, "n": DOC["n"] + 4, "prev": RECEIPT.id}, BOTH[1]),
        receipt_of({**DOC, "at": DOC["at"] + 1}, *BOTH),
        receipt_of({**DOC, "heads": {**DOC["heads"], LOG: [500, "ab" * 32]}, "n": 50}, *BOTH),
        receipt_of({**DOC, "heads": {**DOC["heads"], LOG: [3, "ab" * 32]}, "n": 51}, *BOTH),
        receipt_of({**DOC, "heads": {LOG: DOC["heads"][LOG]}}, *BOTH),
        *(receipt_of(DOC, *keys) for keys in ([older], [stranger], [*BOTH, *BOTH], BOTH[::-1], [])),
        receipt_of(DOC, *by_keyid(older, WHOLE.veldsen.key)),
    ]
    files = [(f"receipt-{at}.json", raw + b"\n" * (at % 2)) for at, raw in enumerate(made)]
    dice = random.Random(13)
    changes = [(f"changed-{at}", changed(dice, files[0][1])) for at in range(30)]
    return [*files, *changes, ("empty", b""), ("none.pdf", b"%PDF"), ("b\u202e", b"\xef\xbb\xbf" + made[0])]


def test_receipts_that_came_by_another_way_are_told_alike(verify_page: Opened) -> None:
    kept, short = odd_receipts(), matrix.with_lines(FILES, LINES[:9])
    cases = [Case(FILES, receipts=[each], full=False) for each in kept] + [Case(FILES, receipts=kept)]
    cases += [Case({**FILES, f"receipts/{name}": raw}, full=False) for name, raw in kept[:12]]
    agree(verify_page, [*cases, Case(short, receipts=kept[:9]), Case({}, receipts=kept[:2])])


@pytest.mark.parametrize("field", sorted(DOC))
def test_receipts_of_another_shape_are_told_alike_though_they_are_signed(
    field: str, verify_page: Opened
) -> None:
    odd: list[object] = [0, 1, -1, 2**53 - 1, True, None, "", "ab", "ab" * 32, "daily", [], {}, ["daily"], [["daily"]],
        ["x"], [5], ["daily", "agree"], ["agree", "agree"], {"a": [0, "b"]}, {LOG: [0]}, {LOG: [-1, "ab" * 32]},
        {LOG: [True, "ab" * 32]}, {LOG: [0, "ab" * 32], "x": 1}]  # fmt: skip
    doc, keys = json.loads(SMALL.receipts[0].payload), by_keyid(SMALL.veldsen.key, SMALL.kaido.key)
    docs = [{**doc, field: value} for value in odd] + [{name: doc[name] for name in doc if name != field}]
    kept = [receipt_of(each, *keys) for each in [*docs, {**doc, "more": 1}]]
    agree(verify_page, [Case(SMALL.bundle(), receipts=[("receipt.json", raw)]) for raw in kept])


def copies() -> list[Files]:
    """Copies of one record: shorter ones, ones that part, ones that went on after a loss, and others altogether."""
    talked, parted, lost, unread = (Pinned(*pair()) for _ in range(4))
    for pinned in (talked, parted, lost, unread):
        for number in range(4 if pinned is parted else 3):
            pinned.talk(number if pinned is not parted or number < 2 else number + 90)
    lost.lose(2)
    lost.talk(7)
    unread.veldsen.move("promise.offer/1", "pr_alone")
    stranger = Pinned(*pair())
    stranger.veldsen.acknowledge()
    alone = matrix.found("Elsewhere")
    alone.acknowledge()
    damaged = {**FILES, ENTRIES: FILES[ENTRIES].replace(LINES[12], LINES[12][:-30])}
    made = [
        FILES,
        *(pinned.bundle() for pinned in (talked, parted, lost, unread, stranger)),
        matrix.bundle(alone),
    ]
    return [*made, damaged, {}, matrix.with_lines(FILES, LINES[:7])]


def test_two_copies_are_held_against_each_other_alike(verify_page: Opened) -> None:
    every, kept = copies(), odd_receipts()[4:6]
    cases = [Case(one, other=other, full=False) for one in every[:4] for other in every]
    cases += [Case(FILES, other=every[3], receipts=kept), Case(every[1], other=FILES)]
    agree(verify_page, cases)
