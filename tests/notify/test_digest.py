"""The letter of a day or a week as it is read: each thing told once, answered by one press, and none of their words."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from tests.cast import Pair, terms
from tests.notify.posting import Talk
from troth.actions import listening, promises
from troth.notify import digest
from troth.notify.stopping import unsubscribe_url
from troth.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]

LINK = re.compile(r"https://troth\.example/m/[\w-]+/")


@pytest.fixture(autouse=True)
def daily(two: Pair) -> None:
    models.Rhythm.objects.create(
        person=two.naoko, needs="daily", letter="daily", comments="daily", news="daily"
    )


def the_letter(two: Pair) -> EmailMultiAlternatives:
    """The letter of a morning two days ahead, when all that was held for it is due."""
    row = models.Outbox.objects.filter(kind="letter", details__person=two.naoko.pk).first()
    day = models.Held.objects.order_by("-day").values_list("day", flat=True).first() or date(2026, 3, 10)
    details = row.details if row is not None else {"person": two.naoko.pk, "day": day.isoformat()}
    mail.outbox.clear()
    digest.send(details)
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    return message


def html(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def test_an_offer_is_told_once_with_who_made_it_its_day_and_its_button(two: Pair) -> None:
    talk = Talk(two)
    message = the_letter(two)
    body, page = str(message.body), html(message)
    assert body.startswith("One thing needs you\n") and "VELDSEN AND KAIDO" in body
    for said in (body, page):
        assert said.count("The audit report is in your hands") == (1 if said is body else 2), (
            "once, and before it is opened"
        )
        assert "Annelies van der Meer of Veldsen offers you this" in said
        assert f"/promises/{talk.promise}/" in said
    (link,) = models.MailLink.objects.all()
    assert (link.act, link.object, link.person) == ("agree", talk.promise, two.naoko)
    assert set(LINK.findall(body)) == set(LINK.findall(page)) and len(LINK.findall(body)) == 1
    assert page.count('class="btn go"') == 1 and ">Open your Today</a>" in page
    for private in ("All twelve sites", "medium"):
        assert private not in body + page


def test_what_was_held_beside_promises_is_told_without_its_words_and_can_be_answered(two: Pair) -> None:
    listening.put(two.node, two.veldsen, words="Zeewolf at four", asks=True)
    message = the_letter(two)
    body = str(message.body)
    assert "What was said" in body and "asks how you understand something they said." in body
    assert "Say how I understand it:\nhttps://troth.example/m/" in body
    assert "Zeewolf" not in body + html(message)


def test_it_is_sent_twice_with_the_same_links_and_ends_with_how_to_change_its_rhythm(two: Pair) -> None:
    Talk(two)
    held = list(models.Held.objects.values())
    first = the_letter(two)
    models.Held.objects.bulk_create(models.Held(**each) for each in held)
    again = the_letter(two)
    assert LINK.findall(str(first.body)) == LINK.findall(str(again.body))
    assert models.MailLink.objects.count() == 1
    assert "It comes on each morning on which you work, when there is something to say." in str(first.body)
    assert 'href="https://troth.example/settings/#reaches"' in html(first)
    stop = unsubscribe_url(two.naoko.pk, "letter")
    assert first.extra_headers["List-Unsubscribe"] == f"<{stop}>"


def test_a_series_that_waits_is_one_line_with_one_yes(two: Pair) -> None:
    days = [date(2026, 4, 1) + timedelta(days=7 * n) for n in range(4)]
    made = promises.offer_series(two.node, two.veldsen, terms(customer=two.kaido.by), days)
    body = str(the_letter(two).body)
    assert "Agree to all of them:" in body and len(LINK.findall(body)) == 1
    assert models.MailLink.objects.get().act == "agree_series"
    assert models.MailLink.objects.get().object == made[0]


def test_somebody_who_may_not_answer_is_shown_no_button(two: Pair) -> None:
    Talk(two)
    models.Membership.objects.filter(person=two.naoko).update(role="viewer")
    body = str(the_letter(two).body)
    assert "The audit report is in your hands" in body and not LINK.search(body)
    assert not models.MailLink.objects.exists()
