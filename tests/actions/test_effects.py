"""Which entries of a whole record have no effect, as a check with the rooms at hand reckons it."""

from __future__ import annotations

from tests.core.record.parties import Party, pair
from tests.core.record.pinned import Pinned
from troth.actions.effects import without_effect
from troth.core.record import Entry, check, fold_add, fold_hex, make_receipt

DUE = {"due": 1_773_529_199_999, "due_day": "2026-03-14", "zone": "UTC"}


def idle(party: Party) -> frozenset[str]:
    return without_effect(party.copy, lambda done, of: None)


def one_move_too_many() -> tuple[Party, Party, Entry]:
    """An offer, a delivery of what nobody has agreed to, and the yes."""
    veldsen, kaido = pair()
    text = veldsen.move("promise.offer/1", **{"as": "p"}, **DUE)
    early = veldsen.move("promise.deliver/1", **{"as": "p"}, terms="ab" * 32)
    kaido.hear(veldsen)
    kaido.move("promise.agree/1", **{"as": "c"}, on=text.id)
    veldsen.hear(kaido)
    return veldsen, kaido, early


def test_a_move_that_was_not_legal_on_what_its_author_had_seen_has_no_effect() -> None:
    veldsen, kaido, early = one_move_too_many()
    assert idle(veldsen) == idle(kaido) == {early.id}


def test_an_act_of_a_known_room_that_cannot_be_read_has_no_effect() -> None:
    veldsen, _ = pair()
    said = veldsen.move("promise.dance/1", **{"as": "p"})
    assert idle(veldsen) == {said.id}


def test_what_is_about_no_object_or_of_no_room_known_here_is_effective() -> None:
    veldsen, _ = pair()
    veldsen.acknowledge()
    veldsen.move("pulse.answer/1", "xx_1")
    assert idle(veldsen) == frozenset()


def test_how_far_it_is_can_be_heard() -> None:
    veldsen, _ = pair()
    for number in range(250):
        veldsen.move("pulse.answer/1", f"xx_{number}")
    heard: list[tuple[int, int]] = []
    without_effect(veldsen.copy, lambda done, of: heard.append((done, of)))
    assert heard == [(100, 250), (200, 250), (250, 250)]


def test_a_receipt_of_a_node_that_judged_an_entry_differently_does_not_fit() -> None:
    veldsen, kaido, early = one_move_too_many()
    files = Pinned(veldsen, kaido).bundle()
    for wrongly, rules in ((False, set()), (True, {"R4"})):
        total = 0
        for log in veldsen.copy.heads:
            for entry in veldsen.copy.entries(log):
                total = fold_add(total, entry.id, wrongly or entry.id != early.id)
        receipt = make_receipt(
            alliance=veldsen.copy.alliance or "",
            number=1,
            prev=None,
            at=1,
            because=["asked"],
            heads={log: head.place for log, head in veldsen.copy.heads.items()},
            fold=fold_hex(total),
            keys=[veldsen.key],
        )
        kept = [("kept.json", receipt.envelope())]
        found = check(files, receipts=kept, idle=lambda copy: without_effect(copy, lambda done, of: None))
        assert {fault.rule for fault in found.faults} == rules
        assert check(files, receipts=kept).whole
