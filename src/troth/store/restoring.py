"""A record put back from a backup: read-only until what either side holds is back and both have said how to go on.

A backup is older than the truth. Entries may have left the node that it does not know, so no place after its end is
ever signed with the old key: each log goes on with a new one, and `log.restored` says from where, in every log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from troth.actions.days import moment_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal, TrothError
from troth.core.record import RESTORED, Bad, Draft, Place, Receipt, SigningKey, open_receipt, restored, sign
from troth.core.values import Role
from troth.store import keys, models, receipts
from troth.store.admission import keep, locked_parties
from troth.store.epochs import signing_key
from troth.store.node import Desk, OlderDatabase, present
from troth.store.objects import Objects
from troth.store.pending import Signed, pending_of

CAUSE = "backup"
MOST_RECEIPT = 100_000
NODE = "node"


class NotPutBack(Refusal):
    """Nothing waits here to be gone on with."""


class ForeignReceipt(Refusal):
    """The receipt is not one of this alliance."""


@dataclass(frozen=True)
class Missing:
    """How far one log goes here, and how far it is known to have gone; equal when nothing is known to be missing."""

    log: str
    here: int
    known: int

    @property
    def count(self) -> int:
        """How many entries are known to be missing."""
        return max(0, self.known - self.here)


def put_back(alliance_id: str) -> None:
    """Make a record read-only after a backup was put in the place of its database."""
    with transaction.atomic():
        parties = locked_parties(alliance_id)
        now = timezone.now()
        for party in parties.values():
            party.halted_at = party.halted_at or now
            party.save(update_fields=["halted_at"])
        if open_for(alliance_id) is None:
            models.Restoration.objects.create(alliance_id=alliance_id)
    for _ in parties:  # what one log still knows may rest on what another does
        for log in parties:
            with suppress(OlderDatabase), transaction.atomic():
                Desk(alliance_id, log, present())
    take_pending(alliance_id)


def put_all_back() -> list[models.Alliance]:
    """Make every record of this node read-only; returns their alliances."""
    alliances = list(models.Alliance.objects.order_by("slug"))
    for alliance in alliances:
        put_back(alliance.pk)
    return alliances


def open_for(alliance_id: str) -> models.Restoration | None:
    """Return the restoration that is not over yet, or None."""
    return models.Restoration.objects.filter(alliance_id=alliance_id, done_at=None).first()


def take_pending(alliance_id: str) -> None:
    """Note what this machine itself knows to have signed, where that could not be inserted."""
    with transaction.atomic():
        found = _known(alliance_id)
        for log in found.known:
            found.known[log] = max([found.known[log], *(kept.seq for kept in pending_of(log).kept())])
        _say(found)


def missing(alliance_id: str) -> list[Missing]:
    """Tell of each log how far it goes here and how far it is known to have gone, the founder's first."""
    found = open_for(alliance_id)
    rows = models.Party.objects.filter(alliance_id=alliance_id).order_by("colour")
    known: Mapping[str, int] = found.known if found else {}
    return [Missing(row.log, row.head_seq, max(row.head_seq, known.get(row.log, -1))) for row in rows]


def take_receipt(alliance_id: str, raw: bytes) -> Receipt:
    """Learn from a receipt how far the logs went, and keep it; raises `ForeignReceipt` for one of another record."""
    try:
        receipt = open_receipt(raw.rstrip(b"\n"), keys=receipts.known_keys(alliance_id))
    except Bad as bad:
        raise ForeignReceipt(
            f"{bad.sentence} It is not a receipt of this alliance, or it was changed."
        ) from bad
    if receipt.alliance != alliance_id:
        raise ForeignReceipt("This receipt is of another alliance.")
    with transaction.atomic():
        found = _known(alliance_id)
        for log, place in receipt.heads.items():
            found.known[log] = max(found.known.get(log, -1), place.seq)
        _say(found)
        same = models.Receipt.objects.filter(alliance_id=alliance_id, number=receipt.number)
        if not same.exists():
            receipts.keep(receipt)
    return receipt


def stamp_of(alliance_id: str) -> str:
    """Return a word for what is here and what is missing: whoever consents has seen it."""
    return "-".join(f"{each.here}.{each.known}" for each in missing(alliance_id))


def pseudonym_of(person: models.Person, party: models.Party) -> str:
    """Return whom the record knows a person as; empty for one it has not met, who is not introduced meanwhile."""
    known = (
        models.Member.objects.filter(party=party, person=person).values_list("pseudonym", flat=True).first()
    )
    return known or ""


