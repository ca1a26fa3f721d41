"""The quick check: a stored byte that changed shows as a link or a head that no longer fits."""

from __future__ import annotations

import pytest

from tests.core.record.parties import lines
from tests.core.record.test_bundle import conversation, flip
from troth.core.record import (
    Bad,
    Chain,
    unseal,
)


def test_the_quick_check_follows_a_record_and_stops_at_what_does_not_fit() -> None:
    veldsen, _ = conversation()
    payloads = [unseal(line).payload for line in lines(veldsen.copy)]
    chain = Chain()
    assert [chain.add(payload) for payload in payloads] == [unseal(x).id for x in lines(veldsen.copy)]
    assert chain.heads == {log: head.place for log, head in veldsen.copy.heads.items()}
    for gone in range(len(payloads)):
        for place in (10, 200, 400):
            assert follow([*payloads[:gone], flip(payloads[gone], place, 0), *payloads[gone + 1 :]], chain)
        assert follow(payloads[:gone] + payloads[gone + 1 :], chain)


def follow(payloads: list[bytes], whole: Chain) -> bool:
    """Whether the quick check finds what was changed: a link that does not fit, or another head at the end."""
    chain = Chain()
    try:
        for payload in payloads:
            chain.add(payload)
    except Bad:
        return True
    return chain.heads != whole.heads


@pytest.mark.parametrize(
    "payload", [b"hello", b"{}", b"[]", b'{"log":[],"seq":0,"prev":null,"seen":{}}', b"\xff"]
)
def test_the_quick_check_refuses_what_cannot_be_read(payload: bytes) -> None:
    with pytest.raises(Bad) as refused:
        Chain().add(payload)
    assert refused.value.rule == "V3"
