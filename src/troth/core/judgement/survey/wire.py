"""What a side tells in a round, to and from the words of a sealed answer, as `docs/record` describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from troth.core.judgement.survey.gathering import ENOUGH, MOST_SAID, STEPS, Figure, How, SideAnswer, Told
from troth.core.judgement.survey.items import LEVELS, Instrument, items_of, keys_of

FORM = "survey.answer/1"
LARGEST = 10_000
WRITTEN = (How.SPREAD, How.ONE_WORD, How.KEPT, How.NOBODY)


def answer_wire(told: SideAnswer) -> str:
    """Write what a side tells as canonical JSON."""
    said: dict[str, object] = {
        "answered": told.answered,
        "form": FORM,
        "items": {key: _item(each) for key, each in told.items.items()},
        "remarks": [list(each) for each in told.remarks],
    }
    if told.figure is not None:
        said["figure"] = [told.figure.mean, told.figure.spread, told.figure.number]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def answer_from(words: str, instrument: Instrument) -> SideAnswer | None:
    """Read what a side told; None when this version cannot read it, or when it was erased."""
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("form") != FORM or not isinstance(said.get("items"), dict):
        return None
    items = {item.key: _told(said["items"].get(item.key)) for item in items_of(instrument)}
    answered = said.get("answered")
    return SideAnswer(
        items=MappingProxyType(items),
        answered=answered if type(answered) is int and ENOUGH <= answered <= LARGEST else None,
        remarks=_remarks(said.get("remarks"), keys_of(instrument)),
        figure=_figure(said.get("figure")),
    )


def _figure(said: object) -> Figure | None:
    if not isinstance(said, list) or len(said) != 3 or any(type(each) is not int for each in said):
        return None
    mean, spread, number = said
    fits = 0 <= mean <= STEPS and 0 <= spread <= STEPS and ENOUGH <= number <= LARGEST
    return Figure(mean, spread, number) if fits else None


def _item(told: Told) -> dict[str, object]:
    said: dict[str, object] = {"how": told.how.value}
    for key in ("middle", "low", "high"):
        value = getattr(told, key)
        if value is not None:
            said[key] = value
    return said


def _told(said: object) -> Told:
    """What is out of range is told as if nobody had answered: the other side's words are never an error here."""
    if not isinstance(said, Mapping):
        return Told(How.NOBODY)
    how = next((each for each in WRITTEN if each.value == said.get("how")), How.NOBODY)
    middle, low, high = said.get("middle"), said.get("low"), said.get("high")
    if how in (How.KEPT, How.NOBODY):
        return Told(how)
    if type(middle) is not int or not 2 <= middle <= 2 * LEVELS:
        return Told(How.NOBODY)
    if how is How.ONE_WORD:
        return Told(how, middle - middle % 2)
    if type(low) is not int or type(high) is not int or not 1 <= low <= high <= LEVELS:
        return Told(How.NOBODY)
    return Told(how, middle, low, high)


def _remarks(said: object, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    if not isinstance(said, list):
        return ()
    pairs = [tuple(each) for each in said if isinstance(each, list) and len(each) == 2]
    return tuple(
        (key, words)
        for key, words in pairs
        if isinstance(key, str) and key in known and isinstance(words, str) and words
    )[:MOST_SAID]
