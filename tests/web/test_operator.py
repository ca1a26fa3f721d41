"""The operator's page: what could not be sent is seen without its words, sent again or let go, by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.seats import Table, table
from troth.cli.operator import command
from troth.store import fsck, models, operators, outbox, receipts
from troth.store.node import present

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Table:
    made = table()
    models.Outbox.objects.all().delete()
    operators.look_after(made.two.annelies)
    return made


def trouble(at: Table, *, parked: bool = True) -> models.Outbox:
    outbox.put(outbox.MAIL, "mail:1", {"to": "k@kaido.example", "subject": "Secret", "text": "Secret words"})
    now = timezone.now()
    rows = models.Outbox.objects.filter(key="mail:1")
    rows.update(
        fault="SMTPDataError: 452 mailbox over quota",
        attempts=8 if parked else 3,
        parked_at=now if parked else None,
        due=now + timedelta(minutes=41),
    )
    return rows.get()


def test_the_page_is_for_whoever_looks_after_the_node_alone(at: Table) -> None:
    assert at.annelies.page("/node/status/").status == 200
    assert "how it does" in at.annelies.page("/settings/").words
    assert at.naoko.page("/node/status/").status == 404
    assert "how it does" not in at.naoko.page("/settings/").words
    row = trouble(at)
    for what in ("again", "let-go"):
        assert at.naoko.client.post(f"/node/status/{what}/", {"row": row.pk}).status_code == 404
    row.refresh_from_db()
    assert row.parked_at is not None


def test_it_is_said_in_the_terminal_who_looks_after_it() -> None:
    at = table()
    run = CliRunner()
    assert "Nobody" in run.invoke(command, []).output
    assert at.naoko.person.email in run.invoke(command, [at.naoko.person.email]).output
    assert at.naoko.page("/node/status/").status == 200
    run.invoke(command, [at.naoko.person.email, "--no-more"])
    assert at.naoko.page("/node/status/").status == 404
    assert "Nobody on this node" in str(run.invoke(command, ["x@y.example"]).exception)


def test_a_node_that_does_well_says_so(at: Table) -> None:
    fsck.check(at.two.alliance.pk, now=present())
    receipts.asked(at.two.alliance.pk, present())
    models.BackupMade.objects.create(at=timezone.now(), where="/backup/one.tar.gz", size=278_000_000)
    at.annelies.page("/settings/")
    with CaptureQueriesContext(connection) as asked:
        page = at.annelies.page("/node/status/")
    assert "The node is well." in page.words and "could not" not in page.words
    assert (
        "no finding" in page.words
        and "one.tar.gz" in page.words
        and "278.0 MB" in page.words
        and "Nothing waits" in page.words
    )
    assert len(asked) <= 12, "\n".join(each["sql"][:150] for each in asked)


def test_what_could_not_be_sent_is_named_without_its_words(at: Table) -> None:
    trouble(at)
    party = at.two.alliance.parties.get(log=at.two.kaido.log)
    for kind, details in (
        (outbox.TELL, {"person": at.naoko.person.pk}),
        (outbox.RECEIPT, {"alliance": at.two.alliance.pk, "number": 62, "party": party.pk}),
        ("ack", {}),
    ):
        outbox.put(kind, f"{kind}:1", details)
    models.Outbox.objects.exclude(kind=outbox.MAIL).update(fault="421 timed out", attempts=3)
    page = at.annelies.page("/node/status/")
    assert "Three messages could not be handed over." in page.words
    assert "A mail to k@kaido.example" in page.words and "452 mailbox over quota" in page.words
    assert f"News to {at.naoko.person.email}" in page.words
    assert f"Receipt no. 62 to {at.naoko.person.email}" in page.words
    assert "Secret" not in page.html
    assert page.words.count("Let it go") == 3, "the record's own work is not let go"


@pytest.mark.parametrize("parked", [True, False])
def test_it_is_sent_again_at_a_press(at: Table, parked: bool) -> None:
    row = trouble(at, parked=parked)
    sent: list[object] = []
    assert not outbox.work({outbox.MAIL: sent.append})
    at.annelies.send("/node/status/again/", {"row": row.pk})
    assert outbox.work({outbox.MAIL: sent.append}) and len(sent) == 1
    row.refresh_from_db()
    assert row.done_at is not None
    assert "done meanwhile" in at.annelies.send("/node/status/again/", {"row": row.pk}).words


def test_it_is_let_go_for_good_and_its_words_with_it(at: Table) -> None:
    row = trouble(at)
    assert "Let go" in at.annelies.send("/node/status/let-go/", {"row": row.pk}).words
    row.refresh_from_db()
    assert row.details == {} and row.done_at is not None and outbox.parked() == []
    outbox.again()
    assert not outbox.work({})
    outbox.put("ack", "ack:1", {})
    models.Outbox.objects.filter(kind="ack").update(fault="no", attempts=1)
    kept = models.Outbox.objects.get(kind="ack")
    for said in (str(kept.pk), str(row.pk), "x", ""):
        assert at.annelies.client.post("/node/status/let-go/", {"row": said}).status_code == 404
    kept.refresh_from_db()
    assert kept.done_at is None


def test_work_that_nobody_takes_up_is_told(at: Table) -> None:
    outbox.put("ack", "ack:1", {}, due=timezone.now() - timedelta(hours=3, minutes=10))
    page = at.annelies.page("/node/status/")
    assert "Work is due that nobody takes up." in page.words and "well" not in page.words
    assert "One waiting, one for 3 h 10 min" in page.words
