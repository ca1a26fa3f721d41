"""What a mail is made of: the same in both forms, the same when it is sent twice, one thread for one thing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.utils import timezone

from tests.cast import Pair, person, terms
from tests.notify.posting import Talk, sent
from troth.actions import promises
from troth.core.values import Role
from troth.notify import answering
from troth.notify.jobs import HANDLERS
from troth.notify.mail import letter, simple
from troth.notify.mail.letter import Button, Fact, Letter
from troth.notify.mail.parts import Group, Line, Section
from troth.notify.stopping import unsubscribe_url
from troth.store import mailasks, models, outbox
from troth.store.queries.people import reader_of, seat_of
from troth.store.queries.receipts import newest

pytestmark = pytest.mark.django_db

LETTER = Letter(
    to="haruka@kaido.example",
    key="tell-1",
    subject="Veldsen offers you <b>more</b>",
    name="Veldsen and Kaido",
    lead="Veldsen offers you this.",
    may="You can agree.",
    page="https://troth.example/a/veldsen-kaido/",
    foot="For Haruka, Kaido.",
    title="Probes & <script>alert(1)</script>",
    facts=[Fact("By", "Friday", "Saturday in Yokohama", strong=True)],
    quotes=[("Annelies", "One night\ninstead of three")],
    buttons=[
        Button("Agree", "https://troth.example/m/a/", main=True),
        Button("Decline", "https://troth.example/m/b/"),
    ],
)


def html(message: EmailMultiAlternatives) -> str:
    content, kind = message.alternatives[0]
    assert kind == "text/html"
    return str(content)


def links(said: str) -> set[str]:
    return set(re.findall(r"https://troth\.example/[^\s\"<]*", said))


def test_both_forms_say_the_same_and_words_stay_words() -> None:
    text, page = letter.text(LETTER), letter.html(LETTER)
    for said in ("Veldsen offers you this.", "You can agree.", "Saturday in Yokohama", "For Haruka, Kaido."):
        assert said in text and said in page
    assert links(text) == links(page)
    assert "Probes & <script>" in text and "Probes &amp; &lt;script&gt;" in page and "<script" not in page
    assert not re.search(r"src=|<link|url\(", page), "nothing is fetched"
    assert page.count('class="btn go"') == 1, "one clear thing to do"


@pytest.mark.usefixtures("posting")
def test_a_mail_that_is_sent_twice_is_one_with_the_same_links(two: Pair) -> None:
    Talk(two)
    (first,) = sent()
    models.Outbox.objects.filter(kind="tell").update(done_at=None, due=timezone.now() - timedelta(seconds=1))
    mail.outbox.clear()
    while outbox.work(HANDLERS):
        pass
    (again,) = mail.outbox
    assert again.extra_headers == first.extra_headers and again.body == first.body
    assert first.extra_headers["Message-ID"].endswith("@troth.example>")
    assert models.MailLink.objects.count() == 3


@pytest.mark.usefixtures("posting")
def test_what_is_said_of_one_thing_is_one_thread_and_of_another_another(two: Pair) -> None:
    talk, other = Talk(two), Talk(two)
    talk.agree()
    sent()
    talk.deliver()
    promises.propose(two.node, two.veldsen, other.on, terms(performer=two.veldsen.by, customer=two.kaido.by))
    threads = [(each.extra_headers["References"], each.subject) for each in sent()]
    promises.deliver(two.node, two.veldsen, talk.on, words="Now whole")
    (again,) = sent()
    by_subject = {subject: thread for thread, subject in threads}
    assert len(set(by_subject.values())) == 2
    assert (
        again.extra_headers["References"] == by_subject[again.subject] == again.extra_headers["In-Reply-To"]
    )
    assert talk.promise not in again.extra_headers["References"]


@pytest.mark.usefixtures("posting")
def test_nothing_is_asked_of_somebody_who_may_not_or_that_was_answered_meanwhile(two: Pair) -> None:
    viewer = person(two.naoko.membership.organisation, "Mai Sato", Role.VIEWER)
    talk = Talk(two)
    models.Outbox.objects.update(due=timezone.now() + timedelta(hours=1))
    talk.agree()
    (late,) = sent()
    assert "/m/" not in late.body and "Look at it" in html(late)  # type: ignore[arg-type]
    reader = reader_of(viewer)
    seat = seat_of(reader, two.alliance.slug) if reader is not None else None
    assert seat is not None
    shown = answering.shown(seat, "promise.offer", Talk(two).promise, key="k", today=timezone.now().date())
    assert shown.buttons == [] and models.MailLink.objects.count() == 0


@pytest.mark.usefixtures("posting")
@override_settings(TROTH_REPLY_ADDRESS="reply@troth.example")
def test_a_mail_says_how_one_gets_no_more_of_its_kind_and_where_a_reply_goes(two: Pair) -> None:
    Talk(two)
    (message,) = sent()
    assert message.extra_headers["List-Unsubscribe"] == f"<{unsubscribe_url(two.naoko.pk, 'needs')}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = message.reply_to
    asked = mailasks.asked_by(address)
    assert asked is not None and (asked.person, asked.act) == (two.naoko, mailasks.COMMENT)
    assert "Or reply to this e-mail: what you write stands there as a comment" in str(message.body)


@pytest.mark.parametrize("act", ["second.asked", "second.declined", "promise.handed"])
def test_what_ones_own_side_says_among_itself_is_answered_by_no_comment_that_both_read(act: str) -> None:
    assert answering.becomes_of("promise.offer", "pr_1") == mailasks.COMMENT
    assert answering.becomes_of(act, "pr_1") == ""


@override_settings(TROTH_MAIL=True, TROTH_URL="")
def test_a_node_that_does_not_know_its_own_address_sends_no_buttons(two: Pair) -> None:
    Talk(two)
    (message,) = sent()
    assert "/m/" not in message.body and "href" not in html(message)  # type: ignore[arg-type]


def first_of(page: str) -> str:
    """What a list of mails shows beside the subject."""
    found = re.search(r'<div style="display:none[^>]*>([^<]*)</div>', page)
    assert found
    return found.group(1)


def test_before_it_is_opened_a_mail_says_what_is_the_matter_and_what_its_reader_decides() -> None:
    page = letter.html(LETTER)
    assert first_of(page) == "One night instead of three You can agree."
    assert '<html lang="en">' in page and "<title>Veldsen offers you &lt;b&gt;more&lt;/b&gt;</title>" in page
    assert 'name="color-scheme" content="light dark"' in page and "prefers-color-scheme:dark" in page
    dated = letter.html(replace(LETTER, quotes=[]))
    assert first_of(dated) == "By Friday. You can agree."
    long = first_of(letter.html(replace(LETTER, quotes=[("", "a word " * 60)])))
    assert len(long) < 180 and "…" in long


@pytest.mark.usefixtures("posting")
def test_the_foot_shows_the_newest_receipt_as_the_record_does_and_none_where_there_is_none(two: Pair) -> None:
    talk = Talk(two)
    (first,) = sent()
    assert "receipt" not in str(first.body) and "receipt" not in html(first)  # type: ignore[arg-type]
    talk.agree()
    sent()
    talk.deliver()
    (message,) = sent()
    receipt = models.Receipt.objects.latest("number")
    reader = reader_of(models.Person.objects.get(pk=two.naoko.pk))
    seat = seat_of(reader, two.alliance.slug) if reader is not None else None
    assert seat is not None
    (shown,) = newest(seat, most=1)
    last = str(message.body).strip().split("\n\n")[-1]
    assert last.startswith(f"Newest receipt: no. {receipt.number}, ")
    assert re.search(r", \d\d:\d\d Eindhoven, .*\d\d:\d\d Yokohama\. Keep it: ", last)
    assert last.splitlines()[1:] == shown.short.splitlines()
    assert [each.split()[0] for each in shown.short.splitlines()] == ["veldsen", "kaido"]
    assert all(head in html(message) for head in last.splitlines()[1:])  # type: ignore[arg-type]


@override_settings(TROTH_URL="https://troth.example")
def test_a_code_is_large_and_a_way_in_a_button_and_anything_else_shows_where_it_leads() -> None:
    details = {"to": "a@kaido.example", "key": "k"}
    said = "Your code is 481216\n\nIt works once.\n"
    mail.outbox.clear()
    simple.send({**details, "subject": "Your code for Troth: 481216", "text": said, "code": "481216"})
    (code,) = mail.outbox
    assert code.body == said and re.search(r"font:700 32px[^>]*>481216</p>", html(code))  # type: ignore[arg-type]
    assert html(code).count("481216") == 2, "in the title, and once to read"  # type: ignore[arg-type]
    own, other = "https://troth.example/invitation/abc", "https://elsewhere.example/"
    text = f"Annelies & Co <b>ask</b> you.\n\n{own}\n\n{other}\n"
    page = letter.html(simple.letter_of({**details, "subject": "Come in", "text": text}))
    assert f'href="{own}" class="btn go"' in page and f">{other}</a>" in page
    assert "Annelies &amp; Co &lt;b&gt;ask&lt;/b&gt; you." in page and page.count("btn go") == 1


@pytest.mark.parametrize(
    "words",
    [
        '"><script>alert(1)</script>',
        "{{ 7|add:7 }}{% now 'Y' %}",
        "https://evil.example/\u202egpj.exe",
        "海道物流",
    ],
)
def test_whatever_somebody_wrote_stays_words(words: str) -> None:
    line = Line(words, words, words, "https://troth.example/a/", Button(words, "https://troth.example/m/a/"))
    made = Section(
        words, [Group(words, [line], words, [line], words)], Button(words, "https://troth.example/w/")
    )
    odd = replace(
        LETTER, title=words, name=words, lead=words, opening=words, firm=words, quotes=[(words, words)],
        facts=[Fact(words, words, words)], paragraphs=[words], sections=[made],
    )  # fmt: skip
    page = letter.html(odd)
    assert "<script" not in page and "{{ 7|add:7 }}" in page or "add:7" not in words
    assert "\u202e" not in page + letter.text(odd)
    assert words.split("\u202e")[0] in letter.text(odd)
