"""Trust: how far each side can rely on the other, reckoned from evidence that both can open, with its uncertainty."""

from troth.core.trust.ahead import Raise, keeps_needed, would_raise
from troth.core.trust.beta import below, quantile
from troth.core.trust.course import Change, Changed, Tally, changed, changed_between, course
from troth.core.trust.direction import (
    WEIGHTS,
    Direction,
    Reach,
    direction,
    direction_of,
    direction_shares,
    half_life,
)
from troth.core.trust.evidence import Evidence, Facet
from troth.core.trust.mutual import Mutual, mutual
from troth.core.trust.opinion import BASE, CAP, HALF_LIFE_DAYS, Opinion, Share, opinion, shares, weigh
from troth.core.trust.pulses import figure_of, of_side, share_of
from troth.core.trust.sources import of_concern, of_promise, of_report, of_statement
from troth.core.trust.stated import (
    Ahead,
    Gap,
    Stated,
    against_habit,
    expected,
    gap,
    habit,
    level,
    side_says,
    stated,
)
from troth.core.trust.sums import (
    HALF_LIVES,
    LONG_HALF_LIFE_DAYS,
    STAKES,
    Sums,
    grown,
    kept_sums,
    merge,
    opinion_of,
    sums_of,
)
from troth.core.trust.turns import Turn, turns
from troth.core.trust.within import adds, ahead, keeps_to_next, kept_ones, shares_within
from troth.core.trust.words import Word, word

__all__ = [
    "BASE",
    "CAP",
    "HALF_LIFE_DAYS",
    "HALF_LIVES",
    "LONG_HALF_LIFE_DAYS",
    "STAKES",
    "WEIGHTS",
    "Ahead",
    "Change",
    "Changed",
    "Direction",
    "Evidence",
    "Facet",
    "Gap",
    "Mutual",
    "Opinion",
    "Raise",
    "Reach",
    "Share",
    "Stated",
    "Sums",
    "Tally",
    "Turn",
    "Word",
    "adds",
    "against_habit",
    "ahead",
    "below",
    "changed",
    "changed_between",
    "course",
    "direction",
    "direction_of",
    "direction_shares",
    "expected",
    "figure_of",
    "gap",
    "grown",
    "habit",
    "half_life",
    "keeps_needed",
    "keeps_to_next",
    "kept_ones",
    "kept_sums",
    "level",
    "merge",
    "mutual",
    "of_concern",
    "of_promise",
    "of_report",
    "of_side",
    "of_statement",
    "opinion",
    "opinion_of",
    "quantile",
    "share_of",
    "shares",
    "shares_within",
    "side_says",
    "stated",
    "sums_of",
    "turns",
    "weigh",
    "word",
    "would_raise",
]
