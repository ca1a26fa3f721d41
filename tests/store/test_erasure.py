"""Words asked away are erased however the ask comes in, and again when they come back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import transaction

from tests.cast import Pair, pair, person, terms
from troth.actions import promises
from troth.core.record import asks
from troth.core.values import Role
from troth.store import erasure, forgetting, founding, history, journal, models, outbox, private, reporting
from troth.store.apart import bring_together, set_apart
from troth.store.node import Desk, StoreNode, confirm_erased, present
from troth.store.restoring import recover_all

pytestmark = pytest.mark.django_db
SOON = date(2031, 3, 20)
NODE = StoreNode()


@pytest.fixture
def two() -> Pair:
    journal.path().unlink(missing_ok=True)
    return pair()


def said(two: Pair, title: str = "The list of probes") -> tuple[str, models.Entry]:
    name = promises.offer(NODE, two.veldsen, terms(title, SOON))
    return name, models.Entry.objects.get(object=name)


def ask(two: Pair, *ids: str, log: str = "") -> str:
    with transaction.atomic():
        desk = Desk(two.alliance.pk, log or two.veldsen.log, present())
        (entry,) = desk.sign_and_keep(asks(ids))
    return entry.id


def title(name: str) -> str:
    return models.Promise.objects.get(object=name).title


def test_the_words_go_with_the_ask_in_one_transaction(two: Pair) -> None:
    name, entry = said(two)
    ask(two, entry.id)
    row = models.Promise.objects.get(object=name)
    assert (row.title, row.search, row.area, row.status) == ("", "", "", "proposed")
    assert not models.Body.objects.filter(entry=entry).exists()


def test_nobody_erases_the_partners_words(two: Pair) -> None:
    name, entry = said(two)
    ask(two, entry.id, log=two.kaido.log)
    assert title(name) == "The list of probes" and models.Body.objects.filter(entry=entry).exists()


def test_an_ask_that_comes_from_another_copy_is_followed_and_answered_by_the_worker(two: Pair) -> None:
    name, entry = said(two)
    apart = set_apart(two.alliance.pk, present)
    apart[two.veldsen.log].write(two.veldsen, asks([entry.id]), expects={})
    bring_together(two.alliance.pk, apart)
    assert title(name) == ""
    waiting = models.Outbox.objects.filter(kind="erased")
    assert waiting.count() == 2
    for row in waiting:
        confirm_erased(row.details)
        confirm_erased(row.details)  # done at least once, and said once
    answers = models.Entry.objects.filter(kind="erase.done/1")
    assert set(answers.values_list("log", flat=True)) == {two.veldsen.log, two.kaido.log}
    assert answers.count() == 2


def test_an_ask_signed_before_a_crash_is_followed_at_the_next_start(two: Pair) -> None:
    name, entry = said(two)

    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), transaction.atomic():
        ask(two, entry.id)
        raise PowerCut
    assert title(name) == "The list of probes"
    assert recover_all() == []
    assert title(name) == ""


def test_words_that_came_back_are_erased_once_more(two: Pair) -> None:
    name, entry = said(two)
    body = models.Body.objects.get(entry=entry)
    ask(two, entry.id)
    models.Body.objects.create(entry=entry, salt=bytes(body.salt), content=bytes(body.content))
    assert erasure.replay(two.alliance.pk) == 1
    assert erasure.replay(two.alliance.pk) == 0
    models.Body.objects.create(entry=entry, salt=bytes(body.salt), content=bytes(body.content))
    assert forgetting.replay_journal() == 1
    assert title(name) == "" and not models.Body.objects.filter(entry=entry).exists()


def test_what_was_copied_from_the_words_goes_too(two: Pair) -> None:
    name, entry = said(two)
    other, _ = said(two, "Another")
    for key, fields in {
        f"{name}:change": {"conditions": ["copied"]},
        "offer:x:new": {"title": ["copied"], "cites": [name]},
        f"{name}:progress": {"words": ["my own"]},
        f"{other}:change": {"conditions": ["not of it"]},
        "offer:x:other": {"title": ["not of it"], "cites": [other]},
    }.items():
        private.keep_draft(two.naoko, key, fields)
    ask(two, entry.id)
    assert set(models.Draft.objects.values_list("key", flat=True)) == {
        f"{name}:progress", f"{other}:change", "offer:x:other",
    }  # fmt: skip


def test_rows_of_a_reported_period_lose_their_words_and_stay_counted(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    for n in (1, 2):
        words = history.Words(f"Lot {n}", date(2024, 3, n), received=True, delivered=date(2024, 3, n))
        row = history.note(firm, "Kaido", words)
    models.Partner.objects.filter(pk=row.partner.pk).update(alliance=two.alliance)
    reporting.put_on_record(two.alliance, two.veldsen, date(2024, 1, 1), date(2024, 12, 31))
    first = models.Report.objects.order_by("row").first()
    assert first is not None
    ask(two, first.entry_id_hex)
    assert list(models.Report.objects.order_by("row").values_list("title", flat=True)) == ["", "Lot 2"]
    batch = models.ReportBatch.objects.get()
    assert (batch.rows, batch.closed) == (2, True)


def test_the_journal_holds_ids_and_nothing_that_tells_who_was_meant(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    founding.actor_of(joost, two.alliance)
    _, entry = said(two)
    ask(two, entry.id)
    forgetting.forget(joost, notes=False, heir=two.annelies)
    kept = journal.path().read_text()
    assert "oost" not in kept and "veldsen.example" not in kept
    first, last = (json.loads(line) for line in kept.splitlines())
    assert first["ids"] == [entry.id]
    assert set(last) == {"person", "joined", "notes"}
    assert journal.path().stat().st_mode & 0o777 == 0o600


def test_an_account_that_an_old_backup_brings_back_is_forgotten_again_and_no_newcomer(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    joost = person(firm, "Joost Bakker", Role.MEMBER)
    pk, joined = joost.pk, joost.joined_at
    forgetting.forget(joost, notes=False, heir=two.annelies)
    newcomer = models.Person.objects.create_user("new@veldsen.example", name="New Here")
    models.Person.objects.filter(pk=newcomer.pk).update(id=pk)
    assert forgetting.replay_journal() == 0
    assert models.Person.objects.filter(name="New Here").exists(), "the same number, another moment"
    models.Person.objects.filter(name="New Here").update(joined_at=joined)
    assert forgetting.replay_journal() == 1
    assert not models.Person.objects.filter(pk=pk).exists()


def test_a_line_that_a_power_cut_tore_off_is_passed_over(two: Pair) -> None:
    _, entry = said(two)
    ask(two, entry.id)
    with journal.path().open("ab") as file:
        file.write(b'{"alliance": "a1", "ids": ["12')
    assert [line["ids"] for line in journal.lines()] == [[entry.id]]
    journal.note({"person": 10**9, "joined": "2026-01-01T00:00:00+00:00", "notes": False})
    assert len(list(journal.lines())) == 2
    assert forgetting.replay_journal() == 0


def test_what_was_mailed_is_not_kept(two: Pair) -> None:
    outbox.put("mail", "m", {"to": "x@y.example", "subject": "s", "text": "t", "key": "k"})
    while outbox.work({"mail": lambda details: None, "ack": lambda details: None}):
        pass
    assert models.Outbox.objects.get(key="m").details == {}
