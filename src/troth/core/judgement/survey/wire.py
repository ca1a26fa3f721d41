"""What a side tells in a round, to and from the words of a sealed answer, as `docs/record` describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from troth.core.judgement.survey.gathering import ENOUGH, MOST_SAID, How, Place, SideAnswer, Told
from troth.core.judgement.survey.items import LEVELS, Instrument, items_of, keys_of

FORM = "survey.answer/1"
LARGEST = 10_000
WHOLE = 1_000
WRITTEN = (How.SPREAD, How.ONE_WORD, How.KEPT, How.NOBODY)


def answer_wire(told: SideAnswer) -> str:
    """Write what a side tells as canonical JSON."""
    said: dict[str, object] = {
        "answered": told.answered,
        "form": FORM,
        "items": {key: _item(each) for key, each in told.items.items()},
        "remarks": [list(each) for each in told.remarks],
    }
    if told.place is not None:
        said["place"] = {"mean": told.place.mean, "spread": told.place.spread}
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
    known = type(answered) is int and ENOUGH <= answered <= LARGEST
    return SideAnswer(
        items=MappingProxyType(items),
        answered=answered if known else None,
        remarks=_remarks(said.get("remarks"), keys_of(instrument)),
        place=_place(said.get("place")) if known else None,
    )


def _place(said: object) -> Place | None:
    if not isinstance(said, Mapping):
        return None
    mean, spread = said.get("mean"), said.get("spread")
    if type(mean) is not int or type(spread) is not int:
        return None
    return Place(mean, spread) if 0 <= mean <= WHOLE and 0 <= spread <= WHOLE else None


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
