"""Both measures of a playback at once, as they are shown while it is written."""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.listening.beside import text_of
from troth.core.listening.checks import doubted
from troth.core.listening.doubt import Doubt
from troth.core.listening.own_words import OwnWords, worded
from troth.core.listening.words import words


@dataclass(frozen=True)
class Reading:
    """What is noticed of a playback. `doubts` empty: no difference was noticed, which is not the same meaning.

    `likeness` in [0, 1] is what a model of meaning made of the two texts, None where none was asked.
    """

    own_words: OwnWords
    doubts: tuple[Doubt, ...]
    likeness: float | None


def read_back(statement: str, playback: str, *, likeness: float | None = None) -> Reading:
    """Read a playback beside its statement; it advises and refuses nothing, whatever the texts.

    The rules do not use `likeness`: it is carried, so that whoever shows the reading has all of it in one place.
    """
    told, said = words(statement), words(playback)
    return Reading(
        own_words=worded(told, said),
        doubts=doubted(text_of(statement, told), text_of(playback, said)),
        likeness=likeness,
    )
