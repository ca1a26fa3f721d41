"""Admission: what a node keeps, what it sends back for more, and what it never keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.record.parties import LATER, T0, WORDS, Party, found, join, key_of, pair
from troth.core.record import (
    FOUNDING,
    Admitted,
    Bad,
    Body,
    Copy,
    Draft,
    Duplicate,
    Entry,
    Fork,
    Gap,
    Head,
    Keys,
    Place,
    Verdict,
    Waiting,
    admit,
    genesis,
    head_of,
    sign,
)
from troth.core.record.envelope import seal

MINUTE = 60_000


def tell(listener: Party, entry: Entry, now: int = LATER) -> Verdict:
    return listener.copy.add(entry.envelope(), None, now)


def forge(party: Party, **fields: object) -> Entry:
    """The next entry of a party's log, signed by its own key, with some fields as its owner likes them."""
    head = party.copy.heads[party.log]
    honest: dict[str, object] = {
        "alliance": party.copy.alliance,
        "seq": head.place.seq + 1,
        "prev": head.place.id,
        "seen": {log: other.place for log, other in party.copy.heads.items() if log != party.log},
        "at": party.clock + 1,
    }
    entry, _ = sign(Draft({"t": "x.forged/1"}, "m_1"), key=party.key, salt=None, **{**honest, **fields})
    return entry


def rule(verdict: Verdict) -> str:
    assert isinstance(verdict, Bad), verdict
    return verdict.rule


def test_two_organisations_open_a_record_and_hold_the_same() -> None:
    veldsen, kaido = pair()
    assert veldsen.copy.heads == kaido.copy.heads
    assert veldsen.copy.alliance == kaido.copy.alliance == veldsen.copy.entries(veldsen.log)[0].id
    assert veldsen.copy.parties == {veldsen.log, kaido.log}


def test_a_log_that_let_itself_in_is_no_party() -> None:
    veldsen, kaido = pair()
    stranger = Party("stranger", clock=T0 + 5000)
    stranger.hear(veldsen)
    opened = stranger.say(
        genesis(public=stranger.key.public, recovery=key_of("s").public, founder=veldsen.copy.alliance)
    )
    stranger.say(Draft({"t": "party.admit/1", "log": stranger.log, "on": opened.id}, "node"))
    kaido.hear(stranger)
    assert stranger.log in kaido.copy.heads
    assert kaido.copy.parties == {veldsen.log, kaido.log}


def test_letting_in_names_a_first_entry_that_is_here() -> None:
    veldsen, kaido = pair()
    said = veldsen.acknowledge()
    veldsen.say(Draft({"t": "party.admit/1", "on": said.id}, "node"))
    veldsen.say(Draft({"t": "party.admit/1"}, "node"))
    assert veldsen.copy.parties == {veldsen.log, kaido.log}


def test_an_entry_known_already_changes_nothing() -> None:
    veldsen, kaido = pair()
    said = veldsen.acknowledge()
    assert isinstance(tell(kaido, said), Admitted)
    heads = dict(kaido.copy.heads)
    assert tell(kaido, said) == Duplicate(said.id)
    other_signature = seal(said.payload, keyid=said.keyid, signature=bytes(64))
    assert kaido.copy.add(other_signature, None, LATER) == Duplicate(said.id)
    assert kaido.copy.heads == heads
    assert admit(said, kaido.copy.view(said, LATER)) == Duplicate(said.id)


def test_a_gap_asks_for_the_entry_that_comes_next() -> None:
    veldsen, kaido = pair()
    veldsen.acknowledge()
    assert tell(kaido, veldsen.acknowledge()) == Gap(expected=2)


def test_a_log_never_heard_of_cannot_begin_in_the_middle() -> None:
    veldsen, _ = pair()
    said = veldsen.acknowledge()
    listener = Copy(veldsen.copy.alliance)
    assert rule(listener.add(said.envelope(), None, LATER)) == "V2"
    first = veldsen.copy.entries(veldsen.log)[0]
    view = listener.view(said, LATER)
    assert admit(said, view._replace(keys=veldsen.copy.keys)) == Gap(expected=0)
    assert isinstance(listener.add(first.envelope(), None, LATER), Admitted)


def test_a_second_version_of_a_place_is_a_fork_and_stays_one() -> None:
    veldsen, kaido = pair()
    before = veldsen.copy.heads[veldsen.log]
    said = veldsen.acknowledge()
    other = forge(veldsen, seq=before.place.seq + 1, prev=before.place.id)
    kaido.hear(veldsen)
    fork = Fork(said.id, other)
    assert tell(kaido, other) == fork
    assert kaido.copy.forks == {veldsen.log: fork}
    assert tell(kaido, veldsen.acknowledge()) == fork
    assert tell(kaido, said) == Duplicate(said.id)
    assert kaido.copy.heads[veldsen.log].place == said.place


def test_another_entry_named_as_the_one_before_is_a_fork() -> None:
    veldsen, kaido = pair()
    other = forge(veldsen, prev="ab" * 32)
    assert tell(kaido, other) == Fork(veldsen.copy.heads[veldsen.log].place.id, other)


def test_nothing_more_is_signed_on_a_log_with_two_versions() -> None:
    veldsen, kaido = pair()
    assert isinstance(tell(veldsen, forge(veldsen, prev="ab" * 32)), Fork)
    with pytest.raises(Bad, match="two versions"):
        veldsen.acknowledge()
    assert kaido.acknowledge().seq == 1


def test_an_entry_that_cites_what_is_not_here_waits() -> None:
    veldsen, kaido = pair()
    kaido.acknowledge()
    veldsen.hear(kaido)
    listener = found("Listener")
    assert isinstance(tell(veldsen, forge(veldsen, seen={kaido.log: Place(9, "ab" * 32)})), Waiting)
    other_version = forge(veldsen, seen={kaido.log: Place(1, "ab" * 32)})
    assert tell(veldsen, other_version) == Waiting("V8", "The entry cites one that is not here.")
    assert listener.copy.heads.keys() == {listener.log}


