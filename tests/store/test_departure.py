"""When somebody leaves: promises and series pass to named colleagues, and nothing of the one who left stays behind."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from tests.cast import Pair, pair, person, terms
from troth.actions import comments, promises
from troth.actions.people import NobodyLeft, NobodyNamed
from troth.actions.promises import On
from troth.core.alliance import NotYourRole
from troth.core.values import Role
from troth.store import departure, founding, invitations, models, outbox, private, uploads
from troth.store.departure import Handing
from troth.store.export import check_of
from troth.store.node import StoreNode
from troth.store.project import rebuild
from troth.store.queries.hands import belongings_of, could_take_over, hands_of
from troth.store.queries.people import Reader, reader_of, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Pair:
    return pair()


@pytest.fixture
def joost(two: Pair) -> models.Person:
    return person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)


@pytest.fixture
def petra(two: Pair) -> models.Person:
    return person(two.annelies.membership.organisation, "Petra Oosterhuis", Role.MEMBER)


def reader(who: models.Person) -> Reader:
    found = reader_of(who)
    assert found is not None
    return found


def offered(two: Pair, who: models.Person, title: str = "A list of probes") -> str:
    return promises.offer(StoreNode(), founding.actor_of(who, two.alliance), terms(title, SOON))


SOON = date(2031, 3, 20)


def agreed(two: Pair, promise: str) -> None:
    state = promises.state_of(StoreNode(), two.alliance.pk, promise)
    text = next(each for each in state.table.values() if each)
    promises.agree(StoreNode(), two.kaido, On(promise, state.stamp), text=text.id)


def answers(promise: str) -> str:
    row = models.Promise.objects.select_related("performer_person").get(object=promise)
    return str(row.performer_person)


def test_everything_in_somebodys_hands_is_found_with_a_series_as_one_line(
    two: Pair, joost: models.Person
) -> None:
    one, actor = offered(two, joost), founding.actor_of(joost, two.alliance)
    many = promises.offer_series(
        StoreNode(), actor, terms("The weekly list"), [SOON.replace(day=n) for n in (3, 10, 17)]
    )
    asked = promises.request(StoreNode(), actor, terms("Room in the store", SOON))
    offered(two, two.annelies)
    (hand,) = hands_of(reader(two.annelies), joost)
    assert {tuple(row.object for row in line.rows) for line in hand.lines} == {(one,), many, (asked,)}
    assert hand.count == 5
    state = promises.state_of(StoreNode(), two.alliance.pk, one)
    promises.hand_over(StoreNode(), actor, On(one, state.stamp), person=actor.by)
    text = next(each for each in state.table.values() if each)
    promises.withdraw(StoreNode(), actor, On(one, state.stamp), text=text.id)
    (hand,) = hands_of(reader(two.annelies), joost)
    assert hand.count == 4 and [row.object for row in hand.resting] == [one]


def test_all_passes_to_one_colleague_and_single_lines_to_another_in_one_act(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    one, other = offered(two, joost, "One"), offered(two, joost, "Other")
    agreed(two, one)
    handing = Handing(to=petra.pk, lines={f"{two.alliance.slug}:{other}": two.annelies.pk})
    departure.hand_over(reader(two.annelies), joost, handing)
    assert (answers(one), answers(other)) == ("Petra Oosterhuis", "Annelies van der Meer")
    handed = models.Entry.objects.filter(kind="promise.reassign/1")
    assert handed.count() == 2 and set(handed.values_list("by", flat=True)) == {two.veldsen.by}
    assert handed[0].seq + 1 == handed[1].seq
    named = models.Entry.objects.filter(kind="member.name/1").order_by("-number")[0]
    assert named.by == two.veldsen.by, "who hands on introduces the colleague"
    assert models.Person.objects.filter(pk=joost.pk, is_active=True).exists()


def test_handing_on_a_colleagues_promises_takes_a_manager_and_ones_own_takes_nobody(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    promise = offered(two, joost)
    with pytest.raises(NotYourRole):
        departure.hand_over(reader(petra), joost, Handing(to=petra.pk))
    departure.hand_over(reader(joost), joost, Handing(to=petra.pk))
    assert answers(promise) == "Petra Oosterhuis"


@pytest.mark.parametrize("heir", ["nobody", "the same", "a viewer", "the partner", "who left"])
def test_promises_pass_to_a_colleague_who_can_keep_them(two: Pair, joost: models.Person, heir: str) -> None:
    promise = offered(two, joost)
    firm = two.annelies.membership.organisation
    gone = person(firm, "Gone By", Role.MEMBER)
    models.Person.objects.filter(pk=gone.pk).update(is_active=False)
    pks = {
        "nobody": None, "the same": joost.pk, "the partner": two.naoko.pk, "who left": gone.pk,
        "a viewer": person(firm, "Pieter Claassen", Role.VIEWER).pk,
    }  # fmt: skip
    for act in (departure.hand_over, departure.let_go):
        with pytest.raises(NobodyNamed):
            act(reader(two.annelies), joost, Handing(to=pks[heir]))
    assert answers(promise) == "Joost Bakker"
    assert models.Person.objects.filter(pk=joost.pk, is_active=True).exists()
    assert {each.person_id for each in could_take_over(reader(two.annelies), joost)} == {two.annelies.pk}


def test_only_an_admin_lets_somebody_go_and_one_stays(two: Pair, joost: models.Person) -> None:
    manager = person(two.annelies.membership.organisation, "Mies Bos", Role.MANAGER)
    with pytest.raises(NotYourRole):
        departure.let_go(reader(manager), joost, Handing())
    with pytest.raises(NobodyLeft):
        departure.let_go(reader(two.annelies), two.annelies, Handing(to=joost.pk))
    assert models.Person.objects.filter(is_active=True).count() == 4


def test_who_leaves_is_signed_out_and_can_never_sign_in(two: Pair, joost: models.Person) -> None:
    session = SessionStore()
    session.update({"_auth_user_id": str(joost.pk)})
    session.save()
    other = SessionStore()
    other.update({"_auth_user_id": str(two.annelies.pk), "typed": {"fields": f"email={joost.email}"}, "x": 1})
    other.save()
    models.Organisation.objects.update(receipts_to=joost.email)
    departure.let_go(reader(two.annelies), joost, Handing())
    assert not models.Organisation.objects.exclude(receipts_to="").exists()
    assert not models.Person.objects.filter(email=joost.email).exists()
    kept = Session.objects.get()
    assert kept.get_decoded() == {"_auth_user_id": str(two.annelies.pk), "x": 1}


def test_the_name_is_asked_away_and_both_parties_say_that_it_is_gone(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    promise = offered(two, joost, "The list of probes")
    agreed(two, promise)
    joost.work, joost.bad_news = "Write as it comes.", "By telephone."
    joost.save()
    founding.tell_own_words(joost)
    before = list(models.Entry.objects.order_by("number").values_list("id", "effective"))
    departure.let_go(reader(two.annelies), joost, Handing(to=petra.pk))
    after = list(models.Entry.objects.order_by("number").values_list("id", "effective"))
    assert after[: len(before)] == before
    member = models.Member.objects.get(person=None)
    assert (member.name, member.title, member.work, member.bad_news) == ("", "", "", "")
    kinds = list(models.Entry.objects.order_by("number").values_list("kind", "log", "by"))[-3:]
    assert kinds == [
        ("erase.ask/1", two.veldsen.log, two.veldsen.by),
        ("erase.done/1", two.veldsen.log, "node"),
        ("erase.done/1", two.kaido.log, "node"),
    ]
    assert answers(promise) == "Petra Oosterhuis"
    assert models.Promise.objects.get(object=promise).title == "The list of probes"
    assert check_of(two.alliance.pk).whole
    rebuild(two.alliance.pk)
    assert answers(promise) == "Petra Oosterhuis" and models.Member.objects.get(person=None).name == ""


def test_the_worker_finds_nothing_more_to_answer(two: Pair, joost: models.Person) -> None:
    offered_to_nobody = founding.actor_of(joost, two.alliance)
    assert offered_to_nobody.by
    departure.let_go(reader(two.annelies), joost, Handing())
    count = models.Entry.objects.count()
    from troth.notify.jobs import HANDLERS

    while outbox.work({**HANDLERS, "sweep": lambda details: None}):
        pass
    assert models.Entry.objects.count() == count
    assert models.Outbox.objects.filter(kind="erased", done_at=None).count() == 0


def test_texts_go_where_asked_but_for_the_words_of_what_is_still_open(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    closed, open_ = offered(two, joost, "Closed by now"), offered(two, joost, "Still open")
    for name in (closed, open_):
        agreed(two, name)
    actor = founding.actor_of(joost, two.alliance)
    for name in (closed, open_):
        stamp = promises.state_of(StoreNode(), two.alliance.pk, name).stamp
        promises.report_progress(StoreNode(), actor, On(name, stamp), words="My own words")
        comments.say(StoreNode(), actor, about=name, words="Words of a comment")
    stamp = promises.state_of(StoreNode(), two.alliance.pk, closed).stamp
    promises.release(StoreNode(), two.kaido, On(closed, stamp), words="Words of the partner")
    departure.let_go(reader(two.annelies), joost, Handing(to=petra.pk), texts=True)
    titles = dict(models.Promise.objects.values_list("object", "title"))
    assert titles == {closed: "", open_: "Still open"}
    assert models.Promise.objects.get(object=closed).search == ""
    said = b"".join(bytes(each) for each in models.Body.objects.values_list("content", flat=True))
    assert b"Words of a comment" not in said and {row.words for row in models.Comment.objects.all()} == {""}
    assert b"My own words" not in said and b"Closed by now" not in said
    assert b"Words of the partner" in said


def test_what_was_private_is_deleted_and_what_is_the_firms_passes_on(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    seat = seat_of(reader(joost), two.alliance.slug)
    assert seat is not None
    promise = offered(two, joost)
    private.keep_note(seat, promise, "A note for us")
    private.keep_draft(joost, f"{promise}:progress", {"words": ["Half-written"]})
    private.keep_template(seat, "Calibration", {"kind": ["offer"]})
    models.Draft.objects.create(person=joost, key="recovery:abc", fields={"sealed": "00"})
    token = uploads.keep(joost, "list.csv", b"Partner,What,Promised\nHalden,Cables,2025-03-04\n").token
    asked = invitations.invite_colleague(
        joost.membership.organisation, joost, Role.ADMIN, email="new@veldsen.example", role=Role.MEMBER
    )
    outbox.put("mail", "m1", {"to": joost.email, "subject": "A code", "text": "1", "key": "1"})
    outbox.put(
        "mail", "m2", {"to": "x@y.example", "subject": "Joost Bakker asks you", "text": "", "key": "2"}
    )
    outbox.put(
        "mail", "m3", {"to": "x@y.example", "subject": "Joost Bakker asks you", "text": "", "key": "3"}
    )
    models.Outbox.objects.filter(key="m2").update(parked_at="2026-01-01T00:00Z")
    found = belongings_of(joost)
    assert (found.drafts, found.lists, found.notes, found.recovery, found.alliances) == (1, 1, 1, 1, 1)
    assert (list(found.templates), list(found.invitations)) == (["Calibration"], ["new@veldsen.example"])
    departure.let_go(reader(two.annelies), joost, Handing(to=petra.pk))
    note = models.Note.objects.get()
    assert (note.words, note.author) == ("A note for us", None)
    assert set(models.Draft.objects.values_list("person__name", "key")) == {
        ("Petra Oosterhuis", "recovery:abc")
    }
    assert models.PromiseTemplate.objects.get().author == petra
    assert models.Invitation.objects.get(pk=asked.invitation.pk).made_by == petra
    assert not (settings.TROTH_HOME / "imports" / token).exists()
    assert set(models.Outbox.objects.filter(kind="mail").values_list("key", flat=True)) == {"m3"}


def test_notes_are_deleted_where_that_was_chosen(two: Pair, joost: models.Person) -> None:
    seat = seat_of(reader(joost), two.alliance.slug)
    assert seat is not None
    private.keep_note(seat, "pr_x", "A note for us")
    departure.let_go(reader(two.annelies), joost, Handing(), notes=True)
    assert not models.Note.objects.exists()


def test_who_comes_back_is_known_by_another_pseudonym(two: Pair, joost: models.Person) -> None:
    first = founding.actor_of(joost, two.alliance).by
    address = joost.email
    departure.let_go(reader(two.annelies), joost, Handing())
    made = invitations.invite_colleague(
        two.annelies.membership.organisation, two.annelies, Role.ADMIN, email=address, role=Role.MEMBER
    )
    from troth.store.people import Newcomer

    again = invitations.accept_as_newcomer(
        made.invitation, Newcomer(address, "Joost Bakker", "", "Delft", "Europe/Amsterdam"), None
    )
    assert founding.actor_of(again, two.alliance).by != first
    assert dict(models.Member.objects.filter(party__log=two.veldsen.log).values_list("name", "person__email")) == {
        "Annelies van der Meer": two.annelies.email, "": None, "Joost Bakker": address,
    }  # fmt: skip


def test_letting_go_is_finished_by_doing_it_once_more(
    two: Pair, joost: models.Person, petra: models.Person
) -> None:
    promise = offered(two, joost)
    models.Person.objects.filter(pk=joost.pk).update(is_active=False)  # it stopped after the first step
    departure.let_go(reader(two.annelies), joost, Handing(to=petra.pk))
    assert answers(promise) == "Petra Oosterhuis" and not models.Person.objects.filter(pk=joost.pk).exists()
