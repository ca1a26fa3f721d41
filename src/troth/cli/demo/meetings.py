"""The meetings of the demo: confirmed by both sides, half confirmed, and being written."""

from __future__ import annotations

from dataclasses import dataclass

from troth.actions import meetings, promises
from troth.actions.meetings import Note, On, Said, state_of
from troth.actions.promises import On as Promised
from troth.cli.demo import cast
from troth.cli.demo.charter import Stage
from troth.cli.demo.talks import Talk, Turn
from troth.core.listening.meetings import Kind, Line
from troth.core.values import Stake
from troth.store import meetings as notes
from troth.store import models
from troth.store.meetings import Typed
from troth.store.queries.people import Seat, reader_of, seat_of

WEEKLY = "promises of the week"
TITLE = "Promises of the week"


@dataclass(frozen=True)
class Written:
    """One line of a note: what it is, who it is of and to whom (by their keys), by which day, in words."""

    kind: Kind
    words: str
    who: str = ""
    to: str = ""
    due: int | None = None
    plays: bool = False


@dataclass(frozen=True)
class About(Turn):
    """What somebody says of one line, by its number; `due` is the day of a correction, `stake` what a customer says."""

    line: int = 0
    due: int | None = None
    stake: str = ""


@dataclass(frozen=True)
class Gathering(Talk):
    """One meeting from the moment it ends; its first turn is of whoever wrote."""

    day: int = 0
    here: tuple[str, ...] = ()
    lines: tuple[Written, ...] = ()


MEETINGS = (
    Gathering(
        "meeting a fortnight ago",
        (
            Turn(-14, "annelies", "end"),
            About(-14, "haruka", "confirm", line=0),
            About(-14, "joost", "confirm", line=0, stake="medium"),
            About(-14, "joost", "confirm", line=1),
            About(
                -13, "haruka", "play back", "First the photographs, then the place of the gateway.", line=1
            ),
            About(-13, "naoko", "confirm", line=2),
            About(-13, "annelies", "confirm", line=2),
            About(-13, "annelies", "confirm", line=3),
            About(-12, "haruka", "confirm", line=3),
            About(-11, "haruka", "deliver", "Eleven pictures, with the ice machine from both sides.", line=0),
            About(-10, "joost", "accept", line=0),
            About(-9, "naoko", "answer", "With the January ship; there is room for forty.", line=2),
        ),
        day=-14,
        here=("annelies", "joost", "haruka", "naoko"),
        lines=(
            Written(Kind.PROMISE, "North wall photographs from Otaru", "haruka", "joost", -11),
            Written(
                Kind.STATEMENT,
                "The signal is weak behind the ice machine. I would like to see the wall before I say where the "
                "gateway goes.",
                "joost",
                "haruka",
                plays=True,
            ),
            Written(Kind.QUESTION, "Spare probes in December, or with the January ship?", "naoko", due=-7),
            Written(Kind.NOTE, "January count looked at; both read it the same way."),
        ),
    ),
    Gathering(
        "meeting a week ago",
        (
            Turn(-7, "annelies", "end"),
            About(-7, "haruka", "confirm", line=0, stake="medium"),
            About(-7, "haruka", "confirm", line=1),
            About(
                -7,
                "joost",
                "correct",
                "The placement drawing for Otaru is with Haruka, with the cable runs",
                line=2,
                due=8,
            ),
            About(-6, "haruka", "confirm", line=2, stake="medium"),
            About(-6, "joost", "confirm", line=3),
            About(-6, "naoko", "confirm", line=4),
            About(-6, "joost", "confirm", line=4),
        ),
        day=-7,
        here=("annelies", "joost", "haruka", "naoko"),
        lines=(
            Written(
                Kind.PROMISE,
                "The customer in Rotterdam is asked which two fields he needs first",
                "annelies",
                "haruka",
                5,
            ),
            Written(
                Kind.STATEMENT,
                "The cable has to be ordered this month, or the electrician goes to the next ship.",
                "haruka",
                "annelies",
                plays=True,
            ),
            Written(
                Kind.PROMISE, "The placement drawing for Otaru is with Haruka, next week", "joost", "haruka"
            ),
            Written(
                Kind.STATEMENT,
                "Two of the new probes lose an hour a day. I would not ship more before I know why.",
                "joost",
                "kenji",
            ),
            Written(Kind.QUESTION, "Who may open the gateway when the hub is closed?", "naoko", due=6),
            Written(Kind.NOTE, "The summer timetable of the line was handed round."),
        ),
    ),
)
NOW = (
    Written(Kind.PROMISE, "The list of spare parts for the winter", "haruka", "joost", 7),
    Written(
        Kind.STATEMENT,
        "On nights below ten degrees the dock door freezes open.",
        "haruka",
        "joost",
        plays=True,
    ),
    Written(Kind.QUESTION, "Does the second gateway need its own line?", "joost", due=7),
    Written(Kind.NOTE, "Naoko is away next week; Haruka answers for her."),
)


