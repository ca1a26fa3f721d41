"""What a person may do about a meeting: end it with its note, and then confirm, correct, play back or answer a line.

What comes of a line, a promise or a statement, is signed together with its confirmation, or neither is: a page sent
twice can never make a second promise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from troth.actions import listening, promises
from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.promises import StakeNeeded, wait_for_second
from troth.actions.rooms import meeting_of
from troth.actions.saying import (
    NothingSaid,
    Terms,
    draft_of,
    move_of,
    needs,
    text_facts,
    text_move,
)
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.listening import Move as Saying
from troth.core.listening import Name as Speech
from troth.core.listening import wire as wire_statement
from troth.core.listening.meetings import (
    MOST_LINES,
    Item,
    Kind,
    Line,
    Move,
    Name,
    State,
    legal,
    may_play_back,
    wire,
)
from troth.core.promises import Agreement, Text
from troth.core.promises import Name as Act
from troth.core.promises import State as Promise
from troth.core.record import Draft, encode
from troth.core.values import Side, Stake

MOST_WORDS = 1000
MOST_TITLE = 120


class NoSuchMeeting(Refusal):
    """There is no meeting of that name in this alliance."""


class NobodysLine(Refusal):
    """A promise or a statement of which nobody has said whose it is."""


class TooLong(Refusal):
    """More lines, or more words in one, than a note of a meeting holds."""


class Elsewhere(Refusal):
    """It is the person's to do, on the page of what came of the line."""

    def __init__(self, sentence: str, object_id: str) -> None:
        super().__init__(sentence)
        self.object_id = object_id


@dataclass(frozen=True)
class On:
    """A line of a meeting as the person's page showed it: the meeting, its stamp, and the number of the line."""

    meeting: str
    stamp: str
    line: int


@dataclass(frozen=True)
class Note:
    """What was written in a meeting: `here` are pseudonyms, `clause` the meeting of the charter that it was."""

    title: str
    day: date
    lines: tuple[Line, ...]
    here: tuple[str, ...] = ()
    clause: str | None = None


@dataclass(frozen=True)
class Said:
    """What a confirmation or correction says beyond itself: words, by when and in which zone, how much hangs on it."""

    words: str = ""
    due: date | None = None
    zone: str = "UTC"
    stake: Stake | None = None


NOTHING_MORE = Said()


def new_meeting() -> str:
    """Return a name for a meeting of which nothing is signed yet."""
    return fresh("mt_")


def end(node: Node, actor: Actor, meeting: str, note: Note) -> None:
    """Sign the note as it was written; from then on each side confirms its part."""
    needs(note.title, "Give the meeting a name, such as: Promises of the week.")
    if not note.lines:
        raise NothingSaid("Write at least one line; then there is something to confirm.")
    if len(note.lines) > MOST_LINES:
        raise TooLong(f"A note has up to {MOST_LINES} lines. Begin a second one for the rest.")
    for number, line in enumerate(note.lines, 1):
        _fits(line.words or "", f"Line {number} has no words. Write some, or take it out.")
        if line.own is None and line.kind in (Kind.PROMISE, Kind.STATEMENT):
            what = "promises it" if line.kind is Kind.PROMISE else "said it"
            raise NobodysLine(f"Line {number} does not say who {what}. Say so, or make it a note.")
    move = Move(
        id="",
        log=actor.log,
        name=Name.END,
        day=note.day,
        here=tuple(dict.fromkeys((*note.here, actor.by))),
        clause=note.clause,
        lines=note.lines,
        title=note.title.strip()[:MOST_TITLE],
        by=actor.by,
    )
    require(actor.role, Right.LISTEN)
    legal(State(), move)
    node.write(actor, [_draft(meeting, move, actor)], expects={meeting: ""})


