"""Receipts as the record's page shows them, and a comparison with one that somebody has kept elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from troth.core.errors import Refusal
from troth.core.record import Bad, Place, Receipt, short_form
from troth.core.values import Role
from troth.store import models, receipts
from troth.store.prepared import prepared
from troth.store.queries.people import Seat

FEW = 5
# What follows a side's name in a short line. Each part has an end, so that a long text is read in no time.
PLACE = r"[ \t]{1,20}(?P<count>[0-9][0-9,. ]{0,20})[ \t]{1,20}(?P<one>[0-9a-f]{4})[-– ](?P<two>[0-9a-f]{4})\b"
MOST_TYPED = 100_000


class NotAReceipt(Refusal):
    """What was pasted is neither a receipt nor its short form."""


@dataclass(frozen=True)
class Shown:
    """One receipt: its number, when and why it was made, each side's head in turn, and who has taken it away."""

    number: int
    at: int
    because: tuple[str, ...]
    heads: tuple[str, ...]
    kept_by: tuple[str, ...]
    short: str


@dataclass(frozen=True)
class Found:
    """What a comparison shows for one side: whether it is the same, and in words."""

    same: bool
    words: str


@dataclass(frozen=True)
class Posted:
    """A receipt as it is mailed to one side: to whom, and what says where and when; `thread` is the same for all of one
    alliance."""

    to: tuple[str, ...]
    language: str
    key: str
    thread: str
    names: tuple[str, ...]
    number: int
    at: int
    because: tuple[str, ...]
    heads: tuple[str, ...]
    zone: str
    place: str
    file: str
    envelope: bytes


def to_post(details: Mapping[str, object]) -> Posted | None:
    """Read what a row of the outbox mails to one side: to its address for receipts, else to its admins; None when there
    is nobody to write to."""
    alliance, number = str(details["alliance"]), int(str(details["number"]))
    row = models.Receipt.objects.filter(alliance=alliance, number=number).select_related("alliance").first()
    parties = list(
        models.Party.objects.filter(alliance=alliance).select_related("organisation").order_by("colour")
    )
    party = next((each for each in parties if each.pk == int(str(details["party"]))), None)
    if row is None or party is None or not (to := receipts_to(party.organisation)):
        return None
    receipt = receipts.opened(row)
    logs = {each.log: str(each.organisation) for each in parties}
    return Posted(
        to=to,
        language=_language_of(party.organisation),
        key=f"receipt-{alliance[:16]}-{number}-{party.pk}",
        thread=f"receipts-{alliance[:16]}-{party.pk}",
        names=tuple(logs.values()),
        number=number,
        at=receipt.at,
        because=receipt.because,
        heads=tuple(
            short_form(name.lower(), receipt.heads[log]) for log, name in logs.items() if log in receipt.heads
        ),
        zone=party.organisation.zone,
        place=party.organisation.place,
        file=f"{row.alliance.slug}-receipt-{number}.json",
        envelope=bytes(row.envelope),
    )


def _language_of(organisation: models.Organisation) -> str:
    """The one that all who look after it read; none where they read several, for they get one mail together."""
    languages = set(_admins(organisation).values_list("person__language", flat=True))
    return languages.pop() if len(languages) == 1 else ""


def receipts_to(organisation: models.Organisation) -> tuple[str, ...]:
    """Return the addresses that an organisation's receipts are mailed to."""
    if organisation.receipts_to:
        return (organisation.receipts_to,)
    return tuple(_admins(organisation).order_by("person").values_list("person__email", flat=True))


def _admins(organisation: models.Organisation) -> QuerySet[models.Membership]:
    return models.Membership.objects.filter(
        organisation=organisation, role=Role.ADMIN.value, person__is_active=True
    )


def newest(seat: Seat, *, most: int = FEW) -> tuple[Shown, ...]:
    """Return the newest receipts of the alliance, the last one first."""
    rows = models.Receipt.objects.filter(alliance=seat.alliance).order_by("-number")[:most]
    taken = dict(
        models.TakenReceipt.objects.filter(party__alliance=seat.alliance).values_list("party__log", "number")
    )
    return tuple(_shown(seat, receipts.opened(row), taken) for row in rows)


def newest_one(seat: Seat) -> Shown | None:
    """Return the newest receipt of the alliance; asked with every mail, so it is read once for each receipt."""
    number = next(iter(_numbers(seat.alliance.pk)), None)
    receipt = _read(seat.alliance.pk, number) if number is not None else None
    return _shown(seat, receipt, {}) if receipt is not None else None


