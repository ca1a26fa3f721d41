"""Epochs: a log goes on after a loss with a new key that the old one vouches for, and only with that."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import LATER, T0, Party, join, key_of, pair, put_back
from tests.core.record.pinned import Pinned
from tests.core.record.test_admit import rule, tell
from tests.counts import UNCOUNTED
from troth.core.record import (
    RESTORED,
    Admitted,
    Bad,
    Copy,
    Draft,
    Duplicate,
    Entry,
    Fork,
    Gap,
    Lost,
    Place,
    SigningKey,
    Waiting,
    admit,
    check,
    lost_in,
    open_envelope,
    parse_sealed,
    restored,
    sign,
    unseal,
)
from troth.core.record.envelope import seal


def after_a_loss() -> tuple[Party, Party, Party]:
    """A record that lost two entries of Veldsen and one of Kaido, gone on on both sides; and the one before the loss."""
    veldsen, kaido = pair()
    for party, other in (
        (veldsen, kaido),
        (kaido, veldsen),
        (veldsen, kaido),
        (kaido, veldsen),
        (veldsen, kaido),
    ):
        party.acknowledge()
        other.hear(party)
    here = {veldsen.log: 2, kaido.log: 1}
    lost = {log: (seq, veldsen.copy.heads[log].place.seq) for log, seq in here.items()}
    again, other = put_back(veldsen, *here.items()), put_back(kaido, *here.items())
    again.go_on(lost)
    other.hear(again)
    other.go_on(lost)
    again.hear(other)
    return again, other, veldsen


def going_on(party: Party, *, signer: SigningKey | None = None, **facts: object) -> Entry:
    """The entry by which a party would go on, with some facts of another kind, signed by its next key."""
    new = signer or key_of(party.name, 2)
    head = party.copy.heads[party.log].place
    seen = {log: other.place for log, other in party.copy.heads.items() if log != party.log}
    lost = {log: (place.seq, place.seq) for log, place in {party.log: head, **seen}.items()}
    act = restored(
        old=party.key,
        new_public=new.public,
        log=party.log,
        seq=head.seq + 1,
        prev=head.id,
        cause="backup",
        lost=lost,
    )
    place: dict[str, Any] = {"seq": head.seq + 1, "prev": head.id, "at": T0 + 10_000}
    place |= {name: facts.pop(name) for name in list(facts) if name in ("seq", "prev", "at")}
    body = facts.pop("body", None)
    assert party.copy.alliance is not None and (body is None or isinstance(body, bytes))
    act = {name: value for name, value in {**act, **facts}.items() if value is not ...}
    draft = Draft(act, "m_1", body)
    entry, _ = sign(draft, key=new, alliance=party.copy.alliance, seen=seen, salt=bytes(32), **place)
    return entry


def test_a_log_goes_on_with_a_new_key_under_its_old_name() -> None:
    again, other, _ = after_a_loss()
    assert again.acknowledge().keyid == key_of("Veldsen", 2).keyid
    other.hear(again)
    assert again.copy.heads == other.copy.heads
    epochs = other.copy.keys.of(again.log)
    assert [(epoch.first, epoch.keyid) for epoch in epochs] == [
        (0, key_of("Veldsen").keyid),
        (3, key_of("Veldsen", 2).keyid),
    ]
    assert [other.copy.keys.at(again.log, seq) for seq in (0, 2, 3, 99)] == [
        epochs[0],
        epochs[0],
        epochs[1],
        epochs[1],
    ]
    assert other.copy.keys.at(again.log, -1) is None and other.copy.keys.of("ab" * 32) == ()


def test_a_loss_is_accepted_once_every_log_says_the_same_of_it() -> None:
    again, other, _ = after_a_loss()
    (loss,) = again.copy.losses
    assert loss.lost == {again.log: Lost(2, 4), other.log: Lost(1, 2)}
    assert [loss.lost[again.log].holds(seq) for seq in (2, 3, 4, 5)] == [False, True, True, False]
    half = put_back(other, (again.log, 3), (other.log, 1))
    assert half.copy.losses == ()
    differing, _ = pair()
    differing.go_on({log: (head.place.seq, head.place.seq + 1) for log, head in differing.copy.heads.items()})
    assert differing.copy.losses == ()


def test_a_third_log_of_the_record_has_to_say_it_too() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    everybody = (veldsen, kaido, third)
    lost = {log: (head.place.seq, head.place.seq) for log, head in third.copy.heads.items()}
    for party in everybody:
        assert party.copy.losses == ()
        party.go_on(lost)
        for other in everybody:
            other.hear(*everybody)
    assert len(third.copy.losses) == 1


def test_a_log_may_go_on_more_than_once() -> None:
    again, other, _ = after_a_loss()
    lost = {log: (head.place.seq, head.place.seq) for log, head in again.copy.heads.items()}
    again.go_on(lost, cause="stolen")
    other.hear(again)
    other.go_on(lost, cause="stolen")
    again.hear(other)
    assert len(again.copy.losses) == 2 and len(again.copy.keys.of(again.log)) == 3
    fresh = Party("Kaido", epoch=3)
    fresh.hear(again)
    assert fresh.copy.heads == again.copy.heads


def test_after_it_only_the_new_key_signs_and_before_it_only_the_old_one() -> None:
    again, other, _ = after_a_loss()
    again.epoch = 1
    head = again.copy.heads[again.log].place
    assert again.copy.alliance is not None
    seen = again.copy.heads[other.log].place
    for epoch, seq, prev in ((1, head.seq + 1, head.id), (2, 1, again.copy.entries(again.log)[0].id)):
        entry, _ = sign(
            Draft({"t": "ack/1"}, "node"),
            key=key_of("Veldsen", epoch),
            alliance=again.copy.alliance,
            seq=seq,
            prev=prev,
            seen={other.log: seen},
            at=T0,
            salt=None,
        )
        refused = other.copy.add(entry.envelope(), None, LATER)
        assert isinstance(refused, Bad) and (refused.rule, refused.sentence) == (
            "V4",
            "The entry is signed with a key of another epoch of its log.",
        )


def test_what_was_lost_is_not_taken_back_in_and_makes_no_fork() -> None:
    again, _, before = after_a_loss()
    for entry in before.copy.entries(before.log, 3):
        assert rule(tell(again, entry)) == "V4"
    assert again.copy.forks == {}


def test_whoever_holds_what_is_called_lost_has_the_proof_of_two_versions() -> None:
    again, _, before = after_a_loss()
    opening = again.copy.entries(again.log)[3]
    fork = tell(before, opening)
    assert fork == Fork(before.copy.entries(before.log)[3].id, opening)
    assert tell(before, again.acknowledge()) == fork or rule(tell(before, again.acknowledge())) == "V2"


def test_an_entry_of_an_epoch_that_has_not_come_yet_asks_for_what_comes_before_it() -> None:
    again, other, _ = after_a_loss()
    half = put_back(other, (again.log, 2), (other.log, 1))
    assert tell(half, again.acknowledge()) == Gap(3)
    assert isinstance(tell(half, again.copy.entries(again.log)[3]), Admitted)


def test_its_first_entry_known_already_changes_nothing() -> None:
    again, other, _ = after_a_loss()
    opening = again.copy.entries(again.log)[3]
    assert tell(other, opening) == Duplicate(opening.id)
    assert admit(opening, other.copy.view(opening, LATER)) == Duplicate(opening.id)


OWN, OTHER = key_of("Veldsen").log, key_of("Kaido").log
PAIRS = [1, [0], [0, 0, 0], ["0", 0], [True, 1], [-1, 0], [1, 0]]
LOST = [
    [],
    {},
    {"ab" * 32: [0, 0]},
    {OWN: [1, 1]},
    {OWN: [0, 1], OTHER: [0, 0]},
    *({OWN: [1, 1], OTHER: places} for places in PAIRS),
]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cause": "boredom"}, "E1"),
        ({"cause": []}, "E1"),
        ({"cause": ...}, "E1"),
        ({"more": 1}, "E1"),
        ({"o": "pr_1"}, "E1"),
        ({"body": b'{"s":"a/1"}'}, "E1"),
        ({"alg": "ml-dsa-44"}, "V11"),
        ({"key": "00" * 32}, "V11"),
        ({"key": "xyz"}, "V11"),
        ({"key": 1}, "V11"),
        ({"key": key_of("else").public.hex()}, "E1"),
        ({"proof": "00" * 64}, "E1"),
        ({"proof": "00"}, "E1"),
        ({"proof": None}, "E1"),
        *(({"lost": lost}, "E1") for lost in LOST),
    ],
)
def test_the_entry_says_what_the_format_asks_for_or_is_refused(facts: dict[str, Any], expected: str) -> None:
    veldsen, kaido = pair()
    assert rule(tell(kaido, going_on(veldsen, **facts))) == expected
    assert isinstance(tell(kaido, going_on(veldsen)), Admitted)


def test_the_old_key_vouches_for_one_place_of_one_log_after_one_entry() -> None:
    veldsen, kaido = pair()
    good = going_on(veldsen)
    proof = good.act["proof"]
    for facts in ({"seq": 1, "prev": veldsen.copy.entries(veldsen.log)[0].id}, {"prev": "ab" * 32}):
        facts |= (
            {"lost": {veldsen.log: [facts.get("seq", 2) - 1, 5], kaido.log: [0, 0]}} if "seq" in facts else {}
        )
        assert rule(tell(kaido, going_on(veldsen, proof=proof, **facts))) == "E1"
    assert rule(tell(kaido, going_on(veldsen, proof=proof, signer=key_of("Veldsen", 3)))) == "E1"


def test_the_entry_is_signed_by_the_key_it_names() -> None:
    veldsen, kaido = pair()
    good = going_on(veldsen)
    other = key_of("else")
    for keyid, signature in ((other.keyid, good.signature), (good.keyid, bytes(64))):
        verdict = kaido.copy.add(seal(good.payload, keyid=keyid, signature=signature), None, LATER)
        assert rule(verdict) == "V2"
    assert rule(tell(kaido, going_on(veldsen, signer=veldsen.key))) == "E1"


def test_a_key_may_not_be_another_logs() -> None:
    veldsen, kaido = pair()
    borrowed = SigningKey.from_seed(key_of("Kaido").secret[:32], veldsen.log)
    verdict = tell(kaido, going_on(veldsen, signer=borrowed))
    assert isinstance(verdict, Bad)
    assert (verdict.rule, verdict.sentence) == ("E1", "The new key has signed in this record before.")


def test_a_log_never_heard_of_cannot_go_on() -> None:
    veldsen, kaido = pair()
    entry = going_on(veldsen)
    assert rule(Copy(veldsen.copy.alliance).add(entry.envelope(), None, LATER)) == "V2"
    assert open_envelope(entry.envelope(), keys={entry.keyid: key_of("Veldsen", 2).public}).kind == RESTORED
    assert lost_in(entry)[kaido.log] == Lost(0, 0)
    unknown = sign(
        Draft(entry.act, "m_1"), key=key_of("else"), alliance="ab" * 32, seq=3, prev="ab" * 32,
        seen={kaido.log: Place(0, "ab" * 32)}, at=T0, salt=None,
    )[0]  # fmt: skip
    assert rule(tell(kaido, unknown)) == "V2"


DOINGS = st.lists(st.sampled_from(["veldsen", "kaido", 0, 1, 2, 5]), min_size=1, max_size=9)


@UNCOUNTED
@given(DOINGS, st.randoms(use_true_random=False))
def test_logs_that_went_on_after_losses_are_taken_in_in_any_order_that_they_come(
    doings: list[str | int], order: Random
) -> None:
    """A side says something, or a backup of so many entries ago is put back. Nothing is refused for good because
    something else has not come yet, and every copy knows the same keys."""
    pinned = Pinned(*pair())
    for doing in doings:
        if isinstance(doing, int):
            kept = pinned.lines()[: max(3, len(pinned.lines()) - doing)]
            pinned.put_back({(entry := parse_sealed(unseal(line))).log: entry.seq for line in kept})
        else:
            {"veldsen": pinned.veldsen, "kaido": pinned.kaido}[doing].acknowledge()
            pinned.meet()
    waiting, taken = pinned.lines(), Copy()
    while waiting:
        order.shuffle(waiting)
        before = len(waiting)
        for line in list(waiting):
            verdict = taken.add(line, None, LATER)
            first = isinstance(verdict, Bad) and verdict.rule == "V2" and not taken.length(log_of_line(line))
            assert first or isinstance(verdict, Admitted | Gap | Waiting), verdict
            if isinstance(verdict, Admitted):
                waiting.remove(line)
        assert len(waiting) < before
    whole = pinned.veldsen.copy
    assert taken.heads == whole.heads and taken.losses == whole.losses
    assert all(taken.keys.of(log) == whole.keys.of(log) for log in whole.heads)
    assert len(taken.losses) >= isinstance(doings[-1], int)
    pinned.receipts = []  # those of an epoch that was itself lost are signed with a key that nobody knows any more
    assert check(pinned.bundle()).whole


def log_of_line(line: bytes) -> str:
    return parse_sealed(unseal(line)).log
