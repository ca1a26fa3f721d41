"""Every table of the product: people, the record, its projections, what is private, and the outbox."""

from troth.store.models.account import Alert, Device
from troth.store.models.outbox import Outbox
from troth.store.models.people import Invitation, Membership, Organisation, Person, WaitingCode
from troth.store.models.private import (
    Dismissal,
    Draft,
    Import,
    Intention,
    Note,
    Parked,
    Partner,
    PastPromise,
    PromiseTemplate,
    SavedView,
    Visit,
    Weighing,
)
from troth.store.models.projections import Concern, Joint, Promise, Report, ReportBatch, Statement
from troth.store.models.record import (
    Alliance,
    Body,
    Checkup,
    Citation,
    Entry,
    Member,
    Party,
    Receipt,
    Restoration,
    TakenReceipt,
)
from troth.store.models.waiting import SecondSignature, Untold

__all__ = [
    "Alert",
    "Alliance",
    "Body",
    "Checkup",
    "Citation",
    "Concern",
    "Device",
    "Dismissal",
    "Draft",
    "Entry",
    "Import",
    "Intention",
    "Invitation",
    "Joint",
    "Member",
    "Membership",
    "Note",
    "Organisation",
    "Outbox",
    "Parked",
    "Partner",
    "Party",
    "PastPromise",
    "Person",
    "Promise",
    "PromiseTemplate",
    "Receipt",
    "Report",
    "ReportBatch",
    "Restoration",
    "SavedView",
    "SecondSignature",
    "Statement",
    "TakenReceipt",
    "Untold",
    "Visit",
    "WaitingCode",
    "Weighing",
]
