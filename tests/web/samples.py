"""What the pages show in the tests of templates: one Monday of two firms."""

from __future__ import annotations

from datetime import UTC, datetime, time
from types import SimpleNamespace as Of
from typing import Any

NOW = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)
ME = Of(
    name="Annelies van der Meer-Hoogenboom",
    theme="",
    language="en",
    colour="a",
    side="a",
    is_authenticated=True,
    coach=True,
    tips=True,
)
JOOST = Of(name="Joost Bakker", colour="a")
HARUKA = Of(name="Haruka Shimizu", colour="b")
KENJI = Of(name="Kenji Morimoto", colour="b")
VELDSEN = Of(
    colour="a", name="Veldsen Instruments", short="Veldsen", place="Eindhoven", zone="Europe/Amsterdam",
    opens=time(8, 30), closes=time(17, 30), mine=True,
)  # fmt: skip
KAIDO = Of(
    colour="b", name="Kaido Logistics", short="Kaido", place="Yokohama", zone="Asia/Tokyo",
    opens=time(9), closes=time(18), mine=False,
)  # fmt: skip


def frame(**more: Any) -> dict[str, Any]:
    """What the context processor gives to every page."""
    return {
        "me": ME,
        "zone": "Europe/Amsterdam",
        "now": NOW,
        "my_org": Of(name="Veldsen Instruments", short="Veldsen"),
        "my_colour": "a",
        "operator": "Veldsen’s IT, Eindhoven",
        "host": "node.veldsen.example",
        "record_upto": datetime(2026, 11, 23, 8, 2, tzinfo=UTC),
        "sides": (VELDSEN, KAIDO),
        "live_tag": "416-2026-11-23",
        **more,
    }


def in_alliance(**more: Any) -> dict[str, Any]:
    """The same within the alliance of the two."""
    return frame(alliance=Of(slug="veldsen-kaido", name="Veldsen and Kaido", has_partner=True), **more)


def at(day: int, hour: int = 7) -> datetime:
    """A moment of this November."""
    return datetime(2026, 11, day, hour, 6, tzinfo=UTC)


def row(key: str, glyph: str, title: str, strong: str, *facts: str, more: str = "", act: str = "") -> Of:
    """A promise in a list."""
    return Of(
        key=key,
        glyph=glyph,
        url="#",
        title=title,
        strong=strong,
        facts=facts,
        more=more,
        act=act,
        act_url="#",
    )
