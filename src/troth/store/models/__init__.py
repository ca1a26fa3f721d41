"""Every table of the product: people, the record, its projections, what is private, and the outbox."""

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
from troth.store.models.projections import Joint, Promise, Report, ReportBatch
from troth.store.models.record import Alliance, Body, Citation, Entry, Member, Party

__all__ = [
    "Alliance",
    "Body",
    "Citation",
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
    "Report",
    "ReportBatch",
    "SavedView",
    "Visit",
    "WaitingCode",
]
