"""What people of two firms do with a trust pulse or a health check, through its pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from tests.web.seats import Page, Seat
from troth.core.judgement.survey import Instrument, items_of
from troth.store import models
from troth.store.queries.people import Seat as Reader
from troth.store.queries.people import reader_of, seat_of

CANARY = "Haruka called before the news"
KEYS = [item.key for item in items_of(Instrument.PULSE)]


def begun(
    by: Seat, instrument: str = "pulse", *, inner: bool = False, people: list[int] | None = None
) -> str:
    until = (timezone.now() + timedelta(days=7)).date()
    data: dict[str, object] = {
        "instrument": instrument,
        "within": "inner" if inner else "both",
        "until": until.isoformat(),
        "people": people or [pk for (pk,) in everybody(by)],
    }
    page = by.send("pulse/new/", data)
    assert page.status == 200, page.words
    return page.at.rstrip("/").rpartition("/")[2]


def everybody(by: Seat) -> list[tuple[int]]:
    rows = models.Membership.objects.filter(organisation=by.person.membership.organisation)
    return list(rows.values_list("person"))


def answered(
    by: Seat, round_: str, *levels: int, agrees: bool = True, more: Mapping[str, object] | None = None
) -> Page:
    said = levels or (4, 4, 3, 4, 5)
    instrument = Instrument.PULSE if len(said) == len(KEYS) else Instrument.HEALTH_CHECK
    keys = [item.key for item in items_of(instrument)]
    data = {f"level_{key}": level for key, level in zip(keys, said, strict=True)}
    data |= {"move": "answer", **({"agrees": "on"} if agrees else {}), **(more or {})}
    return by.send(f"pulse/{round_}/act/", data)


def act(by: Seat, round_: str, move: str, **more: object) -> Page:
    return by.send(f"pulse/{round_}/act/", {"move": move, **more})


def today(seat: Seat) -> str:
    return seat.client.get("/").content.decode()


def sheet(seat: Seat) -> str:
    answer = seat.client.get(seat.where("pulse/as/csv/"))
    return b"".join(answer.streaming_content).decode()


def reader(seat: Seat) -> Reader:
    someone = reader_of(seat.person)
    found = seat_of(someone, seat.slug) if someone is not None else None
    assert found is not None
    return found


def pass_the_day(round_: str) -> None:
    yesterday = (timezone.now() - timedelta(days=1)).date()
    models.Survey.objects.filter(object=round_).update(until=yesterday)


def rest(round_: str) -> None:
    """Let so much time pass since a round that the same may be asked again."""
    long_ago = timezone.now() - timedelta(days=40)
    models.Survey.objects.filter(object=round_).update(closed_at=long_ago)
    stamp = int(long_ago.timestamp() * 1000)
    models.Round.objects.filter(object=round_).update(put_at=stamp, opened_at=stamp)
