"""Somebody has to begin, and can.

Trust grows when one side makes the first step. A firm brings the promises it already keeps in a list and sees its own history;
it stays with that firm until it puts whole periods of it on the record, and counts for both once the partner says that so it was.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Pair, pair
from tests.lists import decided, listed
from troth.actions import history as acts
from troth.actions.history import NotOverYet
from troth.core.promises.reports import Word
from troth.reading.sheet import plan
from troth.store import history, models, reporting

pytestmark = pytest.mark.django_db

LIST = """Supplier,Description,Ordered on,Promised for,Received,Buyer
Kaido,Sensor head 7,2024-12-02,2025-02-20,2025-02-19,Zwaantje Canarydottir
Kaido,Sensor head 9,2024-12-05,2025-03-14,2025-03-18,Zwaantje Canarydottir
Kaido,Cable harness,2024-12-09,2025-04-11,2025-04-11,Zwaantje Canarydottir
"""


def begun() -> Pair:
    two = pair()
    table = listed(LIST)
    mapping, answers = decided(table)
    firm = two.annelies.membership.organisation
    history.bring_in(firm, two.annelies, plan(table, mapping, answers), answers, table=table)
    history.link(firm.partners.get(name="Kaido"), two.alliance)
    return two


def reported(two: Pair) -> models.ReportBatch:
    return reporting.put_on_record(
        two.alliance, two.veldsen, date(2025, 1, 1), date(2025, 12, 31), node=two.node
    )


def words_of(two: Pair, batch: models.ReportBatch) -> set[Word]:
    return set(acts.state_of(two.node, two.alliance.pk, batch.object).words.values())


def test_a_list_needs_no_partner_and_says_nothing_on_the_record() -> None:
    before = models.Entry.objects.count()
    two = begun()
    assert two.annelies.membership.organisation.partners.get(name="Kaido").history.count() == 3
    said = [row.kind for row in models.Entry.objects.all()[before:]]
    assert not any(kind.startswith(("report.", "promise.")) for kind in said)


def test_what_is_told_is_a_whole_period_that_is_over_never_a_choice_of_rows() -> None:
    """What is told is a whole period that is over, never a choice of rows."""
    two = begun()
    with pytest.raises(NotOverYet):
        reporting.put_on_record(
            two.alliance, two.veldsen, date(2025, 1, 1), date(2030, 12, 31), node=two.node
        )
    assert reported(two).rows == 3


def test_one_sides_account_counts_once_the_partner_says_so_it_was() -> None:
    """One side's account counts once the partner says that so it was."""
    two = begun()
    batch = reported(two)
    assert words_of(two, batch) == {Word.WAITING}
    stamp = acts.state_of(two.node, two.alliance.pk, batch.object).stamp
    acts.confirm(two.node, two.kaido, batch.object, stamp=stamp)
    assert words_of(two, batch) == {Word.CONFIRMED}


def test_the_partner_may_say_not_so_and_its_words_stand_beside_the_account() -> None:
    """The partner may say that it was not so, and its words stand beside the account."""
    two = begun()
    batch = reported(two)
    stamp = acts.state_of(two.node, two.alliance.pk, batch.object).stamp
    acts.dispute(two.node, two.kaido, batch.object, stamp=stamp, rows=[2], words="You asked us to hold it.")
    assert words_of(two, batch) == {Word.WAITING, Word.DISPUTED}


def test_no_name_of_a_person_in_the_list_reaches_the_partner() -> None:
    two = begun()
    reported(two)
    said = b"".join(bytes(row.payload) for row in models.Entry.objects.all())
    said += b"".join(bytes(row.content) for row in models.Body.objects.all())
    assert b"Canarydottir" not in said
