"""The two sides of a hosted alliance set apart for a while, as if each had a node of its own and no line between.

On one node every entry cites the newest heads, so nothing ever crosses. The demo and the tests show crossings that
really happened: each side writes on its own copy, the copies exchange entries, and the store admits what came.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from troth.actions.memory import MemoryNode, exchange
from troth.core.errors import TrothError
from troth.core.record import Admitted, Copy, Duplicate, SigningKey
from troth.store import keys, models
from troth.store.admission import Sent, take_in
from troth.store.ledger import body_of, entry_of


def set_apart(alliance_id: str, clock: Callable[[], int]) -> Mapping[str, MemoryNode]:
    """Give each side a node in memory that holds all there is so far, by log."""
    rows = list(
        models.Entry.objects.filter(alliance_id=alliance_id).select_related("body").order_by("number")
    )
    nodes = {}
    for party in models.Party.objects.filter(alliance_id=alliance_id):
        copy = Copy(alliance_id)
        for row in rows:
            copy.add(entry_of(row).envelope(), body_of(row), max(clock(), row.at))
        seed = keys.unseal(bytes(party.sealed_key), log=party.log)
        key = SigningKey.from_seed(seed, log=party.log)
        nodes[party.log] = MemoryNode(key, clock, copy)
    return nodes


def bring_together(alliance_id: str, nodes: Mapping[str, MemoryNode]) -> int:
    """Let the nodes exchange what they said apart, and admit it here; returns the number of entries taken in."""
    one, other = nodes.values()
    exchange(one, other)
    known = set(models.Entry.objects.filter(alliance_id=alliance_id).values_list("id", flat=True))
    fresh = [entry for log in one.copy.heads for entry in one.copy.entries(log) if entry.id not in known]
    taken = 0
    while fresh:
        before = len(fresh)
        for entry in list(fresh):
            sent = Sent(entry.envelope(), one.copy.body(entry.id))
            (verdict,) = take_in(alliance_id, [sent], now=max(one.now(), entry.at))
            if isinstance(verdict, Admitted | Duplicate):
                fresh.remove(entry)
                taken += 1
        if len(fresh) == before:
            raise TrothError(
                "The two copies hold entries that this node cannot admit; nothing more was taken in."
            )
    return taken
