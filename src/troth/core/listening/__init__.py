"""Listening: a statement, played back in own words, and what two quiet measures notice of the playback."""

from troth.core.listening.checks import doubts
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.measured import Reading, read_back
from troth.core.listening.own_words import OwnWords, Wording, own_words
from troth.core.listening.runs import Run
from troth.core.listening.words import Span, Word, words

__all__ = [
    "Doubt",
    "Kind",
    "OwnWords",
    "Reading",
    "Run",
    "Span",
    "Word",
    "Wording",
    "doubts",
    "own_words",
    "read_back",
    "words",
]
