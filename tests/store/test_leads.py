"""What a firm's own record says of its dates: learnt from its promises and history, a little at a time or all at once."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.seats import SOON, Table, agreed, table
from troth.actions.days import day_in
from troth.core.promises.forecast import Ending
from troth.store import history, leads, models, private
from troth.store.history import Words
from troth.store.leadsources import number_of, promiser_of
from troth.store.node import present
from troth.store.queries.forecast import advice, calibrated, doubt_about, doubts_of, put_away
from troth.store.queries.people import Reader, Seat, reader_of, seat_of

pytestmark = pytest.mark.django_db
TODAY = day_in(present(), "Europe/Amsterdam")


def reader(person: models.Person) -> Reader:
    found = reader_of(person)
    assert found is not None
    return found


def seat(at: Table) -> Seat:
    found = seat_of(reader(at.two.annelies), at.two.alliance.slug)
    assert found is not None
    return found


def firm(person: models.Person) -> models.Organisation:
    return reader(person).organisation


def tallies(
    organisation: models.Organisation,
) -> dict[str, tuple[dict[str, float], dict[str, float], int, int]]:
    rows = models.LeadTally.objects.filter(organisation=organisation, pieces__gt=0)
    return {row.key: (row.done, row.withdrawn, row.pieces, row.mark) for row in rows}


def noted(organisation: models.Organisation, days: int, lead: int, took: int | None, **more: str) -> None:
    """A promise of the firm's own list, made so many days ago."""
    made = TODAY - timedelta(days=days)
    words = Words(
        "Crates delivered",
        made + timedelta(days=lead),
        received=False,
        made=made,
        delivered=None if took is None else made + timedelta(days=took),
        person=more.get("person", ""),
        area=more.get("area", ""),
    )
    history.note(organisation, "Halden Cables", words)


def test_a_promise_counts_as_open_once_agreed_and_as_done_once_delivered() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    promise = agreed(at)
    leads.look()
    row = models.Lead.objects.get(organisation=veldsen)
    assert (row.name, row.ending, row.promiser) == (promise, "open", promiser_of(at.two.annelies.pk))
    assert row.lead_days == row.promised_days == (SOON - day_in(present(), "Europe/Amsterdam")).days
    assert row.nine is not None
    assert row.risk is not None
    at.annelies.act(promise, "deliver", words="Here it is.")
    leads.look()
    row.refresh_from_db()
    assert (row.ending, row.days, row.risk) == ("done", 1, None)
    assert not models.Lead.objects.exclude(organisation=veldsen).exists()


def test_learnt_a_little_at_a_time_is_the_same_as_learnt_all_at_once() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    for days, took in ((200, 20), (100, 31), (50, 9)):
        noted(veldsen, days, 14, took, area="Customs")
    leads.look()
    promises = [agreed(at, area="Customs") for _ in range(4)]
    leads.look()
    at.annelies.act(promises[0], "deliver", words="Here it is.")
    at.naoko.act(promises[1], "release", words="No longer needed.")
    at.annelies.act(promises[2], "break", words="The line is gone.")
    leads.look()
    bit_by_bit = tallies(veldsen)
    assert {row.ending for row in models.Lead.objects.all()} == {"done", "withdrawn", "never", "open"}
    leads.learn_anew(veldsen)
    at_once = tallies(veldsen)
    assert bit_by_bit.keys() == at_once.keys()
    for key, (done, withdrawn, pieces, mark) in at_once.items():
        assert bit_by_bit[key][2:] == (pieces, mark)
        for one, other in zip(bit_by_bit[key][:2], (done, withdrawn), strict=True):
            assert one.keys() == other.keys()
            assert all(math.isclose(one[each], other[each], rel_tol=1e-9) for each in one)


def test_ones_own_history_moves_the_dates_and_somebody_elses_does_not() -> None:
    at = table()
    veldsen, kaido = firm(at.two.annelies), firm(at.two.naoko)
    made, intended = TODAY, TODAY + timedelta(days=14)
    before = advice(reader(at.two.annelies), made=made, intended=intended)
    assert before.strip.own_share == 0.0
    assert (before.own, before.house) == (0, 0)
    for n in range(20):
        noted(
            veldsen, 30 + n, 14, 28, person="Annelies van der Meer-Hoogenboom" if n < 12 else "Somebody else"
        )
    leads.look()
    after = advice(reader(at.two.annelies), made=made, intended=intended)
    assert before.strip.even is not None and after.strip.even is not None
    assert after.strip.even > before.strip.even
    assert after.strip.chance(intended) < before.strip.chance(intended)
    assert after.own + after.house == 20
    theirs = advice(reader(at.two.naoko), made=made, intended=intended)
    assert (theirs.own, theirs.house) == (0, 0)
    assert not models.Lead.objects.filter(organisation=kaido).exists()


