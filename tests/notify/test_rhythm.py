"""Each reads in their own rhythm: held until they work, in letters, or with a stand-in; on a clock that is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.utils import timezone

from tests.cast import Pair, person, terms
from tests.notify.posting import Talk
from troth.actions import listening, promises
from troth.actions.rhythm import Pace, Sort
from troth.core.values import Role
from troth.notify.jobs import HANDLERS
from troth.notify.stopping import unsubscribe_url
from troth.store import absence, doubts, models, outbox, rhythm
from troth.store.absence import Absence
from troth.store.concerned import Addressee, News
from troth.store.schedule import put_daily

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]
FRIDAY = datetime(2026, 3, 6, 19, 0, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
Move = Callable[[datetime], None]


@pytest.fixture
def clock() -> Iterator[Move]:
    with time_machine.travel(FRIDAY, tick=False) as clock:
        yield clock.move_to


def worked() -> list[EmailMessage]:
    """What goes out when the worker has done all that is due, but for receipts of the record, which nothing holds."""
    mail.outbox.clear()
    while outbox.work(HANDLERS):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists()
    return [message for message in mail.outbox if not message.subject.startswith("Receipt ")]


def about(two: Pair, promise: str) -> Talk:
    """What is said about a promise that was offered already."""
    talk = Talk.__new__(Talk)
    talk.two, talk.promise = two, promise
    return talk


def paces(who: models.Person, **said: Pace) -> None:
    kept = {sort: said.get(sort.value, Pace.ONCE if sort is not Sort.LETTER else Pace.NEVER) for sort in Sort}
    rhythm.keep(who, kept, [])


def test_a_message_is_held_until_its_readers_working_day_and_pressing_ones_are_not(
    two: Pair, clock: Move
) -> None:
    talk = Talk(two)
    assert worked() == []
    assert models.Outbox.objects.get(kind="tell").due == MONDAY
    clock(MONDAY + timedelta(minutes=1))
    (message,) = worked()
    assert "offers you" in message.subject
    clock(FRIDAY + timedelta(days=7))  # a week before its day, 20 March
    talk.agree()
    promises.warn(two.node, two.veldsen, talk.on, words="Secret", expect=date(2026, 3, 30))
    assert worked() == []
    later = promises.offer(
        two.node, two.veldsen, terms(due=date(2026, 3, 14), performer=two.veldsen.by, customer=two.kaido.by)
    )
    near = about(two, later)
    near.agree()
    promises.warn(two.node, two.veldsen, near.on, words="Secret", expect=date(2026, 3, 30))
    clock(FRIDAY + timedelta(days=7, minutes=1))
    (message,) = worked()
    assert "came in between" in message.subject


def test_what_comes_daily_or_weekly_stands_together_in_one_letter_and_is_sent_once(
    two: Pair, clock: Move
) -> None:
    paces(two.naoko, needs=Pace.DAILY)
    for title in ("The audit report is here", "The cold store has room"):
        promises.offer(two.node, two.veldsen, terms(title, customer=two.kaido.by))
    assert worked() == [] and models.Held.objects.count() == 2
    clock(MONDAY + timedelta(minutes=1))
    (letter,) = worked()
    assert letter.subject == "Two things were said"
    body = str(letter.body)
    assert "“The audit report is here”" in body and "“The cold store has room”" in body
    assert "https://troth.example/a/" in body and "Secret" not in body
    assert not models.Held.objects.exists() and worked() == []
    paces(two.naoko, needs=Pace.WEEKLY)
    clock(MONDAY + timedelta(hours=1))
    promises.offer(two.node, two.veldsen, terms("One more", customer=two.kaido.by))
    assert models.Held.objects.get().day == date(2026, 3, 16)
    who = [Addressee(two.naoko.pk, two.naoko.membership.organisation_id, "")]
    near = News("promise.warn", "", "", due=date(2026, 3, 10), zone="Asia/Tokyo")
    for pace, pressing in ((Pace.ONCE, True), (Pace.DAILY, True), (Pace.WEEKLY, False)):
        paces(two.naoko, needs=pace)
        (way,) = rhythm.ways(who, near, FRIDAY + timedelta(days=2))
        assert way.pressing is pressing, "one letter a week is one letter a week"


def test_news_can_be_left_to_the_pages_and_what_needs_somebody_cannot(two: Pair, clock: Move) -> None:
    clock(datetime(2026, 3, 9, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC))
    talk = Talk(two)
    talk.agree()
    paces(two.annelies, news=Pace.NEVER)
    models.Outbox.objects.all().delete()
    promises.release(two.node, two.kaido, talk.on)
    assert not models.Outbox.objects.filter(kind="tell").exists() and not models.Held.objects.exists()
    assert rhythm.stop(two.annelies, Sort.NEEDS) is Pace.WEEKLY


def test_while_somebody_is_away_their_stand_in_is_told_and_reads_for_whom(two: Pair, clock: Move) -> None:
    clock(MONDAY)
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    viewer = person(two.naoko.membership.organisation, "Emi Sato", Role.VIEWER)
    with pytest.raises(absence.NoStandIn):
        absence.go_away(two.naoko, Absence(date(2026, 3, 9), date(2026, 3, 13), viewer.pk))
    absence.go_away(
        two.naoko,
        Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk),
        link="https://troth.example/settings/",
    )
    (asked,) = worked()
    assert asked.to == [haruka.email] and "asks you to stand in" in asked.subject
    assert absence.stand_in(haruka, two.naoko.pk) and not absence.stand_in(haruka, two.naoko.pk)
    (told,) = worked()
    assert told.to == [two.naoko.email] and told.subject == "Haruka Shimizu stands in for you"
    Talk(two)
    clock(MONDAY + timedelta(minutes=1))
    (message,) = worked()
    assert message.to == [haruka.email]
    assert "For Haruka Shimizu, Kaido, while Naoko Fujiwara is away." in str(message.body)
    assert absence.decline_to_stand_in(haruka, two.naoko.pk)
    assert not absence.decline_to_stand_in(haruka, two.naoko.pk)
    promises.offer(two.node, two.veldsen, terms("One more", customer=two.kaido.by))
    assert models.Outbox.objects.get(kind="tell", done_at=None).due == MONDAY + timedelta(days=7)


def test_until_a_colleague_says_yes_things_wait_and_what_cannot_goes_to_a_manager(
    two: Pair, clock: Move
) -> None:
    firm = two.naoko.membership.organisation
    haruka, kenji = person(firm, "Haruka Shimizu", Role.MEMBER), person(firm, "Kenji Mori", Role.MANAGER)
    clock(MONDAY)
    absence.go_away(two.naoko, Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk))
    who, offer = [Addressee(two.naoko.pk, firm.pk, "")], News("promise.offer", "", "")
    near = News("promise.warn", "", "", due=date(2026, 3, 10), zone="Asia/Tokyo")

    def goes(news: News) -> models.Person:
        (way,) = rhythm.ways(who, news, MONDAY)
        return models.Person.objects.get(pk=way.person)

    assert (goes(offer), goes(near)) == (two.naoko, kenji)
    Talk(two)
    waits = models.Outbox.objects.get(kind="tell", done_at=None)
    assert waits.due == MONDAY + timedelta(days=7)
    assert absence.stand_in(haruka, two.naoko.pk)
    assert (goes(offer), goes(near), goes(News("promise.deliver", "", ""))) == (haruka, haruka, haruka)
    (told,) = [each for each in worked() if "offers you" in each.subject]
    assert told.to == [haruka.email], "what waited comes to whoever says yes"
    kept = Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk, "Call Haruka.", accepts=False)
    absence.go_away(two.naoko, kept)
    assert (goes(offer), goes(News("promise.deliver", "", ""))) == (haruka, two.naoko), "not asked anew"
    absence.go_away(kenji, Absence(date(2026, 3, 9), date(2026, 3, 9)))
    assert absence.decline_to_stand_in(haruka, two.naoko.pk)
    assert goes(near) == two.naoko, "nobody else is here"
    told = [each for each in worked() if "cannot stand in" in each.subject][0]
    assert told.to == [two.naoko.email]


def test_whoever_was_asked_is_told_when_they_need_not_any_more(two: Pair, clock: Move) -> None:
    firm = two.naoko.membership.organisation
    haruka, kenji = person(firm, "Haruka Shimizu", Role.MEMBER), person(firm, "Kenji Mori", Role.MEMBER)
    days = date(2026, 3, 9), date(2026, 3, 13)
    absence.go_away(two.naoko, Absence(*days, haruka.pk))
    assert absence.stand_in(haruka, two.naoko.pk)
    absence.go_away(two.naoko, Absence(*days, kenji.pk))
    assert not models.Rhythm.objects.get(person=two.naoko).stands, "another colleague is asked anew"
    assert not absence.stand_in(haruka, two.naoko.pk)
    absence.come_back(two.naoko)
    told = [(each.to[0], each.subject) for each in worked() if "need not" in each.subject]
    gone = "You need not stand in for Naoko Fujiwara any more"
    assert told == [(haruka.email, gone), (kenji.email, gone)]
    absence.go_away(two.naoko, Absence(*days, haruka.pk))
    clock(MONDAY + timedelta(days=7))
    assert not absence.stand_in(haruka, two.naoko.pk), "those days are over"


def test_what_waited_for_somebody_who_then_went_away_goes_to_their_stand_in(two: Pair, clock: Move) -> None:
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    Talk(two)
    absence.go_away(two.naoko, Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk))
    assert absence.stand_in(haruka, two.naoko.pk)
    models.Outbox.objects.filter(kind="mail").delete()
    clock(MONDAY + timedelta(minutes=1))
    (message,) = worked()
    assert message.to == [haruka.email] and "while Naoko Fujiwara is away" in str(message.body)


def test_what_was_held_for_their_letter_goes_to_their_stand_in_too(two: Pair, clock: Move) -> None:
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    paces(two.naoko, needs=Pace.DAILY)
    Talk(two)
    listening.put(two.node, two.veldsen, words="Secret", asks=True)
    absence.go_away(two.naoko, Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk))
    assert absence.stand_in(haruka, two.naoko.pk)
    models.Outbox.objects.filter(kind="mail").delete()
    assert worked() == [], "not before the first day"
    clock(MONDAY + timedelta(minutes=1))
    (message,) = worked()
    assert message.to == [haruka.email] and "offers you" in message.subject
    assert models.Held.objects.get().day == date(2026, 3, 16), (
        "what only they can say waits for their first letter"
    )


def test_what_only_oneself_can_say_waits_until_one_is_back(two: Pair, clock: Move) -> None:
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    absence.go_away(two.naoko, Absence(date(2026, 3, 2), date(2026, 3, 10), haruka.pk))
    assert absence.stand_in(haruka, two.naoko.pk)
    naoko = [Addressee(two.naoko.pk, haruka.membership.organisation_id, "")]
    for act, who in (("survey.begun", two.naoko), ("statement.ask", two.naoko), ("promise.offer", haruka)):
        (way,) = rhythm.ways(naoko, News(act, "", ""), FRIDAY)
        assert way.person == who.pk
        assert way.due == (MONDAY if who == haruka else MONDAY + timedelta(days=2))
    both = [*naoko, Addressee(haruka.pk, haruka.membership.organisation_id, "")]
    (way,) = rhythm.ways(both, News("promise.offer", "", ""), FRIDAY)
    assert (way.person, way.absent) == (haruka.pk, None), "told once, as who they are"


def a_week_ago(two: Pair, clock: Move) -> None:
    """Both sides agree to a promise on Wednesday 4 March, and it is the night before Monday's work."""
    two.clock.at = int(datetime(2026, 3, 4, 10, 0, tzinfo=UTC).timestamp() * 1000)
    booked = terms("Rooms are booked", due=date(2026, 3, 12), performer=two.kaido.by, customer=two.veldsen.by)
    ours, theirs = Talk(two), about(two, promises.offer(two.node, two.kaido, booked))
    ours.agree()
    promises.agree(two.node, two.veldsen, theirs.on, text=theirs.text())
    models.Outbox.objects.all().delete()
    clock(datetime(2026, 3, 9, 0, 1, tzinfo=UTC))