def consent(alliance_id: str, log: str, *, role: Role, by: str, name: str, seen: str, now: int) -> bool:
    """Say for one side that the record goes on from here, with what is missing lost; True when that opened it.

    `seen` is the stamp of what the person was shown; when something came back or turned out to be missing since,
    nobody has consented to that.
    """
    require(role, Right.KEYS)
    with transaction.atomic():
        locked_parties(alliance_id)
        found = _known(alliance_id)
        if seen != stamp_of(alliance_id):
            raise NotPutBack("What is here has changed since you opened this page. Look at it once more.")
        found.consents[log] = {"by": by, "name": name, "at": now}
        found.lost = {each.log: [each.here, each.known] for each in missing(alliance_id)}
        _seal_fresh(found)
        parties = models.Party.objects.filter(alliance_id=alliance_id).values_list("log", flat=True)
        ready = set(parties) <= found.consents.keys()
    return ready and go_on(alliance_id, now=now)


def go_on(alliance_id: str, *, now: int) -> bool:
    """Begin a new key in each log once every side has consented, and let people act again."""
    with transaction.atomic():
        parties = list(locked_parties(alliance_id).values())
        found = open_for(alliance_id)
        if found is None or any(party.log not in found.consents for party in parties):
            return False
        lost = {log: (int(here), int(known)) for log, (here, known) in found.lost.items()}
        for party in parties:
            _begin(party, parties, found, lost, now)
        for party in parties:
            party.halted_at = None
            party.save(update_fields=["halted_at"])
        found.done_at = moment_of(now)
        found.save(update_fields=["done_at"])
        receipts.write(alliance_id, parties, ["restored"], now)
    return True


def _begin(
    party: models.Party,
    parties: Sequence[models.Party],
    found: models.Restoration,
    lost: Mapping[str, tuple[int, int]],
    now: int,
) -> None:
    """Sign the first entry of a log's new key, unless a crash left it signed and it was inserted since."""
    if party.head_seq == lost[party.log][0] + 1 and _opens_epoch(party):
        return
    if party.head_seq != lost[party.log][0]:
        raise NotPutBack("Entries came back after both sides had consented. Look at it once more.")
    seed = keys.unseal(bytes.fromhex(found.fresh[party.log]), log=party.log)
    key = SigningKey.from_seed(seed, log=party.log)
    act = restored(
        old=signing_key(party),
        new_public=key.public,
        log=party.log,
        seq=party.head_seq + 1,
        prev=party.head_id,
        cause=CAUSE,
        lost=lost,
    )
    by = found.consents[party.log]["by"] or NODE
    entry, _ = sign(
        Draft(act=act, by=by),
        key=key,
        alliance=party.alliance_id,
        seq=party.head_seq + 1,
        prev=party.head_id,
        seen={other.log: Place(other.head_seq, other.head_id) for other in parties if other.log != party.log},
        at=max(now, party.head_high_at),
        salt=None,
    )
    signed = [Signed(entry, None)]
    pending_of(party.log).keep(signed)
    keep(party, signed, Objects(party.alliance_id, parties))


def _opens_epoch(party: models.Party) -> bool:
    return models.Entry.objects.filter(id=party.head_id, kind=RESTORED).exists()


def _known(alliance_id: str) -> models.Restoration:
    found = open_for(alliance_id)
    if found is None:
        raise NotPutBack("This record was not put back from a backup; nothing waits here.")
    for log, seq in models.Party.objects.filter(alliance_id=alliance_id).values_list("log", "head_seq"):
        found.known[log] = max(found.known.get(log, -1), seq)
    return found


def _say(found: models.Restoration) -> None:
    """Keep what is known by now; whoever consented to less is asked again."""
    before = models.Restoration.objects.get(pk=found.pk)
    if before.known != found.known:
        found.consents = {}
    found.save(update_fields=["known", "consents"])


def _seal_fresh(found: models.Restoration) -> None:
    """Draw each log's new key before anything is signed with it, so that no crash can lose it."""
    for log in models.Party.objects.filter(alliance_id=found.alliance_id).values_list("log", flat=True):
        found.fresh.setdefault(log, keys.seal(keys.fresh_seed(), log=log).hex())
    found.save(update_fields=["consents", "lost", "fresh"])


def recover_all() -> list[str]:
    """Insert what crashes left signed and not inserted, in every log; returns what could not be, in plain words.

    A log whose database is older than what this machine has signed makes its record read-only.
    """
    faults = []
    for alliance_id, log in models.Party.objects.values_list("alliance_id", "log"):
        try:
            with transaction.atomic():
                Desk(alliance_id, log, present())
        except OlderDatabase as older:
            put_back(alliance_id)
            faults.append(
                f"Log {log[:12]} is here up to entry {older.here}, and entry {older.signed} was signed: an older "
                "database was put back. Its record is read-only; bring what is missing: troth restore --bundle."
            )
        except TrothError as fault:
            faults.append(str(fault))
    for waiting in models.Restoration.objects.filter(done_at=None):
        go_on(waiting.alliance_id, now=present())  # a crash may have come after the last word of both
    return faults
