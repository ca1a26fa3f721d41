"""An alliance with years of work in it, made quickly: signed like any other, inserted many at a time.

What is left out is the node's care for one act (locking, rehearsing, the pending file); what comes to be is the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from troth.actions.ports import Actor
    from troth.core.record import Body, Draft, Entry, SigningKey
    from troth.store import models

DAY = 86_400_000
CHUNK = 2_000
WORK = (
    "The cold store in {} has room for forty pallets",
    "Alarm thresholds for {} are set with the night crew",
    "The calibration report of {} is in your hands",
    "The drawings of the second gateway at {} are signed off",
    "Customs data of {} opens for the night shift",
)
PLACES = ("Otaru", "Rotterdam", "Tomakomai", "Delft", "Yokohama", "Venlo", "Hakodate", "Eindhoven")
AREAS = ("Cold chain", "Data feed", "Support", "Customs", "")


@dataclass
class Years:
    """Writes promises into an alliance from `start` on, a step of time for each entry."""

    alliance: models.Alliance
    actors: Sequence[Actor]
    at: int
    step: int
    keys: dict[str, SigningKey] = field(default_factory=dict)
    rows: list[tuple[Entry, Body | None, bool]] = field(default_factory=list)

    def fill(
        self, count: int, tell: Callable[[int, int], None] = lambda done, of: None, *, at_last: int = 300
    ) -> None:
        """Add entries until the alliance has about `count` of them, the promises of the last ones still open."""
        from troth.store import models
        from troth.store.epochs import signing_key

        self.parties = {each.log: each for each in models.Party.objects.filter(alliance=self.alliance)}
        self.keys = {log: signing_key(party) for log, party in self.parties.items()}
        have = sum(party.head_seq + 1 for party in self.parties.values())
        number = 0
        while have + len(self.rows) < count:
            last = count - have - len(self.rows) < at_last
            for entry in self._promise(number, open_at_last=last):
                self.rows.append(entry)
            number += 1
            if len(self.rows) >= CHUNK:
                have += self._flush()
                tell(have, count)
        have += self._flush()
        tell(have, count)

    def _promise(self, number: int, *, open_at_last: bool) -> Iterator[tuple[Entry, Body | None, bool]]:
        """One promise from offer to acceptance: ten entries, or a few of them while it is open."""
        from troth.actions.ids import fresh

        performer, customer = self.actors[number % 2], self.actors[1 - number % 2]
        name = fresh("pr_")
        offer = self._sign(performer, self._offer(performer, customer, name, number))
        yield (*offer, True)
        if open_at_last and number % 4 == 0:
            return
        yes = self._sign(customer, self._draft(customer, name, "agree", on=offer[0].id))
        yield (*yes, True)
        for _ in range(5 if not open_at_last else 1):
            said = self._draft(
                performer, name, "progress", words="Half of it is done; the rest follows on Friday."
            )
            yield (*self._sign(performer, said), True)
        if open_at_last and number % 4 == 1:
            return
        there = self._draft(
            performer, name, "deliver", terms=yes[0].id, words="It is there; look at it when you can."
        )
        delivery = self._sign(performer, there)
        yield (*delivery, True)
        if open_at_last and number % 4 == 2:
            return
        thanks = self._draft(customer, name, "accept", on=delivery[0].id, terms=yes[0].id, words="Thank you.")
        yield (*self._sign(customer, thanks), True)

    def _offer(self, performer: Actor, customer: Actor, name: str, number: int) -> Draft:
        from troth.actions.days import due_of, moment_of
        from troth.actions.saying import draft_of, move_of
        from troth.core.promises import Name, Text, Words
        from troth.core.values import Side, Stake

        due = moment_of(self.at + 6 * self.step).date() + timedelta(days=2)
        title = WORK[number % len(WORK)].format(PLACES[number % len(PLACES)])
        words = Words(
            title=f"{title}, {number}",
            conditions=("All of it is seen", "It names who was asked"),
            area=AREAS[number % 5],
        )
        facts = Text(
            due_day=due,
            zone="Asia/Tokyo",
            due=due_of(due, "Asia/Tokyo"),
            stake=tuple(Stake)[number % 3],
            performer=performer.by,
            customer=customer.by,
            words=words,
        )
        return draft_of(performer, name, move_of(performer, Side.PERFORMER, Name.OFFER, facts=facts))

    def _draft(
        self, actor: Actor, name: str, act: str, *, on: str = "", terms: str = "", words: str = ""
    ) -> Draft:
        from troth.actions.saying import draft_of, move_of
        from troth.core.promises import Acceptance, Agreement, Delivery, Name, Plain
        from troth.core.values import Side

        facts = {
            "agree": Agreement(stake=None, person=actor.by),
            "deliver": Delivery(done_on=None),
            "accept": Acceptance(met=(True, True), exceeded=False, late=None),
        }.get(act, Plain())
        side = Side.CUSTOMER if act in ("agree", "accept") else Side.PERFORMER
        move = move_of(actor, side, Name(act), on=on or None, terms=terms or None, facts=facts, said=words)
        return draft_of(actor, name, move)

    def _sign(self, actor: Actor, draft: Draft) -> tuple[Entry, Body | None]:
        from troth.core.record import Place, sign

        self.at += self.step
        party = self.parties[actor.log]
        entry, body = sign(
            draft,
            key=self.keys[actor.log],
            alliance=self.alliance.pk,
            seq=party.head_seq + 1,
            prev=party.head_id,
            seen={
                log: Place(other.head_seq, other.head_id)
                for log, other in self.parties.items()
                if log != actor.log
            },
            at=self.at,
            salt=secrets.token_bytes(32) if draft.body is not None else None,
        )
        party.head_seq, party.head_id = entry.seq, entry.id
        return entry, body

    def _flush(self) -> int:
        """Insert what was signed as the store would, and list its promises."""
        from django.db import transaction

        from troth.store import models
        from troth.store.objects import Objects
        from troth.store.project import project

        with transaction.atomic():
            found = models.Party.objects.select_related("organisation").filter(alliance=self.alliance)
            kept = {each.log: each for each in found}
            self._insert(kept)
            for party in kept.values():
                party.save()
            objects = list(dict.fromkeys(entry.object for entry, _, _ in self.rows if entry.object))
            for start in range(0, len(objects), 100):
                told = Objects(self.alliance.pk, list(kept.values()))
                told.load(objects[start : start + 100])
                project(self.alliance.pk, objects[start : start + 100], told, kept)
        done = len(self.rows)
        self.rows.clear()
        return done

    def _insert(self, kept: dict[str, models.Party]) -> None:
        """Insert entries, texts and citations, and move the heads on."""
        from troth.core.record import fold_add, fold_hex
        from troth.store import models
        from troth.store.ledger import latest_cited

        entries, bodies, cites = [], [], []
        for entry, body, effective in self.rows:
            party = kept[entry.log]
            high = max(party.head_high_at, entry.at)
            low = latest_cited(entry, kept.values())
            row = models.Entry(
                id=entry.id, alliance_id=self.alliance.pk, log=entry.log, seq=entry.seq, at=entry.at, low=low,
                high_at=high,
                by=entry.by, kind=entry.kind, object=entry.object or "", effective=effective,
                payload=entry.payload, signature=entry.signature, keyid=entry.keyid,
            )  # fmt: skip
            entries.append(row)
            if body is not None:
                bodies.append(models.Body(entry=row, salt=body.salt, content=body.content))
            for log, place in entry.seen.items():
                if party.head_seen.get(log, [-1])[0] < place.seq:
                    cites.append(_citation(row, log, place.seq))
            party.head_seq, party.head_id, party.head_high_at = entry.seq, entry.id, high
            party.head_seen = {log: list(place) for log, place in entry.seen.items()}
            party.fold = fold_hex(fold_add(int(party.fold, 16), entry.id, effective))
        models.Entry.objects.bulk_create(entries, batch_size=500)
        models.Body.objects.bulk_create(bodies, batch_size=500)
        models.Citation.objects.bulk_create(cites, batch_size=500)


def _citation(row: models.Entry, log: str, upto: int) -> models.Citation:
    from troth.store import models

    return models.Citation(entry=row, log=row.log, seq=row.seq, at=row.at, cites=log, upto=upto)


def years(
    alliance: models.Alliance, actors: Sequence[Actor], entries: int, *, of_years: float = 10.0
) -> Years:
    """Give a writer whose last entry is of yesterday."""
    ends = int(datetime.now(UTC).timestamp() * 1000) - DAY
    step = max(1, int(of_years * 365 * DAY) // max(1, entries))
    return Years(alliance, actors, ends - step * entries, step)
