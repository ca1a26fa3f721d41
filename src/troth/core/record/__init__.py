"""The record: signed, chained logs of two or more parties that cite each other; none can rewrite unseen.

An auditor can read this room and `troth.core.errors` alone and verify an export.
"""

from troth.core.record.admit import (
    Admitted,
    Duplicate,
    Fork,
    Gap,
    Head,
    Verdict,
    View,
    Waiting,
    admit,
    head_of,
)
from troth.core.record.bundle import build, check
from troth.core.record.canonical import Malformed, encode, parse
from troth.core.record.chain import Chain
from troth.core.record.copy import Copy
from troth.core.record.entry import (
    Body,
    Draft,
    Entry,
    Place,
    commitment,
    open_envelope,
    open_sealed,
    parse_sealed,
    read_body,
    sign,
)
from troth.core.record.envelope import Bad, Sealed, unseal
from troth.core.record.erasure import asked, asks, done, reached
from troth.core.record.findings import RULES, Fault, Findings
from troth.core.record.fold import Folded, fold
from troth.core.record.keys import SigningKey, is_prime_order, keyid_of, log_of, pairing_words, verify
from troth.core.record.leaving import LEAVE, Left, leaving, require_open
from troth.core.record.order import Sighting, When, sees, sightings, when
from troth.core.record.party import (
    FOUNDING,
    acknowledgement,
    admission,
    alliance_of,
    declared_key,
    genesis,
    open_genesis,
)

__all__ = [
    "FOUNDING",
    "LEAVE",
    "RULES",
    "Admitted",
    "Bad",
    "Body",
    "Chain",
    "Copy",
    "Draft",
    "Duplicate",
    "Entry",
    "Fault",
    "Findings",
    "Folded",
    "Fork",
    "Gap",
    "Head",
    "Left",
    "Malformed",
    "Place",
    "Sealed",
    "Sighting",
    "SigningKey",
    "Verdict",
    "View",
    "Waiting",
    "When",
    "acknowledgement",
    "admission",
    "admit",
    "alliance_of",
    "asked",
    "asks",
    "build",
    "check",
    "commitment",
    "declared_key",
    "done",
    "encode",
    "fold",
    "genesis",
    "head_of",
    "is_prime_order",
    "keyid_of",
    "leaving",
    "log_of",
    "open_envelope",
    "open_genesis",
    "open_sealed",
    "pairing_words",
    "parse",
    "parse_sealed",
    "reached",
    "read_body",
    "require_open",
    "sees",
    "sightings",
    "sign",
    "unseal",
    "verify",
    "when",
]
