"""The whole served node killed while people work on it: each act that was answered is in the record, once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.counts import ON_POSTGRESQL_IN_SOAK, count
from tests.store.apart import Apart
from tests.store.hands import run_until_killed
from tests.store.serving import begun, read_back, sound
from troth.core.record import unseal
from troth.store.pending import Pending

KILLS = count(50, at_least=2)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Apart]:
    with begun(tmp_path / "home") as made:
        yield made


def on_disk(node: Apart) -> dict[tuple[str, str], str]:
    """The places that were signed last when the node died, whether the database has them or not."""
    return {
        (path.stem, str(kept.seq)): unseal(kept.envelope).id
        for path in (node.home / "pending").glob("*.pending")
        for kept in Pending(path.parent, path.stem).kept()
    }


@ON_POSTGRESQL_IN_SOAK
def test_a_node_killed_under_load_keeps_every_act_it_answered_and_signs_no_place_twice(node: Apart) -> None:
    draw, load, signed = random.Random(11), None, dict[tuple[str, str], str]()
    for number in range(KILLS):
        load = run_until_killed(node, load, draw, number)
        for place, name in on_disk(node).items():
            assert signed.setdefault(place, name) == name, f"place {place[1]} was signed twice"
    assert load is not None and load.strange == []
    entries, titles = read_back(node)
    here = {(log, seq): name for log, seq, name, *_ in entries}
    assert {place: here.get(place) for place in signed} == signed
    assert {title: titles[title] for title in load.offered} == dict.fromkeys(load.offered, 1)
    assert set(titles) <= set(load.tried) and max(titles.values()) == 1
    agreed = Counter(object for *_, kind, object in entries if kind == "promise.agree/1")
    named = [promise.split("/")[-2] for promise in load.agreed]
    assert len(named) > KILLS and {name: agreed[name] for name in named} == dict.fromkeys(named, 1)
    sound(node)
