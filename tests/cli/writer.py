"""A process of its own that offers promises for one side; started several times at once by the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def start(home: Path) -> None:
    """Make Django ready on a home, as a node's processes do."""
    os.environ["TROTH_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth.server.settings"
    import django

    django.setup()


def prepare() -> None:
    """Make the tables and an open alliance of two firms."""
    from django.core.management import call_command

    from tests.cast import pair

    call_command("migrate", interactive=False, verbosity=0)
    pair()


def offer(side: str, count: int) -> None:
    """Offer that many promises, saying each id once it is committed."""
    from datetime import UTC, datetime, timedelta

    from tests.cast import terms
    from troth.actions import promises
    from troth.store import founding, models
    from troth.store.node import StoreNode

    alliance = models.Alliance.objects.get()
    person = models.Person.objects.get(email__startswith="annelies" if side == "a" else "naoko")
    actor = founding.actor_of(person, alliance)
    node = StoreNode()
    day = (datetime.now(UTC) + timedelta(days=40)).date()
    for number in range(count):
        print(promises.offer(node, actor, terms(f"Promise {number}", day)), flush=True)


if __name__ == "__main__":
    start(Path(sys.argv[1]))
    if sys.argv[2] == "prepare":
        prepare()
    else:
        offer(sys.argv[2], int(sys.argv[3]))