def confirm(node: Node, actor: Actor, on: On, said: Said = NOTHING_MORE) -> None:
    """Stand by a line as it is written: promise it or want it, have said it, find it out, or agree that so it was.

    Raises `Elsewhere` where the promise that came of it has gone on meanwhile, or a second signature is asked for.
    """
    state, item = _line(node, actor, on)
    move = _move(actor, Name.CONFIRM, on)
    if item.line.kind is Kind.PROMISE:
        if item.line.due is None and item.made is None and said.due is not None:
            # A day that the note left open is said for the first time, so the other side is asked about it too.
            move = replace(move, name=Name.CORRECT, words=item.line.words, due=said.due)
        line = replace(item.line, due=item.line.due or said.due)
        _with_promise(node, actor, on, state, replace(item, line=line), move, said)
    elif item.line.kind is Kind.STATEMENT and _own(state, item, actor) and item.made is None:
        _with_statement(node, actor, on, state, item.line, move)
    else:
        _write(node, actor, on, state, move)


def correct(node: Node, actor: Actor, on: On, said: Said) -> None:
    """Say how a line was meant, in words and by when; the other side is asked again."""
    words = _fits(said.words, "Write the line as it was meant.")
    state, item = _line(node, actor, on)
    line = replace(item.line, words=words, due=said.due)
    move = replace(_move(actor, Name.CORRECT, on), words=words, due=said.due)
    legal(state, move)
    if line.kind is Kind.PROMISE:
        _with_promise(node, actor, on, state, replace(item, line=line), move, said)
    elif line.kind is Kind.STATEMENT and _own(state, item, actor):
        _with_statement(node, actor, on, state, line, move)
    else:
        _write(node, actor, on, state, move)


