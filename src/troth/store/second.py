"""A yes that waits for a second signature: asked by whoever said it, signed or declined by a colleague, or gone.

It is private to the organisation. The partner's pages learn that a promise waits, and neither who asked nor who may
sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from troth.actions import promises
from troth.actions.ids import fresh
from troth.actions.ports import Actor, Changed, Node
from troth.actions.promises import On
from troth.core.alliance import Right, require, require_second
from troth.core.errors import Refusal
from troth.core.values import Stake
from troth.store import founding
from troth.store.concerned import News, Sides, able
from troth.store.models import Membership, Organisation, Promise, SecondSignature
from troth.store.node import StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.second import waiting_on, waits_in
from troth.store.telling import settle_second, tell_of_second

LONGEST = 2000
NOTHING = "Nothing waits for a second signature here any more. Look at what is there now."


class AskedAlready(Refusal):
    """A colleague's yes to the same promise waits already."""


class NothingWaits(Refusal):
    """The yes was signed, declined or taken back meanwhile, or the promise moved on."""


@dataclass(frozen=True)
class Ask:
    """A yes as somebody says it, before it is signed."""

    texts: Mapping[On, str]
    stake: Stake | None = None
    words: str = ""
    stands_for: str | None = None


def say_yes(seat: Seat, said: Ask, *, node: Node) -> int:
    """Sign a yes to each of the texts at once, except where it waits for a second signature; returns how many wait.

    Whoever says one that waits is not even introduced to the record by it.
    """
    unsaid = founding.actor_of(seat.person, seat.alliance, introduce=False)
    waiting = promises.wait_for_second(node, unsaid, said.texts, stake=said.stake)
    now = {on: text for on, text in said.texts.items() if on not in waiting}
    actor = replace(seat.actor() if now else unsaid, stands_for=said.stands_for)
    with transaction.atomic():
        if now:
            promises.agree_to_all(node, actor, now, stake=said.stake, words=said.words)
        for on in waiting:
            if promises.state_of(node, unsaid.alliance, on.promise).stamp != on.stamp:
                raise Changed(on.promise)
        if waiting:
            ask(seat, replace(said, texts=waiting))
        return len(waiting)


def ask(seat: Seat, said: Ask) -> Sequence[SecondSignature]:
    """Keep a yes until a second person signs it too; nothing is signed yet."""
    require(seat.role, Right.AGREE)
    batch = fresh("", 22)
    rows = [
        SecondSignature(
            alliance=seat.alliance,
            organisation=seat.organisation,
            object=on.promise,
            batch=batch,
            text=text,
            stamp=on.stamp,
            stake=said.stake.value if said.stake else "",
            words=said.words.strip(),
            stands_for=said.stands_for or "",
            first=seat.person,
        )
        for on, text in said.texts.items()
    ]
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
            _tell(seat, rows, "second.asked", Right.SECOND, lambda person: person != seat.person.pk)
    except IntegrityError:
        raise AskedAlready(
            "A colleague has said yes to this already; it waits for a second signature."
        ) from None
    return rows


def ask_from(organisation: Organisation, stake: str) -> int:
    """Keep from which stake on an organisation asks for two signatures; with never, what waits is let go. Returns how
    many yeses were let go: whoever said them can say them again, alone."""
    with transaction.atomic():
        organisation.second_from = stake
        organisation.save(update_fields=["second_from"])
        if stake:
            return 0
        waiting = SecondSignature.objects.filter(organisation=organisation, status=SecondSignature.WAITS)
        return waiting.update(status=SecondSignature.GONE, answered_at=timezone.now())


def sign(seat: Seat, object_id: str, *, node: Node | None = None) -> int:
    """Sign a waiting yes as the second: it goes into the record now, in the name of both; returns how many."""
    said = waiting_on(seat, object_id)
    if said is None:
        raise NothingWaits(NOTHING)
    require_second(seat.role, second=str(seat.person.pk), firsts=frozenset({str(said.first_id)}))
    first, second = _first_actor(seat, said), seat.actor()  # each introduced in a transaction of its own
    with transaction.atomic():
        rows = _lock(seat, object_id)
        if rows[0].batch != said.batch:
            raise NothingWaits(NOTHING)
        _answer(rows, SecondSignature.SIGNED, seat)
        promises.agree_to_all(
            node or StoreNode(),
            first,
            {On(row.object, row.stamp): row.text for row in rows},
            stake=Stake(rows[0].stake) if rows[0].stake else None,
            words=rows[0].words,
            second=second,
        )
        return len(rows)


def decline(seat: Seat, object_id: str, words: str) -> None:
    """Do not sign a waiting yes, with a word to the colleague; the partner is told nothing."""
    with transaction.atomic():
        rows = _lock(seat, object_id)
        require(seat.role, Right.SECOND)
        if not words.strip():
            raise promises.NothingSaid(
                "Say why not, so that your colleague can go on; one sentence is enough."
            )
        for row in rows:
            row.answer = words.strip()[:LONGEST]
        _answer(rows, SecondSignature.DECLINED, seat)
        _tell(seat, rows, "second.declined", Right.AGREE, lambda person: person == rows[0].first_id)


def take_back(seat: Seat, object_id: str) -> None:
    """Take one's own yes back while it waits."""
    with transaction.atomic():
        rows = _lock(seat, object_id)
        if rows[0].first_id != seat.person.pk:
            raise NothingWaits("Only whoever said this yes takes it back. You can decline to sign it.")
        _answer(rows, SecondSignature.GONE, seat)


def _lock(seat: Seat, object_id: str) -> list[SecondSignature]:
    """Everything that was said in the same act and still waits."""
    named = waits_in(seat).select_for_update(of=("self",)).select_related("first").filter(object=object_id)
    found = named.first()
    if found is None:
        raise NothingWaits(NOTHING)
    return list(waits_in(seat).select_for_update(of=("self",)).filter(batch=found.batch).order_by("pk"))


def _first_actor(seat: Seat, row: SecondSignature) -> Actor:
    membership = Membership.objects.filter(
        person=row.first_id, organisation=seat.organisation, person__is_active=True
    )
    found = membership.select_related("person", "organisation").first()
    if found is None:
        raise NothingWaits("Whoever said this yes is not of your organisation any more. Say it yourself.")
    found.person.membership = found
    return replace(founding.actor_of(found.person, seat.alliance), stands_for=row.stands_for or None)


def _tell(
    seat: Seat, rows: Sequence[SecondSignature], act: str, right: Right, concerns: Callable[[int], bool]
) -> None:
    own = seat.party
    title = Promise.objects.filter(alliance=seat.alliance, object=rows[0].object).values_list(
        "title", flat=True
    )
    entry = f"{rows[0].batch}{act.rpartition('.')[2]}"
    news = News(act, rows[0].object, entry, str(seat.person.pk), len(rows), title.first() or "")
    people = [each for each in able(Sides(own, None), own, right) if concerns(each.person)]
    tell_of_second(own, news, people)


def _answer(rows: Sequence[SecondSignature], status: str, seat: Seat) -> None:
    """Before anything is signed: what is signed moves the promise on, and lets go of what still waits."""
    settle_second(seat.party, [row.object for row in rows])
    for row in rows:
        row.status, row.second, row.answered_at = status, seat.person, timezone.now()
    SecondSignature.objects.bulk_update(rows, ["status", "second", "answered_at", "answer"])
