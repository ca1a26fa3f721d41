"""A tip: for one person, because of something that was seen, for one day, and away for good when it is put away."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import SOON, Seat, Table, agreed, asked, offered, table
from troth.actions.days import day_in, stamp_of
from troth.core.tips import TIPS, Seen
from troth.core.values import Role
from troth.store import forgetting, models, tips
from troth.store.queries.people import Seat as Reading
from troth.store.queries.people import reader_of, seat_of
from troth.store.queries.seen import seen_by
from troth.store.queries.tips import shown_to, tip_for

pytestmark = pytest.mark.django_db

LATE = "A word today is worth more than one tomorrow"
ASK = "Ask before you conclude"
DAY_MS = 86_400_000


def reading(seat: Seat) -> Reading:
    """The same seat as the store knows it."""
    reader = reader_of(models.Person.objects.get(pk=seat.person.pk))
    assert reader is not None
    found = seat_of(reader, seat.slug)
    assert found is not None
    return found


def now() -> int:
    return stamp_of(timezone.now())


def passed(at: Table) -> str:
    """A promise of Annelies whose day has passed without a word."""
    promise = agreed(at)
    models.Promise.objects.filter(object=promise).update(due=now() - 1000)
    return promise


def young(at: Table) -> None:
    """An alliance that both have just opened."""
    models.Alliance.objects.filter(pk=at.two.alliance.pk).update(opened_at=timezone.now())


def another_day(days: int = 1) -> None:
    """What was shown lies so many days further back."""
    for row in models.TipShown.objects.all():
        row.on -= timedelta(days=days)
        row.save()


def test_a_fact_brings_its_tip_with_the_reason_and_the_source() -> None:
    at = table()
    passed(at)
    words = at.annelies.page("tip/").words
    assert LATE in words
    assert "The day of a promise of yours has passed, and Kaido has no word from you yet." in words
    assert "After A peek at alliances, August 2010" in words
    assert "Only you see this" in words
    theirs = at.naoko.page("tip/").words
    assert ASK in theirs
    assert LATE not in theirs


def test_the_home_asks_for_it_and_works_without_a_script() -> None:
    at = table()
    passed(at)
    home = at.annelies.page("").html
    place = home[home.index('id="tip"') :]
    assert f'hx-get="/a/{at.annelies.slug}/tip/" hx-trigger="load"' in place
    assert f'<noscript><p class="fine"><a href="/a/{at.annelies.slug}/tip/">' in place
    assert LATE not in home
    part = at.annelies.client.get(f"/a/{at.annelies.slug}/tip/", headers={"HX-Request": "true"})
    assert LATE in part.content.decode()
    assert "<html" not in part.content.decode()


def test_it_stays_all_day_also_when_something_more_pressing_comes_up() -> None:
    at = table()
    models.Alliance.objects.update(opened_at=timezone.now() - timedelta(days=35))
    first = tip_for(reading(at.annelies), now())
    assert first is not None
    assert tips.keep_shown(reading(at.annelies), first.key, day_in(now(), "Europe/Amsterdam"))
    passed(at)
    assert first.title in at.annelies.page("tip/").words
    another_day()
    assert LATE in at.annelies.page("tip/").words
    another_day()
    third = at.annelies.page("tip/").words
    assert first.title not in third
    assert LATE not in third


def test_put_away_it_is_gone_for_half_a_year_and_no_other_comes_that_day() -> None:
    at = table()
    passed(at)
    models.Alliance.objects.update(opened_at=timezone.now() - timedelta(days=200))
    at.annelies.page("tip/")
    assert "Put away." in at.annelies.send("tip/away/", {"key": "word-today"}).words
    assert "Nothing calls for a tip today." in at.annelies.page("tip/").words
    another_day()
    assert LATE not in at.annelies.page("tip/").words
    for each in models.TipShown.objects.filter(key="word-today"):
        each.on -= timedelta(days=181)
        each.save()
    assert LATE in [each.title for each in TIPS if each.holds(seen_by(reading(at.annelies), now()))]
    models.TipShown.objects.exclude(key="word-today").delete()
    assert LATE in at.annelies.page("tip/").words


def test_only_what_was_shown_to_oneself_can_be_put_away() -> None:
    at = table()
    passed(at)
    at.annelies.page("tip/")
    for seat in (at.naoko, at.colleague("Joost Bakker")):
        assert seat.send("tip/away/", {"key": "word-today"}).status == 404
    assert not models.TipShown.objects.get(person=at.annelies.person).put_away


def test_whoever_wants_none_gets_none_and_can_have_them_back() -> None:
    at = table()
    passed(at)
    at.annelies.send("/settings/tips/", {"tips": "off"})
    assert "They are off: nothing is suggested to you." in at.annelies.page("/settings/").words
    assert 'id="tip"' not in at.annelies.page("").html
    assert "You have turned tips off." in at.annelies.page("tip/").words
    assert not models.TipShown.objects.exists()
    at.annelies.send("/settings/tips/", {"tips": "on"})
    assert LATE in at.annelies.page("tip/").words


def test_what_somebody_was_shown_is_nowhere_but_with_them_and_goes_with_them() -> None:
    at = table()
    passed(at)
    at.annelies.page("tip/")
    taken = at.naoko.taken_along() + at.annelies.taken_along()
    admin = at.colleague("Somebody Else", Role.ADMIN)
    for room in ("", "promises/", "record/", "people/"):
        taken += at.naoko.page(room).html + admin.page(room).html
    assert LATE not in taken
    assert "word-today" not in taken
    assert models.TipShown.objects.filter(person=at.annelies.person).count() == 1
    forgetting.forget(models.Person.objects.get(pk=at.annelies.person.pk), notes=True, heir=None)
    assert not models.TipShown.objects.filter(key="word-today").exists()


def test_a_day_has_one_tip_for_a_person_whatever_two_pages_ask_at_once() -> None:
    at = table()
    seat, today = reading(at.annelies), day_in(now(), "Europe/Amsterdam")
    assert tips.keep_shown(seat, "word-today", today)
    assert tips.keep_shown(seat, "word-today", today)
    assert not tips.keep_shown(seat, "quiet-for-weeks", today)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.TipShown.objects.create(person=seat.person, alliance=seat.alliance, key="other", on=today)


def test_what_rests_no_longer_is_forgotten() -> None:
    at = table()
    seat, today = reading(at.annelies), day_in(now(), "Europe/Amsterdam")
    tips.keep_shown(seat, "word-today", today - timedelta(days=200))
    tips.keep_shown(seat, "quiet-for-weeks", today - timedelta(days=100))
    tips.keep_shown(seat, "a-rhythm", today)
    assert {each.key for each in shown_to(seat, today)} == {"quiet-for-weeks", "a-rhythm"}
    assert models.TipShown.objects.count() == 2


def test_nothing_is_seen_of_an_alliance_that_is_not_open_or_has_ended() -> None:
    at = table()
    passed(at)
    models.Alliance.objects.update(opened_at=None)
    assert seen_by(reading(at.annelies), now()) == Seen()
    assert at.naoko.page("tip/").status == 302
    models.Alliance.objects.update(opened_at=timezone.now() - timedelta(days=10))
    models.Party.objects.filter(alliance=at.two.alliance, colour="b").update(left_at=now())
    assert seen_by(reading(at.annelies), now()) == Seen()


def test_the_home_asks_the_database_no_more_and_the_tip_as_much_whatever_the_size() -> None:
    at = table()
    passed(at)
    offered(at.annelies)
    at.annelies.page("")
    tip_for(reading(at.annelies), now())
    with CaptureQueriesContext(connection) as home:
        at.annelies.page("")
    assert len(home) <= 12
    assert not [each["sql"] for each in home if "tipshown" in each["sql"]]
    with CaptureQueriesContext(connection) as few:
        tip_for(reading(at.annelies), now())
    count = len(few)
    asked(at.annelies, series_every="week", series_count="60")
    offered(at.annelies, series_every="week", series_count="60")
    for _ in range(3):
        passed(at)
    at.annelies.page("")  # what was said since is read for the home, and kept
    with CaptureQueriesContext(connection) as many:
        tip_for(reading(at.annelies), now())
    assert len(many) <= count <= 20


def test_the_facts_of_two_firms_far_apart() -> None:
    at = table()
    models.Alliance.objects.update(opened_at=timezone.now() - timedelta(days=40))
    seen = seen_by(reading(at.annelies), now())
    assert seen.age == 40
    assert seen.abroad
    assert seen.shared_hours < 2
    assert (seen.rhythms, seen.principles, seen.meanings, seen.clauses, seen.differences) == (0, 0, 0, 0, 0)
    assert not seen.purpose
    assert seen.met is None
    assert (seen.people_ours, seen.unsaid_theirs, seen.said_theirs) == (1, 1, 0)
    assert seen.unsaid_mine
    assert seen.sponsorless
    assert (seen.pulse, seen.health, seen.opened) == (None, None, None)


def test_the_facts_of_promises_in_both_directions() -> None:
    at = table()
    kept = agreed(at, title="The first")
    at.annelies.act(kept, "deliver", words="Done")
    at.naoko.act(kept, "accept", met_0="1", met_1="1")
    agreed(at, title="The second", conditions=[""])
    agreed(at, title="The third", conditions=[""], due=day_in(now(), "Europe/Amsterdam") + timedelta(days=2))
    asked(at.annelies, "Waits for Naoko")
    mine, theirs = (seen_by(reading(seat), now()) for seat in (at.annelies, at.naoko))
    assert (mine.open_ours, mine.open_theirs, mine.bare, mine.soon_ours) == (2, 0, 2, 1)
    assert (theirs.open_ours, theirs.open_theirs, theirs.run_theirs) == (0, 2, 1)
    later = seen_by(reading(at.naoko), now() + 8 * DAY_MS)
    assert later.waiting_days == 8
    assert seen_by(reading(at.annelies), now() + 8 * DAY_MS).waiting_days == 0


def test_every_fact_that_the_store_can_know_is_gathered() -> None:
    """What it does not say stands at its calm value: controls and stated trust are told by the rooms that hold them."""
    at = table()
    found = seen_by(reading(at.annelies), now())
    assert {each.name for each in fields(found)} >= {"checks", "stated_less"}
    assert (found.checks, found.coordinates, found.over_controlled, found.stated_less) == (0, 0, 0, False)


def test_notes_that_teach_the_other_are_seen_by_ones_own_side_alone() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.send(f"promises/{promise}/note/", {"words": "They need to understand that we cannot wait."})
    assert seen_by(reading(at.annelies), now()).lessons == 1
    assert seen_by(reading(at.naoko), now()).lessons == 0


def test_a_meeting_of_today_tomorrow_or_lately_is_seen() -> None:
    at = table()
    today = day_in(now(), "Europe/Amsterdam")
    for days, name in ((0, "meets_today"), (1, "meets_tomorrow"), (-4, "unheld")):
        models.Joint.objects.filter(kind="clause").delete()
        _rhythm(at, today + timedelta(days=days))
        seen = seen_by(reading(at.annelies), now())
        assert getattr(seen, name) == (4 if days < 0 else True), name
    models.Meeting.objects.create(
        alliance=at.two.alliance, object="me_1", number=1, wrote=at.two.alliance.parties.first(),
        day=today - timedelta(days=3), status="open", ended_at=now(), changed_at=now(),
        waits="a:m_1: b:m_2: a:m_3:pr_9",
    )  # fmt: skip
    seen = seen_by(reading(at.annelies), now())
    assert (seen.unheld, seen.met, seen.meetings_lately, seen.unconfirmed_ours) == (0, 3, 1, 1)
    assert (seen.rhythms, seen.sponsors_meet) == (1, True)


def _rhythm(at: Table, first: date) -> None:
    models.Joint.objects.create(
        alliance=at.two.alliance, object="cl_1", kind="clause", sort="cadence", status="in_force", text="Sponsors",
        details={"every": "quarter", "first": first.isoformat()}, agreed_at=now(), changed_at=now(),
    )  # fmt: skip


def test_a_promise_that_moved_twice_is_seen_by_both_as_whose_it_is() -> None:
    at = table()
    promise = agreed(at)
    for days in (5, 9):
        day = SOON + timedelta(days=days)
        at.annelies.act(
            promise, "change", due=day.isoformat(), zone="Europe/Amsterdam", words="The lab is full"
        )
        at.naoko.act(promise, "agree", stake="medium")
    row = models.Promise.objects.get(object=promise)
    assert row.due_day == SOON + timedelta(days=9)
    assert seen_by(reading(at.annelies), now()).moved_ours == 1
    assert seen_by(reading(at.naoko), now()).moved_theirs == 1


def test_every_tip_leads_to_a_room() -> None:
    at = table()
    passed(at)
    page = at.annelies.page("tip/").html
    found = re.search(r'<a class="btn s" href="([^"]+)">Promises</a>', page)
    assert found
    assert at.annelies.page(found.group(1)).status == 200
