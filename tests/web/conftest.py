"""What holds on every page: no template of a library is ever shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.template import Template
from django.test import override_settings
from django.test.signals import template_rendered

from tests.web.mailboxes import NODE, Mailbox
from tests.web.seats import Table, table
from troth.server.places import PACKAGE


@pytest.fixture(autouse=True)
def ours_alone() -> Iterator[None]:
    """Every template that a page is made of is ours."""
    strange = set()

    def seen(template: Template, **_: object) -> None:
        name = getattr(template.origin, "name", "")
        if "/templates/" in name and not name.startswith(str(PACKAGE)):
            strange.add(name)

    template_rendered.connect(seen)
    yield
    template_rendered.disconnect(seen)
    assert strange == set()


@pytest.fixture
def at(db: None) -> Iterator[Table]:
    """Two firms on a node that sends mail; a file whose firms meet otherwise says so itself."""
    cache.clear()
    with override_settings(TROTH_MAIL=True, TROTH_URL=NODE):
        yield table()


@pytest.fixture
def naoko(at: Table) -> Mailbox:
    """Her mailbox, and a browser in which nobody has signed in."""
    return Mailbox("naoko@kaido.example")


@pytest.fixture
def no_tries_before(db: None) -> None:
    """Nobody has tried anything yet."""
    cache.clear()
