"""Veldsen and Kaido, each with a node of its own in memory, as the claims need them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from tests.cast import Clock, terms
from troth.actions import promises
from troth.actions.days import calendar_of, stamp_of, zone_of
from troth.actions.memory import MemoryNode, exchange
from troth.actions.ports import Actor
from troth.actions.promises import On, Terms
from troth.core.promises import Outcome, Result, Standing, State, outcome, standing
from troth.core.record import Findings, SigningKey, admission, build, check, genesis
from troth.core.values import Role, Stake

DUE = date(2026, 3, 20)
CALENDAR = calendar_of("NL", 2026, 2026)


@dataclass
class Firm:
    """One side: who acts for it, and the node that holds its copy of the record."""

    actor: Actor
    node: MemoryNode
    partner: Firm | None = None

    @property
    def log(self) -> str:
        return self.actor.log

    def state(self, promise: str) -> State:
        """Read a promise from this side's own copy."""
        return promises.state_of(self.node, self.actor.alliance, promise)

    def on(self, promise: str) -> On:
        """The promise as this side's page shows it now."""
        return On(promise, self.state(promise).stamp)

    def meet(self) -> None:
        """Let the two nodes give each other what they have."""
        assert self.partner is not None
        exchange(self.node, self.partner.node)

    def colleague(self, name: str, role: Role = Role.MEMBER) -> Firm:
        """Somebody else of the same side."""
        return replace(self, actor=replace(self.actor, by=name, role=role))

    def offer(self, what: Terms | None = None) -> str:
        """Offer a promise, and let the other side hear of it."""
        promise = promises.offer(self.node, self.actor, what or terms())
        self.meet()
        return promise

    def ask(self, what: Terms | None = None) -> str:
        """Ask for a promise, and let the other side hear of it."""
        promise = promises.request(self.node, self.actor, what or terms())
        self.meet()
        return promise

    def agree(self, promise: str) -> None:
        """Say yes to what the other side has put on the table."""
        state = self.state(promise)
        text = state.table[promises.side_of(state, self.log).other]
        assert text is not None
        promises.agree(self.node, self.actor, self.on(promise), text=text.id, stake=Stake.MEDIUM)
        self.meet()

    def warn(self, promise: str, expect: date | None = None) -> None:
        """Say that something came in between."""
        promises.warn(
            self.node, self.actor, self.on(promise), words="The lab closed for a week.", expect=expect
        )
        self.meet()

    def move_to(self, promise: str, day: date) -> None:
        """Propose another day."""
        promises.propose(self.node, self.actor, self.on(promise), terms(due=day))
        self.meet()

    def deliver(self, promise: str) -> None:
        """Say that it is delivered."""
        promises.deliver(self.node, self.actor, self.on(promise), words="Here it is.")
        self.meet()

    def accept(self, promise: str, *, exceeded: bool = False) -> None:
        """Say that it satisfies."""
        promises.accept(self.node, self.actor, self.on(promise), met=(True,), exceeded=exceeded)
        self.meet()


@dataclass
class Two:
    """The alliance: two firms, and the day it is."""

    veldsen: Firm
    kaido: Firm
    clock: Clock

    def day(self, day: date) -> None:
        """Let it become noon of a day in Tokyo, where what is promised is due."""
        noon = stamp_of_noon(day)
        assert noon > self.clock.at
        self.clock.at = noon

    def heard(self) -> None:
        """Let each node sign that what came from the other is there."""
        for firm in (self.veldsen, self.kaido):
            firm.node.acknowledge()
            firm.meet()

    def standing(self, promise: str, on: date) -> Standing:
        """Where both sides read that a promise stands on a day."""
        ours, theirs = (standing(firm.state(promise), on, CALENDAR) for firm in (self.veldsen, self.kaido))
        assert ours is theirs
        return ours

    def result(self, promise: str, on: date = DUE) -> Result:
        """What both sides read that has become of a promise by a day."""
        ours, theirs = (outcome(firm.state(promise), on, CALENDAR) for firm in (self.veldsen, self.kaido))
        assert ours is not None
        assert ours == theirs
        return ours

    def outcome(self, promise: str, on: date = DUE) -> Outcome:
        """The same without its dates."""
        return self.result(promise, on).outcome

    def agreed(self, due: date = DUE) -> str:
        """A promise of Kaido to Veldsen that both hold."""
        promise = self.kaido.offer(terms(due=due))
        self.veldsen.agree(promise)
        return promise

    def bundle(self) -> dict[str, bytes]:
        """The record as Veldsen would take it away."""
        return bundle_of(self.veldsen)

    def checked(self, files: dict[str, bytes]) -> Findings:
        """What anybody's check says of such a bundle."""
        return check(files)


def stamp_of_noon(day: date) -> int:
    """Noon of a day in Tokyo, in ms UTC."""
    return stamp_of(datetime.combine(day, time(12), tzinfo=zone_of("Asia/Tokyo")))


def bundle_of(firm: Firm) -> dict[str, bytes]:
    """One side's copy of the record as the files of a bundle."""
    copy, lines, placed = firm.node.copy, [], set()
    waiting = [entry for log in copy.heads for entry in copy.entries(log)]
    while waiting:
        ready = [each for each in waiting if all(place.id in placed for place in each.seen.values())]
        ready = [each for each in ready if each.prev is None or each.prev in placed]
        placed |= {each.id for each in ready}
        lines += [each.envelope() for each in ready]
        waiting = [each for each in waiting if each.id not in placed]
    bodies = {id: body for id in placed if (body := copy.body(id)) is not None}
    return build(lines, alliance=firm.actor.alliance, bodies=bodies)


def together() -> Two:
    """Found an alliance of two nodes, and let each hear of the other."""
    clock = Clock()
    one, other = (MemoryNode(SigningKey.from_seed(bytes([n]) * 32), clock) for n in (1, 2))
    first = _open(one, recovery=3, founder=None)
    other.take(one)
    joined = _open(other, recovery=4, founder=first)
    one.take(other)
    entry = one.copy.entry(joined)
    assert entry is not None
    one.copy.append(admission(entry), key=one.key, at=clock.at, salt=None)
    exchange(one, other)
    veldsen, kaido = (
        Firm(Actor(alliance=first, log=node.key.log, by=by, role=Role.ADMIN), node)
        for node, by in ((one, "m_annelies"), (other, "m_naoko"))
    )
    veldsen.partner, kaido.partner = kaido, veldsen
    return Two(veldsen, kaido, clock)


def _open(node: MemoryNode, *, recovery: int, founder: str | None) -> str:
    printed = SigningKey.from_seed(bytes([recovery]) * 32).public
    draft = genesis(public=node.key.public, recovery=printed, founder=founder)
    entry, _ = node.copy.append(draft, key=node.key, at=node.now(), salt=None)
    return entry.id
