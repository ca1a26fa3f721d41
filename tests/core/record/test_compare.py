"""Two copies held against each other: one history as far as the shorter goes, or the place from which there are two."""

from __future__ import annotations

from dataclasses import replace

from tests.core.record.parties import T0, Party, found, join, key_of, pair, put_back
from tests.core.record.pinned import Pinned, ten_years
from tests.core.record.test_bundle import bundle, conversation
from troth.core.record import (
    Comparison,
    Fault,
    Findings,
    Stretch,
    build,
    check_both,
    genesis,
    report_both,
)

Both = tuple[Findings, Findings, Comparison]


def compared(one: Party, other: Party) -> Both:
    return check_both(bundle(one), bundle(other))


def told(both: Both) -> list[str]:
    return report_both(("one.zip", "other.zip"), *both)


def only(both: Both) -> Fault:
    one, other, comparison = both
    assert one.whole and other.whole, [str(fault) for fault in (*one.faults, *other.faults)]
    assert len(comparison.faults) == 1, [str(fault) for fault in comparison.faults]
    return comparison.faults[0]


def parted() -> tuple[Party, Party, Party]:
    """Two parties, and a second self of the first that says something else from some place on."""
    veldsen, kaido = pair()
    veldsen.acknowledge()
    kaido.hear(veldsen)
    other_self = put_back(veldsen, (veldsen.log, 1), (kaido.log, 0))
    other_self.acknowledge(at=T0 + 77)
    return veldsen, kaido, other_self


def test_two_copies_alike_tell_one_history() -> None:
    veldsen, _ = conversation()
    one, other, comparison = compared(veldsen, veldsen)
    assert one == other and comparison.faults == () and comparison.losses == ()
    assert {shared.log: shared.upto for shared in comparison.shared} == one.complete_up_to
    lines = told((one, other, comparison))
    assert lines[0] == "The first copy, one.zip" and "neither goes further" in "\n".join(lines)
    assert "both copies tell one history as far as the shorter one goes; compare with a receipt" in lines[-1]
    assert "valid" not in "\n".join(lines)


def test_a_copy_that_goes_on_is_said_to_and_is_no_fault() -> None:
    veldsen, kaido = pair()
    veldsen.acknowledge()
    for one, other, which in ((veldsen, kaido, "first"), (kaido, veldsen, "second")):
        both = compared(one, other)
        assert not both[2].faults
        assert any(f"the {which} copy goes on from there, by 1." in line for line in told(both))
        assert told(both)[-1].startswith("Complete up to entry ")
        assert f"entry 2 ({veldsen.copy.heads[veldsen.log].place.id[:8]})" in told(both)[-1]


def test_a_log_that_only_one_copy_has_is_held_to_nothing() -> None:
    veldsen = found()
    alone = replace(veldsen, copy=put_back(veldsen, (veldsen.log, 0)).copy)
    kaido = join("Kaido", veldsen)
    both = compared(alone, kaido)
    assert not both[2].faults
    assert any("nothing in common; the second copy goes on" in line for line in told(both))


def test_two_versions_of_a_place_are_named_both() -> None:
    veldsen, _, other_self = parted()
    fault = only(compared(veldsen, other_self))
    ids = [party.copy.heads[veldsen.log].place.id for party in (veldsen, other_self)]
    assert (fault.rule, fault.log, fault.seq, fault.entry) == ("V6", veldsen.log, 2, ids[0])
    assert f"{ids[0][:8]} in the first copy, {ids[1][:8]} in the second" in fault.what
    assert fault.what.endswith("Nobody cites either.") and "Keep both versions" in fault.do
    said = told(compared(veldsen, other_self))
    assert any("there the copies part." in line for line in said)
    assert "1 thing does not fit; compare with a receipt" in said[-1]
    assert "entry 1 (" in said[-1]


def test_the_version_that_the_partner_cited_is_said() -> None:
    veldsen, kaido, other_self = parted()
    cited = kaido.acknowledge()
    fault = only(compared(kaido, other_self))
    assert f"Log {kaido.log[:8]} cites the one in the first copy, in its entry {cited.seq}." in fault.what
    fault = only(compared(other_self, kaido))
    assert f"Log {kaido.log[:8]} cites the one in the second copy" in fault.what
    assert veldsen.log == fault.log


def test_where_each_version_is_cited_that_is_said() -> None:
    _, kaido, other_self = parted()
    kaido.acknowledge()
    other_kaido = put_back(kaido, (other_self.log, 1), (kaido.log, 0))
    other_kaido.hear(other_self)
    other_kaido.acknowledge(at=T0 + 99)
    one, other, comparison = compared(kaido, other_kaido)
    assert one.whole and other.whole and len(comparison.faults) == 2
    assert any("Each copy has a citation of its own version." in fault.what for fault in comparison.faults)


def test_a_log_that_was_opened_twice_has_nothing_in_common() -> None:
    veldsen = found()
    copies = []
    for later in (0, 7):
        kaido = Party("Kaido", clock=T0 + later)
        kaido.hear(veldsen)
        recovery = key_of("Kaido recovery").public
        kaido.say(genesis(public=kaido.key.public, recovery=recovery, founder=kaido.copy.alliance))
        copies.append(bundle(kaido))
    both = check_both(copies[0], copies[1])
    (fault,) = both[2].faults
    assert (fault.rule, fault.seq) == ("V6", 0)
    assert any("nothing in common; there the copies part." in line for line in told(both))


