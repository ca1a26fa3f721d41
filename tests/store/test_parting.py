"""An organisation leaves an alliance: everything gets an end, then nobody acts there, and the partner keeps all of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Pair, pair, person, terms
from troth.actions import promises
from troth.actions.leaving import StillOpen
from troth.actions.promises import NothingSaid, On
from troth.core.alliance import AFTERWARDS, NotYourRole, Right
from troth.core.promises import Name
from troth.core.record import Left
from troth.core.values import Role
from troth.store import departure, founding, invitations, models, outbox, parting, private, tips
from troth.store.departure import Handing
from troth.store.export import check_of
from troth.store.node import StoreNode, acknowledge_all, present
from troth.store.project import rebuild
from troth.store.queries.alliances import alliances_of
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.queries.today import every_seat_of, needs_of

pytestmark = pytest.mark.django_db
SOON = date(2031, 3, 20)
NODE = StoreNode()


@pytest.fixture
def two() -> Pair:
    return pair()


def seat(who: models.Person, two: Pair) -> Seat:
    reader = reader_of(who)
    assert reader is not None
    found = seat_of(reader, two.alliance.slug)
    assert found is not None
    return found


def state(two: Pair, name: str) -> promises.On:
    return On(name, promises.state_of(NODE, two.alliance.pk, name).stamp)


def agreed(two: Pair, by: str, title: str) -> str:
    """A promise of one side that the other said yes to."""
    giver, taker = (two.veldsen, two.kaido) if by == "veldsen" else (two.kaido, two.veldsen)
    name = promises.offer(NODE, giver, terms(title, SOON))
    text = next(each for each in promises.state_of(NODE, two.alliance.pk, name).table.values() if each)
    promises.agree(NODE, taker, state(two, name), text=text.id)
    return name


def status(name: str) -> str:
    return models.Promise.objects.get(object=name).status


def test_what_is_open_is_sorted_by_the_end_that_this_side_can_give_it(two: Pair) -> None:
    ours, theirs = agreed(two, "veldsen", "Ours"), agreed(two, "kaido", "Theirs")
    done, mine = agreed(two, "kaido", "Delivered to us"), agreed(two, "veldsen", "Delivered by us")
    promises.deliver(NODE, two.kaido, state(two, done))
    promises.deliver(NODE, two.veldsen, state(two, mine))
    asked = promises.request(NODE, two.veldsen, terms("Asked", SOON))
    offered = promises.offer(NODE, two.kaido, terms("Offered", SOON))
    found = parting.ends_of(seat(two.annelies, two))
    names = {
        "release": found.release, "break": found.break_, "table": found.table, "judge": found.judge,
        "theirs": found.theirs,
    }  # fmt: skip
    assert {key: {row.object for row in rows} for key, rows in names.items()} == {
        "release": {theirs}, "break": {ours}, "table": {asked, offered}, "judge": {done}, "theirs": {mine},
    }  # fmt: skip
    assert not found.ready


def test_each_is_ended_by_an_entry_of_its_own_with_the_words_one_writes(two: Pair) -> None:
    ours = [agreed(two, "veldsen", f"Ours {n}") for n in range(3)]
    theirs = [agreed(two, "kaido", f"Theirs {n}") for n in range(2)]
    asked = promises.request(NODE, two.veldsen, terms("Asked", SOON))
    offered = promises.offer(NODE, two.kaido, terms("Offered", SOON))
    at = seat(two.annelies, two)
    with pytest.raises(NothingSaid):
        parting.end(at, [Name.BREAK], " ")
    assert parting.end(at, [Name.BREAK], "We close the plant.") == 3
    assert parting.end(at, [Name.RELEASE], "") == 2
    assert parting.end(at, [Name.WITHDRAW, Name.DECLINE], "") == 2
    assert {status(name) for name in ours} == {"broken"} and {status(name) for name in theirs} == {"released"}
    assert {status(asked), status(offered)} == {"nothing"}
    assert parting.ends_of(at).ready and parting.end(at, [Name.BREAK], "x") == 0
    assert models.Entry.objects.filter(kind="promise.break/1").count() == 3


def test_texts_of_both_sides_on_one_promise_go_off_the_table_together(two: Pair) -> None:
    name = promises.offer(NODE, two.kaido, terms("Offered", SOON))
    promises.propose(NODE, two.veldsen, state(two, name), terms("Otherwise", SOON))
    assert parting.end(seat(two.annelies, two), [Name.WITHDRAW, Name.DECLINE], "") == 1
    assert status(name) == "nothing"


def test_nobody_leaves_while_something_needs_an_end_from_their_side(two: Pair) -> None:
    agreed(two, "veldsen", "Ours")
    at = seat(two.annelies, two)
    with pytest.raises(StillOpen, match="One promise needs an end from your side"):
        parting.leave(at, "", keep_private=True)
    assert not models.Entry.objects.filter(kind="party.leave/1").exists()


def test_what_waits_for_the_partners_word_holds_nobody(two: Pair) -> None:
    name = agreed(two, "veldsen", "Delivered by us")
    promises.deliver(NODE, two.veldsen, state(two, name))
    parting.leave(seat(two.annelies, two), "Goodbye, and thank you.", keep_private=True)
    assert status(name) == "delivered"
    (entry,) = models.Entry.objects.filter(kind="party.leave/1").select_related("body")
    assert (entry.log, entry.by) == (two.veldsen.log, two.veldsen.by)
    assert b"Goodbye" in bytes(entry.body.content)


def test_leaving_takes_an_admin(two: Pair) -> None:
    manager = person(two.annelies.membership.organisation, "Mies Bos", Role.MANAGER)
    with pytest.raises(NotYourRole):
        parting.leave(seat(manager, two), "", keep_private=True)


def test_after_it_nobody_acts_and_both_can_read(two: Pair) -> None:
    name = agreed(two, "veldsen", "Delivered by us")
    promises.deliver(NODE, two.veldsen, state(two, name))
    parting.leave(seat(two.annelies, two), "", keep_private=True)
    for actor in (two.veldsen, two.kaido):
        with pytest.raises(Left):
            promises.offer(NODE, actor, terms("One more", SOON))
        acknowledge_all(two.alliance.pk, actor.log, present())
    with pytest.raises(Left):
        promises.accept(NODE, two.kaido, state(two, name), met=(True,))
    for who in (two.annelies, two.naoko):
        at = seat(who, two)
        assert {right for right in Right if at.may(right)} == AFTERWARDS
        assert needs_of([at], present()) == []
        assert (
            at.parted is not None and at.parted.who == "Veldsen" and at.parted.mine is (who == two.annelies)
        )
    assert check_of(two.alliance.pk).whole


def test_who_left_reads_for_ninety_days_and_the_partner_for_good(two: Pair) -> None:
    parting.leave(seat(two.annelies, two), "", keep_private=True)
    early = present() - 91 * 86_400_000
    models.Party.objects.filter(log=two.veldsen.log).update(left_at=early)
    ours, theirs = reader_of(two.annelies), reader_of(two.naoko)
    assert ours is not None and theirs is not None
    assert seat_of(ours, two.alliance.slug) is None and seat_of(theirs, two.alliance.slug) is not None
    assert list(every_seat_of(ours)) == [] and alliances_of(ours) == []
    assert len(every_seat_of(theirs)) == 1 == len(alliances_of(theirs))


def test_the_private_half_is_deleted_at_once_or_after_the_ninety_days(two: Pair) -> None:
    ours, theirs = seat(two.annelies, two), seat(two.naoko, two)
    name = agreed(two, "kaido", "Theirs")
    for at in (ours, theirs):
        private.keep_note(at, name, f"A note of {at.organisation}")
        private.keep_draft(at.person, f"{name}:progress", {"words": ["half"]})
        private.keep_draft(at.person, f"offer:{two.alliance.slug}:abc", {"title": ["half"]})
        private.visit(at, timezone.now())
        tips.keep_shown(at, "quiet-for-weeks", SOON)
    private.keep_draft(two.annelies, "offer:another:abc", {"title": ["half"]})
    private.intend(theirs, name, SOON)
    assert (
        "A note of Veldsen" in parting.private_half(ours)
        and "Kaido" not in parting.private_half(ours).partition("\n")[2]
    )
    assert "intended day: 2031-03-20" in parting.private_half(theirs)
    parting.end(ours, [Name.RELEASE], "")
    parting.leave(ours, "", keep_private=True)
    assert models.Note.objects.count() == 2
    row = models.Outbox.objects.get(kind="private_half")
    assert timedelta(days=89) < row.due - timezone.now() < timedelta(days=91)
    parting.forget_kept(row.details)
    assert models.Note.objects.get().organisation == theirs.organisation
    assert set(models.Draft.objects.filter(person=two.annelies).values_list("key", flat=True)) == {
        "offer:another:abc"
    }
    assert models.Draft.objects.filter(person=two.naoko).count() == 2
    assert models.TipShown.objects.get().person == two.naoko
    assert models.Visit.objects.get().person == two.naoko and models.Intention.objects.count() == 1
    assert "No notes" in parting.private_half(ours)


def test_the_private_half_can_go_at_once(two: Pair) -> None:
    at = seat(two.annelies, two)
    private.keep_note(at, "pr_x", "A note of ours")
    parting.leave(at, "", keep_private=False)
    assert not models.Note.objects.exists() and not models.Outbox.objects.filter(kind="private_half").exists()


def test_an_alliance_that_nobody_joined_can_be_left_and_its_invitation_opens_nothing(two: Pair) -> None:
    made = invitations.invite_partner(
        two.annelies.membership.organisation,
        two.annelies,
        Role.ADMIN,
        partner="Ostfjord",
        email="liv@ostfjord.example",
    )
    alliance = made.invitation.alliance
    assert alliance is not None
    promises.offer(NODE, founding.actor_of(two.annelies, alliance), terms("Seen by nobody", SOON))
    reader = reader_of(two.annelies)
    assert reader is not None
    at = seat_of(reader, alliance.slug)
    assert at is not None
    parting.leave(at, "", keep_private=True)
    assert not models.Invitation.objects.filter(alliance=alliance).exists()


def test_somebody_who_goes_later_is_forgotten_in_an_alliance_that_was_left(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    founding.actor_of(joost, two.alliance)
    parting.leave(seat(two.annelies, two), "", keep_private=True)
    reader = reader_of(two.annelies)
    assert reader is not None
    departure.let_go(reader, joost, Handing())
    assert models.Member.objects.get(person=None).name == ""
    ask = models.Entry.objects.get(kind="erase.ask/1")
    assert ask.by == "node"


def test_when_a_side_left_is_read_from_its_log_again(two: Pair) -> None:
    parting.leave(seat(two.annelies, two), "", keep_private=True)
    left = models.Party.objects.get(log=two.veldsen.log).left_at
    models.Party.objects.update(left_at=None)
    rebuild(two.alliance.pk)
    assert left is not None
    assert dict(models.Party.objects.values_list("log", "left_at")) == {
        two.veldsen.log: left,
        two.kaido.log: None,
    }


def test_the_partners_admins_are_told_by_mail_where_there_is_mail(two: Pair, settings: object) -> None:
    settings.TROTH_MAIL = True  # type: ignore[attr-defined]
    person(two.naoko.membership.organisation, "Kenji Morimoto", Role.MEMBER)
    models.Person.objects.filter(pk=two.naoko.pk).update(language="ja")
    parting.leave(
        seat(two.annelies, two), "Thank you.", keep_private=True, link="https://node.example/a/x/record/"
    )
    (row,) = models.Outbox.objects.filter(kind="mail")
    assert row.details["to"] == two.naoko.email
    assert row.details["subject"] == "Veldsenがアライアンスから退出しました"
    assert "Thank you." in row.details["text"] and "https://node.example/a/x/record/" in row.details["text"]
    while outbox.work({"mail": lambda details: None, "ack": lambda details: None}):
        pass
    assert models.Outbox.objects.get(kind="mail").details == {}