def test_an_entry_may_not_forget_what_the_one_before_had_seen() -> None:
    veldsen, kaido = pair()
    first = kaido.copy.entries(kaido.log)[0]
    kaido.acknowledge()
    veldsen.hear(kaido)
    veldsen.acknowledge()
    assert rule(tell(veldsen, forge(veldsen, seen={}))) == "V9"
    assert rule(tell(veldsen, forge(veldsen, seen={kaido.log: first.place}))) == "V9"
    seen = {kaido.log: Place(1, "ab" * 32)}
    assert rule(tell(veldsen, forge(veldsen, seen=seen))) == "V9"


def test_an_entry_has_seen_all_that_an_entry_it_cites_had_seen() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    kaido.hear(third)
    third.acknowledge()
    kaido.hear(third)
    veldsen.hear(third)
    kaido.acknowledge()
    veldsen.hear(kaido)
    without_third = {
        kaido.log: kaido.copy.heads[kaido.log].place,
        third.log: third.copy.entries(third.log)[0].place,
    }
    assert rule(tell(veldsen, forge(veldsen, seen=without_third))) == "V9"
    assert isinstance(tell(veldsen, forge(veldsen)), Admitted)


def test_an_entry_may_not_cite_one_that_has_seen_more_of_its_own_log() -> None:
    veldsen, kaido = pair()
    said = forge(veldsen)
    view = veldsen.copy.view(said, LATER)
    ahead = Head(Place(0, "ab" * 32), {veldsen.log: Place(said.seq, "ab" * 32)}, T0)
    assert rule(admit(said, view._replace(cited={kaido.log: ahead}))) == "V9"
    other = Head(Place(0, "ab" * 32), {veldsen.log: Place(said.seq - 1, "ab" * 32)}, T0)
    assert rule(admit(said, view._replace(cited={kaido.log: other}))) == "V9"


def test_a_stamp_more_than_five_minutes_ahead_waits_until_its_time_has_come() -> None:
    veldsen, kaido = pair()
    said = forge(veldsen, at=T0 + 30 * MINUTE)
    waiting = tell(kaido, said, now=T0 + 25 * MINUTE - 1)
    assert waiting == Waiting("V10", "The entry carries a time that has not come yet.")
    assert isinstance(tell(kaido, said, now=T0 + 25 * MINUTE), Admitted)


def test_an_entry_of_another_alliance_is_refused() -> None:
    veldsen, kaido = pair()
    assert rule(tell(kaido, forge(veldsen, alliance="ab" * 32))) == "V4"
    assert rule(tell(kaido, forge(veldsen, alliance=FOUNDING))) == "V4"
    elsewhere = found("Elsewhere")
    assert rule(tell(kaido, elsewhere.copy.entries(elsewhere.log)[0])) == "V4"


def test_an_entry_is_refused_in_another_log_than_its_keys() -> None:
    veldsen, kaido = pair()
    said = forge(veldsen)
    view = kaido.copy.view(said, LATER)
    assert rule(admit(replace(said, log=kaido.log), view)) == "V4"
    assert rule(admit(replace(said, keyid=kaido.key.keyid), view)) == "V4"
    assert rule(admit(said, view._replace(keys=Keys()))) == "V4"


def test_the_same_organisation_in_two_alliances_cannot_carry_an_entry_across() -> None:
    veldsen, _ = pair()
    first = veldsen.copy.entries(veldsen.log)[0]
    again = Party("Veldsen", clock=T0 + 999)
    again.say(genesis(public=again.key.public, recovery=key_of("other recovery").public))
    said = veldsen.acknowledge()
    assert first.alliance == FOUNDING
    assert rule(tell(again, said)) == "V4"


def test_words_that_do_not_fit_are_refused_with_their_entry_and_nothing_changes() -> None:
    veldsen, kaido = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    heads = dict(kaido.copy.heads)
    assert rule(kaido.copy.add(said.envelope(), Body(b"x" * 32, WORDS), LATER)) == "B1"
    assert kaido.copy.heads == heads
    assert isinstance(tell(kaido, said), Admitted)
    body = veldsen.copy.body(said.id)
    assert body is not None and kaido.copy.body(said.id) is None
    with pytest.raises(Bad):
        kaido.copy.add_body(said.id, Body(body.salt, body.content + b" "))
    kaido.copy.add_body(said.id, body)
    assert kaido.copy.body(said.id) == body


def test_an_act_unknown_to_this_version_is_carried() -> None:
    veldsen, kaido = pair()
    said = veldsen.move("orchard.graft/7", "or_1", depth=3)
    kaido.hear(veldsen)
    assert kaido.copy.entry(said.id) == said
    assert [sighting.entry for sighting in kaido.copy.object("or_1")] == [said]


def test_bytes_that_are_no_entry_are_refused() -> None:
    assert rule(Copy().add(b"hello", None, LATER)) == "V1"


def test_a_draft_that_opens_a_log_badly_is_not_signed_into_it() -> None:
    party = Party("Careless")
    with pytest.raises(Bad) as refused:
        party.say(genesis(public=party.key.public, recovery=party.key.public))
    assert refused.value.rule == "V11" and not party.copy.heads


def test_a_head_says_what_its_entry_had_seen() -> None:
    veldsen, _ = pair()
    said = veldsen.acknowledge()
    assert head_of(said) == Head(said.place, said.seen, said.at) == veldsen.copy.heads[veldsen.log]
    assert veldsen.copy.entry("ab" * 32) is None