def test_copies_of_different_alliances_have_nothing_to_compare() -> None:
    fault = only(compared(pair()[0], found("Elsewhere")))
    assert fault.rule == "V4" and "different alliances" in fault.what
    both = check_both(bundle(pair()[0]), {})
    assert told(both)[-1].startswith("Complete up to entry ")


def before_and_after(entries: int = 2, more: int = 0) -> tuple[Pinned, Pinned]:
    """A record as a bundle taken before a loss holds it, with more entries than were known, and as it went on."""
    before = Pinned(*pair())
    before.talk(0)
    before.talk(1)
    after = Pinned(*before.parties, receipts=list(before.receipts))
    after.lose(entries)
    after.talk(2)
    for _ in range(more):
        before.veldsen.acknowledge()
    before.meet()
    return before, after


def test_what_was_lost_and_accepted_by_both_is_said_and_is_no_fault() -> None:
    before, after = before_and_after()
    for one, other in ((before, after), (after, before)):
        both = check_both(one.bundle(), other.bundle())
        assert both[0].whole and both[1].whole and both[2].faults == ()
        veldsen, kaido = before.veldsen.log, before.kaido.log
        assert set(both[2].losses) == {Stretch(veldsen, 4, 5, True), Stretch(kaido, 3, 4, True)}
        assert f"log {veldsen[:8]}  entries 4 to 5: lost, accepted by both." in told(both)


def test_a_copy_that_goes_beyond_what_both_accepted_is_a_fault() -> None:
    before, after = before_and_after(more=3)
    for one, other, which in ((before, after, "first"), (after, before, "second")):
        one_findings, other_findings, comparison = check_both(one.bundle(), other.bundle())
        assert one_findings.whole and other_findings.whole
        (fault,) = comparison.faults
        beyond = before.veldsen.copy.entries(before.veldsen.log)[6]
        assert (fault.rule, fault.seq, fault.entry) == ("V6", 6, beyond.id)
        assert f"The {which} copy goes on here, beyond entry 5" in fault.what


def test_a_loss_that_one_side_only_speaks_of_excuses_nothing() -> None:
    before = Pinned(*pair())
    before.talk(0)
    after = Pinned(*before.parties)
    known = {log: place.seq for log, place in before.heads().items()}
    after.lose(1, go_on=False)
    after.veldsen.go_on({log: (seq - 1, seq) for log, seq in known.items()})
    after.meet()
    both = check_both(
        before.bundle(), build(after.lines(), alliance=before.veldsen.copy.alliance or "", bodies={})
    )
    fault = next(fault for fault in both[2].faults if fault.log == before.veldsen.log)
    assert (fault.rule, fault.seq) == ("V6", known[before.veldsen.log])
    assert "as not every log says yet" in "\n".join(told(both))


def test_two_histories_after_a_loss_that_both_accepted_are_a_fault() -> None:
    """Only what was there before is lost: whoever signs two versions within the places of a loss is not excused by it."""
    _, after = before_and_after(entries=2)
    other = Pinned(*after.parties)
    kept = {after.veldsen.log: 4, after.kaido.log: 3}
    other.veldsen, other.kaido = (put_back(party, *kept.items()) for party in other.parties)
    other.veldsen.acknowledge(at=T0 + 123_456)
    comparison = check_both(
        after.bundle(), build(other.lines(), alliance=after.veldsen.copy.alliance or "", bodies={})
    )[2]
    assert {(fault.rule, fault.seq) for fault in comparison.faults} == {("V6", 5)}


def test_two_goings_on_from_one_place_are_a_fault_unless_one_accepts_the_other_as_lost() -> None:
    before, first = before_and_after()
    second = Pinned(*before.parties)
    known = {log: place.seq for log, place in first.heads().items()}
    here = {log: {before.veldsen.log: 3, before.kaido.log: 2}[log] for log in known}
    second.veldsen, second.kaido = (put_back(party, *here.items()) for party in before.parties)
    second.veldsen.epoch, second.kaido.epoch = 1, 1
    lost = {log: (here[log], known[log]) for log in known}
    second.veldsen.go_on(lost, cause="writers")
    second.meet()
    second.kaido.go_on(lost, cause="writers")
    second.meet()
    both = check_both(
        first.bundle(), build(second.lines(), alliance=before.veldsen.copy.alliance or "", bodies={})
    )
    assert both[2].faults == () and len(both[2].losses) == 2


def test_a_number_that_the_two_copies_give_to_different_receipts_is_found() -> None:
    pinned = ten_years()
    other = Pinned(*pinned.parties, receipts=pinned.receipts[:-1])
    other.pin("asked")
    one, two, comparison = check_both(pinned.bundle(), other.bundle())
    assert one.whole and two.whole
    (fault,) = comparison.faults
    assert (fault.rule, fault.file) == ("R2", "receipts/000011.json of the second copy")


def test_receipts_that_are_missing_in_both_copies_are_said_once() -> None:
    pinned = ten_years()
    fewer = Pinned(*pinned.parties, receipts=[r for r in pinned.receipts if r.number != 3])
    other = Pinned(*pinned.parties, receipts=[r for r in pinned.receipts if r.number not in (3, 5)])
    lines = told(check_both(fewer.bundle(), other.bundle(), full=False))
    assert [line for line in lines if "is not here" in line] == [
        "Receipt 3 is not here; ask whoever kept it."
    ]
    assert "compare with a receipt after no. 11" in lines[-1]
    assert len([line for line in lines if "--full checks each" in line]) == 2
