"""Handing a promise to a colleague says to whom, in the record and back."""

from __future__ import annotations

from troth.core.promises import Handed, Name
from troth.core.promises.wirefacts import facts_from, facts_to


def test_who_holds_it_now_is_written_and_read_again() -> None:
    handed = Handed(person="m_7Qx2kD9aPz")
    assert facts_from(Name.REASSIGN, facts_to(handed), None) == handed
