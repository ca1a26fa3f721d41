"""Two firms with an empty outbox, and a node that sends mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.cast import Pair, pair
from troth.store import models


@pytest.fixture
def two() -> Pair:
    made = pair()
    models.Outbox.objects.all().delete()
    models.Untold.objects.all().delete()
    return made


@pytest.fixture
def posting() -> Iterator[None]:
    with override_settings(TROTH_MAIL=True, TROTH_URL="https://troth.example"):
        yield
