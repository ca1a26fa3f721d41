"""The trust pulse and the health check: what is asked, what one side tells of its answers, how far two lie apart."""

from troth.core.judgement.survey.gaps import Apart, Gap, gaps, same_place, widest
from troth.core.judgement.survey.gathering import (
    ENOUGH,
    MOST_SAID,
    Answer,
    How,
    NothingGathered,
    Remark,
    SideAnswer,
    Told,
    gather,
)
from troth.core.judgement.survey.items import (
    AREAS,
    INSTRUMENTS,
    OFTEN,
    QUESTIONS,
    Area,
    Instrument,
    Item,
    Question,
    items_of,
    keys_of,
    next_on,
)
from troth.core.judgement.survey.wire import answer_from, answer_wire

__all__ = [
    "AREAS",
    "ENOUGH",
    "INSTRUMENTS",
    "MOST_SAID",
    "OFTEN",
    "QUESTIONS",
    "Answer",
    "Apart",
    "Area",
    "Gap",
    "How",
    "Instrument",
    "Item",
    "NothingGathered",
    "Question",
    "Remark",
    "SideAnswer",
    "Told",
    "answer_from",
    "answer_wire",
    "gaps",
    "gather",
    "items_of",
    "keys_of",
    "next_on",
    "same_place",
    "widest",
]
