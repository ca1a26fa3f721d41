"""Signatures looked at apart from the reading of the entries, so that a second processor can do it.

A key's short name is a hash of the key, so who knows the keys by name needs nothing else of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from troth.core.record.envelope import Bad, unseal
from troth.core.record.keys import verify


class Signatures(Protocol):
    """Who looks at the signatures of entries meanwhile, on another processor; see `are_signed`."""

    def look(self, lines: Sequence[bytes], publics: Mapping[str, bytes]) -> None:
        """Take some lines, with the keys that are known once they are read."""

    def fit(self) -> bool:
        """Wait until every line taken was looked at; says whether the signature of each fits."""


def are_signed(lines: Iterable[bytes], publics: Mapping[str, bytes]) -> bool:
    """Say whether each line is an envelope signed with the key that it names, one of these by its short name."""
    try:
        sealed = [unseal(line) for line in lines]
    except Bad:
        return False
    return all(
        each.keyid in publics and verify(publics[each.keyid], each.signed, each.signature) for each in sealed
    )
