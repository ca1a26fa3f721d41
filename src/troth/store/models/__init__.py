"""Every table of the product: people, the record, its projections, what is private, and the outbox."""

from troth.store.models.account import Alert, Device
from troth.store.models.outbox import Outbox
from troth.store.models.people import Invitation, Membership, Organisation, Person, WaitingCode
from troth.store.models.private import (
    Draft,
    Import,
    Intention,
    Note,
    Partner,
    PastPromise,
    PromiseTemplate,
    SavedView,
    Visit,
)
from troth.store.models.projections import Joint, Promise, Report, ReportBatch, Round, Statement
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
    Sealed,
    TakenReceipt,
)
from troth.store.models.waiting import SecondSignature, Untold

__all__ = [
    "Alert",
    "Alliance",
    "Body",
    "Checkup",
    "Citation",
    "Device",
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
    "Round",
    "SavedView",
    "Sealed",
    "SecondSignature",
    "Statement",
    "TakenReceipt",
    "Untold",
    "Visit",
    "WaitingCode",
]
