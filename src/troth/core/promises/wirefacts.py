"""The facts of each kind of move, to and from the keys of a signed act."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from troth.core.promises.moves import (
    PLAIN,
    Acceptance,
    Agreement,
    Asked,
    Delivery,
    Facts,
    File,
    Handed,
    Name,
    Occurrence,
    Relative,
    SentBack,
    Text,
    Warning,
    Words,
)
from troth.core.values import Stake

T = TypeVar("T")
LARGEST = 2**53 - 1
LONGEST_SERIES = 60
MOST_FILES = 10


class Unreadable(Exception):
    """This version cannot read the act; caught at once by the reader, never seen outside."""


def take(
    act: Mapping[str, object], key: str, read: Callable[[object], T], *, needed: bool = False
) -> T | None:
    """Read one key of an act; None when it is absent and not needed."""
    value = act.get(key)
    if value is None:
        if needed:
            raise Unreadable
        return None
    return read(value)


def _matching(pattern: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def read(value: object) -> str:
        if not isinstance(value, str) or compiled.fullmatch(value) is None:
            raise Unreadable
        return value

    return read


hex_id = _matching("[0-9a-f]{64}")
member = _matching("m_[0-9A-Za-z]{1,40}")
ref = _matching("[a-z]{1,8}_[0-9A-Za-z]{1,40}")
zone_name = _matching("[A-Za-z0-9_+/-]{1,64}")
iso_day = _matching("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(value: object) -> date:
    try:
        return date.fromisoformat(iso_day(value))
    except ValueError:
        raise Unreadable from None


def whole(value: object, *, low: int = 0, high: int = LARGEST) -> int:
    if type(value) is not int or not low <= value <= high:
        raise Unreadable
    return value


def flag(value: object) -> bool:
    return bool(whole(value, high=1))


def stake(value: object) -> Stake:
    return Stake(_matching("low|medium|high")(value))


def listed(read: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read_all(value: object) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise Unreadable
        return tuple(read(each) for each in value)

    return read_all


def part(value: object, keys: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or value.keys() != keys:
        raise Unreadable
    return value


def occurrence(value: object) -> Occurrence:
    found = part(value, frozenset({"id", "n", "of"}))
    of = whole(found["of"], low=1, high=LONGEST_SERIES)
    return Occurrence(series=ref(found["id"]), n=whole(found["n"], low=1, high=of), of=of)


def relative(value: object) -> Relative:
    found = part(value, frozenset({"after", "days"}))
    return Relative(after=ref(found["after"]), days=whole(found["days"], high=3660))


def file(value: object) -> File:
    found = part(value, frozenset({"sha256", "size"}))
    return File(sha256=hex_id(found["sha256"]), size=whole(found["size"], low=1))


def files(value: object) -> tuple[File, ...]:
    found = listed(file)(value)
    if not 1 <= len(found) <= MOST_FILES:
        raise Unreadable
    return found


def line(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable
    return value


def words_from(body: Mapping[str, object]) -> Words:
    """Read the detached words of a text."""
    return Words(
        title=line(body.get("title")),
        conditions=listed(line)(body.get("conditions", [])),
        owes=listed(line)(body.get("owes", [])),
        area=line(body.get("area", "")),
        links=listed(line)(body.get("links", [])),
        words=line(body.get("words", "")),
    )


def _text(act: Mapping[str, object], words: Words | None) -> Text:
    due, due_day = take(act, "due", whole), take(act, "due_day", day)
    follows = take(act, "relative", relative)
    if (due is None) is not (due_day is None) or (due is None and follows is None):
        raise Unreadable
    return Text(
        due_day=due_day,
        zone=take(act, "zone", zone_name) or "UTC",
        due=due,
        stake=take(act, "stake", stake),
        area=take(act, "area", ref),
        objective=take(act, "objective", ref),
        supports=take(act, "supports", listed(ref)) or (),
        series=take(act, "series", occurrence),
        relative=follows,
        performer=take(act, "pp", member),
        customer=take(act, "cp", member),
        cites=take(act, "cites", ref),
        words=words,
    )


def facts_from(name: Name, act: Mapping[str, object], words: Words | None, form: int = 1) -> Facts:
    """Read the facts that a move of this name carries in this form."""
    if name.is_text:
        return _text(act, words)
    if name is Name.AGREE:
        second = take(act, "with", member, needed=True) if form == 2 else None
        return Agreement(take(act, "stake", stake), take(act, "person", member), second)
    if name is Name.DELIVER:
        handed = take(act, "files", files, needed=True) if form == 2 else None
        return Delivery(done_on=take(act, "done_on", day), files=handed or ())
    if name is Name.ESCALATE and form == 2:
        return _asked(act)
    if name is Name.ACCEPT:
        return Acceptance(
            met=take(act, "met", listed(flag)) or (),
            exceeded=take(act, "exceeded", flag) or False,
            late=take(act, "late", flag),
        )
    if name is Name.SEND_BACK:
        return SentBack(unmet=take(act, "unmet", listed(whole)) or ())
    if name is Name.WARN:
        return Warning(expect=take(act, "expect", day))
    if name is Name.REASSIGN:
        return Handed(person=take(act, "person", member, needed=True) or "")
    return PLAIN


def _asked(act: Mapping[str, object]) -> Asked:
    found = Asked(performer=take(act, "pp", member), customer=take(act, "cp", member))
    if found == Asked():
        raise Unreadable
    return found


def form_of(facts: Facts) -> int:
    """Say in which form a move with these facts is written: the first that holds them all."""
    match facts:
        case Agreement(second=str()) | Asked(performer=str()) | Asked(customer=str()):
            return 2
        case Delivery(files=handed) if handed:
            return 2
    return 1


def facts_to(facts: Facts) -> dict[str, object]:
    """Write facts as keys of an act; a key whose value is None is left out by the writer."""
    match facts:
        case Text():
            return _text_keys(facts)
        case Agreement(stake=stake, person=person, second=second):
            return {"stake": stake and stake.value, "person": person, "with": second}
        case Delivery(done_on=done_on, files=handed):
            signed = [{"sha256": each.sha256, "size": each.size} for each in handed]
            return {"done_on": done_on and done_on.isoformat(), "files": signed or None}
        case Acceptance(met=met, exceeded=exceeded, late=late):
            heard = None if late is None else int(late)
            return {"met": [int(each) for each in met], "exceeded": int(exceeded), "late": heard}
        case SentBack(unmet=unmet):
            return {"unmet": list(unmet)}
        case Warning(expect=expect):
            return {"expect": expect and expect.isoformat()}
        case Handed(person=person):
            return {"person": person}
        case Asked(performer=performer, customer=customer):
            return {"pp": performer, "cp": customer}
    return {}


def _text_keys(text: Text) -> dict[str, object]:
    series, follows = text.series, text.relative
    return {
        "due": text.due,
        "due_day": text.due_day and text.due_day.isoformat(),
        "zone": text.zone,
        "stake": text.stake and text.stake.value,
        "area": text.area,
        "objective": text.objective,
        "supports": list(text.supports) or None,
        "series": series and {"id": series.series, "n": series.n, "of": series.of},
        "relative": follows and {"after": follows.after, "days": follows.days},
        "pp": text.performer,
        "cp": text.customer,
        "cites": text.cites,
    }
