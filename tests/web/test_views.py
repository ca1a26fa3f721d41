"""Views of the list: what everybody has, and what a person keeps under a name, with counts, for their eyes alone."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.seats import Seat, Table, agreed, asked, offered, table
from troth.store import models, private
from troth.store.views import MOST

pytestmark = pytest.mark.django_db


def links(page: str) -> dict[str, tuple[str, str]]:
    """The views of a list: where each leads, and its count."""
    nav = re.search(r'<nav class="filter".*?</nav>', page, re.S)
    assert nav
    found = re.findall(
        r'<a href="([^"]+)"[^>]*>(?:<svg.*?</svg>)?([^<]+?)(?: <span class="num">(\d+)</span>)?</a>',
        nav.group(),
    )
    return {label: (url.replace("&amp;", "&"), count) for url, label, count in found}


def kept(seat: Seat, name: str, **asked: str) -> models.SavedView:
    seat.send("promises/views/", {"name": name, **asked})
    return models.SavedView.objects.get(person=seat.person, name=name)


def warned(at: Table, title: str) -> str:
    promise = agreed(at, title=title)
    at.annelies.act(promise, "warn", words="A crack", then="unknown")
    return promise


def test_every_list_offers_what_needs_you_and_what_moved_with_counts() -> None:
    at = table()
    offered(at.annelies, "To be answered")
    warned(at, "Told of early")
    agreed(at, title="On its way")
    views = links(at.naoko.page("promises/").html)
    counts = {label: count for label, (_, count) in views.items()}
    assert counts == {"Needs you": "1", "Open": "3", "Moved or warned": "1", "Settled": "0", "All": "3"}
    needs = at.naoko.page(views["Needs you"][0]).words
    assert "To be answered" in needs and "On its way" not in needs
    moved = at.naoko.page(views["Moved or warned"][0]).words
    assert "Told of early" in moved and "To be answered" not in moved


def test_a_moved_day_counts_as_moved() -> None:
    at = table()
    promise = agreed(at)
    row = models.Promise.objects.get(object=promise)
    at.annelies.act(promise, "change", due="2031-01-02", zone="Europe/Amsterdam", conditions="It is so")
    assert links(at.naoko.page("promises/").html)["Moved or warned"][1] == "0"
    at.naoko.act(promise, "agree")
    assert models.Promise.objects.get(object=promise).first_due_day == row.due_day
    assert links(at.naoko.page("promises/").html)["Moved or warned"][1] == "1"


def test_what_is_looked_for_is_kept_under_a_name_and_found_again() -> None:
    at = table()
    offered(at.annelies, "Alarm at night")
    offered(at.annelies, "A drawing")
    page = at.annelies.page("promises/", q="night", state="open")
    assert "Keep this view" in page.words
    assert "Keep this view" not in at.annelies.page("promises/").words
    view = kept(at.annelies, "Nights and alarms", q="night", state="open")
    assert view.asked == {"q": "night", "state": "open"}
    url, count = links(at.annelies.page("promises/").html)["Nights and alarms"]
    assert count == "1"
    shown = at.annelies.page(url)
    assert "Alarm at night" in shown.words and "A drawing" not in shown.words
    assert "Change this view" in shown.words


def test_the_same_name_again_replaces_the_view() -> None:
    at = table()
    kept(at.annelies, "Mine", q="night")
    assert kept(at.annelies, "Mine", stake="high").asked == {"stake": "high", "state": "open"}
    assert models.SavedView.objects.count() == 1


def test_a_view_is_renamed_and_removed() -> None:
    at = table()
    view = kept(at.annelies, "Nights", q="night")
    page = at.annelies.send(f"promises/views/{view.pk}/", {"name": "  Nights   and alarms "})
    assert "It is called “Nights and alarms” now." in page.words
    other = kept(at.annelies, "Days", q="day")
    page = at.annelies.send(f"promises/views/{other.pk}/", {"name": "Nights and alarms"})
    assert "Another view of yours is called “Nights and alarms”." in page.words
    at.annelies.send(f"promises/views/{view.pk}/", {"do": "remove", "name": ""})
    assert [each.name for each in models.SavedView.objects.all()] == ["Days"]


def test_a_view_needs_a_name_and_there_are_only_so_many() -> None:
    at = table()
    assert "Give the view a name" in at.annelies.send("promises/views/", {"name": " ", "q": "x"}).words
    for n in range(MOST):
        kept(at.annelies, f"View {n}", q=str(n))
    refused = at.annelies.send("promises/views/", {"name": "One more", "q": "x"})
    assert f"You keep {MOST} views here already." in refused.words
    kept(at.annelies, "View 3", q="changed")
    assert models.SavedView.objects.count() == MOST


def test_views_are_their_owners_alone() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    view = kept(at.annelies, "Nights", q="night")
    for other in (joost, at.naoko):
        assert "Nights" not in other.page("promises/").words
        assert other.send(f"promises/views/{view.pk}/", {"do": "remove"}).status == 404
    assert models.SavedView.objects.filter(pk=view.pk).exists()


def test_a_view_over_what_is_settled_tells_its_count_only_where_that_is_cheap() -> None:
    at = table()
    offered(at.annelies, area="Fleet")
    kept(at.annelies, "All of Fleet", state="any", area="Fleet")
    kept(at.annelies, "All of Kaido", state="any", side="b")
    kept(at.annelies, "Once about audits", state="any", q="audit")
    counts = {label: count for label, (_, count) in links(at.annelies.page("promises/").html).items()}
    assert counts["All of Fleet"] == "1"
    assert counts["All of Kaido"] == "0"
    assert counts["Once about audits"] == ""


def test_the_list_asks_twelve_things_at_most_whatever_its_size_and_whatever_is_kept() -> None:
    at = table()
    offered(at.annelies)
    at.annelies.page("promises/")
    with CaptureQueriesContext(connection) as few:
        at.annelies.page("promises/")
    for n in range(5):
        kept(at.annelies, f"View {n}", q=str(n), state="any" if n % 2 else "open")
        private.keep_draft(at.annelies.person, f"offer:{at.annelies.slug}:d{n}", {"title": ["Half"]})
    asked(at.annelies, series_every="week", series_count="60")
    offered(at.annelies, series_every="week", series_count="60")
    at.annelies.page("promises/")  # counts what is settled, once after the record went on
    for query in (
        {},
        {"q": "cold", "state": "any"},
        {"state": "needs"},
        {"state": "settled"},
        {"show": "80"},
    ):
        with CaptureQueriesContext(connection) as many:
            at.annelies.page("promises/", **query)
        assert len(many) <= len(few) <= 12, query


def test_more_of_each_side_is_shown_forty_at_a_time() -> None:
    at = table()
    asked(at.annelies, series_every="week", series_count="45")
    first = at.annelies.page("promises/")
    assert first.html.count('id="row-') == 40
    assert "Show 5 more" in first.words
    assert at.annelies.page("promises/", show="80").html.count('id="row-') == 45
    assert "Show more" in at.annelies.page("promises/", q="cold", state="any").words
