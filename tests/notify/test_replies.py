"""A reply by mail becomes what its mail asked, once, and only from the one who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from tests.cast import Pair, person, terms
from tests.notify.letters import PASSED, RECEIVER, REPLY, SECRET, SENDER, letter
from tests.notify.posting import Talk
from troth.actions import comments, listening, promises
from troth.core.values import Role
from troth.notify.jobs import HANDLERS
from troth.notify.replies import handling
from troth.store import mailasks, models, outbox, private, replies
from troth.store.kept_words import words_by_mail
from troth.store.mailasks import COMMENT, PLAY_BACK, WARN, ask_for, asked_by
from troth.store.node import StoreNode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answering")]


@pytest.fixture
def answering(posting: None) -> Iterator[None]:
    with override_settings(
        TROTH_REPLY_ADDRESS=REPLY,
        TROTH_REPLY_RECEIVER=RECEIVER,
        DEFAULT_FROM_EMAIL="Troth <troth@troth.example>",
    ):
        yield


def heard() -> list[tuple[str, str]]:
    """What was commented on, and in which words, oldest first."""
    return list(models.Comment.objects.order_by("number").values_list("about", "words"))


def asked(two: Pair, act: str, object: str, who: models.Person | None = None) -> str:
    return ask_for(who or two.naoko, two.alliance.parties.get(log=two.veldsen.log), object, act, "e" * 64)


def arrive(raw: bytes) -> str:
    """It comes in and is worked off; what became of it, and every mail that went out stands in the outbox of the tests."""
    replies.take_in(raw)
    models.Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))
    mail.outbox.clear()
    while outbox.work(HANDLERS):
        pass
    assert not models.Outbox.objects.exclude(fault="").exists(), list(models.Outbox.objects.values("fault"))
    row = models.Incoming.objects.order_by("-pk")[0]
    assert row.raw is None, "what was handled is not kept"
    return row.became


def statement(two: Pair) -> str:
    return listening.put(two.node, two.veldsen, words="Lots leave at four", asks=True, to=two.kaido.by)


def test_a_comment_lands_at_once_in_the_name_of_who_wrote_it_and_once(two: Pair) -> None:
    talk = Talk(two)
    raw = letter(asked(two, COMMENT, talk.promise))
    assert arrive(raw) == handling.LANDED
    assert not replies.take_in(raw), "the same message by another way"
    arrive(raw)
    assert heard() == [(talk.promise, "We have the lot by noon.")]
    row = models.Comment.objects.get()
    assert row.author == models.Member.objects.get(pseudonym=two.kaido.by)
    assert SECRET not in row.words
    assert b'"via":"mail"' in bytes(models.Entry.objects.get(kind="comment.say/1").payload)
    assert (
        arrive(letter(asked(two, COMMENT, talk.promise), message_id="<2@kaido.example>", words="More"))
        == handling.LANDED
    )
    assert [words for _, words in heard()] == ["We have the lot by noon.", "More"]


def test_files_that_came_with_it_are_said_to_be_left_out(two: Pair) -> None:
    to = asked(two, COMMENT, Talk(two).promise)
    parts = "--b\r\n\r\nHere it is.\r\n--b\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n"
    head = letter(to, content_type="multipart/mixed; boundary=b").partition(b"\r\n\r\n")[0]
    assert arrive(head + b"\r\n\r\n" + parts.encode()) == handling.LANDED
    assert [words for _, words in heard()] == ["Here it is."]
    assert "Files are not taken by mail" in mail.outbox[-1].body and "Here it is" not in mail.outbox[-1].body


def test_what_was_signed_before_a_crash_is_not_said_again(two: Pair) -> None:
    talk = Talk(two)
    raw = letter(asked(two, COMMENT, talk.promise))
    replies.take_in(raw)
    assert replies.begin(models.Incoming.objects.get().key) is None
    comments.say(StoreNode(), two.kaido, about=talk.promise, words="We have the lot by noon.")
    assert arrive(raw) == handling.LANDED and len(heard()) == 1
    again = letter(asked(two, COMMENT, talk.promise), message_id="<2@kaido.example>")
    assert arrive(again) == handling.LANDED and len(heard()) == 2, (
        "the same words in another message are meant so"
    )


def test_a_playback_waits_as_a_draft_for_its_writer_alone_and_is_told_by_one_mail(two: Pair) -> None:
    name = statement(two)
    assert arrive(letter(asked(two, PLAY_BACK, name), words="You send them at four.")) == handling.KEPT
    assert not models.Entry.objects.filter(kind__startswith="statement.play_back"), (
        "nothing is signed before the click"
    )
    kept = words_by_mail(two.naoko, private.hearing_key(two.alliance.slug, name, "play_back"))
    assert kept is not None and kept.words == "You send them at four."
    told = [each for each in mail.outbox if "one click" in each.subject]
    assert [each.to for each in told] == [[SENDER]]
    assert f"/listening/{name}/?again=1#desk" in told[0].body and "at four" not in told[0].body
    arrive(letter(asked(two, PLAY_BACK, name), words="In two lots.", message_id="<2@kaido.example>"))
    kept = words_by_mail(two.naoko, private.hearing_key(two.alliance.slug, name, "play_back"))
    assert kept is not None and kept.words == "You send them at four.\n\nIn two lots."


def test_a_warning_waits_too_while_there_is_something_to_warn_of(two: Pair) -> None:
    promise = promises.request(two.node, two.veldsen, _terms(two))
    state = promises.state_of(two.node, two.alliance.pk, promise)
    (text,) = (each for each in state.table.values() if each)
    promises.agree(two.node, two.kaido, promises.On(promise, state.stamp), text=text.id)
    assert arrive(letter(asked(two, WARN, promise), words="The ship is late.")) == handling.KEPT
    kept = private.draft_of(two.naoko, private.act_key(promise, "warn"))
    assert kept["words"] == ["The ship is late."] and kept["then"] == ["unknown"]
    assert f"/promises/{promise}/?act=warn#desk" in mail.outbox[-1].body
    promises.release(two.node, two.veldsen, _on(two, promise))
    told = arrive(letter(asked(two, WARN, promise), words="Too late", message_id="<2@kaido.example>"))
    assert told == handling.REFUSED
    assert "says what is so now" in mail.outbox[-1].body


def _terms(two: Pair) -> promises.Terms:
    return terms(performer=two.kaido.by, customer=two.veldsen.by)


def _on(two: Pair, promise: str) -> promises.On:
    return promises.On(promise, promises.state_of(two.node, two.alliance.pk, promise).stamp)


REFUSED = {
    "another address, proven": {
        "from": "naoko@home.example",
        "authentication_results": f"{RECEIVER}; dkim=pass header.d=home.example",
    },
    "not proven": {"authentication_results": f"{RECEIVER}; dkim=fail header.d=kaido.example"},
    "no result": {"authentication_results": None},
    "a result of somebody else": {"authentication_results": PASSED.replace(RECEIVER, "mx.evil.example")},
    "no answer": {"in_reply_to": None},
    "an answer to another mail": {"in_reply_to": "<x@kaido.example>"},
    "no words": {"words": ""},
    "too many words": {"words": "word " * 900},
}
UNHEARD = {
    "a stranger": {"from": "eve@evil.example"},
    "a machine": {"auto_submitted": "auto-replied"},
    "a list": {"precedence": "list"},
    "another token": {"to": "reply+aaaaaaaaaaaaaaaaaaaaaaaaaa@troth.example"},
    "no token": {"to": REPLY},
    "another host": {"to": "reply+x@evil.example"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_agree_does_nothing_and_is_answered_kindly_once_a_day(two: Pair, case: str) -> None:
    talk = Talk(two)
    to = asked(two, COMMENT, talk.promise)
    for number in (1, 2):
        arrive(letter(**({"to": to} | REFUSED[case] | {"message_id": f"<{number}@x>"})))
        answered = [each for each in mail.outbox if "not taken" in each.subject]
        assert [each.to for each in answered] == ([[SENDER]] if number == 1 else []), "never twice a day"
        assert all(
            f"/promises/{talk.promise}/" in each.body and "Thank you" in each.body for each in answered
        )
        assert all(SECRET not in each.body for each in answered)
    assert heard() == []


@pytest.mark.parametrize("case", UNHEARD)
def test_what_nobody_wrote_or_nobody_asked_is_not_even_answered(two: Pair, case: str) -> None:
    talk = Talk(two)
    arrive(letter(**({"to": asked(two, COMMENT, talk.promise)} | UNHEARD[case])))
    assert heard() == [] and not [
        each for each in mail.outbox if "Re:" in each.subject or "not taken" in each.subject
    ]


def test_who_left_lost_the_right_or_whose_ask_is_old_does_nothing(two: Pair) -> None:
    talk = Talk(two)
    to = asked(two, COMMENT, talk.promise)
    models.MailAsk.objects.update(made_at=timezone.now() - mailasks.LASTS - timedelta(hours=1))
    assert arrive(letter(to)) == "too long ago"
    assert asked(two, COMMENT, talk.promise) == to, "the same ask is the same address, and lasts anew"
    models.Membership.objects.filter(person=two.naoko).update(role=Role.VIEWER.value)
    models.Outbox.objects.all().delete()
    assert arrive(letter(to, message_id="<2@x>")) == handling.REFUSED
    assert "You may not" in mail.outbox[-1].body
    models.Membership.objects.filter(person=two.naoko).delete()
    models.Outbox.objects.all().delete()
    assert arrive(letter(to, message_id="<3@x>")) == handling.REFUSED
    models.Person.objects.filter(pk=two.naoko.pk).update(is_active=False)
    assert arrive(letter(to, message_id="<4@x>")) == "nothing was asked"
    assert heard() == []


def test_the_address_opens_for_nobody_but_who_was_asked_and_nothing_in_the_database_makes_it(
    two: Pair,
) -> None:
    talk = Talk(two)
    daichi = person(two.naoko.membership.organisation, "Daichi Okada", Role.MEMBER)
    own, theirs = asked(two, COMMENT, talk.promise), asked(two, COMMENT, talk.promise, daichi)
    assert own != theirs and asked_by(own.upper()) == asked_by(own)
    ask = asked_by(own)
    assert ask is not None and ask.person == two.naoko and ask.token_hash not in own
    arrive(letter(theirs))
    assert heard() == []
    assert ask_for(two.naoko, ask.party, "pr_x", COMMENT, message="<m@troth>") != own
    arrive(
        letter(ask_for(two.naoko, ask.party, talk.promise, COMMENT, message="<m@troth>"), message_id="<2@x>")
    )
    assert heard() == [], "an answer to another mail of ours"
    with override_settings(TROTH_REPLY_ADDRESS=""):
        assert asked(two, COMMENT, talk.promise) == "" and asked_by(own) is None
    with pytest.raises(ValueError, match="becomes"):
        asked(two, "agree", talk.promise)


def test_of_two_mails_about_one_thing_the_earlier_may_still_be_answered(two: Pair) -> None:
    talk, own = Talk(two), two.alliance.parties.get(log=two.veldsen.log)
    first, second = (
        ask_for(two.naoko, own, talk.promise, COMMENT, message=f"<{name}@troth>") for name in ("one", "two")
    )
    assert first != second
    assert arrive(letter(first, in_reply_to="<one@troth>")) == handling.LANDED
    assert arrive(letter(second, in_reply_to="<one@troth>", message_id="<2@x>")) != handling.LANDED


def test_of_two_asks_in_one_message_the_one_that_was_for_its_writer_counts(two: Pair) -> None:
    talk = Talk(two)
    daichi = person(two.naoko.membership.organisation, "Daichi Okada", Role.MEMBER)
    both = f"{asked(two, COMMENT, talk.promise, daichi)}, {asked(two, COMMENT, talk.promise)}"
    assert arrive(letter(both)) == handling.LANDED


def test_a_second_factor_that_is_asked_for_is_asked_for_here_too(two: Pair) -> None:
    name = statement(two)
    models.Organisation.objects.filter(pk=two.naoko.membership.organisation_id).update(
        factor_asked="everybody", factor_since=timezone.now().date() - timedelta(days=1)
    )
    assert arrive(letter(asked(two, PLAY_BACK, name))) == handling.REFUSED
    assert "second factor" in mail.outbox[-1].body
