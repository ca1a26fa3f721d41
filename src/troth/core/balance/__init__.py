"""The balance of trust and control: what is at stake in an area of work, and what each of them carries of it.

The areas and the controls themselves, as both sides agree on them, are in `areas` and `controls`.
"""

from troth.core.balance.course import Since, course
from troth.core.balance.earning import Earned, earn
from troth.core.balance.lists import LISTS, StartingList, Suggested, list_of
from troth.core.balance.question import Answer, Effect, answer_from, answer_wire, asks_from
from troth.core.balance.reckoning import (
    Balance,
    Control,
    Kind,
    Over,
    Stakes,
    Step,
    Verdict,
    confidence,
    coverage,
    need,
    residual,
    suffices,
    trust_wanted,
)
from troth.core.balance.search import cheapest, rank, weigh

__all__ = [
    "LISTS",
    "Answer",
    "Balance",
    "Control",
    "Earned",
    "Effect",
    "Kind",
    "Over",
    "Since",
    "Stakes",
    "StartingList",
    "Step",
    "Suggested",
    "Verdict",
    "answer_from",
    "answer_wire",
    "asks_from",
    "cheapest",
    "confidence",
    "course",
    "coverage",
    "earn",
    "list_of",
    "need",
    "rank",
    "residual",
    "suffices",
    "trust_wanted",
    "weigh",
]
