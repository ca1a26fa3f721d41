"""The evidence of trust beside the record: it comes with the acts, counts once settled, and sums to the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from tests.cast import DAY, Pair, pair, terms
from troth.actions import promises
from troth.actions.promises import On, state_of
from troth.core.trust import Facet, Word, direction
from troth.store import evidence, models, shown
from troth.store.node import acknowledge_all
from troth.store.project import rebuild
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.queries.trust import before, course, evidence_of, pieces, standing

pytestmark = pytest.mark.django_db

DUE = date(2026, 3, 20)
WEEK = timedelta(days=7)


def agreed(two: Pair, due: date = DUE) -> str:
    promise = promises.request(two.node, two.veldsen, terms(due=due))
    text = next(move for move in state_of(two.node, two.alliance.pk, promise).table.values() if move)
    promises.agree(two.node, two.kaido, on(two, promise), text=text.id)
    return promise


def on(two: Pair, promise: str) -> On:
    return On(promise, state_of(two.node, two.alliance.pk, promise).stamp)


def kept(two: Pair, due: date = DUE) -> str:
    promise = agreed(two, due)
    promises.deliver(two.node, two.kaido, on(two, promise), words="Here it is")
    promises.accept(two.node, two.veldsen, on(two, promise), met=(True,))
    return promise


def settle(two: Pair) -> None:
    for actor in (two.veldsen, two.kaido):
        acknowledge_all(two.alliance.pk, actor.log, two.clock.at)


def seat(two: Pair, person: models.Person | None = None) -> Seat:
    reader = reader_of(models.Person.objects.get(pk=(person or two.annelies).pk))
    assert reader is not None
    found = seat_of(reader, two.alliance.slug)
    assert found is not None
    return found


def rows() -> list[dict[str, object]]:
    return [{**row, "id": 0} for row in models.Evidence.objects.order_by("piece").values()]


def test_a_kept_promise_counts_once_both_logs_cite_it() -> None:
    two = pair()
    promise = kept(two)
    row = models.Evidence.objects.get()
    assert (row.object, row.facet, row.value, row.stake) == (promise, "delivery", 1.0, 3.0)
    assert str(row.trustor.organisation) == "Veldsen"
    waits = standing(seat(two), two.clock.at)
    assert waits.known["a"].waiting == 1 and waits.directions["a"].whole.opinion.outcomes == 0
    settle(two)
    counts = standing(seat(two), two.clock.at)
    assert (
        counts.known["a"].waiting == 0 and counts.directions["a"].facets[Facet.DELIVERY].opinion.outcomes == 1
    )
    assert counts.mutual is not None and counts.mutual.word is Word.LITTLE
    theirs = standing(seat(two, two.naoko), two.clock.at)
    assert theirs.directions == counts.directions and theirs.mutual == counts.mutual


def weekly(two: Pair, count: int) -> list[str]:
    made = []
    for n in range(count):
        made.append(kept(two, DUE + n * WEEK))
        two.clock.move_on(7)
    settle(two)
    return made


def test_weeks_that_are_summed_up_come_to_the_same_and_are_opened_again_by_what_touches_them() -> None:
    two = pair()
    late = agreed(two)
    weekly(two, 6)
    two.clock.move_on(60)
    plain = standing(seat(two), two.clock.at).directions["a"].whole.opinion
    assert evidence.sum_up(two.alliance.pk, two.clock.at) == 6
    assert models.EvidenceWeek.objects.count() == 6 and evidence.sum_up(two.alliance.pk, two.clock.at) == 0
    again(two)
    summed = standing(seat(two), two.clock.at).directions["a"].whole.opinion
    whole = direction(evidence_of(pieces(seat(two), seat(two).party)), two.clock.at).whole.opinion
    for name in ("likely", "unsure", "low", "high"):
        assert getattr(summed, name) == pytest.approx(getattr(plain, name), abs=1e-9)
        assert getattr(summed, name) == pytest.approx(getattr(whole, name), abs=1e-9)
    assert summed.outcomes == 6
    promises.deliver(two.node, two.kaido, on(two, late), words="At last")
    promises.accept(two.node, two.veldsen, on(two, late), met=(True,))
    assert models.EvidenceWeek.objects.count() == 5, "the week that it was due in is open again"
    assert models.Evidence.objects.filter(counted=False).count() == 2


def again(two: Pair) -> None:
    """Have readers ask anew: a process keeps what it has read until something is said, or the rows are made again."""
    models.Party.objects.filter(alliance=two.alliance).update(made_again=F("made_again") + 1)


def test_made_again_from_the_record_it_is_the_same() -> None:
    two = pair()
    weekly(two, 3)
    told = rows()
    assert len(told) == 3
    rebuild(two.alliance.pk)
    assert rows() == told


def test_what_time_alone_has_ended_is_found_by_the_worker_and_goes_with_a_delivery() -> None:
    two = pair()
    silent = agreed(two)
    settle(two)
    assert shown.overtaken(two.alliance.pk, two.clock.at) == []
    two.clock.move_on(60)
    assert shown.overtaken(two.alliance.pk, two.clock.at) == [silent]
    shown.again(two.alliance.pk, [silent], two.clock.at)
    assert models.Evidence.objects.get(object=silent, facet="delivery").value == 0.0
    assert shown.overtaken(two.alliance.pk, two.clock.at) == []
    promises.deliver(two.node, two.kaido, on(two, silent), words="Here it is, late")
    promises.accept(two.node, two.veldsen, on(two, silent), met=(True,))
    assert models.Evidence.objects.get(object=silent, facet="delivery").value == pytest.approx(0.2)


def test_the_course_ends_as_of_now_and_says_how_it_was() -> None:
    two = pair()
    weekly(two, 10)
    stands = standing(seat(two), two.clock.at)
    points = course(stands.known["a"], two.clock.at)
    assert list(points) == sorted(points, key=lambda point: point.at) and points[-1].at == two.clock.at
    assert points[-1].direction == stands.directions["a"]
    counts = [point.direction.whole.opinion.outcomes for point in points]
    assert counts == sorted(counts) and counts[0] <= 2 < counts[-1] == 10
    earlier = before(stands, two.clock.at - 35 * DAY)
    assert 0 < earlier.directions["a"].whole.opinion.outcomes < 10
    assert course(stands.known["b"], two.clock.at) == ()


def test_one_question_tells_all_and_none_where_nothing_was_said_since() -> None:
    two = pair()
    weekly(two, 4)
    place = seat(two)
    asked = [count(lambda: standing(place, two.clock.at)) for _ in range(2)]
    assert asked == [1, 0]


def count(what: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        what()
    return len(asked)
