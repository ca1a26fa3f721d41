"""A mail that tells of several things: each of the first few with one link, and one way to all of them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings

from tests.cast import Pair, terms
from tests.notify.posting import Talk, sent
from troth.actions import promises
from troth.actions.promises import On
from troth.notify import several
from troth.store import models, telling
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.queries.promises import read_several

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]

LINK = re.compile(r"https://troth\.example/m/[\w-]+/")


def put(two: Pair, count: int) -> list[str]:
    """So many offers of Veldsen's, in one go."""
    names = [f"Probe {number} is in your hands" for number in range(1, count + 1)]
    return [promises.offer(two.node, two.veldsen, terms(name, customer=two.kaido.by)) for name in names]


def html(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def one_mail() -> EmailMultiAlternatives:
    (message,) = sent()
    assert isinstance(message, EmailMultiAlternatives)
    return message


def test_the_first_few_have_a_link_each_and_all_are_answered_on_one_page(two: Pair) -> None:
    names = put(two, 7)
    message = one_mail()
    body = str(message.body)
    assert body.startswith("Annelies van der Meer of Veldsen offers you 7 promises.\n")
    assert len(LINK.findall(body)) == 5 == len(set(LINK.findall(html(message))))
    links = models.MailLink.objects.order_by("pk")
    assert [(each.act, each.object, each.person_id) for each in links] == [
        ("agree", name, two.naoko.pk) for name in names[:5]
    ]
    assert len({each.token_hash for each in links}) == 5 and all(each.entry for each in links)
    assert "And 2 more, on the page behind the button." in body and "And 2 more" in html(message)
    assert all(f"promise={name}" in body for name in names)
    assert html(message).count('class="btn go"') == 1 and ">See all 7 and answer</a>" in html(message)


def test_what_is_agreed_already_is_not_asked_again(two: Pair) -> None:
    first, second, third = put(two, 3)
    (whole,) = read_several(_seat(two), [first])
    text = whole.state.table[whole.mine.other]
    assert text is not None
    promises.agree(two.node, two.kaido, On(first, whole.state.stamp), text=text.id)
    (message,) = [each for each in sent() if each.to == [two.naoko.email]]
    body = str(message.body)
    assert "See both and answer:" in body and f"promise={second}&promise={third}" in body
    assert f"promise={first}" not in body
    assert models.MailLink.objects.filter(object=first, act="agree").count() == 0


def test_a_series_is_one_thing_with_one_yes(two: Pair) -> None:
    days = [date(2026, 4, 1) + timedelta(days=7 * n) for n in range(12)]
    made = promises.offer_series(two.node, two.veldsen, terms(customer=two.kaido.by), days)
    message = one_mail()
    body = str(message.body)
    assert message.subject.startswith("Annelies van der Meer of Veldsen offers you “The audit report")
    assert "A series: 12 dates, by the clock of Tokyo" in body
    assert "Dates: 1 April, 8 April, 15 April, 22 April, 29 April (and 7 more, the last on 17 June)" in body
    (link,) = models.MailLink.objects.all()
    assert (link.act, link.object) == ("agree_series", made[0])
    assert "Agree to all 12:\nhttps://troth.example/m/" in body
    assert html(message).count('class="btn go"') == 1


def test_a_series_beside_something_else_is_one_line_of_it(two: Pair) -> None:
    days = [date(2026, 4, day) for day in (1, 8, 15)]
    made = promises.offer_series(two.node, two.veldsen, terms(customer=two.kaido.by), days)
    other = put(two, 1)[0]
    body = str(one_mail().body)
    assert "A series of 3 dates" in body and "more" not in body.split("See all 4")[0]
    asked = models.MailLink.objects.order_by("pk").values_list("act", "object")
    assert list(asked) == [("agree_series", made[0]), ("agree", other)]


def test_an_outbox_row_names_no_more_than_a_page_can_answer(two: Pair) -> None:
    put(two, telling.MOST_NAMED + 3)
    row = models.Outbox.objects.get(kind="tell")
    assert len(row.details["objects"]) == telling.MOST_NAMED
    assert row.details["count"] == telling.MOST_NAMED + 3
    assert several.MOST_LINES < telling.MOST_NAMED


def test_several_deliveries_are_accepted_on_one_page_and_nothing_of_them_is_shown(two: Pair) -> None:
    talks = [Talk(two) for _ in range(2)]
    for talk in talks:
        talk.agree()
    sent()
    for talk in talks:
        talk.deliver()
    message = one_mail()
    assert "act=accept" in str(message.body) and "Accept it:" in str(message.body)
    said = str(message.message())
    for private in ("Secret", "All twelve sites", "medium"):
        assert private not in said


@override_settings(TROTH_URL="")
def test_a_node_that_does_not_know_its_own_address_lists_them_without_links(two: Pair) -> None:
    put(two, 3)
    message = one_mail()
    assert "Probe 2 is in your hands" in str(message.body) and "href" not in html(message)
    assert not models.MailLink.objects.exists()


def _seat(two: Pair) -> Seat:
    reader = reader_of(models.Person.objects.get(pk=two.naoko.pk))
    assert reader is not None
    seat = seat_of(reader, two.alliance.slug)
    assert seat is not None
    return seat