def play_back(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say how one understands a statement of the meeting, which is to stand by it, too."""
    needs(words, "Say how you understand it, as you would explain it to a colleague.")
    state, item = _line(node, actor, on)
    own = _own(state, item, actor)
    if item.made is None or not may_play_back(item.line.kind, made=True, own=own):
        raise NothingSaid(
            "Whoever said it confirms first that this is what they said. Then you can play it back."
        )
    told = listening.state_of(node, actor.alliance, item.made)
    said = words.strip()[: listening.MOST_WORDS]
    move = Saying(
        id="",
        log=actor.log,
        name=Speech.PLAY_BACK,
        words=said,
        echo=listening.echo_of(told, said),
        by=actor.by,
    )
    act, body = wire_statement(move, item.made)
    drafts = [Draft(act=act, by=actor.by, body=encode(body) if body else None)]
    if actor.log not in item.confirmed:
        drafts.append(_draft(on.meeting, _move(actor, Name.CONFIRM, on), actor))
    node.write(actor, drafts, expects={on.meeting: on.stamp, item.made: told.stamp})


def answer(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Say what was found out about an open question."""
    said = _fits(words, "Say what you found out; one sentence is enough.")
    state, _ = _line(node, actor, on)
    _write(node, actor, on, state, replace(_move(actor, Name.ANSWER, on), words=said))


def state_of(node: Node, alliance: str, meeting: str) -> State:
    """Read a meeting as it stands now; raises `NoSuchMeeting` when it has no entries."""
    sightings = node.read(alliance, meeting)
    if not sightings:
        raise NoSuchMeeting("There is no such meeting here. It may belong to another alliance.")
    return meeting_of(sightings).state


def _line(node: Node, actor: Actor, on: On) -> tuple[State, Item]:
    require(actor.role, Right.LISTEN)
    state = state_of(node, actor.alliance, on.meeting)
    if state.stamp != on.stamp:
        raise Changed(on.meeting)
    if not 0 <= on.line < len(state.items):
        raise NothingSaid("There is no such line in this note.")
    return state, state.items[on.line]


def _own(state: State, item: Item, actor: Actor) -> bool:
    """Whether a line is of the actor's own side."""
    return state.ended is not None and item.line.own is (state.ended.log == actor.log)


def _with_promise(node: Node, actor: Actor, on: On, state: State, item: Item, move: Move, said: Said) -> None:
    """The first to stand by a promise puts it, the second agrees to that text; in one act with the confirmation."""
    legal(state, move)
    side = Side.PERFORMER if _own(state, item, actor) else Side.CUSTOMER
    if side is Side.CUSTOMER and said.stake is None:
        raise StakeNeeded("Say how much hangs on it for you: low, medium or high.")
    require(actor.role, Right.PROMISE)
    if item.made is None:
        made, expects = fresh("pr_"), dict[str, str]()
        first = Act.OFFER if side is Side.PERFORMER else Act.REQUEST
        facts = text_facts(node, actor, side, _terms(item.line, side, said))
        drafts = [draft_of(actor, made, move_of(actor, side, first, facts=facts))]
    else:
        made = item.made
        promise = promises.state_of(node, actor.alliance, made)
        expects = {made: promise.stamp}
        drafts = _answered(node, actor, promise, item, side, said, move)
    move = replace(move, made=None if move.name is Name.CONFIRM and item.made else made)
    node.write(actor, [*drafts, _draft(on.meeting, move, actor)], expects={on.meeting: on.stamp, **expects})


def _answered(
    node: Node, actor: Actor, promise: Promise, item: Item, side: Side, said: Said, move: Move
) -> list[Draft]:
    """What is said about the promise that the other side, or oneself, put for this line; nothing where it holds."""
    made, text = item.made or "", promise.table[side.other]
    if move.name is Name.CORRECT:
        if promise.status.in_force or not promise.status.is_open:
            raise Elsewhere("It is a promise by now. Propose a change of it here.", made)
        return [draft_of(actor, made, text_move(node, actor, promise, _terms(item.line, side, said)))]
    if promise.status.in_force or (promise.terms is not None and not promise.status.is_open):
        return []  # agreed to on its own page, and perhaps kept since
    if text is None or not _same(text.facts, item.line):
        raise Elsewhere("It has changed since the meeting. Look at it here, and answer.", made)
    if wait_for_second(node, actor, {promises.On(made, promise.stamp): text.id}, stake=said.stake):
        raise Elsewhere(
            f"From {actor.second_from and actor.second_from.value} stake on a second person of your organisation "
            "signs a yes too. Ask for it here.",
            made,
        )
    held = Agreement(stake=said.stake if side is Side.CUSTOMER else None, person=actor.stands_for or actor.by)
    return [draft_of(actor, made, move_of(actor, side, Act.AGREE, on=text.id, facts=held))]


def _same(facts: object, line: Line) -> bool:
    """Whether a text on the table says what the line says."""
    if not isinstance(facts, Text) or facts.words is None:
        return False
    return facts.words.title == (line.words or "").strip() and facts.due_day == line.due


def _terms(line: Line, side: Side, said: Said) -> Terms:
    return Terms(
        title=line.words or "",
        due_day=line.due,
        zone=said.zone,
        stake=said.stake if side is Side.CUSTOMER else None,
        performer=line.who,
        customer=line.to,
    )


def _with_statement(node: Node, actor: Actor, on: On, state: State, line: Line, move: Move) -> None:
    """Whoever said it puts it down, and asks for a playback where the note does; in one act with the confirmation."""
    made = fresh("st_")
    move = replace(move, made=made)
    legal(state, move)
    words = _fits(line.words or "", "The words were erased. Say them again as you meant them.")
    put = Saying(
        id="",
        log=actor.log,
        name=Speech.PUT,
        asks=line.plays,
        to=line.to if line.plays else None,
        words=words,
        by=actor.by,
        stands_for=actor.stands_for,
    )
    act, body = wire_statement(put, made)
    said = Draft(act=act, by=actor.by, body=encode(body) if body else None)
    node.write(actor, [said, _draft(on.meeting, move, actor)], expects={on.meeting: on.stamp})


def _move(actor: Actor, name: Name, on: On) -> Move:
    return Move(id="", log=actor.log, name=name, line=on.line, by=actor.by, stands_for=actor.stands_for)


def _write(node: Node, actor: Actor, on: On, state: State, move: Move) -> None:
    legal(state, move)
    node.write(actor, [_draft(on.meeting, move, actor)], expects={on.meeting: on.stamp})


def _draft(meeting: str, move: Move, actor: Actor) -> Draft:
    act, body = wire(move, meeting)
    return Draft(act=act, by=actor.by, body=encode(body) if body else None)


def _fits(words: str, sentence: str) -> str:
    needs(words, sentence)
    said = words.strip()
    if len(said) > MOST_WORDS:
        raise TooLong(f"That is {len(said):,} characters; a line has up to {MOST_WORDS:,}. Make two of it.")
    return said
