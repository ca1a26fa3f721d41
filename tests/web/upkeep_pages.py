"""Pages of one's own calendar and of whoever looks after a node, with data as their views hand it over."""

from __future__ import annotations

from types import SimpleNamespace as Of
from typing import Any

from tests.web.samples import at, frame, in_alliance

CALENDARS = ({"name": "Veldsen and Kaido", "url": "#"},)
ADDRESS = {
    "address": "https://node.veldsen.example/calendar/feed/abc/troth.ics",
    "opens": "webcal://node.veldsen.example/calendar/feed/abc/troth.ics",
    "made": at(20),
}


JOBS = (
    Of(said="Records are checked: 2 of 5.", asked=at(23), over=False, faults=()),
    Of(said="A backup was made, and read through.", asked=at(23), over=True, faults=()),
)
GIVEN_UP = {"pk": 1, "title": "A mail to k@kaido.example", "tries": "40 tries", "next": None, "since": at(20)}
WAITS = {"pk": 2, "title": "Acknowledging the other side", "tries": "one try", "next": at(23), "since": None}


def operator(*, well: bool) -> dict[str, Any]:
    return frame(
        active="settings",
        heading="The node is well." if well else "The node is well. One message could not be handed over.",
        troubles=()
        if well
        else (
            GIVEN_UP | {"fault": "452 mailbox over quota", "letter": True},
            WAITS | {"fault": "", "letter": False},
        ),
        given_up=not well,
        more="" if well else "twelve",
        short="Nothing waits",
        queues=()
        if well
        else ({"name": "News by mail", "waiting": 3, "later": 1, "done": 61, "oldest": "40 s"},),
        checked=Of(alliances=5, entries=4120, at=at(23), faults=0),
        check="no finding",
        receipt=at(23),
        backup=None if well else Of(at=at(23), where="/srv/troth/backup/troth-2026-11-23T0100Z.tar.gz"),
        backup_size="278.0 MB",
        versions={"Troth": "0.1.0"},
        free="212 GB",
        clock="2026-11-23 08:06:44 UTC",
        life="Worker started 19 days ago, last sign of life 3 s ago.",
        jobs=() if well else JOBS,
    )


UPKEEP: dict[str, tuple[str, dict[str, Any]]] = {
    "calendar-address": (
        "calendar/address.html",
        in_alliance(title="Veldsen and Kaido", page="#", **ADDRESS),
    ),
    "calendar-address-none": ("calendar/address.html", frame(title="Everything with your name", page="#")),
    "operator": ("operator/operator.html", operator(well=False)),
    "operator-well": ("operator/operator.html", operator(well=True)),
}