def test_the_weekly_letter_tells_both_halves_and_comes_to_whoever_wants_it(two: Pair, clock: Move) -> None:
    a_week_ago(two, clock)
    paces(two.naoko)
    for _ in range(2):
        put_daily(timezone.now())
    clock(datetime(2026, 3, 10, 1, 1, tzinfo=UTC))  # the mail server was away until after midnight
    (letter,) = [each for each in worked() if each.to == [two.annelies.email]]
    assert not any(each.to == [two.naoko.email] for each in mail.outbox)
    body = str(letter.body)
    assert body.index("What Veldsen promised") < body.index("What Kaido promised")
    assert "“The audit report is in your hands”: agreed" in body
    assert "“Rooms are booked”: agreed\n  Next:\n  - “Rooms are booked”, for Thursday 12 March" in body
    assert "/week/?of=2026-03-02" in body
    assert letter.extra_headers["Message-ID"] == f"<letter-{two.annelies.pk}-2026-03-09@troth.example>"
    put_daily(timezone.now())
    assert not models.Outbox.objects.filter(kind="letter", done_at=None).exists()


def test_the_morning_letter_says_what_needs_its_reader_and_none_of_their_words(
    two: Pair, clock: Move
) -> None:
    a_week_ago(two, clock)
    paces(two.naoko, letter=Pace.DAILY)
    listening.put(two.node, two.kaido, words="Secret", asks=True)
    listening.put(two.node, two.veldsen, words="Secret", asks=True)
    models.Outbox.objects.filter(kind="tell").delete()
    clock(datetime(2026, 3, 10, 0, 1, tzinfo=UTC))
    put_daily(timezone.now())
    (letter,) = worked()
    assert (letter.to, letter.subject) == ([two.naoko.email], "Two things need you")
    assert "“Rooms are booked”, for Thursday 12 March: you promised it." in str(letter.body)
    assert "Also: a statement." in str(letter.body) and "Secret" not in str(letter.body)


