"""A home with four alliances in it, made in a process of its own: `python -m tests.cli.filling` in a fresh TROTH_HOME.

It prints, as JSON, the session of everybody and the ids that stand in Veldsen's addresses; with the word `hostile`,
everything that people type is one of the texts of tests/browser/hostile.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Filled:
    """What was made: each person's session, the ids of Veldsen's things, and the pages that each is given."""

    sessions: Mapping[str, str]
    ids: Mapping[str, str]
    pages: Mapping[str, list[str]]


def fill(home: Path, *words: str) -> Filled:
    """Fill a home that nothing is in."""
    prepared.empty(home)
    environ = {name: each for name, each in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))}
    environ |= {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "troth.server.settings"}
    made = subprocess.run(
        [sys.executable, "-m", "tests.cli.filling", *words],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return Filled(**json.loads(made.stdout.splitlines()[-1]))


def main(words: list[str]) -> None:
    import django

    django.setup()
    from tests.web.world import routes, world
    from troth.cli.launch import prepare
    from troth.store import restoring

    prepare()
    made = world()
    ids = dict(made.ids)
    if words:
        from tests.browser.hostile import everywhere

        ids |= everywhere(made)
        made.ids = ids
    else:
        ids["agreed"] = agreed(made)
        restoring.put_back(made.foreign.alliance.pk)
        ids["restored"] = made.foreign.alliance.slug
    sessions = {
        who: each.cookies["troth"].value for who, each in made.browsers.items() if "troth" in each.cookies
    }
    pages = {who: [made.address(routes()[name], who) for name in open_to(who)] for who in sessions}
    sys.stdout.write("\n" + json.dumps({"sessions": sessions, "ids": ids, "pages": pages}) + "\n")


def open_to(who: str) -> list[str]:
    """The names of the pages that somebody is given, as the grid of all pages says."""
    from tests.web.test_grid import rows
    from tests.web.world import PEOPLE

    place = PEOPLE.index(who)
    return [name for (name, method), answers in rows().items() if method == "get" and answers[place] == "200"]


def agreed(made: object) -> str:
    """A promise of Veldsen that both hold, to be delivered."""
    from django.utils import timezone

    from tests.cast import terms
    from tests.web.world import World
    from troth.actions import promises
    from troth.actions.promises import On
    from troth.store.node import StoreNode

    assert isinstance(made, World)
    node, two = StoreNode(), made.two
    day = timezone.now().date() + timedelta(days=9)
    promise = promises.offer(node, two.veldsen, terms('=HYPERLINK("https://evil.example","Click")', due=day))
    state = promises.state_of(node, two.alliance.pk, promise)
    text = next(text for text in state.table.values() if text)
    promises.agree(node, two.kaido, On(promise, state.stamp), text=text.id)
    return promise


if __name__ == "__main__":
    main(sys.argv[1:])
