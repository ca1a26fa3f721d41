"""Whom an act waits for: the person who answers for the other side, or those of a side who may, and by which word.

A promise concerns whoever answers for it, the managers of a side while nobody does, and the two who are asked to look.
It is asked with every act, so it asks the database little: one question for all promises of an act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from troth.core.alliance import RIGHTS, Right
from troth.core.judgement.survey import Instrument
from troth.core.record import Entry
from troth.core.sealed import Subject
from troth.store import models
from troth.store.prepared import prepared
from troth.store.projections.meetings import whose

# The acts that put something in front of somebody; the rest answer, or tell by the way.
PROMISE = frozenset(
    "promise.offer promise.request promise.counter promise.change promise.warn promise.deliver promise.send_back "
    "promise.ask_status promise.ask_release promise.release promise.break promise.reassign promise.escalate".split()
)
STATEMENT = frozenset(
    "statement.put statement.ask statement.play_back statement.confirm statement.correct statement.differ "
    "statement.leave".split()
)
CONCERN = frozenset(
    "concern.raise concern.tell concern.play_back concern.confirm concern.correct concern.weigh concern.park "
    "concern.settle".split()
)
MEETING = frozenset({"meeting.end", "meeting.correct"})
COMMENT = frozenset({"comment.say", "comment.edit"})
NAMED = "comment.named"
JOINT = {
    "purpose.put": Right.PURPOSE,
    "objective.put": Right.PURPOSE,
    "clause.put": Right.PURPOSE,
    "difference.tell": Right.PURPOSE,
    "difference.put": Right.PURPOSE,
    "difference.look": Right.PURPOSE,
    "area.put": Right.PURPOSE,
    "control.put": Right.PURPOSE,
    "control.trip": Right.PURPOSE,
    "control.asked": Right.HAND_OVER,
    "report.close": Right.REPORT,
    "blind.open": Right.HAND_OVER,
}
SEALED = frozenset({"blind.open", "blind.reveal"})
INSTRUMENTS = tuple(each.value for each in Instrument)
ENDED = {
    "promise.withdraw",
    "promise.take_back",
    "purpose.withdraw",
    "objective.withdraw",
    "report.withdraw",
    "statement.withdraw",
    "clause.withdraw",
    "difference.withdraw",
    "concern.withdraw",
    "area.withdraw",
    "control.withdraw",
}
ANEW = PROMISE | STATEMENT | CONCERN | MEETING | JOINT.keys() | ENDED


@dataclass(frozen=True)
class News:
    """Something to tell: which act, about what, by whom (a pseudonym, or a person's number inside an organisation,
    or nobody's but the organisation's), and how many of it there are; of a promise also the nearest day it is due.

    `also` are the other things, beside `object`, of which the same is told.
    """

    act: str
    object: str
    entry: str
    by: str = ""
    count: int = 1
    title: str = ""
    due: date | None = None
    zone: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Addressee:
    """Somebody who is told: by their number, their organisation, and the name by which those who did it know them."""

    person: int
    firm: int
    name: str


@dataclass(frozen=True)
class Sides:
    """The side that acts and the other one, which is none until both have confirmed."""

    own: models.Party
    other: models.Party | None


@dataclass(frozen=True)
class About:
    """A promise as far as it says whom an act on it concerns; `answers` by the party's number."""

    title: str
    performer: int | None
    look: Mapping[str, Any]
    answers: Mapping[int | None, Addressee | None]
    due: date | None = None
    zone: str = ""

    def letter(self, side: models.Party) -> str:
        """Return by which letter a side is called in what the row keeps of a look."""
        return "p" if self.performer == side.pk else "c"


People = tuple[Addressee, ...]
Told = tuple[News, People]
ASKED = (
    "object", "title", "performer", "customer", "look", "due_day", "zone",
    *(
        f"{side}_person__{each}"
        for side in ("performer", "customer")
        for each in ("person", "name", "person__is_active", "person__membership__organisation")
    ),
)  # fmt: skip


def concerned(sides: Sides, spoken: Sequence[Entry]) -> list[Told]:
    """Return whom entries of one log wait for: one piece of news for all of one kind that the same people answer."""
    circle = Circle(sides, spoken)
    found: dict[tuple[str, People], News] = {}
    for entry in spoken:
        for word, people, title in circle.whom(entry):
            first = found.get((word, people))
            fresh = News(word, thing_of(entry), entry.id, entry.by, 1, title, *circle.due(entry))
            found[word, people] = _with(first, fresh) if first else fresh
    return [(news, people) for (_, people), news in found.items() if people]


def _with(first: News, more: News) -> News:
    """Two pieces of news as one, due on the nearer of their days."""
    near = more if first.due is None or (more.due is not None and more.due < first.due) else first
    also = (*first.also, more.object)
    return replace(first, count=first.count + 1, due=near.due, zone=near.zone, also=also)