def play_meeting(stage: Stage, told: Gathering, turn: Turn) -> None:
    """Take one turn about a meeting, as the person whose it is."""
    actor = stage.actors[turn.who]
    if turn.does == "end":
        stage.known[told.key] = meetings.new_meeting()
        meetings.end(stage.node, actor, stage.known[told.key], _note(stage, told, turn.who))
    elif isinstance(turn, About):
        _about(stage, stage.known[told.key], turn)


def _about(stage: Stage, meeting: str, turn: About) -> None:
    actor = stage.actors[turn.who]
    state = state_of(stage.node, actor.alliance, meeting)
    on, made = On(meeting, state.stamp, turn.line), state.items[turn.line].made or ""
    said = Said(
        words=turn.words,
        due=stage.day(turn.due) if turn.due is not None else None,
        zone=cast.NL if turn.who in ("annelies", "joost") else cast.JP,
        stake=Stake(turn.stake) if turn.stake else None,
    )
    match turn.does:
        case "confirm":
            meetings.confirm(stage.node, actor, on, said)
        case "correct":
            meetings.correct(stage.node, actor, on, said)
        case "play back":
            meetings.play_back(stage.node, actor, on, words=turn.words)
        case "answer":
            meetings.answer(stage.node, actor, on, words=turn.words)
        case _:
            promise = Promised(made, promises.state_of(stage.node, actor.alliance, made).stamp)
            if turn.does == "deliver":
                promises.deliver(stage.node, actor, promise, words=turn.words)
            else:
                promises.accept(stage.node, actor, promise, words=turn.words)


def _note(stage: Stage, told: Gathering, writer: str) -> Note:
    own = cast.PEOPLE[writer].firm
    return Note(
        title=TITLE,
        day=stage.day(told.day),
        lines=tuple(_line(stage, line, own) for line in told.lines),
        here=tuple(stage.actors[key].by for key in told.here),
        clause=stage.known.get(WEEKLY),
    )


def _line(stage: Stage, line: Written, own: str) -> Line:
    return Line(
        kind=line.kind,
        own=cast.PEOPLE[line.who].firm == own if line.who else None,
        who=stage.actors[line.who].by if line.who else None,
        to=stage.actors[line.to].by if line.to else None,
        due=stage.day(line.due) if line.due is not None else None,
        plays=line.plays,
        words=line.words,
    )


def write_now(stage: Stage, writer: str) -> None:
    """Begin today's note, with a few lines in it."""
    seat = _seat(writer)
    here = [stage.actors[key].by for key in ("annelies", "joost", "haruka", "kenji")]
    note = notes.begin(seat, title=TITLE, day=stage.day(0), clause=stage.known.get(WEEKLY, ""), here=here)
    for line in NOW:
        notes.add_line(seat, note.object, _typed(stage, line, seat))


def _typed(stage: Stage, line: Written, seat: Seat) -> Typed:
    firms = {str(party.organisation): party.colour for party in seat.parties}
    return Typed(
        kind=line.kind,
        words=line.words,
        colour=firms[cast.PEOPLE[line.who].firm] if line.who else "",
        who=stage.actors[line.who].by if line.who else "",
        to=stage.actors[line.to].by if line.to else "",
        due=stage.day(line.due) if line.due is not None else None,
        plays=line.plays,
    )


def _seat(key: str) -> Seat:
    reader = reader_of(models.Person.objects.get(email=cast.address(key)))
    seat = seat_of(reader, "veldsen-kaido") if reader is not None else None
    if seat is None:
        raise LookupError(key)
    return seat
