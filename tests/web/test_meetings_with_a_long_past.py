"""What a meeting and its sponsors look at when a great deal has ended lately."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import Table, agreed, table
from tests.web.test_meetings import begun, main
from troth.store import models
from troth.store.queries.steering import MOST

pytestmark = pytest.mark.django_db
MANY = 150
DUE = "The gauge of the north dock is read"


def busy() -> Table:
    """One promise that is due this week, and many of both sides that were kept in the last days."""
    at = table()
    agreed(at, title=DUE, due=(timezone.now() + timedelta(days=4)).date())
    kept = models.Promise.objects.get()
    now = int(timezone.now().timestamp() * 1000)
    for number in range(MANY):
        kept.pk, kept.object, kept.number, kept.title = None, f"pr_k{number}", number + 2, f"Crate {number}"
        kept.status, kept.closed_at, kept.changed_at = "kept", now - number, now - number
        kept.due_day = (timezone.now() - timedelta(days=2)).date()
        kept.save(force_insert=True)
    return at


def test_what_is_due_stays_on_the_agenda_however_much_was_kept_lately() -> None:
    at = busy()
    note = begun(at.annelies)
    assert DUE in main(at.annelies.page(f"meetings/{note}/"))


def test_the_steering_page_counts_all_and_names_a_few_with_a_way_to_the_rest() -> None:
    at = busy()
    at.annelies.page("meetings/steering/")
    with CaptureQueriesContext(connection) as asked:
        page = at.annelies.page("meetings/steering/")
    words = main(page)
    assert f"Kept: {MANY}" in words and "Crate 0 " in f"{words} " and f"Crate {MOST + 1} " not in words
    assert f"And {MANY - 8} more" in words and "promises/?state=kept&amp;side=a" in page.html
    assert len(asked) <= 12
