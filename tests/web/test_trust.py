"""Why a side relies on the other as it does: the same page for both, with shares that add up to what stands above."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import SOON, Page, Table, agreed, table
from troth.actions.days import day_in
from troth.core.trust import BASE, Direction, Evidence, Facet, direction, direction_shares
from troth.store import evidence, models
from troth.store.node import present
from troth.store.queries.people import reader_of, seat_of
from troth.store.queries.trust import _KEPT, course, standing

pytestmark = pytest.mark.django_db
DAY = 86_400_000


def main(page: Page) -> str:
    """The words of the page without the frame, nor what only one side may press."""
    inner = page.html[page.html.index("<main") : page.html.index("</main>")]
    without = re.sub(r'<a class="btn.*?</a>', " ", inner, flags=re.S)
    return Page(page.status, without, page.at).words


def shares(page: Page) -> list[int]:
    """Every share that the list shows, what is summed up too."""
    found = re.findall(r'<span class="share"><b>([+\u2212]?\d+)</b>', page.html)
    return [int(each.replace("\u2212", "-")) for each in found]


def together(page: Page) -> int:
    found = re.search(r"together ([+\u2212]?\d+)", page.words)
    assert found
    return int(found.group(1).replace("\u2212", "-"))


def pieces(at: Table, count: int, *, area: str = "Nights", every: float = 3.0) -> list[models.Evidence]:
    """Promises of Veldsen that are over, one every few days, the seventh of each with a day that did not hold; some
    statements and signs of openness between. All of it is cited by both."""
    kaido, veldsen = at.two.kaido, at.two.veldsen
    parties = {party.log: party for party in models.Party.objects.all()}
    trustor, performer = parties[kaido.log], parties[veldsen.log]
    now = present()
    promises, found = [], []
    first = 1000 + models.Promise.objects.count()
    for number in range(count):
        day = now - int((number * every + 1) * DAY)
        name, late = f"pr_x{area}{number}", number % 7 == 6
        promises.append(
            models.Promise(
                alliance=at.two.alliance, object=name, number=number + first,
                title=f"{area} crate {number}", area=area if number % 2 else "Trailers", status="kept",
                performer=performer, customer=trustor, opened_at=day, changed_at=day, closed_at=day,
                outcome="after_silence" if late else "kept_on_the_day", zone="Europe/Amsterdam",
            )
        )  # fmt: skip
        facet = (Facet.OPENNESS if number % 11 == 5 else Facet.DELIVERY).value
        found.append(
            models.Evidence(
                alliance=at.two.alliance, trustor=trustor, object=name, piece=f"{name}:{facet}", facet=facet,
                at=day, known=day, week=day // evidence.WEEK_MS, value=0.2 if late else 1.0, stake=3.0,
                weight=1.0, batch=f"b{day // DAY}" if number % 5 == 0 else "",
            )
        )  # fmt: skip
    models.Promise.objects.bulk_create(promises)
    _KEPT.clear()  # it is kept until something is said, and here nothing was
    return models.Evidence.objects.bulk_create(found)


def reckoned(found: Iterable[models.Evidence]) -> Direction:
    return direction(map(evidence.piece_of, found), present())


def test_both_sides_read_the_same_words() -> None:
    at = table()
    pieces(at, 30)
    at.naoko.send("listening/new/", {"words": "We load at four in the morning", "asks": "on", "draft": "abc"})
    for colour in "ab":
        for where in (f"trust/{colour}/", f"trust/{colour}/changed/?since=quarter"):
            theirs, mine = at.naoko.page(where), at.annelies.page(where)
            assert mine.status == theirs.status == 200
            assert main(mine) == main(theirs)
    assert "Kaido relies on Veldsen" in main(at.annelies.page("trust/b/"))


def test_a_side_that_is_none_is_not_found() -> None:
    at = table()
    assert at.annelies.page("trust/c/").status == 404
    assert at.annelies.page("trust/c/changed/").status == 404


def test_while_there_is_little_to_go_on_no_figure_is_told() -> None:
    at = table()
    pieces(at, 2)
    page = at.annelies.page("trust/b/")
    assert "Why “little to go on”? Only two things are settled so far." in page.words
    assert shares(page) == [] and "650" not in page.words and "Nights crate 1" in page.words
    assert "the first word is" in page.words
    nothing = at.annelies.page("trust/a/").words
    assert "Nothing is settled so far." in nothing and "650" not in nothing
    assert "no figure is told" in at.annelies.page("trust/a/changed/").words


def test_what_one_record_alone_knows_is_not_counted_yet() -> None:
    at = table()
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Done")
    waits = at.naoko.page("trust/b/").words
    assert "“The audit report is in your hands” is delivered and waits to be accepted." in waits
    assert "Look at what is delivered" in waits
    at.naoko.act(promise, "accept", met_0="1", met_1="1")
    waits = at.naoko.page("trust/b/").words
    assert "One more is not cited by both records yet." in waits and "Nothing is settled so far." in waits
    agreed(at, title="The next one")
    counted = at.naoko.page("trust/b/").words
    assert "Only one thing is settled so far." in counted and "not cited" not in counted
    early = SOON - day_in(present(), "Europe/Amsterdam")  # a run may begin on one day and end on the next
    assert f"Kept {early.days} days early" in counted


@pytest.mark.parametrize("summed", [False, True])
def test_what_is_shown_and_what_is_summed_up_add_up_on_every_page(summed: bool) -> None:
    at = table()
    made = pieces(at, 130)
    if summed:
        assert evidence.sum_up(at.two.alliance.pk, present()) > 100
    whole = round(1000 * reckoned(made).whole.opinion.likely)
    for after in (0, 40, 80, 120, 999):
        page = at.annelies.page("trust/b/", after=str(after))
        assert f"650 of 1,000: where every direction starts + {whole - 650} " in main(page)
        assert together(page) == whole - 650 == sum(shares(page))
    first = at.annelies.page("trust/b/")
    assert "90 older ones" in first.words and "Nights crate 39" in first.words
    second = at.annelies.page("trust/b/", after="40")
    assert "40 newer ones" in second.words and "Trailers" in second.words
    assert len(shares(second)) == 42


def test_each_share_is_that_of_the_core() -> None:
    at = table()
    made = pieces(at, 60)
    evidence.sum_up(at.two.alliance.pk, present())
    expected = {
        each.evidence.id: each.share for each in direction_shares(map(evidence.piece_of, made), present())
    }
    answer = at.annelies.client.get(at.annelies.where("trust/b/as/csv/"))
    text = b"".join(answer.streaming_content).decode().lstrip("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == 60
    told = sorted(float(row["Share, in thousandths"]) for row in rows)
    assert told == pytest.approx(sorted(1000 * each for each in expected.values()), abs=0.002)
    likely = reckoned(made).whole.opinion.likely
    assert sum(told) == pytest.approx(1000 * (likely - BASE), abs=0.1)


def test_the_evidence_is_narrowed_to_a_facet_and_to_an_area_of_work() -> None:
    at = table()
    made = pieces(at, 50)
    open_ones = [row for row in made if row.facet == Facet.OPENNESS.value]
    page = at.annelies.page("trust/b/", facet="openness")
    assert len(shares(page)) == len(open_ones) and together(page) == sum(shares(page))
    assert "All 50" in page.words and f"Openness {len(open_ones)}" in page.words
    page = at.annelies.page("trust/b/", area="Nights")
    assert "Nights crate 1 " in page.words and "crate 2 " not in page.words
    assert "Everything else" in page.words and sum(shares(page)) == together(page)
    both = at.annelies.page("trust/b/", area="Nights", facet="openness")
    assert len(shares(both)) == 1 + sum(1 for row in open_ones if int(row.object[len("pr_xNights") :]) % 2)
    for nonsense in ({"facet": "x"}, {"after": "\x01"}, {"after": "9" * 12}, {"area": "'"}, {"after": "-1"}):
        assert at.annelies.page("trust/b/", **nonsense).status == 200
    text = b"".join(
        at.annelies.client.get(at.annelies.where("trust/b/as/csv/") + "?area=Nights").streaming_content
    )
    assert len(text.decode().strip().splitlines()) == 1 + 25


def test_an_area_of_more_than_a_page_is_paged() -> None:
    at = table()
    pieces(at, 100)
    first = at.annelies.page("trust/b/", area="Nights")
    assert "10 older ones" in first.words and len(shares(first)) == 41
    second = at.annelies.page("trust/b/", area="Nights", after="40")
    assert "40 newer ones" in second.words and sum(shares(second)[1:]) == together(second)


def test_the_database_is_asked_the_same_few_things_however_much_evidence_there_is() -> None:
    at = table()
    pieces(at, 30)
    at.naoko.send("listening/new/", {"words": "We load at four in the morning", "asks": "on", "draft": "abc"})
    asked = []
    for more in (False, True):
        if more:
            pieces(at, 2000, area="Days", every=0.4)
            evidence.sum_up(at.two.alliance.pk, present())
        at.annelies.page("trust/b/")
        with CaptureQueriesContext(connection) as why_asked:
            at.annelies.page("trust/b/")
        with CaptureQueriesContext(connection) as area_asked:
            at.annelies.page("trust/b/", area="Nights", after="40")
        with CaptureQueriesContext(connection) as changed_asked:
            at.annelies.page("trust/b/changed/", since="visit")
        asked.append([len(each) for each in (why_asked, area_asked, changed_asked)])
    assert asked[0] == asked[1]
    assert max(map(max, asked)) <= 12


def test_what_would_raise_it_most_has_one_act_for_whoever_can_act() -> None:
    at = table()
    pieces(at, 20)
    at.naoko.send("listening/new/", {"words": "We load at four in the morning", "asks": "on", "draft": "abc"})
    agreed(at, title="The next crate")
    mine, theirs = at.annelies.page("trust/b/"), at.naoko.page("trust/b/")
    said = models.Statement.objects.get().object
    for page in (mine, theirs):
        assert "Play back the statement that waits for an answer" in page.words
        assert re.search(r"Confirmed, the lower end goes from \d+ to \d+\.", page.words)
        assert "more kept promise" in page.words and "The next is due on" in page.words
        assert f"listening/{said}/" in page.html
    assert "Play it back" in mine.words and "Play it back" not in theirs.words


def test_a_statement_that_got_no_answer_is_counted_once_when_it_is_answered() -> None:
    at = table()
    pieces(at, 20)
    at.naoko.send("listening/new/", {"words": "We load at four in the morning", "asks": "on", "draft": "abc"})
    said, kaido = models.Statement.objects.get(), models.Party.objects.get(log=at.two.kaido.log)
    day = present() - 30 * DAY
    _KEPT.clear()
    silent = models.Evidence.objects.create(
        alliance=at.two.alliance, trustor=kaido, object=said.object, piece=f"{said.object}:listening",
        facet="listening", at=day, known=day, week=day // evidence.WEEK_MS, value=0.2, stake=3.0, weight=1.0,
    )  # fmt: skip
    page = at.annelies.page("trust/b/")
    assert "one statement of Kaido’s got no answer" in page.words
    assert "No answer came for ten working days" in page.words
    found = re.search(r"Confirmed, the lower end goes from \d+ to (\d+)", page.words)
    others = models.Evidence.objects.exclude(pk=silent.pk)
    answered = [*map(evidence.piece_of, others), Evidence(silent.piece, Facet.LISTENING, present(), 1.0)]
    assert found and int(found[1]) == round(1000 * direction(answered, present()).whole.opinion.low)


def test_what_changed_in_a_period_adds_up_to_the_difference() -> None:
    at = table()
    made = pieces(at, 60)
    evidence.sum_up(at.two.alliance.pk, present())
    page = at.annelies.page("trust/b/changed/", since="quarter")
    then = present() - 91 * DAY
    before = round(1000 * direction(map(evidence.piece_of, made), then).whole.opinion.likely)
    after = round(1000 * reckoned(made).whole.opinion.likely)
    assert f"{before} most likely before" in page.words and f"{after} most likely; can be" in page.words
    assert sum(shares(page)) == after - before
    assert "What was known before" in page.words and "Nights crate 30 " not in page.words


def test_each_step_of_the_course_can_be_opened_and_shows_what_the_course_does() -> None:
    at = table()
    pieces(at, 60)
    evidence.sum_up(at.two.alliance.pk, present())
    models.Evidence.objects.update(known=present())  # whenever it came to be known
    seat = seat_of(reader_of(at.two.naoko), at.two.alliance.slug)  # type: ignore[arg-type]
    assert seat is not None
    points = course(standing(seat, present()).known["b"], present())
    for before, after in ((points[4], points[5]), (points[7], points[8])):
        day = day_in(after.at - 1, "UTC")
        page = at.annelies.page("trust/b/", on=day.isoformat())
        likely = [round(1000 * each.direction.whole.opinion.likely) for each in (before, after)]
        assert f"{likely[0]} most likely before" in page.words and f"{likely[1]} most likely;" in page.words
        assert f"in the two weeks to {day.day} " in page.words
        assert sum(shares(page)) == likely[1] - likely[0]
        assert len(shares(page)) in (5, 6)  # a piece every third day, and what was known before
    assert at.annelies.page("trust/b/", on=timezone.now().date().isoformat()).status == 200
    assert at.annelies.page("trust/b/", on="2999-01-01").status == 200
    assert at.annelies.page("trust/b/", on="0001-01-01").status == 200
    assert at.annelies.page("trust/b/", on="yesterday").status == 200


def test_since_the_last_visit_is_since_what_the_reader_had_seen() -> None:
    at = table()
    pieces(at, 20)
    last = models.Entry.objects.latest("number")
    models.Visit.objects.create(
        person=at.two.annelies, alliance=at.two.alliance, at=timezone.now(), number=last.number
    )
    assert "since your last visit" in at.annelies.page("trust/b/changed/", since="visit").words
    assert "since your last visit" not in at.naoko.page("trust/b/changed/", since="visit").words


def test_words_that_were_erased_are_told_as_erased_and_their_share_stays() -> None:
    at = table()
    pieces(at, 12)
    whole = at.annelies.page("trust/b/")
    models.Promise.objects.filter(object="pr_xNights3").update(title="")
    page = at.annelies.page("trust/b/")
    assert "The words were erased." in page.words and shares(page) == shares(whole)


def test_history_that_was_confirmed_is_evidence_with_its_own_words_and_area() -> None:
    at = table()
    veldsen, kaido = (models.Party.objects.get(log=side.log) for side in (at.two.veldsen, at.two.kaido))
    today = timezone.now().date()
    batch = models.ReportBatch.objects.create(
        alliance=at.two.alliance, object="rp_old", reporter=kaido, first_day=today, last_day=today, rows=9,
        closed=True, changed_at=present(),
    )  # fmt: skip
    for row in range(9):
        day = today - timedelta(days=10 * row + 10)
        models.Report.objects.create(
            batch=batch, entry_id_hex=f"{row}", row=row, performer=veldsen, title=f"Lot {row}", area="Reefers",
            promised=day, delivered=day, status="confirmed" if row < 8 else "waiting",
        )  # fmt: skip
        at_ = present() - (10 * row + 10) * DAY
        if row < 8:
            models.Evidence.objects.create(
                alliance=at.two.alliance, trustor=kaido, object="rp_old", piece=f"rp_old:{row}",
                facet="delivery", at=at_, known=at_, week=at_ // evidence.WEEK_MS, value=1.0, stake=3.0, weight=1.0,
            )  # fmt: skip
    _KEPT.clear()
    page = at.annelies.page("trust/b/", area="Reefers")
    assert "Lot 3" in page.words and "Reported: came by the day. Both sides confirm it" in page.words
    assert "history/rp_old/" in page.html and len(shares(page)) == 9
    assert "One past promise of Veldsen, reported by one side, waits for the other side’s word." in page.words


def test_the_page_says_what_the_home_is_told() -> None:
    at = table()
    pieces(at, 45)
    seat = seat_of(reader_of(at.two.naoko), at.two.alliance.slug)  # type: ignore[arg-type]
    assert seat is not None
    word = standing(seat, present()).directions["b"].whole.says
    assert word and f"Why “{word}”?" in at.naoko.page("trust/b/").words
