"""Mail by a provider's interface: every part of a letter passes, its faults are told apart, its answers find their way."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tests.cast import Pair
from tests.notify.interface import Interface, interface
from tests.notify.letters import RECEIVER, REPLY, letter
from tests.notify.posting import Talk
from troth.notify.jobs import HANDLERS
from troth.notify.replies import handling
from troth.server.providers import PROVIDERS, Given, settings_for
from troth.store import models, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]
OTHER = "troth:another"  # pragma: allowlist secret
KEY = "key-of-the-provider-0123456789"  # pragma: allowlist secret
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "0a129aee-e1cd-480d-b08d-4f48548ff48d", "To": ""}
QUEUED = {"id": "<20261127.1.ABCDEFGH@mg.example>", "message": "Queued. Thank you."}


@contextmanager
def leaving_by(name: str, place: Interface) -> Iterator[None]:
    """Send the node's mail by a provider that is played at that place."""
    made = settings_for(Given(name=name, key=KEY, secret="other", place=place.url), "node")
    with override_settings(
        TROTH_MAIL_PROVIDER=name,
        TROTH_MAIL_SECRETS=(KEY,),
        ANYMAIL=made,
        EMAIL_BACKEND=f"anymail.backends.{name}.EmailBackend",
        DEFAULT_FROM_EMAIL="Troth <troth@troth.example>",
        TROTH_REPLY_ADDRESS=REPLY,
        TROTH_REPLY_RECEIVER=RECEIVER,
    ):
        yield


def work() -> None:
    """Do everything that waits, as if its time had come."""
    models.Outbox.objects.filter(done_at=None).update(
        due=timezone.now() - timedelta(seconds=1), shut_until=None
    )
    while outbox.work(HANDLERS):
        pass


def call(name: str, path: str, body: Any, secret: str | None = None) -> int:
    """Call the node as the provider does."""
    shown = secret or settings_for(Given(name=name, key=KEY, secret=OTHER), "node")["WEBHOOK_SECRET"]
    word = base64.b64encode(str(shown).encode()).decode()
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Basic {word}"})
    return client.post(path, json.dumps(body), content_type="application/json", secure=True).status_code


