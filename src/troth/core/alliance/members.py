"""Who speaks for each side: a random pseudonym in the record, the name in a body that can be erased.

Beside the name a member may say in their own words how to work with them and how to tell them bad news. That is an act
of its own, so that the name stays readable to whoever does not know it, and either can be erased without the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from troth.core.values import Made

KIND = "member.name/1"
BODY = "member.name/1"
WORDS_KIND = "member.words/1"
WORDS_BODY = "member.words/1"
LONGEST = 400


@dataclass(frozen=True)
class OwnWords:
    """How to work with somebody and how to tell them bad news, as they say it themselves."""

    work: str = ""
    bad_news: str = ""


SILENT = OwnWords()


@dataclass(frozen=True)
class Member:
    """A person of one side as their own organisation names them; None where a name was erased."""

    log: str
    id: str
    name: str | None
    title: str = ""
    zone: str = ""
    words: OwnWords = SILENT


def member_from(made: Made) -> Member | None:
    """Read an entry as the naming of a member; None when it is something else or cannot be read."""
    known_as = _member(made, KIND)
    if known_as is None:
        return None
    body = made.body if made.body and made.body.get("s") == BODY else {}
    name = body.get("name")
    return Member(
        log=made.log,
        id=known_as,
        name=name if isinstance(name, str) else None,
        title=_line(body, "title"),
        zone=_line(body, "zone"),
    )


def own_words_from(made: Made) -> tuple[str, OwnWords] | None:
    """Read an entry as what a member says of themselves, with their pseudonym; None when it is something else."""
    known_as = _member(made, WORDS_KIND)
    if known_as is None:
        return None
    body = made.body if made.body and made.body.get("s") == WORDS_BODY else {}
    return known_as, OwnWords(_line(body, "work"), _line(body, "bad_news"))


def members(entries: Sequence[Made]) -> dict[tuple[str, str], Member]:
    """Read the latest naming and the latest words of each member, by log and pseudonym.

    Nobody can name or speak for the partner's people: what a log says of them stands under that log.
    """
    found: dict[tuple[str, str], Member] = {}
    for made in sorted(entries, key=lambda made: (len(made.sees), made.at, made.id)):
        named, said = member_from(made), own_words_from(made)
        if named:
            known = found.get((made.log, named.id))
            found[made.log, named.id] = replace(named, words=known.words if known else SILENT)
        elif said:
            known = found.get((made.log, said[0]), Member(made.log, said[0], None))
            found[made.log, said[0]] = replace(known, words=said[1])
    return found


def wire_member(member: Member) -> tuple[dict[str, object], dict[str, object]]:
    """Write the naming of a member as an act and its detached body."""
    body = {"s": BODY, "name": member.name or "", "title": member.title, "zone": member.zone}
    return {"t": KIND, "o": member.id}, dict(body)


def wire_own_words(known_as: str, words: OwnWords) -> tuple[dict[str, object], dict[str, object]]:
    """Write what a member says of themselves as an act and its detached body."""
    return {"t": WORDS_KIND, "o": known_as}, {
        "s": WORDS_BODY,
        "work": words.work,
        "bad_news": words.bad_news,
    }


def _member(made: Made, kind: str) -> str | None:
    known_as = made.act.get("o")
    if made.act.get("t") != kind or not isinstance(known_as, str) or not known_as.startswith("m_"):
        return None
    return known_as


def _line(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
