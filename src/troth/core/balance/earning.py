"""How many more kept promises would make a control unnecessary: the trust formula, run forward.

Some needs can never be met by trust alone, because old evidence fades and its sum is capped; then the answer is that
there is no such number, and that is right where much is at stake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from troth.core.balance.reckoning import Control, Stakes, coverage, suffices, trust_wanted

Keeps = Callable[[float], "int | None"]
"""Says how many further keeps at the stake asked lift the trust one can count on to a value; None if none can."""


@dataclass(frozen=True)
class Earned:
    """What would be unnecessary (a control's id; none: what is in place would be enough), the trust that asks for,
    and the further keeps until it is there; None where keeping alone does not lead there.
    """

    control: str | None
    trust: float
    keeps: int | None


def earn(stakes: Stakes, trust: float, controls: Sequence[Control], keeps: Keeps) -> tuple[Earned, ...]:
    """Say what more kept promises would make unnecessary.

    Of an exposed area: how many make the controls in place enough. Of another: for each control, how many make it
    unnecessary beside the others, the nearest first.
    """
    if not suffices(stakes, trust, controls):
        wanted = trust_wanted(stakes, coverage(controls))
        return (Earned(None, wanted, keeps(wanted)),)
    found = []
    for control in controls:
        wanted = trust_wanted(stakes, coverage([each for each in controls if each is not control]))
        found.append(Earned(control.id, wanted, 0 if wanted <= trust else keeps(wanted)))
    return tuple(sorted(found, key=lambda each: (each.trust, each.control or "")))
