"""All alliances on one page: each on its own, by name, compared with how it was; nothing of one reaches another firm."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Pair, person, terms
from tests.web.seats import agreed, asked, table
from tests.web.test_taking_along import taken
from troth.actions import alliance as together
from troth.actions import promises
from troth.actions.days import stamp_of
from troth.core.promises import VALUE, Outcome
from troth.store import founding, models
from troth.store.evidence import WEEK_MS
from troth.store.node import StoreNode

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def another(two: Pair, short: str, zone: str = "Europe/Oslo") -> models.Alliance:
    """A second partner of Veldsen, with an open alliance and one promise of each side in it."""
    other = models.Organisation.objects.create(name=f"{short} AS", short=short, place="Bergen", zone=zone)
    theirs = person(other, f"{short} Admin")
    alliance = founding.found(two.annelies.membership.organisation, short).party.alliance
    founding.join(alliance, other)
    ours, they = founding.actor_of(two.annelies, alliance), founding.actor_of(theirs, alliance)
    founding.confirm(ours)
    founding.confirm(they)
    node = StoreNode()
    promises.offer(node, ours, terms(f"Ours to {short}", due=(timezone.now() + WEEK).date()))
    promises.offer(node, they, terms(f"Theirs of {short}", due=(timezone.now() + WEEK).date()))
    together.put_objective(node, ours, title=f"Objective with {short}")
    return alliance


def kept(
    alliance: models.Alliance, colour: str, count: int, *, until: int = 0, outcome: str = "kept_early"
) -> None:
    """So many promises that a side kept, a week apart, the last so many days ago."""
    parties = {each.colour: each for each in alliance.parties.all()}
    begun = models.Promise.objects.filter(alliance=alliance).count()
    now = stamp_of(timezone.now())
    for n in range(count):
        at = now - (until + 7 * n) * 86_400_000
        models.Promise.objects.create(
            alliance=alliance, object=f"pr_{colour}{begun}{n}", number=1000 + begun + n, performer=parties[colour],
            customer=parties["b" if colour == "a" else "a"], status="kept", outcome=outcome, stake="medium",
            due=at, closed_at=at, opened_at=at, changed_at=at,
        )  # fmt: skip
        models.Evidence.objects.create(
            alliance=alliance, trustor=parties["b" if colour == "a" else "a"], object=f"pr_{colour}{begun}{n}",
            piece=f"pr_{colour}{begun}{n}:delivery", facet="delivery", at=at, known=at, week=at // WEEK_MS,
            value=VALUE[Outcome[outcome.upper()]], stake=3.0, weight=1.0,
        )  # fmt: skip
    # What a process has read of trust it keeps until something is said, or the rows are made again.
    models.Party.objects.filter(alliance=alliance).update(made_again=F("made_again") + 1)


def rows(html: str) -> list[str]:
    """Each alliance of the page, in their order."""
    return re.findall(r'<article class="pf">.*?</article>', html, re.DOTALL)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_alliance_stands_by_itself_and_in_the_order_of_names() -> None:
    at = table()
    for short in ("Østfjord", "bram", "Alma"):
        another(at.two, short)
    kept(at.two.alliance, "b", 30)
    page = at.annelies.page("/alliances/")
    found = [words(each) for each in rows(page.html)]
    assert [each.split()[0] for each in found] == ["Alma", "bram", "Kaido", "Østfjord"]
    assert "Four partners." in page.words
    assert "Yokohama," in found[2]
    assert "Veldsen relies on Kaido: delivery: firm, can be counted on to" in found[2]
    assert "Kaido relies on Veldsen: little to go on." in found[2]
    assert "Together: little to go on, while Kaido has seen little of Veldsen." in found[2]
    assert "Kept since" in found[2]
    assert "Two open promises, one of them yours" in found[0]
    assert "There is no ranking" in page.words


def test_it_is_compared_with_a_quarter_or_half_a_year_ago() -> None:
    at = table()
    for colour in "ab":
        kept(at.two.alliance, colour, 20, until=120)
    first = words(rows(at.annelies.page("/alliances/").html)[0])
    kept(at.two.alliance, "a", 6, outcome="after_silence")
    later = words(rows(at.annelies.page("/alliances/").html)[0])
    assert "As far as in" in first
    assert "Less far than in" in later
    assert "Together" in later
    assert "as far as Kaido can rely on Veldsen" in later
    page = at.annelies.page("/alliances/", since="half")
    assert 'href="?since=half" aria-current="true"' in page.html
    assert "There is something to go on now; in" in words(rows(page.html)[0]) or "than in" in page.words
    assert at.annelies.page("/alliances/", since="nonsense").status == 200


def test_what_needs_a_word_is_ones_own_sides_alone() -> None:
    at = table()
    promise = agreed(at)
    models.Promise.objects.filter(object=promise).update(due=stamp_of(timezone.now()) - 1000)
    assert "One of your promises may not make its day." in at.annelies.page("/alliances/").words
    assert "may not make" not in at.naoko.page("/alliances/").words
    mine, theirs = (taken(seat, "/alliances/as/csv/")[0] for seat in (at.annelies, at.naoko))
    assert (mine["Of ours at risk"], theirs["Of ours at risk"]) == ("1", "0")


def test_a_pulse_that_can_be_asked_for_again_is_said() -> None:
    at = table()
    long_ago = stamp_of(timezone.now() - timedelta(days=70))
    models.Round.objects.create(
        alliance=at.two.alliance, object="bl_1", number=1, subject="pulse", phase="opened",
        asked_by=at.two.alliance.parties.first(), put_at=long_ago, changed_at=long_ago, opened_at=long_ago,
    )  # fmt: skip
    assert "A pulse can be asked for again." in at.annelies.page("/alliances/").words
    assert taken(at.annelies, "/alliances/as/csv/")[0]["Pulses due"] == "A pulse can be asked for again."


def test_nothing_of_one_alliance_reaches_the_partner_of_another() -> None:
    at = table()
    other = another(at.two, "Ostfjord")
    kept(other, "b", 5)
    models.Joint.objects.create(
        alliance=other, object="pu_1", kind="purpose", status="agreed", text="Oxygen alarms", changed_at=1
    )
    asked(at.annelies, "The cold store has room")
    ours = at.annelies.page("/alliances/").html
    assert "Ostfjord" in ours and "Oxygen alarms" in ours and "Kaido" in ours
    stranger = Client()
    stranger.force_login(models.Person.objects.get(name="Ostfjord Admin"))
    for client, secrets in (
        (at.naoko.client, ("Ostfjord", "Oxygen", "Bergen")),
        (stranger, ("Kaido", "Yokohama")),
    ):
        for where in ("/alliances/", "/alliances/?since=half", "/alliances/as/csv/", "/alliances/as/xlsx/"):
            answer = client.get(where)
            raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not [secret for secret in secrets if secret.encode() in raw], (where, secrets)
    assert len(rows(at.naoko.page("/alliances/").html)) == 1


def test_what_is_not_open_to_both_has_no_reach_and_tells_the_partner_nothing() -> None:
    at = table()
    agreed(at)
    models.Alliance.objects.update(opened_at=None)
    for seat in (at.annelies, at.naoko):
        page = seat.page("/alliances/")
        assert rows(page.html) == []
        assert "Twelve words wait to be compared" in page.words
    row = taken(at.naoko, "/alliances/as/csv/")[0]
    assert (row["We rely on them"], row["Open promises"], row["Confirmed by both"]) == ("", "0", "not yet")


def test_the_list_is_taken_along_with_both_directions_now_and_then() -> None:
    at = table()
    kept(at.two.alliance, "b", 30)
    mine, theirs = (taken(seat, "/alliances/as/csv/?since=half")[0] for seat in (at.annelies, at.naoko))
    assert mine["Partner"] == "Kaido"
    assert (mine["We rely on them"], mine["They rely on us"]) == (
        "delivery: firm",
        "little to go on",
    )
    assert (theirs["We rely on them"], theirs["They rely on us"]) == (
        mine["They rely on us"],
        mine["We rely on them"],
    )
    assert mine["Together"] == theirs["Together"] == "little to go on"


def test_the_questions_do_not_grow_with_the_number_of_alliances() -> None:
    at = table()
    agreed(at)
    at.annelies.page("/alliances/")
    with CaptureQueriesContext(connection) as one:
        at.annelies.page("/alliances/")
    count = len(one)
    for n in range(4):
        kept(another(at.two, f"Partner {n}"), "b", 3)
    with CaptureQueriesContext(connection) as first:
        at.annelies.page("/alliances/")
    with CaptureQueriesContext(connection) as many:
        page = at.annelies.page("/alliances/")
    assert len(rows(page.html)) == 5
    assert len(many) <= count <= 12
    assert len(first) <= count + 1 <= 12, "what was said is read anew for all of them at once"
