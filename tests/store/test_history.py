"""A firm's own history: whole or not at all, never twice, and gone when its owner says so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.counts import ON_POSTGRESQL_IN_SOAK
from tests.lists import decided, listed, scms_decided
from troth.core.values import Side
from troth.reading.samples import scms
from troth.reading.sheet import plan
from troth.store import history, models
from troth.store.history import Words

pytestmark = [pytest.mark.django_db, ON_POSTGRESQL_IN_SOAK]


@pytest.fixture
def firm() -> models.Organisation:
    return models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen", zone="Europe/Amsterdam")


SMALL = """Supplier,Description,Ordered on,Promised for,Received,Buyer
Halden Cables,Probe cable 4 m,2025-01-10,2025-02-20,2025-02-19,Joost Bakker
Halden Cables,Probe cable 6 m,2025-01-14,2025-02-25,,Joost Bakker
Bram Foundry,Housing of steel,2025-01-16,2025-03-20,2025-03-31,Petra Oosterhuis
"""


def test_the_public_list_comes_in_whole_and_only_once(firm: models.Organisation) -> None:
    table = scms()
    mapping, answers = scms_decided(table)
    ready = plan(table, mapping, answers, own=firm.name)
    steps: list[tuple[int, int]] = []
    first = history.bring_in(
        firm, None, ready, answers, table=table, progress=lambda d, o: steps.append((d, o))
    )
    assert (first.new, first.changed, first.same) == (len(ready.promises), 0, 0)
    assert firm.history.count() == len(ready.promises) > 3_500
    assert firm.partners.count() == 72
    assert not firm.partners.filter(name="SCMS from RDC").exists()
    assert steps[-1] == (first.new, first.new)
    again = history.bring_in(firm, None, ready, answers, table=table)
    assert (again.new, again.changed, again.same) == (0, 0, first.new)
    assert again.source is None
    assert (firm.history.count(), firm.imports.count()) == (first.new, 1)


def test_a_repaired_date_is_the_one_that_was_meant(firm: models.Organisation) -> None:
    table = scms()
    mapping, answers = scms_decided(table)
    history.bring_in(firm, None, plan(table, mapping, answers), answers, table=table)
    gaps = [
        (row.promised - row.made).days for row in firm.history.exclude(made=None).only("promised", "made")
    ]
    assert sum(gap < -30 for gap in gaps) < len(gaps) * 0.01
    assert sum(gap > 730 for gap in gaps) < len(gaps) * 0.01


def test_a_delivery_filled_in_later_changes_its_promise_and_adds_none(firm: models.Organisation) -> None:
    for text in (SMALL, SMALL.replace("2025-02-25,,", "2025-02-25,2025-02-27,")):
        table = listed(text)
        mapping, answers = decided(table)
        brought = history.bring_in(firm, None, plan(table, mapping, answers), answers, table=table)
    assert (brought.new, brought.changed, brought.same) == (0, 1, 2)
    assert firm.history.get(title="Probe cable 6 m").delivered == date(2025, 2, 27)
    assert firm.history.count() == 3


def test_a_fault_in_the_middle_leaves_nothing(firm: models.Organisation) -> None:
    table = scms()
    mapping, answers = scms_decided(table)

    def stop(done: int, of: int) -> None:
        if done > of // 2:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        history.bring_in(firm, None, plan(table, mapping, answers), answers, progress=stop)
    assert (firm.history.count(), firm.partners.count(), firm.imports.count()) == (0, 0, 0)


def test_a_list_that_waits_for_a_word_does_not_come_in(firm: models.Organisation) -> None:
    table = scms()
    mapping, answers = scms_decided(table, leave_out_rest=False)
    with pytest.raises(history.NotReady):
        history.bring_in(firm, None, plan(table, mapping, answers), answers)
    assert firm.history.count() == 0


def test_an_import_is_deleted_whole(firm: models.Organisation) -> None:
    table = listed(SMALL)
    mapping, answers = decided(table)
    brought = history.bring_in(firm, None, plan(table, mapping, answers), answers, table=table)
    history.note(firm, "Halden Cables", Words("By hand", date(2026, 4, 1), received=True))
    assert brought.source is not None
    assert history.delete_import(brought.source) == (3, 0)
    assert [row.title for row in firm.history.all()] == ["By hand"]
    assert [row.name for row in firm.partners.all()] == ["Halden Cables"]


def test_what_is_on_the_record_outlives_its_import_without_names(firm: models.Organisation) -> None:
    table = listed(SMALL)
    mapping, answers = decided(table)
    brought = history.bring_in(firm, None, plan(table, mapping, answers), answers, table=table)
    firm.history.filter(title="Housing of steel").update(report="f" * 64)
    assert brought.source is not None
    assert history.delete_import(brought.source) == (2, 1)
    (left,) = firm.history.all()
    assert (left.title, left.person) == ("Housing of steel", "")


def test_the_list_kept_by_hand_is_noted_amended_and_closed(firm: models.Organisation) -> None:
    row = history.note(firm, " Nordlicht  Sensorik ", Words("Lot 44", date(2026, 4, 1), received=True))
    assert row.partner.name == "Nordlicht Sensorik"
    history.amend(row, Words("Lot 45", date(2026, 4, 2), received=False, made=date(2026, 3, 1)))
    history.mark_delivered(row, date(2026, 4, 1))
    row.refresh_from_db()
    assert (row.title, row.received, row.delivered) == ("Lot 45", False, date(2026, 4, 1))
    with pytest.raises(history.DeliveredBeforeMade):
        history.mark_delivered(row, date(2026, 2, 1))
    row.report = "e" * 64
    row.save()
    with pytest.raises(history.OnTheRecord):
        history.amend(row, Words("Lot 46", date(2026, 4, 3), received=True))


def test_lines_left_out_are_counted_for_the_partner_they_name(firm: models.Organisation) -> None:
    text = SMALL + "Halden Cables,Odd one,2025-01-16,2025-02-31,,\n,Nobody,2025-01-16,2025-02-30,,\n"
    table = listed(text)
    mapping, answers = decided(table)
    ready = plan(table, mapping, answers)
    brought = history.bring_in(firm, None, ready, answers, table=table)
    assert brought.source is not None
    assert brought.source.left_out == len(ready.left_out) == 2
    assert history.left_out_of(brought.source, "Halden Cables") == 2
    assert history.left_out_of(brought.source, "Bram Foundry") == 1
    assert ready.promises[0].side is Side.PERFORMER
