"""A record of some forty entries with words, receipts, a loss that both sides accepted, and a text erased on request."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.core.record.parties import WORDS, Party, bodies, lines, pair, put_back
from troth.core.record import (
    Body,
    Draft,
    Place,
    Receipt,
    SigningKey,
    build,
    fold_add,
    fold_hex,
    make_receipt,
)


@dataclass
class Pinned:
    """Two parties on one node, which therefore know at once what the other said, and the receipts made there."""

    veldsen: Party
    kaido: Party
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Party, Party]:
        return self.veldsen, self.kaido

    def talk(self, number: int) -> None:
        """A promise of four moves, an acknowledgement on both sides, and a receipt."""
        subject = f"pr_{number}"
        text = self.veldsen.move("promise.offer/1", subject, words=WORDS)
        self.meet()
        self.kaido.move("promise.agree/1", subject, on=text.id)
        self.meet()
        self.veldsen.move("promise.deliver/1", subject, words=WORDS)
        self.meet()
        self.kaido.acknowledge()
        self.meet()
        self.pin("agree", "deliver")

    def meet(self) -> None:
        self.veldsen.hear(self.kaido)
        self.kaido.hear(self.veldsen)

    def pin(self, *because: str, keys: tuple[SigningKey, ...] = (), number: int = 0) -> Receipt:
        """Make the next receipt, with both sides' keys where no others are named."""
        last = self.receipts[-1] if self.receipts else None
        receipt = make_receipt(
            alliance=self.veldsen.copy.alliance or "",
            number=number or (last.number + 1 if last else 1),
            prev=last.id if last else None,
            at=self.veldsen.clock,
            because=because or ("asked",),
            heads=self.heads(),
            fold=self.fold(),
            keys=keys or tuple(party.key for party in self.parties),
        )
        self.receipts.append(receipt)
        return receipt

    def heads(self) -> dict[str, Place]:
        return {log: head.place for log, head in self.veldsen.copy.heads.items()}

    def fold(self) -> str:
        """The digest where every entry is effective, as it is while no room is asked."""
        total = 0
        for log in self.veldsen.copy.heads:
            for entry in self.veldsen.copy.entries(log):
                total = fold_add(total, entry.id, True)
        return fold_hex(total)

    def lose(self, entries: int, *, go_on: bool = True) -> None:
        """Put both sides' copies back to what they were so many entries of each ago, and go on from there."""
        self.put_back({log: place.seq - entries for log, place in self.heads().items()}, go_on=go_on)

    def put_back(self, here: dict[str, int], *, go_on: bool = True) -> None:
        """Put both sides' copies back to where each log ended at these places, and go on from there."""
        known = {log: place.seq for log, place in self.heads().items()}
        self.veldsen, self.kaido = (put_back(party, *here.items()) for party in self.parties)
        if go_on:
            lost = {log: (here[log], known[log]) for log in known}
            self.veldsen.go_on(lost)
            self.meet()
            self.kaido.go_on(lost)
            self.meet()
            self.pin("restored")

    def bundle(self, **extra: bytes) -> dict[str, bytes]:
        return build(
            self.lines(),
            alliance=self.veldsen.copy.alliance or "",
            bodies=self.bodies(),
            receipts=[receipt.envelope() for receipt in self.receipts],
            extra=extra,
        )

    def lines(self) -> list[bytes]:
        return lines(self.veldsen.copy)

    def bodies(self) -> dict[str, Body]:
        return bodies(self.veldsen.copy)


def ten_years() -> Pinned:
    """Forty entries: six promises, the loss of the last, three more, and a text erased."""
    pinned = Pinned(*pair())
    for number in range(6):
        pinned.talk(number)
    pinned.lose(2)
    for number in range(6, 9):
        pinned.talk(number)
    gone = next(e for e in pinned.veldsen.copy.entries(pinned.veldsen.log) if e.commitment is not None)
    pinned.veldsen.say(Draft({"t": "erase.ask/1", "ids": [gone.id]}, "m_1"))
    pinned.meet()
    pinned.kaido.say(Draft({"t": "erase.done/1", "on": pinned.heads()[pinned.veldsen.log].id}, "node"))
    pinned.meet()
    pinned.veldsen.copy.erase([gone.id])
    pinned.kaido.acknowledge()
    pinned.meet()
    pinned.pin("daily")
    return pinned
