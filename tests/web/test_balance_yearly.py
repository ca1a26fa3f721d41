"""The yearly question: both sides say unseen whether a control helps the work, and are reminded when a year has gone by."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.seats import table
from tests.web.test_balance import CHECK, act, agreed, control
from tests.web.test_charter import today
from troth.web import live

pytestmark = pytest.mark.django_db
A_YEAR = "A year has gone by"


def test_both_say_unseen_whether_it_helps_and_it_opens_for_both_at_once() -> None:
    at = table()
    agreed(at, CHECK)
    name = control("Second signature")
    act(at.annelies, f"controls/{name}", "ask")
    for seat in (at.annelies, at.naoko):
        assert "Does it help or hurt the work? Both sides are asked" in today(seat)
    page = act(at.naoko, f"controls/{name}", "effect")
    assert page.status == 422 and "Choose one of the five" in page.words
    theirs = "We read it as a question about us."
    before = at.annelies.page(f"balance/controls/{name}/").html
    act(at.naoko, f"controls/{name}", "effect", effect="hurts_a_little", words=theirs)
    after = at.annelies.page(f"balance/controls/{name}/").html
    strip = re.compile(
        r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken":"[^"]*"|complete up to.*?</a>', re.S
    )
    assert strip.sub("", before) == strip.sub("", after), "nothing shows that the other side came in"
    assert "Your side’s answer is sealed." in at.naoko.page(f"balance/controls/{name}/").words
    act(
        at.annelies, f"controls/{name}", "effect", effect="neither", words="I sign what the first one signed."
    )
    for seat in (at.annelies, at.naoko):
        words = seat.page(f"balance/controls/{name}/").words
        assert theirs in words and "hurts a little" in words and "neither helps nor hurts" in words
    assert "Both sides are asked" not in today(at.naoko)


def test_both_are_reminded_to_ask_once_a_year_has_gone_by(monkeypatch: pytest.MonkeyPatch) -> None:
    at = table()
    agreed(at, CHECK)
    name = control("Second signature")
    page = f"balance/controls/{name}/"
    assert A_YEAR not in at.annelies.page(page).words + today(at.annelies), (
        "it is new to this record, however old"
    )
    monkeypatch.setattr(live, "present", lambda: timezone.now() + timedelta(days=366))
    for seat in (at.annelies, at.naoko):
        assert A_YEAR in seat.page(page).words
        assert f"{A_YEAR}: does it help or hurt the work?" in today(seat)
    monkeypatch.undo()
    act(at.naoko, f"controls/{name}", "ask")
    monkeypatch.setattr(live, "present", lambda: timezone.now() + timedelta(days=366))
    assert A_YEAR not in at.annelies.page(page).words + today(at.annelies), "both are being asked"
    for seat in (at.annelies, at.naoko):
        act(seat, f"controls/{name}", "effect", effect="helps")
    assert f"{A_YEAR}: does it help" in today(at.annelies), "it was asked a year ago"
    monkeypatch.undo()
    assert A_YEAR not in today(at.annelies)
