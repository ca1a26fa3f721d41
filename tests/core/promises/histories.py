"""Random histories of one promise in two logs: partitions, acknowledgements, forged blindness, any causal order."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.core.promises.talk import CUSTOMER, PERFORMER
from troth.core.errors import Refusal
from troth.core.promises import Move, Name, State, legal, look_of, may, read
from troth.core.promises.moves import FACTS
from troth.core.values import Side

ANY = tuple(Name)
LIKELY = {
    **dict.fromkeys(FACTS, 1),
    **dict.fromkeys((Name.AGREE, Name.DELIVER, Name.ACCEPT, Name.SEND_BACK), 9),
    **dict.fromkeys((Name.RELEASE, Name.BREAK), 3),
    **dict.fromkeys((Name.WITHDRAW, Name.TAKE_BACK), 1),
}


@dataclass
class Line:
    """One entry of a log: a move, or an acknowledgement that only cites (`move` None)."""

    side: Side
    place: int
    cites: int
    move: Move | None


@dataclass
class Party:
    """One side: its log, how much of the partner's it has, and how much of that it has admitted to."""

    side: Side
    log: list[Line] = field(default_factory=list)
    has: int = 0
    cited: int = 0


@dataclass
class History:
    """Two parties that write, exchange and sometimes pretend not to have seen."""

    random: Random
    forger: Side | None = None
    links: float = 0.3
    first: Side | None = None
    parties: dict[Side, Party] = field(default_factory=lambda: {side: Party(side) for side in Side})
    effective: dict[str, bool] = field(default_factory=dict)
    settled_closings: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for party in self.parties.values() for line in party.log]

    @property
    def moves(self) -> list[Move]:
        return [line.move for line in self.lines if line.move]

    def counted(self) -> list[Move]:
        return [move for move in self.moves if self.effective[move.id]]

    def run(self, steps: int) -> None:
        for _ in range(steps):
            party = self.parties[self.random.choice((PERFORMER, CUSTOMER))]
            chance = self.random.random()
            if chance < self.links:
                self.receive(party)
            elif chance < self.links + 0.12:
                self.acknowledge(party)
            else:
                self.act(party)
            self._note_settled_closing()

    def receive(self, party: Party) -> None:
        """Take what the partner has written, all of it or as far as the line held."""
        there = len(self.parties[party.side.other].log)
        party.has = there if self.random.random() < 0.6 else self.random.randint(party.has, there)

    def acknowledge(self, party: Party) -> None:
        if party.has > party.cited:
            party.cited = party.has
            party.log.append(Line(party.side, len(party.log), party.has, None))

    def act(self, party: Party) -> None:
        view = party.has
        if party.side is self.forger and self.random.random() < 0.5:
            view = self.random.randint(party.cited, party.has)
        partner = self.parties[party.side.other]
        seen = [*party.log, *partner.log[:view]]
        if not seen and party.side is not self.first:
            return
        known = [line.move for line in seen if line.move]
        state = read([move for move in known if self.effective[move.id]])
        if state.table[party.side] and not state.table[party.side.other] and self.random.random() < 0.6:
            return
        move = self._draft(party, state, known, partner.log[:view])
        if move is None:
            return
        party.cited = view
        party.log.append(Line(party.side, len(party.log), view, move))
        self.effective[move.id] = is_legal(state, move)

    def _draft(self, party: Party, state: State, known: list[Move], partner: list[Line]) -> Move | None:
        side, wild = party.side, self.random.random() < 0.06
        names = ANY if wild else sorted(may(state, side), key=lambda name: name.value)
        if not names:
            return None
        weights = [0.4 if name.is_text and state.table[side] else LIKELY.get(name, 2) for name in names]
        name = self.random.choices(names, weights)[0]
        on = self._on(name, side, state, known, wild)
        answered = name is Name.TAKE_BACK and self._answered(party, on, partner)
        return Move(
            id=f"{side.value[0]}{len(party.log):03}{self.random.randrange(10**6):06}",
            side=side,
            name=name,
            sees=frozenset(move.id for move in known),
            on=on,
            terms=self._terms(name, state, known, wild),
            answered=answered,
            log=side.value,
        )

    def _on(self, name: Name, side: Side, state: State, known: list[Move], wild: bool) -> str | None:
        if wild and known:
            return self.random.choice(known).id
        look = look_of(state)
        targets = {
            Name.WITHDRAW: state.table[side],
            Name.DECLINE: state.table[side.other],
            Name.AGREE: state.table[side.other],
            Name.TAKE_BACK: state.agreed,
            Name.ACCEPT: state.delivery,
            Name.SEND_BACK: state.delivery,
            Name.LOOKED: look.asked if look else None,
        }
        target = targets.get(name)
        return target.id if target else None

    def _terms(self, name: Name, state: State, known: list[Move], wild: bool) -> str | None:
        if not (name.is_text or name.is_doing):
            return None
        yeses = [move.id for move in known if move.name is Name.AGREE]
        return self.random.choice(yeses) if wild and yeses else state.terms

    def _answered(self, party: Party, on: str | None, partner: list[Line]) -> bool:
        place = next((line.place for line in party.log if line.move and line.move.id == on), None)
        return place is not None and any(line.cites > place for line in partner)

    def _note_settled_closing(self) -> None:
        """Closed, and each side has admitted to all the other said: nothing can cross that any more."""
        if all(self._admitted(party) for party in self.parties.values()):
            closing = read(self.counted()).closing
            if closing and closing.id not in self.settled_closings:
                self.settled_closings.append(closing.id)

    def _admitted(self, party: Party) -> bool:
        last = max((line.place for line in party.log if line.move), default=-1)
        partner = self.parties[party.side.other]
        return partner.cited > last


def is_legal(state: State, move: Move) -> bool:
    try:
        legal(state, move)
    except Refusal:
        return False
    return True


def replay(history: History, random: Random) -> tuple[dict[str, bool], State]:
    """Read the history as a node does to which its lines come in some causal order."""
    waiting = {side: list(party.log) for side, party in history.parties.items()}
    come: dict[Side, int] = dict.fromkeys(Side, 0)
    flags: dict[str, bool] = {}
    counted: list[Move] = []
    while any(waiting.values()):
        ready = [side for side in Side if waiting[side] and waiting[side][0].cites <= come[side.other]]
        line = waiting[side := random.choice(ready)].pop(0)
        come[side] += 1
        if line.move:
            move = line.move
            past = [other for other in counted if other.id in move.sees]
            random.shuffle(past)
            flags[move.id] = is_legal(read(past), move)
            if flags[move.id]:
                counted.append(move)
    random.shuffle(counted)
    return flags, read(counted)


def random_history(seed: int) -> History:
    random = Random(seed)
    forger = random.choice((None, None, PERFORMER, CUSTOMER))
    history = History(random, forger, links=random.choice((0.15, 0.4, 0.6)), first=random.choice(tuple(Side)))
    history.run(random.randint(8, 48))
    return history
