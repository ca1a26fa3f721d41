"""A move to and from the act and body of an entry, as `docs/record` describes them.

An act that this version cannot read gives None and never an exception: the entry was admitted, is carried
on, and its promise says "needs a newer version".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from troth.core.promises.moves import TEXTS, Delivery, Facts, File, Move, Name, Text, Words
from troth.core.promises.wirefacts import (
    Unreadable,
    facts_from,
    facts_to,
    form_of,
    hex_id,
    line,
    listed,
    member,
    part,
    take,
    words_from,
)
from troth.core.values import Made, Side

PREFIX = "promise."
TEXT_BODY = "promise.text/1"
WORDS_BODY = "promise.words/1"
FILES_BODY = "promise.files/1"
SIDES = {"p": Side.PERFORMER, "c": Side.CUSTOMER}
LETTERS = {side: letter for letter, side in SIDES.items()}
ANSWERS = frozenset({Name.WITHDRAW, Name.DECLINE, Name.AGREE, Name.TAKE_BACK})
RESTS_ON_MOVE = ANSWERS | {Name.ACCEPT, Name.SEND_BACK, Name.LOOKED}
RESTS_ON_TERMS = frozenset({Name.DELIVER, Name.ACCEPT, Name.SEND_BACK, Name.RELEASE, Name.BREAK})
# The moves that have a second form, which carries more than the first.
FORMS = {Name.AGREE: ("1", "2"), Name.DELIVER: ("1", "2"), Name.ESCALATE: ("1", "2")}


def move_from(made: Made) -> Move | None:
    """Read an entry's act and body as a move; None when this version cannot read it."""
    try:
        return _move(made, made.act)
    except Unreadable:
        return None


def _move(made: Made, act: Mapping[str, object]) -> Move:
    name, form = _name(act.get("t"))
    said, links = _said(made.body)
    return Move(
        id=made.id,
        side=_side(act.get("as")),
        name=name,
        sees=made.sees,
        on=take(act, "on", hex_id, needed=name in RESTS_ON_MOVE),
        terms=take(act, "from" if name in TEXTS else "terms", hex_id, needed=name in RESTS_ON_TERMS),
        answered=made.answered,
        log=made.log,
        to=take(act, "to", hex_id),
        by=made.by,
        stands_for=take(act, "for", member),
        at=made.at,
        low=made.low,
        high=made.high,
        settled=made.settled,
        facts=_named(facts_from(name, act, _words(made.body), form), made.body),
        said=said,
        links=links,
    )


def _name(kind: object) -> tuple[Name, int]:
    if not isinstance(kind, str) or not kind.startswith(PREFIX):
        raise Unreadable
    word, _, form = kind.removeprefix(PREFIX).partition("/")
    try:
        name = Name(word)
    except ValueError:
        raise Unreadable from None
    if form not in FORMS.get(name, ("1",)):
        raise Unreadable
    return name, int(form)


def _side(letter: object) -> Side:
    if not isinstance(letter, str) or letter not in SIDES:
        raise Unreadable
    return SIDES[letter]


def _words(body: Mapping[str, object] | None) -> Words | None:
    """The fold never reads a body, so one that cannot be read is as good as an erased one."""
    if body is None or body.get("s") != TEXT_BODY:
        return None
    try:
        return words_from(body)
    except Unreadable:
        return None


def _said(body: Mapping[str, object] | None) -> tuple[str | None, tuple[str, ...]]:
    if body is None or body.get("s") not in (WORDS_BODY, FILES_BODY):
        return None, ()
    words, links = body.get("words"), body.get("links", [])
    if not isinstance(words, str) or not isinstance(links, list):
        return None, ()
    return words or None, tuple(link for link in links if isinstance(link, str))


def _named(facts: Facts, body: Mapping[str, object] | None) -> Facts:
    """Give the files of a delivery the names that its body has for them; none where it was erased or fits another."""
    if not isinstance(facts, Delivery) or body is None or body.get("s") != FILES_BODY:
        return facts
    try:
        named = listed(_name_of_file)(body.get("files"))
    except Unreadable:
        return facts
    if len(named) != len(facts.files):
        return facts
    files = zip(facts.files, named, strict=True)
    return replace(facts, files=tuple(replace(each, name=name, kind=kind) for each, (name, kind) in files))


def _name_of_file(value: object) -> tuple[str, str]:
    found = part(value, frozenset({"name", "kind"}))
    return line(found["name"]), line(found["kind"])


def wire(move: Move, promise: str) -> tuple[dict[str, object], dict[str, object] | None]:
    """Write a move as the act of an entry and its detached body (None when nothing was said)."""
    act: dict[str, object] = {
        "t": f"{PREFIX}{move.name.value}/{form_of(move.facts)}",
        "o": promise,
        "as": LETTERS[move.side],
        "on": move.on,
        "from" if move.name in TEXTS else "terms": move.terms,
        "to": move.to,
        "for": move.stands_for,
        **facts_to(move.facts),
    }
    return {key: value for key, value in act.items() if value is not None}, _body(move, move.facts)


def _body(move: Move, facts: Facts) -> dict[str, object] | None:
    if isinstance(facts, Text):
        return None if facts.words is None else _text_body(facts.words)
    names = _names(facts.files) if isinstance(facts, Delivery) else None
    if not move.said and not move.links and not names:
        return None
    body: dict[str, object] = {"s": FILES_BODY if names else WORDS_BODY, "words": move.said or ""}
    body |= {"links": list(move.links)} if move.links else {}
    return {**body, "files": names} if names else body


def _names(files: tuple[File, ...]) -> list[object] | None:
    if not files or any(each.name is None for each in files):
        return None
    return [{"name": each.name, "kind": each.kind or ""} for each in files]


def _text_body(words: Words) -> dict[str, object]:
    return {
        "s": TEXT_BODY,
        "title": words.title,
        "conditions": list(words.conditions),
        "owes": list(words.owes),
        "area": words.area,
        "links": list(words.links),
        "words": words.words,
    }
