"""What a mail says of an act that waits for somebody, and what is noted where none is sent."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings as live
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests.cast import DAY, Pair, person, terms
from tests.notify.posting import Talk, put, sent
from troth.actions import promises
from troth.core.values import Role
from troth.notify import telling
from troth.notify.words import SAID
from troth.store import concerned, models, outbox
from troth.store import telling as store_telling
from troth.store.node import Desk

pytestmark = pytest.mark.django_db


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
    lines = str(message.body).strip().split("\n\n")
    assert (
        lines[0]
        == "Annelies van der Meer of Veldsen says that this is delivered: “The audit report is in your hands”."
    )
    assert lines[1] == "It is for you to accept it, or to say what is missing."
    assert [each.split(":")[0] for each in lines[2:5]] == ["Agreed date", "Accept it", "Say what is missing"]
    assert lines[-3] == f"https://troth.example/a/{two.alliance.slug}/promises/{talk.promise}/?act=accept"
    assert lines[-2].startswith("For Naoko Fujiwara, Kaido. ") and lines[-2].endswith(" in Yokohama.")
    assert lines[-1] == "Which e-mails you get: https://troth.example/settings/"
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


@pytest.mark.usefixtures("posting")
def test_what_nobody_would_see_stands_in_a_mail_as_its_number(two: Pair) -> None:
    promises.offer(
        two.node, two.veldsen, terms("invoice_\u202efdp.exe and\u200b more", customer=two.kaido.by)
    )
    (message,) = sent()
    assert "invoice_[U+202E]fdp.exe and[U+200B] more" in message.subject
    assert not any(each in f"{message.subject}{message.body}" for each in "\u202e\u200b")


def test_every_act_that_waits_for_somebody_has_its_words_in_the_words_of_a_calm_colleague() -> None:
    told = concerned.PROMISE | concerned.STATEMENT | concerned.CONCERN | concerned.MEETING
    told |= concerned.JOINT.keys()
    told = (told - {"promise.escalate"}) | {
        "promise.doubt", "promise.handed", "promise.yours", "look.asked", "look.sentence", "second.asked", "second.declined",
        "words.compare", "words.confirmed", "words.opened", "survey.begun", "survey.waits", "survey.again", "survey.opened", "comment.say",
        concerned.NAMED,
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


def test_a_demo_that_begins_sends_no_mail_of_its_past(two: Pair) -> None:
    with override_settings(TROTH_MAIL=True):
        talk = Talk(two)
        talk.agree()
        talk.deliver()
        assert models.Outbox.objects.filter(kind="tell").exists()
        store_telling.they_all_know()
        assert not models.Outbox.objects.filter(kind__in=outbox.LETTERS).exists()
        assert models.Outbox.objects.filter(kind="ack").exists(), "the record's own work stays"
