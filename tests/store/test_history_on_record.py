"""A whole period on the record: reported by one side, answered by the other, and nothing private in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.cast import Pair, pair
from tests.lists import decided, listed
from troth.actions import history as acts
from troth.actions import promises
from troth.actions.history import spans_of, state_of
from troth.actions.ports import Changed
from troth.actions.promises import On
from troth.core.promises.reports import (
    NoSuchRow,
    NotYourReport,
    Period,
    PeriodNotClosed,
    PeriodsOverlap,
    Word,
)
from troth.core.values import Stake
from troth.reading.sheet import plan
from troth.store import history, models, reporting
from troth.store.history import Words
from troth.store.node import Desk
from troth.store.pending import Signed, pending_of
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db

PERSON, LEFT_OUT, OTHER_FIRM = "Zwaantje Canarydottir", "CANARY-LEFT-OUT", "Canary Foundry"


def a_list(rows: int = 40, year: int = 2025) -> str:
    head = "Supplier,Description,Ordered on,Promised for,Received,Buyer,Order number\n"
    lines = [
        f"Kaido,Lot {n},{year - 1}-12-02,{year}-{n % 12 + 1:02}-{n % 27 + 1:02},"
        f"{year}-{n % 12 + 1:02}-{n % 28 + 1:02},{PERSON},PO-{n}"
        for n in range(1, rows + 1)
    ]
    lines += [f"Kaido,{LEFT_OUT},{year}-01-02,{year}-02-31,,{PERSON},PO-9999"]
    lines += [f"{OTHER_FIRM},Casting,{year}-01-02,{year}-03-04,{year}-03-05,{PERSON},PO-8888"]
    return head + "\n".join(lines) + "\n"


def known(rows: int = 40) -> Pair:
    """Veldsen has brought its list in and said which of its partners Kaido is."""
    two = pair()
    table = listed(a_list(rows))
    mapping, answers = decided(table)
    firm = two.annelies.membership.organisation
    history.bring_in(firm, two.annelies, plan(table, mapping, answers), answers, table=table)
    history.link(firm.partners.get(name="Kaido"), two.alliance)
    return two


def reported(two: Pair) -> models.ReportBatch:
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    return reporting.put_on_record(two.alliance, two.veldsen, first, last, node=two.node)


def stamp(two: Pair, batch: models.ReportBatch) -> str:
    return state_of(two.node, two.alliance.pk, batch.object).stamp


def test_a_whole_year_is_reported_and_confirmed_in_one_act() -> None:
    two = known()
    batch = reported(two)
    assert (batch.rows, batch.left_out, batch.closed) == (40, 1, True)
    assert set(batch.reports.values_list("status", flat=True)) == {"waiting"}
    assert {report.performer.organisation.short for report in batch.reports.all()} == {"Kaido"}
    acts.confirm(two.node, two.kaido, batch.object, stamp=stamp(two, batch))
    batch.refresh_from_db()
    assert (batch.confirmed, batch.disputed) == (40, 0)
    assert set(batch.reports.values_list("status", flat=True)) == {"confirmed"}


def test_nothing_private_reaches_the_record() -> None:
    two = known()
    reported(two)
    said = b"".join(
        [
            *(bytes(entry.payload) for entry in models.Entry.objects.all()),
            *(bytes(body.content) for body in models.Body.objects.all()),
        ]
    ).decode()
    for canary in (PERSON, LEFT_OUT, OTHER_FIRM, "deliveries.csv"):
        assert canary not in said
    assert "Lot 7" in said


def test_each_row_is_answered_by_itself_and_the_latest_word_stands() -> None:
    two = known()
    batch = reported(two)
    acts.answer(
        two.node,
        two.kaido,
        batch.object,
        stamp=stamp(two, batch),
        confirmed=[1, 2, 3],
        disputed=[(4, "You asked us to hold it.")],
    )
    old = stamp(two, batch)
    acts.confirm(two.node, two.kaido, batch.object, stamp=old, rows=[4])
    with pytest.raises(Changed):
        acts.confirm(two.node, two.kaido, batch.object, stamp=old, rows=[5])
    acts.withdraw(two.node, two.veldsen, batch.object, stamp=stamp(two, batch), rows=[2])
    words = state_of(two.node, two.alliance.pk, batch.object).words
    assert [words[n] for n in (1, 2, 3, 4, 5)] == [
        Word.CONFIRMED,
        Word.WITHDRAWN,
        Word.CONFIRMED,
        Word.CONFIRMED,
        Word.WAITING,
    ]
    batch.refresh_from_db()
    assert (batch.confirmed, batch.disputed, batch.withdrawn) == (3, 0, 1)


def test_nobody_answers_for_the_other_side() -> None:
    two = known()
    batch = reported(two)
    with pytest.raises(NotYourReport):
        acts.confirm(two.node, two.veldsen, batch.object, stamp=stamp(two, batch))
    with pytest.raises(NotYourReport):
        acts.withdraw(two.node, two.kaido, batch.object, stamp=stamp(two, batch))
    with pytest.raises(NoSuchRow):
        acts.confirm(two.node, two.kaido, batch.object, stamp=stamp(two, batch), rows=[41])


def test_periods_of_one_side_do_not_overlap() -> None:
    two = known()
    reported(two)
    history.note(
        two.annelies.membership.organisation, "Kaido", Words("Lot 99", date(2025, 6, 1), received=True)
    )
    with pytest.raises(PeriodsOverlap):
        reporting.put_on_record(two.alliance, two.veldsen, date(2025, 6, 1), date(2026, 1, 31), node=two.node)
    assert models.PastPromise.objects.get(title="Lot 99").report == ""


def test_a_period_that_is_not_over_waits() -> None:
    two = known()
    with pytest.raises(acts.NotOverYet):
        reporting.put_on_record(two.alliance, two.veldsen, date(2025, 1, 1), date(2027, 1, 1), node=two.node)
    with pytest.raises(acts.NothingToReport):
        reporting.put_on_record(
            two.alliance, two.veldsen, date(2020, 1, 1), date(2020, 12, 31), node=two.node
        )


def test_writing_that_stopped_is_taken_up_with_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    two = known(500)
    wrote = 0
    once = Desk.sign_and_keep

    def stop(self: Desk, drafts: list[object]) -> object:
        nonlocal wrote
        wrote += len(drafts) > 100
        if wrote == 2:
            raise OSError("the power is gone")
        return once(self, drafts)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(Desk, "sign_and_keep", stop)
        with pytest.raises(OSError, match="power"):
            reported(two)
    batch = models.ReportBatch.objects.get()
    assert (batch.closed, batch.reports.count()) == (False, 200)
    with pytest.raises(PeriodNotClosed):
        acts.confirm(two.node, two.kaido, batch.object, stamp=stamp(two, batch))
    history.note(
        two.annelies.membership.organisation, "Kaido", Words("After", date(2025, 6, 1), received=True)
    )
    reporting.finish(batch, two.veldsen, node=two.node)
    assert (batch.closed, batch.reports.count()) == (True, 500)
    assert not batch.reports.filter(title="After").exists()


def test_rows_signed_before_a_crash_are_inserted_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    two = known(300)
    once = Desk.insert

    def crash(self: Desk, signed: Sequence[Signed]) -> None:
        if len(signed) == 100:
            raise OSError("the power is gone")
        once(self, signed)

    with monkeypatch.context() as broken:
        broken.setattr(Desk, "insert", crash)
        with pytest.raises(OSError, match="power"):
            reported(two)
    party = models.Party.objects.get(log=two.veldsen.log)
    signed = [kept.seq for kept in pending_of(party.log).kept()]
    batch = models.ReportBatch.objects.get()
    reporting.finish(batch, two.veldsen, node=two.node)
    entries = models.Entry.objects.filter(log=party.log).order_by("seq")
    assert [entry.seq for entry in entries] == list(range(len(entries)))
    assert len(signed) == 100 and all(entry.effective for entry in entries)
    assert (batch.closed, batch.reports.count()) == (True, 300)


def test_what_pages_list_is_rebuilt_the_same() -> None:
    two = known(300)
    batch = reported(two)
    acts.dispute(
        two.node, two.kaido, batch.object, stamp=stamp(two, batch), rows=[7], words="It came on the day."
    )

    def listed_now() -> list[dict[str, object]]:
        rows = [*models.ReportBatch.objects.values(), *models.Report.objects.order_by("row").values()]
        return [{k: v for k, v in row.items() if k not in ("id", "batch_id")} for row in rows]

    before = listed_now()
    rebuild(two.alliance.pk)
    assert listed_now() == before


def test_open_rows_become_promises_in_one_act_and_are_agreed_in_one() -> None:
    two = known()
    firm = two.annelies.membership.organisation
    today = date(2026, 3, 3)
    history.note(firm, "Kaido", Words("A probe", date(2026, 5, 1), received=True, person=PERSON))
    history.note(firm, "Kaido", Words("A forecast", date(2026, 5, 2), received=False))
    rows = list(reporting.open_rows(two.alliance, firm, today=today))
    assert [row.title for row in rows] == ["A probe", "A forecast"]
    with pytest.raises(promises.NothingSaid, match="how much hangs"):
        reporting.offer_open(two.veldsen, rows, node=two.node)
    names = reporting.offer_open(two.veldsen, rows, node=two.node, stake=Stake.MEDIUM)
    assert not reporting.open_rows(two.alliance, firm, today=today).exists()
    states = {name: promises.state_of(two.node, two.alliance.pk, name) for name in names}
    texts = {
        On(name, state.stamp): next(text.id for text in state.table.values() if text)
        for name, state in states.items()
    }
    promises.agree_to_all(two.node, two.kaido, texts, stake=Stake.LOW)
    assert set(models.Promise.objects.values_list("status", flat=True)) == {"agreed"}
    assert PERSON not in str(list(models.Promise.objects.values()))


def test_whole_periods_are_offered_and_none_that_overlaps() -> None:
    days = [date(2024, 5, 1), date(2025, 2, 1), date(2025, 3, 1), date(2026, 2, 1), date(2026, 9, 1)]
    today = date(2026, 3, 3)
    offered = [(str(span.first), str(span.last), span.rows) for span in spans_of(days, today=today, taken=())]
    assert offered == [
        ("2026-01-01", "2026-03-02", 1),
        ("2024-05-01", "2026-02-01", 4),
        ("2025-01-01", "2025-12-31", 2),
        ("2024-01-01", "2024-12-31", 1),
    ]
    taken = [Period(date(2025, 1, 1), date(2025, 12, 31), 2)]
    left = spans_of(days, today=today, taken=taken)
    assert [span.first.year for span in left] == [2026, 2024]


def test_a_long_period_is_written_in_short_transactions_of_few_statements(
    django_assert_max_num_queries: object,
) -> None:
    two = known(1500)
    with django_assert_max_num_queries(400):  # type: ignore[operator]
        reported(two)
    assert models.Report.objects.count() == 1500
