"""What Today finds promise by promise and what the list asks the database for are the same."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import DAY, START, pair, person
from troth.actions.days import day_in, due_of
from troth.core.values import Role
from troth.store import models
from troth.store.queries.lists import Wanted, fitting
from troth.store.queries.needing import needing
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.queries.today import WAITING, needs_of

pytestmark = pytest.mark.django_db(transaction=False)

ZONES = ("Europe/Amsterdam", "Asia/Tokyo", "Pacific/Auckland", "America/Los_Angeles")
# No clock changes between the start and this many days later in any of the zones.
NOW = START + 2 * DAY
OURS = ("performs", "hands", "object", "second")


LOOKS = [
    {"says": "p", "asks": {"p": "", "c": "m_colleague"}},
    {"says": "c", "asks": {"p": "ME"}},
    {"says": "", "asks": {"c": "ME"}},
    {"says": "pc", "asks": {"c": ""}},
]


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    """A promise in some state, near to its day or far from it, answered by anybody or nobody."""
    status = draw(st.sampled_from(["agreed"] * 5 + ["proposed", "delivered", "kept", "nothing"]))
    dated = draw(st.integers(0, 3)) > 0
    rarely = st.sampled_from([False, False, False, True])
    zone = draw(st.sampled_from(ZONES))
    day = day_in(NOW, zone) + timedelta(days=draw(st.sampled_from([-9, -1, 0, 3, 6, 7, 8])))
    return {
        "status": status,
        "open_texts": draw(st.sampled_from(["", "", "", "p", "c", "pc"])),
        "zone": zone,
        "due_day": day if dated else None,
        "due": due_of(day, zone) if dated else None,
        "warned_at": draw(st.sampled_from([None, None, None, NOW - DAY])),
        "asks_release": draw(rarely),
        "asked_status": draw(rarely),
        "sent_back": draw(rarely),
        "after": draw(st.sampled_from(["", "pr_kept", "pr_open"])) if not dated else "",
        "look": draw(st.sampled_from([{}, {}, {}, *LOOKS])),
        "second": draw(st.sampled_from(["", "", "", "me", "colleague"])),
        "performs": draw(st.booleans()),
        "hands": draw(st.tuples(*[st.sampled_from(["nobody", "me", "colleague", "gone"])] * 2)),
    }


@settings(max_examples=25)
@given(st.lists(rows(), min_size=10, max_size=25), st.sampled_from(Role), st.sampled_from(["", "high"]))
def test_the_list_of_what_needs_me_is_what_today_brings(
    drawn: list[dict[str, object]], role: Role, second_from: str
) -> None:
    seat, hands = seated(role, second_from)
    for number, row in enumerate(_with_followed(drawn), start=1):
        keep(seat, hands, number, row)
    told = {need.row.object for need in needs_of([seat], NOW) if need.kind not in WAITING}
    asked = set(models.Promise.objects.filter(needing(seat, NOW)).values_list("object", flat=True))
    assert asked == told
    listed = set(fitting(seat, Wanted(state="needs"), NOW).values_list("object", flat=True))
    assert listed == told


def seated(role: Role, second_from: str) -> tuple[Seat, dict[str, models.Member | None]]:
    """Annelies in that role, in an alliance without a promise, and in whose hands one may lie."""
    models.Promise.objects.all().delete()
    models.SecondSignature.objects.all().delete()
    alliance = models.Alliance.objects.first() or pair().alliance
    me = models.Person.objects.get(name="Annelies van der Meer")
    models.Membership.objects.filter(person=me).update(role=role.value)
    models.Organisation.objects.update(second_from=second_from)
    reader = reader_of(me)
    assert reader is not None
    seat = seat_of(reader, alliance.slug)
    assert seat is not None and seat.partner is not None
    ours = {"alliance": alliance, "party": seat.party}
    colleague = models.Member.objects.filter(pseudonym="m_colleague").first() or models.Member.objects.create(
        **ours, pseudonym="m_colleague", person=person(seat.organisation, "Joost B")
    )
    gone, _ = models.Member.objects.get_or_create(**ours, pseudonym="m_gone")
    mine = models.Member.objects.get(person=me)
    return seat, {"nobody": None, "me": mine, "colleague": colleague, "gone": gone}


def keep(seat: Seat, hands: dict[str, models.Member | None], number: int, row: dict[str, object]) -> None:
    """Put one promise that was drawn into the list."""
    mine, colleague = hands["me"], hands["colleague"]
    assert mine is not None and colleague is not None
    made = {name: value for name, value in row.items() if name not in OURS}
    made["look"] = _named(row.get("look", {}), mine.pseudonym)
    name = str(row.get("object", f"pr_{number}"))
    if row.get("second"):
        first = mine.person if row["second"] == "me" else colleague.person
        models.SecondSignature.objects.create(
            alliance=seat.party.alliance, organisation=seat.organisation, object=name, first=first, text="t", stamp="s"
        )  # fmt: skip
    own, other = row["hands"]
    performs = row["performs"]
    models.Promise.objects.create(
        alliance=seat.party.alliance,
        object=name,
        number=number,
        performer=seat.party if performs else seat.partner,
        customer=seat.partner if performs else seat.party,
        performer_person=hands[own] if performs else None,
        customer_person=None if performs else hands[other],
        opened_at=NOW,
        changed_at=NOW,
        **made,
    )


def _named(look: object, me: str) -> object:
    return json.loads(json.dumps(look).replace('"ME"', json.dumps(me)))


def _with_followed(drawn: list[dict[str, object]]) -> list[dict[str, object]]:
    """The two promises that dates may follow, one accepted and one not, and then those drawn."""
    bare = {
        "performs": False,
        "hands": ("colleague", "colleague"),
        "zone": "UTC",
        "due_day": date(2031, 1, 1),
    }
    kept = {**bare, "object": "pr_kept", "status": "kept"}
    return [kept, {**bare, "object": "pr_open", "status": "agreed", "due": 2 * START}, *drawn]