def test_a_row_that_was_taken_away_counts_no_more_and_an_open_one_of_a_list_only_up_to_the_day_it_came() -> (
    None
):
    at = table()
    veldsen = firm(at.two.annelies)
    source = models.Import.objects.create(organisation=veldsen, person=at.two.annelies, file_name="old.csv")
    noted(veldsen, 60, 14, 20)
    noted(veldsen, 60, 14, None)
    models.PastPromise.objects.update(source=source)
    leads.look()
    assert set(models.Lead.objects.values_list("ending", "days")) == {("done", 20), ("withdrawn", 60)}
    history.delete_import(source)
    leads.look()
    assert not models.Lead.objects.exists()
    assert not tallies(veldsen)


def test_the_day_one_intends_is_what_a_lead_is_measured_by_and_the_first_date_of_a_project_is_kept_apart() -> (
    None
):
    at = table()
    promise = agreed(at)
    leads.look()
    intended = TODAY + timedelta(days=10)
    private.intend(seat(at), promise, intended, project=True)
    row = models.Lead.objects.get(name=promise)
    assert (row.lead_days, row.project) == ((intended - day_in(present(), "Europe/Amsterdam")).days, True)
    assert row.promised_days > row.lead_days
    first = advice(reader(at.two.annelies), made=TODAY, intended=intended, project=True)
    other = advice(reader(at.two.annelies), made=TODAY, intended=intended)
    assert first.strip.nine is not None and other.strip.nine is not None
    assert first.strip.nine > other.strip.nine


def test_a_word_is_suggested_for_a_risky_promise_to_its_own_side_until_it_is_put_away_or_said() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    for n in range(25):
        noted(veldsen, 60 + n, 14, 40)
    promise = agreed(at)
    leads.look()
    found = doubt_about(seat(at), promise)
    assert found is not None
    assert found.risk > 0.3
    assert list(doubts_of(reader(at.two.annelies))) == [promise]
    assert not doubts_of(reader(at.two.naoko))
    put_away(seat(at), promise)
    assert doubt_about(seat(at), promise) is None
    leads.look_at_open(veldsen, day_in(present(), veldsen.zone))
    assert doubt_about(seat(at), promise) is None
    models.Lead.objects.filter(name=promise).update(quiet_above=None)
    leads.look_at_open(veldsen, day_in(present(), veldsen.zone))
    assert doubt_about(seat(at), promise) is not None
    at.annelies.act(promise, "warn", words="The lab is closed.", then="unknown")
    leads.look()
    models.LeadPlan.objects.update(looked=None)
    leads.look()
    assert doubt_about(seat(at), promise) is None


def test_calibration_compares_what_would_have_been_advised_with_what_came() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    for n in range(40):
        noted(veldsen, 300 - 5 * n, 10, 8 + n % 5, area="Customs" if n % 2 else "")
    leads.look()
    known = calibrated(reader(at.two.annelies), TODAY)
    assert known.all.enough
    assert known.promises == 40
    assert known.areas["Customs"].count < known.all.count
    assert 0.8 < known.all.lines[2].share <= 1.0
    assert calibrated(reader(at.two.naoko), TODAY).promises == 0


def test_however_much_there_is_dates_are_advised_with_three_questions() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    for n in range(5):
        noted(veldsen, 30 + n, 14, 20)
    leads.look()
    who = reader(at.two.annelies)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        advice(who, made=TODAY, intended=TODAY + timedelta(days=9))
    assert len(asked) <= 3


def test_a_firm_that_leaves_takes_what_it_kept_of_its_dates_there_out() -> None:
    at = table()
    agreed(at)
    leads.look()
    leads.forget(at.two.alliance.pk, firm(at.two.annelies).pk)
    assert not models.Lead.objects.exists()
    assert models.LeadPlan.objects.get(organisation=firm(at.two.annelies)).stale


def test_days_are_counted_from_1970_and_every_ending_fits_its_column() -> None:
    assert number_of(date(1970, 1, 2)) == 1
    assert max(len(each.value) for each in Ending) <= 9


def test_a_delivery_that_ones_own_list_and_a_partner_tell_counts_once() -> None:
    at = table()
    veldsen = firm(at.two.annelies)
    noted(veldsen, 40, 14, 20)
    party, theirs = (
        models.Party.objects.get(organisation=firm(who)) for who in (at.two.annelies, at.two.naoko)
    )
    batch = models.ReportBatch.objects.create(
        alliance=at.two.alliance,
        object="rp_1",
        reporter=theirs,
        first_day=TODAY,
        last_day=TODAY,
        changed_at=0,
    )
    for row, (lead, took) in enumerate([(14, 20), (14, 20), (14, 21)]):
        made = TODAY - timedelta(days=40)
        models.Report.objects.create(
            batch=batch, entry_id_hex=f"{row:064}", row=row, performer=party, made=made,
            promised=made + timedelta(days=lead), delivered=made + timedelta(days=took), status="confirmed",
        )  # fmt: skip
    leads.learn_anew(veldsen)
    told = models.Lead.objects.filter(organisation=veldsen).order_by("days", "name")
    assert [(row.name[0], row.days) for row in told] == [("h", 20), ("r", 20), ("r", 21)]
