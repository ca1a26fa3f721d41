"""A spreadsheet's history: rows a second into private history and onto the record, and a whole file to pages.

The public list of 10,324 rows is read with its misread dates put right, brought in, and one supplier's years reported.
Rates and times are processor time, on SQLite, while others make ten acts a second; how long those take is on the wall.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.meanwhile import others
from benchmarks.pages import p95

if TYPE_CHECKING:
    from troth.actions.ports import Actor
    from troth.reading.sheet import Answers, Plan, Table
    from troth.store import models

LONGEST_TRANSACTION = 0.5


@dataclass(frozen=True)
class Reported:
    """What putting one supplier's history on the record took."""

    rows: int
    seconds: float
    longest: float


def run() -> list[Figure]:
    """Measure on a node of its own."""
    _node()
    from troth.store import history, models

    firm = models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen", zone="UTC")
    began = time.process_time()
    ready, answers, table = _read(firm)
    read = time.process_time() - began
    with others() as in_between:
        began = time.process_time()
        brought = history.bring_in(firm, None, ready, answers, table=table)
        written = time.process_time() - began
    supplier = firm.partners.get(slug="orgenics-ltd")
    shown = _shown(firm, supplier)
    again = _timed(lambda: history.bring_in(firm, None, ready, answers, table=table))
    alliance, actor = _alliance(firm)
    history.link(supplier, alliance)
    gc.collect()
    gc.freeze()  # a node that reports does not hold a whole list, to be looked through for garbage again and again
    with others() as meanwhile:
        reported = _report(alliance, actor)
    return [
        Figure("rows of a list into private history", table_rows(ready) / written, 2_000, "rows/s"),
        Figure("promises into private history", brought.new / written, 2_000, "rows/s"),
        Figure("the same list again, nothing doubled", table_rows(ready) / again, 2_000, "rows/s"),
        Figure("reports put on the record", reported.rows / reported.seconds, 1_000, "reports/s"),
        Figure("longest transaction while reporting", reported.longest, LONGEST_TRANSACTION, "s", True),
        Figure("p95 of others' acts while a list comes in", p95(in_between), 0.5, "s", True),
        Figure("p95 of others' acts while reporting", p95(meanwhile), 0.5, "s", True),
        Figure("the whole file, from bytes to a page", read + written + shown, 20, "s", True),
    ]


def table_rows(ready: Plan) -> int:
    """How many rows of the file the plan brings in."""
    return sum(len(promise.rows) for promise in ready.promises)


def _node() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _read(firm: models.Organisation) -> tuple[Plan, Answers, Table]:
    from troth.reading.samples import SCMS_NAME, scms_bytes
    from troth.reading.sheet import Answers, guess, open_table, plan, proposed

    table = open_table(scms_bytes(), name=SCMS_NAME)
    mapping = proposed(guess(table))
    answers = (
        Answers(leave_out_rest=True).choose("repair:made", "yes").choose("ours:SCMS from RDC", "partner")
    )
    answers = answers.accept_suggestions(plan(table, mapping, answers, own=firm.name).questions)
    return plan(table, mapping, answers, own=firm.name), answers, table


def _shown(firm: models.Organisation, supplier: models.Partner) -> float:
    """What the page of one supplier takes, asked for as a browser does."""
    from django.test import Client

    from troth.store import models

    person = models.Person.objects.create_user("annelies@veldsen.example", name="Annelies")
    models.Membership.objects.create(organisation=firm, person=person, role="admin")
    client = Client(headers={"host": "localhost"})
    client.force_login(person)

    def page() -> None:
        assert client.get(f"/partners/{supplier.slug}/").status_code == 200

    return _timed(page)


def _alliance(firm: models.Organisation) -> tuple[models.Alliance, Actor]:
    from troth.store import founding, models

    other = models.Organisation.objects.create(name="Orgenics, Ltd", short="Orgenics", zone="UTC")
    person = models.Person.objects.create_user("noa@orgenics.example", name="Noa")
    models.Membership.objects.create(organisation=other, person=person, role="admin")
    alliance = founding.found(firm, "Orgenics").party.alliance
    founding.join(alliance, other)
    ours = founding.actor_of(firm.memberships.get().person, alliance)
    founding.confirm(ours)
    founding.confirm(founding.actor_of(person, alliance))
    alliance.refresh_from_db()
    return alliance, ours


def _report(alliance: models.Alliance, actor: Actor) -> Reported:
    from troth.store import reporting
    from troth.store.node import Desk

    longest = 0.0
    once = Desk.sign_and_keep

    def measured(self: Desk, drafts: object) -> object:
        nonlocal longest
        began = time.process_time()
        done = once(self, drafts)  # type: ignore[arg-type]
        longest = max(longest, time.process_time() - began)
        return done

    Desk.sign_and_keep = measured  # type: ignore[assignment, method-assign]
    began = time.process_time()
    batch = reporting.put_on_record(alliance, actor, date(2006, 1, 1), date(2015, 12, 31))
    seconds = time.process_time() - began
    Desk.sign_and_keep = once  # type: ignore[method-assign]
    return Reported(batch.rows, seconds, longest)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
