"""How the demo is told: steps of several promises, in the order of their days, each an action signed as it happened.

Nothing is written to a table: what the demo shows is what people could have done, one act after another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from zlib import crc32

from troth.actions import alliance as joint
from troth.actions import looking, promises
from troth.actions.days import day_in
from troth.actions.ports import Actor, Node
from troth.actions.promises import On, Terms, state_of
from troth.cli.demo.balance import Place, play_balance
from troth.cli.demo.charter import Clause, Difference, Stage
from troth.cli.demo.charter import play as play_charter
from troth.cli.demo.comments import Beside, play_beside
from troth.cli.demo.concerns import Case, play_case
from troth.cli.demo.files import handed
from troth.cli.demo.meetings import Gathering, play_meeting
from troth.cli.demo.pulses import Pulse, Scene, play_pulse
from troth.cli.demo.talks import Reading, Talk, Turn, play, read
from troth.core.promises import Text
from troth.core.values import Stake
from troth.store.apart import bring_together, set_apart
from troth.store.node import StoreNode, acknowledge_all

DAY, MINUTE = 86_400_000, 60_000
ACKNOWLEDGED_AFTER = 10 * MINUTE
BUSY = 240  # minutes of the morning in which somebody comes to it
MORNING = {
    "Veldsen": 0.34,
    "Kaido": 0.08,
}  # half past eight in Eindhoven, ten o'clock in Yokohama, as parts of a UTC day


@dataclass(frozen=True)
class Step:
    """Something a person does `day` days from today (negative: ago), with the words they used."""

    day: int
    who: str
    does: str
    words: str = ""
    due: int | None = None
    unmet: tuple[int, ...] = ()
    exceeded: bool = False
    at_once: bool = False
    nth: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """The area of work a promise belongs to, and the objective it serves."""

    area: str = ""
    objective: str = ""


NO_THEME = Theme()


@dataclass(frozen=True)
class Story:
    """One promise from its first word on; `by` performs it for `to`."""

    title: str
    by: str
    to: str
    due: int
    steps: tuple[Step, ...]
    conditions: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()
    stake: Stake = Stake.MEDIUM
    theme: Theme = NO_THEME
    supports: str = ""
    key: str = ""
    days: tuple[int, ...] = ()


@dataclass
class Teller:
    """Tells stories on one alliance; the clock goes through the past and ends now."""

    alliance: str
    actors: Mapping[str, Actor]
    zones: Mapping[str, str]
    firms: Mapping[str, str]
    now: int
    clock: int = 0
    objectives: dict[str, str] = field(default_factory=dict)
    sponsors: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = StoreNode(lambda: self.clock)

    def at(self, day: int, who: str, does: str = "") -> int:
        """The moment of a step: in the person's own working hours, on a working day, never in the future."""
        start = self.now - self.now % DAY
        busy = crc32(f"{day} {who} {does}".encode()) % BUSY
        stamp = start + day * DAY + int(MORNING[self.firms[who]] * DAY) + busy * MINUTE
        weekday = (date(1970, 1, 1) + timedelta(days=stamp // DAY)).weekday()
        return min(stamp - max(0, weekday - 4) * DAY, self.now - 90 * MINUTE)

    def day(self, days: int) -> date:
        """A due day so many days from today, moved off the weekend."""
        found = day_in(self.now, "UTC") + timedelta(days=days)
        return found - timedelta(days=max(0, found.weekday() - 4))

    def tell(
        self,
        stories: Sequence[Story],
        talks: Sequence[Talk | Clause | Difference | Place],
        readings: Sequence[Reading],
        pulses: Sequence[Pulse],
        progress: Callable[[int, int], None],
    ) -> None:
        """Play all steps of all stories, conversations and agreements in the order of their moments."""
        played = [
            (moment, partial(self._scene, story, steps))
            for story in stories
            for moment, steps in self._scenes(story)
        ]
        played += [
            (moment, partial(self._turn, talk, turn))
            for talk in talks
            for moment, turn in self._turns(talk.turns)
        ]
        played += [
            (moment, partial(read, self.store, dict(self.actors), self.known, each, turn))
            for each in readings
            for moment, turn in self._turns(each.turns)
        ]
        scene_of = Scene(self.store, self.actors, self.known, self.zones.__getitem__)
        played += [
            (moment, partial(play_pulse, scene_of, each, turn))
            for each in pulses
            for moment, turn in self._turns(each.turns)
        ]
        played.sort(key=lambda scene: scene[0])
        for number, (moment, scene) in enumerate(played, start=1):
            self.clock = max(self.clock + 1000, moment)
            scene()
            self._acknowledge(played[number][0] if number < len(played) else self.now)
            progress(number, len(played))

    def _acknowledge(self, until: int) -> None:
        """Let the node say for the quiet side, ten minutes on, that it has what was said; as its worker does."""
        if self.clock + ACKNOWLEDGED_AFTER >= until:
            return
        self.clock += ACKNOWLEDGED_AFTER
        for log in sorted({actor.log for actor in self.actors.values()}):
            acknowledge_all(self.alliance, log, self.clock)

    def _scenes(self, story: Story) -> list[tuple[int, list[Step]]]:
        scenes: list[tuple[int, list[Step]]] = []
        for step in story.steps:
            if step.at_once and scenes:
                scenes[-1][1].append(step)
                continue
            earliest = scenes[-1][0] + 25 * MINUTE if scenes else 0
            scenes.append((max(earliest, self.at(step.day, step.who, step.does)), [step]))
        return scenes

    def _scene(self, story: Story, steps: Sequence[Step]) -> None:
        if len(steps) == 1:
            self._play(self.store, story, steps[0])
        else:
            self._play_apart(story, steps)

    def _turns(self, said: Sequence[Turn]) -> list[tuple[int, Turn]]:
        turns: list[tuple[int, Turn]] = []
        for turn in said:
            earliest = turns[-1][0] + 25 * MINUTE if turns else 0
            turns.append((max(earliest, self.at(turn.day, turn.who, turn.does)), turn))
        return turns

    def _turn(self, talk: Talk | Clause | Difference | Place, turn: Turn) -> None:
        actors = dict(self.actors)
        if isinstance(talk, Case):
            play_case(self.store, actors, self.known, talk, turn)
        elif isinstance(talk, Beside):
            play_beside(self.store, actors, self.known, talk, turn)
        elif isinstance(talk, Gathering):
            play_meeting(self.stage, talk, turn)
        elif isinstance(talk, Place):
            play_balance(self.stage, talk, turn)
        elif isinstance(talk, Talk):
            play(self.store, actors, self.known, talk, turn)
        else:
            play_charter(self.stage, talk, turn)

    @property
    def stage(self) -> Stage:
        """Where it is told."""
        return Stage(self.store, self.actors, self.known, self.day)

    def _play_apart(self, story: Story, steps: Sequence[Step]) -> None:
        nodes = set_apart(self.alliance, lambda: self.clock)
        for step in steps:
            self._play(nodes[self.actors[step.who].log], story, step)
            self.clock += 3 * MINUTE
        bring_together(self.alliance, nodes)

    def _play(self, node: Node, story: Story, step: Step) -> None:
        actor = self.actors[step.who]
        if step.does in ("offer", "request"):
            self.known[story.key or story.title] = self._first(node, actor, story, step)
            return
        if story.days and step.does == "agree":
            self._agree_to_series(node, actor, story, step)
            return
        for promise in self._ids(story, step):
            state = state_of(node, self.alliance, promise)
            MOVES[step.does](self, node, actor, On(promise, state.stamp), story, step)

    def _ids(self, story: Story, step: Step) -> list[str]:
        ids = self.known[story.key or story.title].split()
        return ids if step.nth is None else [ids[step.nth]]

    def _agree_to_series(self, node: Node, actor: Actor, story: Story, step: Step) -> None:
        texts = {}
        for promise in self._ids(story, step):
            on = On(promise, state_of(node, self.alliance, promise).stamp)
            texts[on] = _open_text(self, node, actor, on)
        promises.agree_to_all(node, actor, texts, stake=story.stake, words=step.words)

    def _first(self, node: Node, actor: Actor, story: Story, step: Step) -> str:
        terms = self.terms(story, step)
        if story.days:
            days = [self.day(day) for day in story.days]
            begin = promises.offer_series if step.does == "offer" else promises.request_series
            return " ".join(begin(node, actor, terms, days))
        begin_one = promises.offer if step.does == "offer" else promises.request
        return begin_one(node, actor, terms)

    def terms(self, story: Story, step: Step) -> Terms:
        """The story's terms with the day that the step names."""
        to = self.actors[story.to]
        return Terms(
            title=story.title,
            due_day=self.day(story.due if step.due is None else step.due),
            zone=self.zones[story.to],
            conditions=story.conditions,
            owes=story.owes,
            stake=story.stake,
            area=story.theme.area,
            objective=self.objectives.get(story.theme.objective),
            supports=(self.known[story.supports],) if story.supports in self.known else (),
            words=step.words,
            performer=self.actors[story.by].by,
            customer=to.by,
        )

    def hold_together(
        self, one: str, other: str, purpose: str, brings: str, objectives: Mapping[str, tuple[str, str]]
    ) -> None:
        """Let one person put the purpose and the objectives, and the other agree to each."""
        self.clock = self.at(-272, one)
        found = {"": joint.put_purpose(self.store, self.actors[one], title=purpose, words=brings)}
        for key, (title, words) in objectives.items():
            self.clock += 5 * MINUTE
            found[key] = joint.put_objective(self.store, self.actors[one], title=title, words=words)
        self.clock = max(self.clock, self.at(-271, other))
        for object_id in found.values():
            state = joint.state_of(self.store, self.alliance, object_id)
            text = next(iter(state.table.values()))
            self.clock += 4 * MINUTE
            joint.agree(self.store, self.actors[other], object_id, stamp=state.stamp, text=text.id)
        self.objectives = {key: object_id for key, object_id in found.items() if key}

    def name_to_look(self, *sponsors: tuple[str, str]) -> None:
        """Let somebody of each side name who of it is asked to look when two people are asked."""
        for who, named in sponsors:
            self.clock += 3 * MINUTE
            joint.name_sponsor(self.store, self.actors[who], self.actors[named].by)
            self.sponsors[self.actors[named].log] = self.actors[named].by


Move = Callable[[Teller, Node, Actor, On, Story, Step], None]


def _open_text(teller: Teller, node: Node, actor: Actor, on: On, *, own: bool = False) -> str:
    state = state_of(node, teller.alliance, on.promise)
    side = promises.side_of(state, actor.log)
    text = state.table[side if own else side.other]
    return text.id if text is not None else ""


def _agree(t: Teller, node: Node, actor: Actor, on: On, story: Story, step: Step) -> None:
    text = _open_text(t, node, actor, on)
    promises.agree(node, actor, on, text=text, stake=story.stake, words=step.words)


def _accept(t: Teller, node: Node, actor: Actor, on: On, story: Story, step: Step) -> None:
    state = state_of(node, t.alliance, on.promise)
    words = state.text.facts.words if state.text and isinstance(state.text.facts, Text) else None
    met = tuple(True for _ in words.conditions) if words else ()
    promises.accept(node, actor, on, met=met, exceeded=step.exceeded, words=step.words)


def _warn(t: Teller, node: Node, actor: Actor, on: On, story: Story, step: Step) -> None:
    expect = t.day(step.due) if step.due is not None else None
    change = t.terms(story, step) if step.due is not None and step.does == "warn and propose" else None
    promises.warn(node, actor, on, words=step.words, expect=expect, change=change)


MOVES: Mapping[str, Move] = {
    "agree": _agree,
    "accept": _accept,
    "warn": _warn,
    "warn and propose": _warn,
    "propose": lambda t, n, a, on, story, step: promises.propose(n, a, on, t.terms(story, step)),
    "decline": lambda t, n, a, on, _, step: promises.decline(
        n, a, on, text=_open_text(t, n, a, on), words=step.words
    ),
    "withdraw": lambda t, n, a, on, _, step: promises.withdraw(
        n, a, on, text=_open_text(t, n, a, on, own=True), words=step.words
    ),
    "deliver": lambda t, n, a, on, _, step: promises.deliver(
        n, a, on, words=step.words, files=handed(t.alliance, step.files)
    ),
    "ask to look": lambda t, n, a, on, _, step: looking.ask_to_look(
        n, a, on, words=step.words, sponsors=t.sponsors
    ),
    "send back": lambda t, n, a, on, _, step: promises.send_back(
        n, a, on, unmet=step.unmet, words=step.words
    ),
    "progress": lambda t, n, a, on, _, step: promises.report_progress(n, a, on, words=step.words),
    "ask": lambda t, n, a, on, _, step: promises.ask_how_it_stands(n, a, on, words=step.words),
    "ask release": lambda t, n, a, on, _, step: promises.ask_release(n, a, on, words=step.words),
    "release": lambda t, n, a, on, _, step: promises.release(n, a, on, words=step.words),
    "break": lambda t, n, a, on, _, step: promises.break_with_notice(n, a, on, words=step.words),
}
