"""Receipts go to both sides' mailboxes, and one that is taken out of there shows whether a record was cut or rewritten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Pair, person
from tests.notify.mailbox import Mailboxes, mail_server
from tests.notify.posting import Talk
from troth.actions import promises
from troth.core.values import Role
from troth.notify.jobs import HANDLERS
from troth.reading.bundle import pack, unpack
from troth.store import models, outbox, receipts, schedule
from troth.store.export import bundle_of
from troth.store.node import present

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]


@pytest.fixture
def boxes() -> Iterator[Mailboxes]:
    with mail_server() as made:
        yield made


def work() -> None:
    """Do everything that waits, as if its time had come."""
    models.Outbox.objects.filter(done_at=None).update(due=timezone.now() - timedelta(seconds=1))
    while outbox.work(HANDLERS):
        pass


def kept(two: Pair) -> Talk:
    """A promise that was agreed, delivered and accepted: three receipts."""
    talk = Talk(two)
    talk.agree()
    talk.deliver()
    promises.accept(two.node, two.kaido, talk.on)
    return talk


def numbers(boxes: Mailboxes, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in boxes.of.get(address, []) if "Receipt" in str(mail["Subject"])]


def taken_out(boxes: Mailboxes, address: str, folder: Path) -> list[Path]:
    """Save what is attached to each receipt in a mailbox, as its reader would."""
    saved = []
    for mail in boxes.of[address]:
        for part in mail.iter_attachments():
            path = folder / str(part.get_filename())
            path.write_bytes(part.get_payload(decode=True))  # type: ignore[arg-type]
            saved.append(path)
    return saved


def test_both_sides_get_one_at_each_agreement_delivery_acceptance_and_release(
    two: Pair, boxes: Mailboxes
) -> None:
    person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    models.Organisation.objects.filter(short="Veldsen").update(receipts_to="receipts@veldsen.example")
    kept(two)
    talk = Talk(two)
    talk.agree()
    promises.release(two.node, two.kaido, talk.on)
    work()
    said = [f"Receipt {number}: Veldsen and Kaido" for number in range(1, 6)]
    assert numbers(boxes, "receipts@veldsen.example") == said
    assert numbers(boxes, two.naoko.email) == said, "no address was named, so the admins get them"
    assert set(boxes.of) - {two.annelies.email} == {"receipts@veldsen.example", two.naoko.email}
    first, *_, last = [mail for mail in boxes.of[two.naoko.email] if "Receipt" in str(mail["Subject"])]
    line = first.get_body().get_content().strip()  # type: ignore[union-attr]
    assert "\n" not in line and "in Yokohama, an agreement: veldsen " in line and "; kaido " in line
    assert "release" in last.get_body().get_content()  # type: ignore[union-attr]
    assert first["Message-ID"] != last["Message-ID"] and first["References"] == last["References"]
    assert first["Auto-Submitted"] == "auto-generated"
    words = "".join(
        mail.as_string() for mails in boxes.of.values() for mail in mails if "Receipt" in mail["Subject"]
    )
    assert "audit report" not in words and "Secret" not in words
    sides = {each.party.organisation.short: each.number for each in models.TakenReceipt.objects.all()}
    assert sides == {"Veldsen": 5, "Kaido": 5}, "what was mailed has left the node"


def test_on_a_day_with_something_new_there_is_one_and_it_is_sent_once(two: Pair, boxes: Mailboxes) -> None:
    Talk(two)
    schedule.put_daily(timezone.now())
    work()
    schedule.put_daily(timezone.now())
    work()
    assert len(numbers(boxes, two.naoko.email)) == 1


def test_one_that_cannot_be_handed_over_is_tried_again_and_comes_under_the_same_number(
    two: Pair, boxes: Mailboxes
) -> None:
    models.Organisation.objects.filter(short="Kaido").update(receipts_to="receipts@kaido.example")
    boxes.full.add("receipts@kaido.example")
    talk = Talk(two)
    talk.agree()
    for _ in range(outbox.LETTER_TRIES):
        work()
    row = outbox.parked()[0]
    assert "over quota" in row.fault and row.kind == outbox.RECEIPT
    assert not models.TakenReceipt.objects.filter(party__organisation__short="Kaido").exists()
    boxes.full.clear()
    outbox.again(row.pk)
    work()
    assert numbers(boxes, "receipts@kaido.example") == ["Receipt 1: Veldsen and Kaido"]
    assert models.TakenReceipt.objects.filter(party__organisation__short="Kaido").exists()


def test_a_mail_server_that_stands_still_for_an_hour_loses_and_doubles_nothing(
    two: Pair, boxes: Mailboxes
) -> None:
    boxes.full |= {two.naoko.email, two.annelies.email}
    Talk(two).agree()
    gone = timedelta()
    while gone < timedelta(hours=1):
        now = timezone.now()
        work()
        waits = models.Outbox.objects.filter(kind=outbox.RECEIPT, done_at=None)
        assert outbox.parked() == [] and waits.count() == 2
        gone += waits[0].due - now
    boxes.full.clear()
    work()
    work()
    for who in (two.naoko, two.annelies):
        assert numbers(boxes, who.email) == ["Receipt 1: Veldsen and Kaido"]
        assert len({mail["Message-ID"] for mail in boxes.of[who.email]}) == len(boxes.of[who.email])


def test_a_bundle_is_checked_against_one_that_is_taken_out_of_a_mailbox(
    two: Pair, boxes: Mailboxes, tmp_path: Path
) -> None:
    short = tmp_path / "short.zip"
    Talk(two).agree()
    short.write_bytes(pack(bundle_of(two.alliance.pk)))
    kept(two)
    work()
    pins = taken_out(boxes, two.naoko.email, tmp_path)
    assert [path.name for path in pins] == [f"veldsen-kaido-receipt-{number}.json" for number in (1, 2, 3, 4)]
    whole = tmp_path / "whole.zip"
    whole.write_bytes(pack(bundle_of(two.alliance.pk)))
    alone = tmp_path / "verify.py"
    alone.write_bytes(unpack(whole)["verify.py"])

    def check(bundle: Path) -> tuple[int, str]:
        words = [sys.executable, "-I", "-S", str(alone), str(bundle), "--heads", *map(str, pins)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = check(whole)
    assert code == 0 and "4 of 4 fit" in said, said
    code, said = check(short)
    assert code == 1 and "1 of 4 fit" in said, said


def test_a_node_without_mail_and_an_alliance_that_is_not_open_send_none(two: Pair, boxes: Mailboxes) -> None:
    models.Alliance.objects.update(opened_at=None)
    assert receipts.asked(two.alliance.pk, present()) is not None
    assert not models.Outbox.objects.filter(kind=outbox.RECEIPT).exists()


def test_an_admin_says_where_they_go_and_nobody_else(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MANAGER)

    def send(who: models.Person, to: str) -> int:
        client = Client(headers={"Referer": "https://testserver/organisation/"})
        client.force_login(who)
        return client.post("/organisation/receipts/", {"receipts_to": to}, secure=True).status_code

    assert send(joost, "joost@veldsen.example") == 403
    assert send(two.annelies, "nowhere") == 422
    assert send(two.annelies, "receipts@veldsen.example") == 302
    firms = dict(models.Organisation.objects.values_list("short", "receipts_to"))
    assert firms == {"Veldsen": "receipts@veldsen.example", "Kaido": ""}