def test_a_letter_passes_through_postmark_whole(two: Pair) -> None:
    with interface((200, TAKEN)) as place, leaving_by("postmark", place):
        Talk(two).agree()
        work()
    assert not models.Outbox.objects.exclude(fault="").exists()
    offered, *_ = [each.json for each in place.asked if "promise" in str(each.json["Subject"]).lower()] or [
        each.json for each in place.asked
    ]
    assert place.asked[0].path == "/email" and place.asked[0].headers["X-Postmark-Server-Token"] == KEY
    headers = {each["Name"]: each["Value"] for each in offered["Headers"]}
    assert headers["Message-ID"].startswith("<tell-") and headers["X-PM-KeepID"] == "true"
    assert headers["In-Reply-To"] in headers["References"] and headers["Message-ID"] in headers["References"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert offered["ReplyTo"].startswith("reply+") and offered["From"] == "Troth <troth@troth.example>"
    assert "<html" in offered["HtmlBody"] and "https://troth.example" in offered["TextBody"]
    files = [file for each in place.asked for file in each.json.get("Attachments", ())]
    assert [file["ContentType"] for file in files] == ["application/json"] * 2
    assert json.loads(base64.b64decode(files[0]["Content"]))


def test_a_letter_passes_through_mailgun_whole(two: Pair) -> None:
    with interface((200, QUEUED)) as place, leaving_by("mailgun", place):
        Talk(two).agree()
        work()
    told = next(found for each in place.asked if "html" in (found := each.fields()))
    assert place.asked[0].path == "/troth.example/messages"
    assert told["h:Message-Id"].startswith("<tell-") and told["h:Message-Id"] in told["h:References"]
    assert told["h:Reply-To"].startswith("reply+") and told["h:List-Unsubscribe"].startswith("<https://")
    assert "<html" in told["html"] and told["text"] and told["to"] == two.naoko.email
    receipt = next(each.form for each in place.asked if "attachment" in each.form)
    assert str(receipt["attachment"][0].get_filename()).endswith(".json")
    assert not models.Outbox.objects.exclude(fault="").exists()


def test_mailjet_gets_no_message_id_since_it_takes_none(two: Pair) -> None:
    sent = {
        "Messages": [
            {"Status": "success", "To": [{"Email": two.naoko.email, "MessageID": 1, "MessageUUID": "u"}]}
        ]
    }
    with interface((200, sent)) as place, leaving_by("mailjet", place):
        Talk(two)
        work()
    headers = place.asked[0].json["Globals"]["Headers"]
    assert "Message-ID" not in headers and "<tell-" in headers["References"]


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_what_a_provider_does_not_take_is_tried_again_and_comes_once(two: Pair, status: int) -> None:
    refusal = {"Message": f"not now, {KEY}"}
    with interface((status, refusal), (200, TAKEN)) as place, leaving_by("postmark", place):
        Talk(two)
        models.Outbox.objects.filter(kind="tell").update(due=timezone.now())
        while outbox.work(HANDLERS):
            pass
        row = models.Outbox.objects.get(kind="tell")
        assert row.done_at is None and f"Postmark answered {status}" in row.fault and KEY not in row.fault
        assert (row.shut_until is not None) is (status != 500), (
            "the key or the number is no fault of this mail"
        )
        work()
    assert len(place.asked) == 2
    assert not models.Outbox.objects.exclude(fault="").exists()


def test_a_provider_that_is_not_there_keeps_all_mail_waiting(two: Pair) -> None:
    gone = Interface(url="http://127.0.0.1:9")
    with leaving_by("postmark", gone):
        Talk(two)
        work()
    row = models.Outbox.objects.get(kind="tell")
    assert row.shut_until is not None and "does not answer" in row.fault


def test_an_address_that_a_provider_refuses_is_parked_and_told_to_the_manager(two: Pair) -> None:
    said = f"Found inactive addresses: {two.naoko.email}. Inactive recipients are ones that have generated a bounce."
    refused = {"ErrorCode": 406, "Message": said}
    with interface((422, refused)) as place, leaving_by("postmark", place):
        Talk(two)
        work()
    (row,) = outbox.parked()
    assert row.kind == "tell" and row.fault.startswith("Undeliverable")
    assert models.Bounce.objects.get().person == two.naoko


def test_what_a_provider_does_not_say_it_has_taken_is_tried_again(two: Pair) -> None:
    strange = {"ErrorCode": 406, "Message": "Something new"}
    with interface((422, strange), (200, TAKEN)) as place, leaving_by("postmark", place):
        Talk(two)
        work()
        assert "does not say" in models.Outbox.objects.get(kind="tell").fault
        work()
    assert not models.Outbox.objects.exclude(fault="").exists()


def test_an_answer_counts_by_the_id_that_a_provider_put_in_its_place(two: Pair) -> None:
    with interface((200, TAKEN)) as place, leaving_by("postmark", place):
        Talk(two)
        work()
        ask = models.MailAsk.objects.get()
        assert ask.known_as == TAKEN["MessageID"]
        to = place.asked[0].json["ReplyTo"]
        for number, (named, became) in enumerate(
            {
                f"<{TAKEN['MessageID']}@mtasv.net>": handling.LANDED,
                f"<{ask.message}>": handling.LANDED,
                "<another-mail@mtasv.net>": "no answer to a mail",
                f"<x{TAKEN['MessageID']}@mtasv.net>": "no answer to a mail",
            }.items()
        ):
            raw = letter(to, in_reply_to=named, references=named, message_id=f"<{number}@x>")
            models.Person.objects.filter(pk=two.naoko.pk).update(email="naoko@kaido.example")
            assert handling.become(handling.read_ours(raw), str(number)) == became, named


def test_what_a_provider_says_did_not_arrive_is_told_like_what_comes_back(two: Pair) -> None:
    bounced = {
        "RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "ID": 42, "Email": two.naoko.email,
        "MessageID": TAKEN["MessageID"], "Details": "smtp;550 5.1.1 The email account does not exist.",
        "Description": "The server was unable to deliver your message", "BouncedAt": "2026-11-27T09:00:00Z",
    }  # fmt: skip
    with interface((200, TAKEN)) as place, leaving_by("postmark", place):
        assert call("postmark", "/mail/tracked/", bounced, secret=OTHER) == 403
        assert not models.Bounce.objects.exists()
        assert call("postmark", "/mail/tracked/", bounced) == 200
        opened = {"RecordType": "Open", "Recipient": two.annelies.email, "MessageID": "x"}
        assert call("postmark", "/mail/tracked/", opened) == 200
    row = models.Bounce.objects.get()
    assert (row.person, row.status) == (two.naoko, "5.1.1")


def test_a_message_that_a_provider_hands_over_is_held_like_any_other(two: Pair) -> None:
    raw = letter(REPLY, message_id="<over@kaido.example>").decode()
    with interface((200, TAKEN)) as place, leaving_by("postmark", place):
        body = {"RawEmail": raw, "Headers": [], "FromFull": {}, "ToFull": [], "MessageID": "m"}
        assert call("postmark", "/mail/arrived/", body) == 200
        assert call("postmark", "/mail/arrived/", body, secret=OTHER) == 403
        with override_settings(TROTH_REPLY_RECEIVER=""):
            assert call("postmark", "/mail/arrived/", body) == 404, "nobody is named whose word counts"
    held = models.Incoming.objects.get()
    assert b"Authentication-Results" in bytes(held.raw or b"")


def test_on_a_node_without_a_provider_nobody_is_there() -> None:
    for path in ("/mail/tracked/", "/mail/arrived/"):
        assert call("postmark", path, {}) == 404


def test_who_tries_secrets_is_stopped(two: Pair) -> None:
    with interface((200, TAKEN)) as place, leaving_by("postmark", place):
        answers = {call("postmark", "/mail/tracked/", {}, secret=f"troth:{n}") for n in range(22)}
    assert answers == {403, 429}


@pytest.mark.parametrize(
    "name", sorted({*PROVIDERS} - {"amazon_ses"})
)  # whose own library is no part of the tests
def test_every_provider_that_can_be_named_is_one_that_the_library_sends_by(name: str) -> None:
    from importlib import import_module

    given = Given(name=name, key=KEY, secret="other", place="https://mail.example", signing="signed")
    with override_settings(ANYMAIL=settings_for(given, "node")):
        assert import_module(f"anymail.backends.{name}").EmailBackend()
