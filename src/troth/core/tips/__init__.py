"""Which tip to build trust, tied to which evidence: "trust is won by what one does"."""

from troth.core.tips.choosing import A_MONTH, PUT_AWAY, Shown, choose
from troth.core.tips.knowing import KNOWING
from troth.core.tips.listening import LISTENING
from troth.core.tips.meeting import MEETING
from troth.core.tips.promising import PROMISING
from troth.core.tips.seen import LATELY_DAYS, Seen
from troth.core.tips.sources import SOURCES, Source
from troth.core.tips.steering import STEERING
from troth.core.tips.tip import Tip, Where

TIPS: tuple[Tip, ...] = (
    *PROMISING[:3],
    *MEETING[:4],
    *LISTENING,
    *PROMISING[3:],
    *KNOWING,
    *MEETING[4:],
    *STEERING,
)
"""All tips, the most pressing first: what waits for a word today, then what can be done any week."""

__all__ = [
    "A_MONTH",
    "LATELY_DAYS",
    "PUT_AWAY",
    "SOURCES",
    "TIPS",
    "Seen",
    "Shown",
    "Source",
    "Tip",
    "Where",
    "choose",
]