def test_a_mail_carries_the_address_that_stops_its_kind_with_one_click(two: Pair, clock: Move) -> None:
    clock(MONDAY)
    Talk(two)
    clock(MONDAY + timedelta(minutes=1))
    (message,) = worked()
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert address == unsubscribe_url(two.naoko.pk, "needs")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path, client = address.removeprefix("https://troth.example"), Client(enforce_csrf_checks=True)
    for look in (client.get, client.head):
        assert look(path).status_code == 200
    assert not models.Rhythm.objects.exists(), "a link scanner looks, and nothing happens"
    news = unsubscribe_url(two.naoko.pk, "news").removeprefix("https://troth.example")
    assert client.post(path[:-5] + "AAAA/", {}).status_code == 404
    assert client.post(news.replace("news", "letter"), {}).status_code == 404
    for each in (path, news, news):
        assert client.post(each, {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept = models.Rhythm.objects.get()
    assert (kept.person_id, kept.needs, kept.news, kept.comments) == (two.naoko.pk, "weekly", "never", "once")
    models.Person.objects.filter(pk=two.naoko.pk).update(is_active=False)
    assert client.post(path, {}).status_code == 404


def test_ones_own_side_is_reminded_once_at_each_point_of_a_promises_course(two: Pair, clock: Move) -> None:
    clock(datetime(2026, 3, 9, 10, 0, tzinfo=UTC))
    firm = two.annelies.membership.organisation
    talk = Talk(two)
    talk.agree()
    models.Outbox.objects.all().delete()
    models.Lead.objects.create(
        organisation=firm, name=talk.promise, alliance=two.alliance, promiser="x", made=1, lead_days=9,
        promised_days=9, ending="open", point="high",
    )  # fmt: skip
    with override_settings(TROTH_MAIL=False):
        doubts.remind(firm)
    for _ in range(2):
        doubts.remind(firm)
        clock(timezone.now() + timedelta(minutes=1))
    (message,) = worked()
    assert message.to == [two.annelies.email] and "may not be done in time" in message.subject
    models.Lead.objects.update(point="nearly")
    doubts.remind(firm)
    clock(timezone.now() + timedelta(minutes=1))
    assert len(worked()) == 1 and models.Lead.objects.get().told == "high nearly"
    assert not models.Outbox.objects.filter(details__person=two.naoko.pk).exists()
