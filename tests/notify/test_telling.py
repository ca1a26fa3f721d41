"""Nobody waits unknowingly: whom each act is put in front of, once, and what the mail says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings as live
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests.cast import DAY, Pair, pair, person, terms
from troth.actions import alliance as together
from troth.actions import looking, promises
from troth.actions.promises import On, state_of
from troth.core.values import Role, Stake
from troth.notify import telling
from troth.notify.jobs import HANDLERS
from troth.notify.words import SAID
from troth.store import concerned, founding, history, models, outbox, reporting, second
from troth.store.history import Words
from troth.store.node import Desk, StoreNode
from troth.store.queries.people import reader_of, seat_of

pytestmark = pytest.mark.django_db
Act = Callable[["Talk"], None]


class Talk:
    """One promise of Veldsen to Kaido, and what each side does with it; every outbox row is noted and then done."""

    def __init__(self, two: Pair) -> None:
        self.two = two
        self.promise = promises.offer(
            two.node, two.veldsen, terms(performer=two.veldsen.by, customer=two.kaido.by)
        )

    @property
    def on(self) -> On:
        return On(self.promise, state_of(self.two.node, self.two.alliance.pk, self.promise).stamp)

    def text(self) -> str:
        state = state_of(self.two.node, self.two.alliance.pk, self.promise)
        return next(text.id for text in state.table.values() if text)

    def agree(self) -> None:
        promises.agree(self.two.node, self.two.kaido, self.on, text=self.text())

    def deliver(self) -> None:
        promises.deliver(self.two.node, self.two.veldsen, self.on, words="Secret words")


@pytest.fixture
def two() -> Pair:
    made = pair()
    models.Outbox.objects.all().delete()
    models.Untold.objects.all().delete()
    return made


@pytest.fixture
def posting() -> object:
    with override_settings(TROTH_MAIL=True, TROTH_URL="https://troth.example"):
        yield


def put() -> set[tuple[str, str]]:
    """What waits in the outbox to be told, by the person's name and the act; it is then taken as done."""
    rows = models.Outbox.objects.filter(kind="tell", done_at=None)
    found = {
        (models.Person.objects.get(pk=row.details["person"]).name.split()[0], row.details["act"])
        for row in rows
    }
    rows.update(done_at=timezone.now())
    return found


def sent() -> list[mail.EmailMessage]:
    """Everything that waits is sent at once."""
    models.Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))
    mail.outbox.clear()
    while outbox.work(HANDLERS):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists(), list(
        models.Outbox.objects.values_list("fault", flat=True)
    )
    return list(mail.outbox)


def _warn(talk: Talk) -> None:
    change = terms(
        "Another title", date(2026, 3, 30), performer=talk.two.veldsen.by, customer=talk.two.kaido.by
    )
    promises.warn(
        talk.two.node, talk.two.veldsen, talk.on, words="Secret", expect=date(2026, 3, 30), change=change
    )


BY_VELDSEN: dict[str, Act] = {
    "promise.change": lambda talk: promises.propose(
        talk.two.node,
        talk.two.veldsen,
        talk.on,
        terms(due=date(2026, 3, 28), performer=talk.two.veldsen.by, customer=talk.two.kaido.by),
    ),
    "promise.warn": _warn,
    "promise.deliver": Talk.deliver,
    "promise.ask_release": lambda talk: promises.ask_release(
        talk.two.node, talk.two.veldsen, talk.on, words="Secret"
    ),
    "promise.break": lambda talk: promises.break_with_notice(
        talk.two.node, talk.two.veldsen, talk.on, words="Secret"
    ),
}
BY_KAIDO: dict[str, Act] = {
    "promise.ask_status": lambda talk: promises.ask_how_it_stands(talk.two.node, talk.two.kaido, talk.on),
    "promise.release": lambda talk: promises.release(talk.two.node, talk.two.kaido, talk.on),
}


@pytest.mark.usefixtures("posting")
@pytest.mark.parametrize("act", BY_VELDSEN)
def test_what_the_performer_puts_in_front_of_the_customer_is_told_to_whoever_answers_there(
    two: Pair, act: str
) -> None:
    person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    talk = Talk(two)
    assert put() == {("Naoko", "promise.offer")}
    talk.agree()
    assert put() == set(), "a yes answers; nobody waits for it"
    BY_VELDSEN[act](talk)
    assert put() == {("Naoko", act)}