def able(sides: Sides, side: models.Party, right: Right) -> People:
    """Return the people of a side whose role reaches so far: one's own by name, the partner's as the record knows
    them."""
    roles = [role.value for role in RIGHTS[right]]
    rows = models.Membership.objects.filter(
        organisation=side.organisation_id, role__in=roles, person__is_active=True
    )
    people = dict(rows.order_by("person").values_list("person", "person__name"))
    if side.pk != sides.own.pk:
        known = models.Member.objects.filter(party=side, person__in=people)
        people = {**dict.fromkeys(people, ""), **dict(known.values_list("person", "name"))}
    return tuple(Addressee(pk, side.organisation_id, name) for pk, name in people.items())


class Circle:
    """Those around the promises that one act is about."""

    def __init__(self, sides: Sides, spoken: Sequence[Entry]) -> None:
        self.sides, self.spoken = sides, spoken
        self._promises = _promises(
            sides, {thing_of(entry) for entry in spoken if _word(entry) in PROMISE | COMMENT}
        )
        self._able: dict[tuple[int, Right], People] = {}

    def able(self, side: models.Party, right: Right) -> People:
        """Return the people of a side whose role reaches so far, asked for once."""
        key = (side.pk, right)
        if key not in self._able:
            self._able[key] = able(self.sides, side, right)
        return self._able[key]

    def due(self, entry: Entry) -> tuple[date | None, str]:
        """Return the day on which what an entry is about is due, and in which zone; none where it has no day."""
        about = self._promises.get(entry.object or "")
        return (about.due, about.zone) if about is not None else (None, "")

    def whom(self, entry: Entry) -> Iterator[tuple[str, People, str]]:
        """Yield by which word an entry is told to whom, and the title of what it is about."""
        word, other = _word(entry), self.sides.other
        if word in SEALED:
            yield from self._answers_survey(entry, word)
        if entry.act.get("what") == Subject.CONTROL.value:
            word = "control.asked"
        if word in JOINT and other is not None and entry.act.get("what") not in INSTRUMENTS:
            yield word, self.able(other, JOINT[word]), ""
        if word == "control.trip":  # as both agreed: told to both at once
            yield word, self.able(self.sides.own, JOINT[word]), ""
        if (
            word in STATEMENT
            and other is not None
            and not (word == "statement.put" and not entry.act.get("asks"))
        ):
            yield word, self._listens(thing_of(entry), other), ""
        if (
            word in CONCERN
            and other is not None
            and not (word == "concern.weigh" and not self._weighed(entry))
        ):
            yield word, self._is_asked(thing_of(entry), other), ""
        if word in COMMENT:
            yield from self._spoken_to(entry, word)
        if word in MEETING:
            yield from ((word, people, "") for people in self._part_in(entry, word))
        about = self._promises.get(entry.object or "") if word in PROMISE else None
        if about is None:
            return
        theirs = self._answers(other, about) if other is not None else ()
        if word == "promise.reassign":
            yield "promise.handed", _members(self.sides.own, [str(entry.act.get("person"))]), about.title
        if word == "promise.escalate":
            yield from ((word, people, about.title) for word, people in self._looks(about, theirs))
        elif word != "promise.change" or not self._warned(entry):
            yield word, theirs, about.title

    def _answers_survey(self, entry: Entry, word: str) -> Iterator[tuple[str, People, str]]:
        """Everybody who is asked in a pulse or a health check, on both sides: that it begins, and that it is opened."""
        rows = models.Round.objects.filter(
            alliance=self.sides.own.alliance_id, object=entry.object, subject__in=INSTRUMENTS
        )
        phase = rows.values_list("phase", flat=True).first()
        said = {("blind.open", "sealed"): "survey.begun", ("blind.reveal", "opened"): "survey.opened"}
        told = said.get((word, phase or ""))
        for side in (self.sides.own, self.sides.other) if told is not None else ():
            if side is not None:
                yield told or "", self._asked_in(entry.object or "", side), ""

    def _asked_in(self, object_id: str, side: models.Party) -> People:
        asked = models.SurveyAnswer.objects.filter(
            survey__object=object_id, survey__organisation=side.organisation_id, person__is_active=True
        )
        people = dict(asked.order_by("person").values_list("person", "person__name"))
        return tuple(
            Addressee(pk, side.organisation_id, name if side.pk == self.sides.own.pk else "")
            for pk, name in people.items()
        )

    def _answers(self, side: models.Party, about: About) -> People:
        """Who answers for a side; its managers while nobody is named, or when whoever was named is here no more."""
        named = about.answers.get(side.pk)
        return (named,) if named is not None else self.able(side, Right.HAND_OVER)

    def _listens(self, name: str, other: models.Party) -> People:
        """Who of the other side is in the conversation; its managers while nobody is."""
        row = models.Statement.objects.filter(alliance=other.alliance_id, object=name)
        speaks = row.filter(speaker=other).values_list("speaker_person__pseudonym", flat=True)
        listens = row.exclude(speaker=other).values_list("listener_person__pseudonym", flat=True)
        named = next((name for name in (*speaks, *listens) if name), None)
        return (_members(other, [named]) if named else ()) or self.able(other, Right.HAND_OVER)

    def _is_asked(self, name: str, other: models.Party) -> People:
        """Who of the other side is in a concern; its managers while nobody is."""
        row = models.Concern.objects.filter(alliance=other.alliance_id, object=name)
        raises = row.filter(raiser=other).values_list("raiser_person__pseudonym", flat=True)
        asked = row.exclude(raiser=other).values_list("asked_person__pseudonym", flat=True)
        named = next((name for name in (*raises, *asked) if name), None)
        return (_members(other, [named]) if named else ()) or self.able(other, Right.HAND_OVER)

    def _weighed(self, entry: Entry) -> bool:
        """Of weighing both are told at once."""
        row = models.Concern.objects.filter(alliance=self.sides.own.alliance_id, object=entry.object)
        return row.filter(status="weighed").exists()

    def _spoken_to(self, entry: Entry, word: str) -> Iterator[tuple[str, People, str]]:
        """Whom a comment names, on either side; of one that names nobody, who answers for the thing on the other side.

        A comment that was said otherwise is told to those whom it names anew.
        """
        name, other, told = thing_of(entry), self.sides.other, entry.act.get("to")
        about = self._promises.get(name)
        title = about.title if about is not None else ""
        named = [str(each) for each in told] if isinstance(told, list) else []
        for side in (self.sides.own, other) if named else ():
            if side is not None:
                yield NAMED, _members(side, named), title
        if named or word != "comment.say" or other is None:
            return
        if about is not None:
            yield word, self._answers(other, about), title
        elif name.startswith("st_"):
            yield word, self._listens(name, other), title
        elif name.startswith("cn_"):
            yield word, self._is_asked(name, other), title
        else:
            yield word, self.able(other, Right.PURPOSE), title

    def _part_in(self, entry: Entry, word: str) -> Iterator[People]:
        """Whose part of a meeting waits: who is named in a line, the managers of a side where nobody of it is.

        Of a correction, those of the other side whom the line names.
        """
        ends = word == "meeting.end"
        row = models.Meeting.objects.filter(alliance=self.sides.own.alliance_id, object=entry.object).first()
        tokens = [token.split(":") for token in row.waits.split()] if row is not None else []
        number = entry.act.get("line")
        if row is not None and not ends and isinstance(number, int):
            line = row.lines[number]
            tokens = [[colour, whose(line, colour), ""] for colour in "ab" if colour not in line["confirmed"]]
        for side in (self.sides.own, self.sides.other) if ends else (self.sides.other,):
            if side is not None and any(colour == side.colour for colour, *_ in tokens):
                named = {name for colour, name, _ in tokens if colour == side.colour and name}
                yield _members(side, sorted(named)) or self.able(side, Right.HAND_OVER)

    def _looks(self, about: About, theirs: People) -> Iterator[tuple[str, People]]:
        """The two who are asked to look, and whoever answers for a side that has not said its sentence yet."""
        sides = (self.sides.own, self.sides.other)
        if not str(about.look.get("says", "")).replace(about.letter(self.sides.own), ""):
            return
        yield "look.sentence", theirs
        asks = about.look["asks"]
        for side in sides:
            if side is not None and about.letter(side) in asks:
                named = str(asks[about.letter(side)])
                yield "look.asked", _members(side, [named]) if named else self.able(side, Right.SPONSOR)

    def _warned(self, entry: Entry) -> bool:
        """A change that is proposed in the same act as a warning is told with it."""
        return any(other.object == entry.object and _word(other) == "promise.warn" for other in self.spoken)