@prepared
def _numbers(alliance: str) -> QuerySet[models.Receipt, int]:
    rows = models.Receipt.objects.filter(alliance=alliance).order_by("-number")
    return rows.values_list("number", flat=True)[:1]


@lru_cache(maxsize=256)
def _read(alliance: str, number: int) -> Receipt:
    """A receipt never changes once it is made."""
    return receipts.opened(models.Receipt.objects.get(alliance=alliance, number=number))


def count_of(seat: Seat) -> int:
    """Return the number of receipts of the alliance."""
    return models.Receipt.objects.filter(alliance=seat.alliance).count()


def gaps_of(seat: Seat) -> list[int]:
    """Return the numbers that are missing between the first receipt and the last."""
    numbers = list(
        models.Receipt.objects.filter(alliance=seat.alliance)
        .order_by("number")
        .values_list("number", flat=True)
    )
    return sorted(set(range(1, numbers[-1] + 1)) - set(numbers)) if numbers else []


def envelope_of(seat: Seat, number: int) -> bytes | None:
    """Return a receipt as it is taken away, and remember that the reader's side has it; None when there is none."""
    row = models.Receipt.objects.filter(alliance=seat.alliance, number=number).first()
    if row is None:
        return None
    receipts.taken(seat.party, number)
    return bytes(row.envelope)


def compare(seat: Seat, typed: str) -> tuple[Found, ...]:
    """Hold a receipt, or its short form, against what this node has; raises `NotAReceipt` for anything else."""
    typed = typed.strip()[:MOST_TYPED]
    if typed.startswith("{"):
        try:
            receipt = receipts.opened_text(typed, seat.alliance.pk)
        except Bad as bad:
            raise NotAReceipt(f"This is not a receipt of this alliance: {bad.sentence}") from bad
        return tuple(_against(party, receipt.heads.get(party.log)) for party in seat.parties)
    lines = typed.casefold()
    found = [_typed(party, line) for party in seat.parties if (line := _line_of(party, lines))]
    if not found:
        names = " and ".join(f"“{str(party.organisation).lower()} 416 71d0-4e0b”" for party in seat.parties)
        raise NotAReceipt(f"Paste the text of the receipt file, or its short lines, as in {names}.")
    return tuple(found)


def _shown(seat: Seat, receipt: Receipt, taken: dict[str, int]) -> Shown:
    names = {party.log: str(party.organisation) for party in seat.parties}
    heads = [receipt.heads[party.log] for party in seat.parties if party.log in receipt.heads]
    return Shown(
        number=receipt.number,
        at=receipt.at,
        because=receipt.because,
        heads=tuple(f"#{place.seq:04d} {place.id[:4]}…{place.id[-4:]}" for place in heads),
        kept_by=tuple(party.colour for party in seat.parties if taken.get(party.log, 0) >= receipt.number),
        short="\n".join(
            short_form(name.lower(), receipt.heads[log])
            for log, name in names.items()
            if log in receipt.heads
        ),
    )


def _against(party: models.Party, named: Place | None) -> Found:
    name = str(party.organisation)
    if named is None:
        return Found(True, f"It was made before {name} had a log here.")
    return _judged(party, named.seq, named.id)


def _line_of(party: models.Party, lines: str) -> re.Match[str] | None:
    name = re.escape(str(party.organisation).casefold())
    return re.search(rf"(?:^|[0-9a-f]{{4}})[ \t]{{0,20}}{name}{PLACE}", lines, re.MULTILINE)


def _typed(party: models.Party, line: re.Match[str]) -> Found:
    seq = int(re.sub(r"[^0-9]", "", line["count"])[:12] or "0") - 1
    return _judged(party, seq, line["one"] + line["two"])


def _judged(party: models.Party, seq: int, start: str) -> Found:
    """Hold a place that is named by the start of its entry's id, or by all of it, against the entry that is here."""
    name = str(party.organisation)
    here = models.Entry.objects.filter(log=party.log, seq=seq).values_list("id", flat=True).first()
    if here is None:
        return Found(
            False,
            f"It goes further than this node: {name}’s log ends at #{party.head_seq:04d} here, and it names "
            f"#{seq:04d}. Something is missing here. Keep the receipt, and ask whoever runs the node.",
        )
    if not here.startswith(start):
        return Found(
            False,
            f"It names another #{seq:04d} of {name}’s log ({start[:4]}…) than the one here ({here[:4]}…). "
            "Keep the receipt: it shows that something up to there was changed.",
        )
    return Found(
        True, f"{name}’s log is the same up to #{seq:04d}: nothing before it was changed, moved or left out."
    )