@pytest.mark.usefixtures("posting")
@pytest.mark.parametrize("act", BY_KAIDO)
def test_what_the_customer_asks_is_told_to_whoever_performs(two: Pair, act: str) -> None:
    talk = Talk(two)
    talk.agree()
    put()
    BY_KAIDO[act](talk)
    assert put() == {("Annelies", act)}


@pytest.mark.usefixtures("posting")
def test_a_request_a_counter_and_a_delivery_sent_back_are_told(two: Pair) -> None:
    promises.request(two.node, two.kaido, terms(performer=two.veldsen.by))
    assert put() == {("Annelies", "promise.request")}
    talk = Talk(two)
    put()
    promises.propose(
        two.node, two.kaido, talk.on, terms("Different", performer=two.veldsen.by, customer=two.kaido.by)
    )
    assert put() == {("Annelies", "promise.counter")}
    state = state_of(two.node, two.alliance.pk, talk.promise)
    theirs = next(text for side, text in state.table.items() if text and text.log == two.kaido.log)
    promises.agree(two.node, two.veldsen, talk.on, text=theirs.id)
    talk.deliver()
    put()
    promises.send_back(two.node, two.kaido, talk.on, unmet=(0,), words="Secret")
    assert put() == {("Annelies", "promise.send_back")}


@pytest.mark.usefixtures("posting")
def test_while_nobody_is_named_the_managers_of_the_side_are_told_and_nobody_tells_themselves(
    two: Pair,
) -> None:
    kaido = two.naoko.membership.organisation
    for name, role in (("Haruka S", Role.MANAGER), ("Daichi O", Role.MEMBER), ("Emi S", Role.VIEWER)):
        person(kaido, name, role)
    promises.offer(two.node, two.veldsen, terms())
    assert put() == {("Naoko", "promise.offer"), ("Haruka", "promise.offer")}


@pytest.mark.usefixtures("posting")
def test_whoever_left_is_told_nothing_and_the_managers_are_told_instead(two: Pair) -> None:
    kaido = two.naoko.membership.organisation
    daichi = person(kaido, "Daichi Okada", Role.MEMBER)
    actor = founding.actor_of(daichi, two.alliance)
    promises.offer(two.node, two.veldsen, terms(customer=actor.by))
    assert put() == {("Daichi", "promise.offer")}
    promises.offer(two.node, two.veldsen, terms("More", customer=actor.by))
    daichi.is_active = False
    daichi.save()
    assert sent() == [], "what was put before they left is not sent any more"
    promises.offer(two.node, two.veldsen, terms("Other", customer=actor.by))
    assert put() == {("Naoko", "promise.offer")}


