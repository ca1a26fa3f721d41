"""Nobody waits unknowingly: whom each act is put in front of, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from tests.cast import Pair, person, terms
from tests.notify.posting import Talk, put, sent
from troth.actions import alliance as together
from troth.actions import interpretation, judgement, listening, looking, meetings, promises, survey
from troth.actions.listening import On
from troth.actions.promises import state_of
from troth.actions.sealed import let_go
from troth.core.judgement import Saw, Weight
from troth.core.judgement.survey import Answer, Instrument, Remark, gather
from troth.core.listening.meetings import Kind as Written
from troth.core.listening.meetings import Line
from troth.core.record.party import NODE
from troth.core.values import Role, Stake
from troth.store import founding, history, models, reporting, second
from troth.store.history import Words
from troth.store.node import StoreNode
from troth.store.queries.people import reader_of, seat_of

pytestmark = pytest.mark.django_db
Act = Callable[[Talk], None]


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
def test_each_turn_of_a_conversation_is_told_to_the_one_whose_turn_it_is(two: Pair) -> None:
    kaido = two.naoko.membership.organisation
    daichi = founding.actor_of(person(kaido, "Daichi Okada", Role.MEMBER), two.alliance)
    person(kaido, "Emi Sato", Role.VIEWER)
    listening.put(two.node, two.veldsen, words="For whoever reads it")
    assert put() == set(), "a statement alone asks nobody"
    listening.put(two.node, two.veldsen, words="Of whoever may answer", asks=True)
    assert put() == {("Naoko", "statement.put")}
    said = listening.put(two.node, two.veldsen, words="Secret", asks=True, to=daichi.by)
    assert put() == {("Daichi", "statement.put")}

    def on() -> On:
        return On(said, listening.state_of(two.node, two.alliance.pk, said).stamp)

    listening.play_back(two.node, daichi, on(), words="Secret")
    assert put() == {("Annelies", "statement.play_back")}
    listening.correct(two.node, two.veldsen, on(), words="Secret")
    assert put() == {("Daichi", "statement.correct")}
    listening.leave(two.node, daichi, on())
    assert put() == {("Annelies", "statement.leave")}
    listening.ask(two.node, two.veldsen, on())
    assert put() == {("Daichi", "statement.ask")}
    listening.play_back(two.node, daichi, on(), words="Secret")
    listening.differ(two.node, daichi, on())
    assert put() == {("Annelies", "statement.play_back"), ("Annelies", "statement.differ")}
    listening.confirm(two.node, two.veldsen, on())
    [one] = sent()
    assert "Secret" not in str(one.body) and "understood what was meant" in str(one.body)


@pytest.mark.usefixtures("posting")
def test_a_sentence_that_both_sides_read_is_told_to_the_managers_of_the_other(two: Pair) -> None:
    interpretation.ask(two.node, two.veldsen, words="Secret")
    assert put() == {("Naoko", "blind.open")}


@pytest.mark.usefixtures("posting")
def test_a_concern_is_told_to_the_one_it_waits_for_and_both_weighings_once(two: Pair) -> None:
    kaido, node = two.naoko.membership.organisation, two.node
    daichi = founding.actor_of(person(kaido, "Daichi Okada", Role.MEMBER), two.alliance)
    seen = judgement.Seen(Saw("Secret", "Secret", "Secret"), day=date(2020, 1, 2))
    days = judgement.days_at("NL", "UTC", 2020)
    raised = judgement.raise_concern(node, two.veldsen, seen, days=days)
    assert put() == {("Naoko", "concern.raise")}

    def on() -> judgement.On:
        return judgement.On(raised, judgement.state_of(node, two.alliance.pk, raised).stamp)

    judgement.tell(node, daichi, on(), words="Secret")
    assert put() == {("Annelies", "concern.tell")}
    judgement.play_back(node, two.veldsen, on(), words="Secret")
    assert put() == {("Daichi", "concern.play_back")}
    judgement.confirm(node, daichi, on())
    assert put() == {("Annelies", "concern.confirm")}
    judgement.weigh(node, two.veldsen, on(), weight=Weight.COSTS_US)
    assert put() == set()
    judgement.weigh(node, daichi, on(), weight=Weight.COSTS_US)
    assert put() == {("Annelies", "concern.weigh")}
    judgement.settle(node, two.veldsen, on(), words="Secret")
    [one] = sent()
    assert (
        "Secret" not in str(one.body)
        and "is settled" in str(one.body)
        and f"concerns/{raised}/" in str(one.body)
    )


@pytest.mark.usefixtures("posting")
def test_a_pulse_is_told_to_all_who_are_asked_and_once_more_when_it_is_opened(two: Pair) -> None:
    kaido = two.naoko.membership.organisation
    daichi = person(kaido, "Daichi Okada", Role.MEMBER)
    today = timezone.now().date()
    survey.begin(two.node, two.veldsen, "bl_one", Instrument.PULSE, until=today, today=today)
    assert put() == {("Naoko", "survey.begun"), ("Daichi", "survey.begun")}
    told = gather(
        Instrument.PULSE, [Answer({"early": 2}, {"early": Remark("Secret", shown=True)}, agrees=True)]
    )
    models.SurveyAnswer.objects.filter(person=daichi).delete()
    for actor in (two.veldsen, two.kaido):
        survey.seal(two.node, replace(actor, by=NODE), "bl_one", told)
        assert put() == set(), "that a side is in is told to nobody"
    for actor in (two.veldsen, two.kaido):
        let_go(two.node, replace(actor, by=NODE), "bl_one")
    posted = sent()
    assert {each.to[0] for each in posted} == {two.annelies.email, two.naoko.email}
    assert all("Secret" not in str(each.body) and "pulse/bl_one/" in str(each.body) for each in posted)


@pytest.mark.usefixtures("posting")
def test_a_recap_is_told_to_those_whose_part_waits_on_both_sides_and_a_correction_to_the_other(
    two: Pair,
) -> None:
    veldsen, kaido, node = two.annelies.membership.organisation, two.naoko.membership.organisation, two.node
    joost = founding.actor_of(person(veldsen, "Joost Bakker", Role.MEMBER), two.alliance)
    daichi = founding.actor_of(person(kaido, "Daichi Okada", Role.MEMBER), two.alliance)
    person(kaido, "Emi Sato", Role.MEMBER)
    due = date(2026, 4, 1)
    lines = (
        Line(Written.PROMISE, own=True, who=joost.by, to=daichi.by, due=due, words="Secret"),
        Line(Written.NOTE, words="Secret"),
    )
    meeting = meetings.new_meeting()
    meetings.end(node, two.veldsen, meeting, meetings.Note("Secret", due, lines))
    assert put() == {("Joost", "meeting.end"), ("Daichi", "meeting.end")}

    def on(line: int) -> meetings.On:
        return meetings.On(meeting, meetings.state_of(node, two.alliance.pk, meeting).stamp, line)

    meetings.correct(node, joost, on(0), meetings.Said(words="Secret!", due=due))
    assert put() == {("Daichi", "meeting.correct"), ("Daichi", "promise.offer")}
    meetings.correct(node, daichi, on(1), meetings.Said(words="Secret?"))
    assert put() == {("Annelies", "meeting.correct")}, (
        "Where a line names nobody, the managers of a side are told."
    )
    second = meetings.new_meeting()
    note = meetings.Note("Secret", due, (Line(Written.QUESTION, words="Secret"),))
    meetings.end(node, two.veldsen, second, note)
    assert put() == {("Naoko", "meeting.end")}, "Nobody is told what they did themselves."