def thing_of(entry: Entry) -> str:
    """Return the name of what an act is about: of a comment that is the thing it was said on."""
    about = entry.act.get("about") if _word(entry).startswith("comment.") else None
    return about if isinstance(about, str) else entry.object or ""


def _promises(sides: Sides, names: set[str]) -> dict[str, About]:
    if not names:
        return {}
    return {str(row["object"]): _about(row) for row in _asked(sides.own.alliance_id, sorted(names))}


@prepared
def _asked(alliance: str, names: Sequence[str]) -> QuerySet[models.Promise, dict[str, Any]]:
    rows: QuerySet[models.Promise, dict[str, Any]]
    rows = models.Promise.objects.filter(alliance=alliance, object__in=names).values(*ASKED)
    return rows


def _about(row: Mapping[str, Any]) -> About:
    return About(
        title=row["title"],
        performer=row["performer"],
        look=row["look"],
        answers={row[side]: _answerer(row, side) for side in ("performer", "customer")},
        due=row["due_day"],
        zone=row["zone"],
    )


def _answerer(row: Mapping[str, Any], side: str) -> Addressee | None:
    person, firm = row[f"{side}_person__person"], row[f"{side}_person__person__membership__organisation"]
    if person is None or firm is None or not row[f"{side}_person__person__is_active"]:
        return None
    return Addressee(person, firm, row[f"{side}_person__name"])


def _members(side: models.Party, pseudonyms: Sequence[str]) -> People:
    members = models.Member.objects.filter(
        party=side,
        pseudonym__in=pseudonyms,
        person__is_active=True,
        person__membership__organisation=side.organisation_id,
    )
    return tuple(
        Addressee(pk, side.organisation_id, name) for pk, name in members.values_list("person", "name")
    )


def _word(entry: Entry) -> str:
    return entry.kind.partition("/")[0]