@pytest.mark.usefixtures("posting")
def test_handing_over_tells_whoever_answers_now_and_the_partner(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    actor = founding.actor_of(joost, two.alliance)
    talk = Talk(two)
    talk.agree()
    put()
    promises.hand_over(two.node, two.veldsen, talk.on, person=actor.by)
    assert put() == {("Joost", "promise.handed"), ("Naoko", "promise.reassign")}


@pytest.mark.usefixtures("posting")
def test_asking_two_people_to_look_tells_both_of_them_and_whoever_is_asked_for_a_sentence(two: Pair) -> None:
    marijke = person(two.annelies.membership.organisation, "Marijke Hendriks", Role.MANAGER)
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    named = {
        two.veldsen.log: founding.actor_of(marijke, two.alliance).by,
        two.kaido.log: founding.actor_of(haruka, two.alliance).by,
    }
    talk = Talk(two)
    talk.agree()
    put()
    looking.ask_to_look(two.node, two.veldsen, talk.on, words="Secret", sponsors=named)
    assert put() == {("Marijke", "look.asked"), ("Haruka", "look.asked"), ("Naoko", "look.sentence")}
    looking.ask_to_look(two.node, two.kaido, talk.on, words="Secret", sponsors=named)
    assert put() == set()


@pytest.mark.usefixtures("posting")
def test_where_a_side_has_named_nobody_its_managers_are_asked_to_look(two: Pair) -> None:
    talk = Talk(two)
    talk.agree()
    put()
    looking.ask_to_look(two.node, two.kaido, talk.on, words="Secret", sponsors={})
    assert put() == {("Annelies", "look.sentence"), ("Annelies", "look.asked")}


@pytest.mark.usefixtures("posting")
def test_a_purpose_an_objective_and_a_period_of_history_are_told_to_those_who_may_answer(two: Pair) -> None:
    kaido = two.naoko.membership.organisation
    person(kaido, "Daichi Okada", Role.MEMBER)
    together.put_purpose(two.node, two.veldsen, title="Seafood")
    together.put_objective(two.node, two.veldsen, title="Proof")
    assert put() == {("Naoko", "purpose.put"), ("Naoko", "objective.put")}
    row = history.note(
        two.annelies.membership.organisation,
        "Kaido",
        Words("Lot", date(2025, 3, 4), received=True, delivered=date(2025, 3, 4)),
    )
    models.Partner.objects.filter(pk=row.partner.pk).update(alliance=two.alliance)
    reporting.put_on_record(two.alliance, two.veldsen, date(2025, 1, 1), date(2025, 12, 31), node=two.node)
    assert put() == {("Naoko", "report.close")}


@pytest.mark.usefixtures("posting")
def test_the_twelve_words_are_told_to_the_side_whose_turn_it_is() -> None:
    one = models.Organisation.objects.create(name="One", short="One")
    other = models.Organisation.objects.create(name="Other", short="Other")
    ann, bob = person(one, "Ann A"), person(other, "Bob B")
    person(one, "Cas C", Role.MEMBER)
    alliance = founding.found(one, "Other").party.alliance
    founding.join(alliance, other)
    assert put() == {("Ann", "words.compare")}
    founding.confirm(founding.actor_of(bob, alliance))
    assert put() == {("Ann", "words.confirmed")}
    founding.confirm(founding.actor_of(ann, alliance))
    assert put() == {("Bob", "words.opened")}


@pytest.mark.usefixtures("posting")
def test_before_both_have_confirmed_the_partner_is_told_nothing() -> None:
    one = models.Organisation.objects.create(name="One", short="One")
    other = models.Organisation.objects.create(name="Other", short="Other")
    ann = person(one, "Ann A")
    person(other, "Bob B")
    alliance = founding.found(one, "Other").party.alliance
    founding.join(alliance, other)
    put()
    promises.offer(StoreNode(), founding.actor_of(ann, alliance), terms(due=date(2041, 3, 4)))
    assert put() == set()


@pytest.mark.usefixtures("posting")
def test_a_yes_that_waits_is_told_to_those_who_may_sign_and_its_answer_to_whoever_said_it(two: Pair) -> None:
    kaido = two.naoko.membership.organisation
    models.Organisation.objects.filter(pk=kaido.pk).update(second_from="high")
    daichi = person(kaido, "Daichi Okada", Role.MEMBER)
    person(kaido, "Kenji Morimoto", Role.MEMBER)
    talk = Talk(two)
    put()
    reader, boss = (reader_of(models.Person.objects.get(pk=each.pk)) for each in (daichi, two.naoko))
    assert reader is not None and boss is not None
    seat, manager = seat_of(reader, two.alliance.slug), seat_of(boss, two.alliance.slug)
    assert seat is not None and manager is not None
    said = second.Ask({talk.on: talk.text()}, Stake.HIGH)
    assert second.say_yes(seat, said, node=two.node) == 1
    assert put() == {("Naoko", "second.asked")}
    second.decline(manager, talk.promise, "Secret")
    assert put() == {("Daichi", "second.declined")}


@pytest.mark.usefixtures("posting")
def test_a_series_and_whatever_is_done_in_one_go_is_one_mail(two: Pair) -> None:
    days = [date(2026, 4, day) for day in (1, 8, 15)]
    promises.offer_series(two.node, two.veldsen, terms(customer=two.kaido.by), days)
    promises.offer(two.node, two.veldsen, terms("One more", customer=two.kaido.by))
    (message,) = sent()
    assert message.subject.startswith("Annelies van der Meer of Veldsen offers you 4 promises, among them")
    assert "https://troth.example/\n" in str(message.body)
    promises.offer(two.node, two.veldsen, terms("Later", customer=two.kaido.by))
    assert len(sent()) == 1


@pytest.mark.usefixtures("posting")
def test_an_act_that_is_not_kept_tells_nobody(two: Pair) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        Talk(two)
        raise RuntimeError
    assert put() == set()


@pytest.mark.usefixtures("posting")
def test_what_a_crash_left_signed_is_told_when_it_is_put_in(two: Pair) -> None:
    try:
        with transaction.atomic():
            Talk(two)
            raise RuntimeError
    except RuntimeError:
        pass
    with transaction.atomic():
        Desk(two.alliance.pk, two.veldsen.log, two.clock.at)
    assert put() == {("Naoko", "promise.offer")}


@pytest.mark.usefixtures("posting")
def test_a_mail_says_who_did_what_the_title_and_the_way_and_nothing_more(two: Pair) -> None:
    models.Person.objects.filter(pk=two.naoko.pk).update(zone="Asia/Tokyo", place="Yokohama")
    talk = Talk(two)
    talk.agree()
    sent()
    talk.deliver()
    (message,) = sent()
    assert message.to == ["naoko@kaido.example"]
    assert (
        message.subject
        == "Annelies van der Meer of Veldsen says that this is delivered: “The audit report is in you…"
    )
    lines = str(message.body).split("\n\n")
    assert (
        lines[0]
        == "Annelies van der Meer of Veldsen says that this is delivered: “The audit report is in your hands”."
    )
    assert lines[1] == "It is for you to accept it, or to say what is missing."
    assert lines[2] == f"https://troth.example/a/{two.alliance.slug}/promises/{talk.promise}/?act=accept"
    assert lines[3].startswith("For Naoko Fujiwara, Kaido. ") and lines[3].strip().endswith(" in Yokohama.")
    said = str(message.message())
    for private in ("Secret", "All twelve sites", "medium"):
        assert private not in said
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert models.Outbox.objects.filter(kind="tell").exclude(details__icontains="audit").exists()


@override_settings(TROTH_MAIL=True, TROTH_URL="")
def test_a_node_that_does_not_know_its_own_address_says_where_to_go_in_it(two: Pair) -> None:
    talk = Talk(two)
    (message,) = sent()
    assert (
        f"Open Troth where you always do, and there /a/{two.alliance.slug}/promises/{talk.promise}/"
        in str(message.body)
    )


@pytest.mark.usefixtures("posting")
def test_a_title_of_many_lines_and_a_name_that_was_erased_make_a_mail_all_the_same(two: Pair) -> None:
    promises.offer(
        two.node,
        two.veldsen,
        terms("One\nBcc: everybody@example.org\n" + "long " * 40, customer=two.kaido.by),
    )
    models.Member.objects.filter(party__organisation=two.annelies.membership.organisation).update(name="")
    (message,) = sent()
    assert "\n" not in message.subject and len(message.subject) <= telling.LONGEST
    assert message.subject.startswith("Veldsen offers you “One Bcc:")
    assert message.bcc == []
    models.Promise.objects.update(title="")
    promises.offer(two.node, two.veldsen, terms("Soon erased", customer=two.kaido.by))
    models.Promise.objects.update(title="")
    (message,) = sent()
    assert message.subject == "Veldsen offers you a promise"


def test_every_act_that_waits_for_somebody_has_its_words_in_the_words_of_a_calm_colleague() -> None:
    told = concerned.PROMISE | concerned.JOINT.keys()
    told = (told - {"promise.escalate"}) | {
        "promise.handed", "look.asked", "look.sentence", "second.asked", "second.declined", "words.compare",
        "words.confirmed", "words.opened",
    }  # fmt: skip
    assert SAID.keys() == told
    for words in SAID.values():
        said = f"{words.did} {words.may}".lower()
        assert not any(
            word in said for word in ("overdue", "fail", "late ", "breach", "reject", "!", "error", "must")
        )


def test_a_node_without_mail_puts_nothing_into_the_outbox_and_notes_whom_nobody_told(two: Pair) -> None:
    assert not live.TROTH_MAIL
    talk = Talk(two)
    assert not models.Outbox.objects.filter(kind="tell").exists()
    row = models.Untold.objects.get()
    assert (row.organisation, row.whom, row.act) == (
        two.annelies.membership.organisation,
        "Naoko Fujiwara",
        "promise.offer",
    )
    talk.agree()
    assert not models.Untold.objects.exists(), "whoever answers knows"
    talk.deliver()
    promises.report_progress(two.node, two.veldsen, talk.on, words="By the way")
    assert models.Untold.objects.get().act == "promise.deliver"
    promises.propose(
        two.node,
        two.veldsen,
        talk.on,
        terms(due=date(2026, 3, 28), performer=two.veldsen.by, customer=two.kaido.by),
    )
    assert models.Untold.objects.get().act == "promise.change", "the newest is what is to be told"


def test_people_of_the_partner_whom_the_record_does_not_know_are_called_by_their_organisation(
    two: Pair,
) -> None:
    person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    promises.offer(two.node, two.veldsen, terms())
    assert models.Untold.objects.get().whom == "Kaido"


def test_the_clock_of_a_promise_has_no_part_in_when_a_mail_goes_out(two: Pair) -> None:
    two.clock.at -= 300 * DAY
    with override_settings(TROTH_MAIL=True):
        promises.offer(two.node, two.veldsen, terms(customer=two.kaido.by))
    assert models.Outbox.objects.get(kind="tell").due > timezone.now()
