"""`troth demo --with-history`: a firm with seven thousand deliveries by its suppliers, from public data.

The list is the SCMS delivery history that USAID published (public domain). All its dates are moved forward by the
same number of whole weeks, so that the last delivery came last week, and the page of the import says so. One of the
suppliers has joined, and has confirmed what was reported; that goes through the same actions as real work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from troth.actions import history as acts
from troth.actions.days import day_in
from troth.reading.samples import scms
from troth.reading.sheet import Answers, ColumnMap, Plan, Table, guess, plan, proposed
from troth.store import evidence, founding, history, models, people, reporting, shown
from troth.store.node import StoreNode, acknowledge_all, present

FIRM = people.Firm(
    "Supply Chain Management System (public data)", "SCMS", "Arlington", "America/New_York", "US"
)
BUYER = people.Newcomer("ruth@scms.example", "Ruth Adeyemi", "Suppliers", "Arlington", "America/New_York")
SELLER = people.Newcomer("suresh@supplier.example", "Suresh Rao", "Exports", "Mumbai", "Asia/Kolkata")
OURSELVES = "SCMS from RDC"
SEVERAL_HUNDRED = range(300, 1000)
Progress = Callable[[int, int], None]


def make_history(progress: Progress) -> None:
    """Bring the public list in for a firm of its own, unless it is there, and let one supplier confirm its part."""
    if models.Person.objects.filter(email=BUYER.email).exists():
        return
    person = people.begin(BUYER, FIRM)
    firm = person.membership.organisation
    table = scms()
    told, answers = _planned(table)
    weeks = _weeks(told)
    history.bring_in(firm, person, _moved(told, weeks), answers, table=table, progress=progress)
    name = f"SCMS delivery history, every date moved forward by {weeks} weeks"
    models.Import.objects.filter(organisation=firm).update(file_name=name)
    _let_one_join(firm, person, _joining(told), progress)


def _planned(table: Table) -> tuple[Plan, Answers]:
    """The list read as a careful user would: mangled dates repaired, the firm's own depot left out."""
    mapping: ColumnMap = proposed(guess(table)).with_options(["made=PO Sent to Vendor Date"], ["ASN/DN #"])
    answers = Answers().choose("repair:made", "yes").choose(f"ours:{OURSELVES}", "ours")
    told = plan(table, mapping, answers)
    while any(question.suggestion for question in told.questions):
        answers = answers.accept_suggestions(told.questions)
        told = plan(table, mapping, answers)
    answers = replace(answers, leave_out_rest=True)
    return plan(table, mapping, answers), answers


def _weeks(told: Plan) -> int:
    last = max(each.delivered for each in told.promises if each.delivered)
    today = day_in(present(), FIRM.zone)
    return (today - timedelta(days=7) - last).days // 7


def _moved(told: Plan, weeks: int) -> Plan:
    by = timedelta(weeks=weeks)

    def later(day: date | None) -> date | None:
        return day + by if day else None

    moved = tuple(
        replace(each, made=later(each.made), promised=each.promised + by, delivered=later(each.delivered))
        for each in told.promises
    )
    return replace(told, promises=moved)


def _joining(told: Plan) -> str:
    """The largest supplier with several hundred promises, and not more than somebody would look through."""
    counts = Counter(each.partner for each in told.promises)
    return max(
        (name for name, count in counts.items() if count in SEVERAL_HUNDRED), key=lambda name: counts[name]
    )


def _let_one_join(firm: models.Organisation, buyer: models.Person, supplier: str, progress: Progress) -> None:
    short = supplier.split(",")[0].split(" ")[0].title()
    seller = people.begin(
        SELLER,
        people.Firm(supplier, short, "Mumbai", "Asia/Kolkata", "IN"),
    )
    alliance = founding.found(firm, short).party.alliance
    founding.join(alliance, seller.membership.organisation)
    ours, theirs = founding.actor_of(buyer, alliance), founding.actor_of(seller, alliance)
    founding.confirm(ours)
    founding.confirm(theirs)
    alliance.refresh_from_db()
    history.link(models.Partner.objects.get(organisation=firm, name=supplier), alliance)
    yesterday = day_in(present(), FIRM.zone) - timedelta(days=1)
    first = models.PastPromise.objects.filter(partner__alliance=alliance).order_by("promised").first()
    begin = first.promised if first else yesterday
    batch = reporting.put_on_record(alliance, ours, begin, yesterday, progress=progress)
    node = StoreNode()
    state = acts.state_of(node, alliance.pk, batch.object)
    acts.confirm(node, theirs, batch.object, stamp=state.stamp, words="We have looked through all of it.")
    # What the worker does within minutes: each side cites the other, and what was confirmed is evidence.
    for log in (ours.log, theirs.log):
        acknowledge_all(alliance.pk, log, present())
    shown.again(alliance.pk, [batch.object], present())
    evidence.sum_up(alliance.pk, present())
