"""Somebody's account and everything private that was theirs, deleted for good; done again when a backup brings it back.

Their pseudonyms stay in the record without a name. What their colleagues go on with (templates, a recovery key that
still waits) passes to the one who takes over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from troth.store import erasure, feeds, files, journal, models, replies, uploads, waiting_files
from troth.store.outbox import MAIL

SIGNED_IN_AS = "_auth_user_id"
RECOVERY = "recovery:"


def end_sessions(person: models.Person) -> int:
    """Sign somebody out everywhere, and drop their address from what other browsers typed; returns how many ended."""
    ended = 0
    for session in list(Session.objects.all()):
        said = session.get_decoded()
        if said.get(SIGNED_IN_AS) == str(person.pk):
            session.delete()
            ended += 1
            continue
        kept = {name: value for name, value in said.items() if not _mentions(value, person.email)}
        if len(kept) < len(said):
            session.session_data = Session.objects.encode(kept)
            session.save(update_fields=["session_data"])
    return ended


def forget(person: models.Person, *, notes: bool, heir: models.Person | None) -> None:
    """Delete an account with all that was private to it, in one transaction; with `notes` also what they noted.

    Notes that stay have no name. `heir` goes on with what belongs to the organisation.
    """
    line = {"person": person.pk, "joined": person.joined_at.isoformat(), "notes": notes}
    with transaction.atomic():
        end_sessions(person)
        _hand_on(person, heir)
        for draft in models.Draft.objects.filter(person=person, key__startswith=uploads.PREFIX):
            uploads.forget(person, draft.key.removeprefix(uploads.PREFIX))
        waiting_files.forget_all_of(person)
        if notes:
            models.Note.objects.filter(author=person).delete()
            models.SecondSignature.objects.filter(second=person).update(answer="")
        _forget_address(person)
        person.delete()
    journal.note(line)


def replay_journal() -> int:
    """Erase again, after a restore, whatever the journal names; returns how many texts and accounts had come back.

    Addresses of calendars that were withdrawn are so again, and not counted.
    """
    gone = 0
    for line in journal.lines():
        if "ask" in line:
            ids = line.get("ids")
            gone += erasure.erase(str(line["alliance"]), map(str, ids)) if isinstance(ids, list) else 0
        elif "feed" in line:
            feeds.withdraw_again(str(line["feed"]))
        elif "files" in line:
            gone += files.forget_again(str(line["alliance"]))
        else:
            gone += _forget_again(line)
    return gone


def _mentions(value: object, address: str) -> bool:
    told = json.dumps(value)
    return address in told or quote(address) in told  # as a form that was sent and refused holds it


def _hand_on(person: models.Person, heir: models.Person | None) -> None:
    if heir is None:
        return
    models.PromiseTemplate.objects.filter(author=person).update(author=heir)
    waiting = models.Draft.objects.filter(person=person, key__startswith=RECOVERY)
    waiting.exclude(key__in=models.Draft.objects.filter(person=heir).values("key")).update(person=heir)
    models.Invitation.objects.filter(made_by=person, used_at=None).update(made_by=heir)


def _forget_address(person: models.Person) -> None:
    """The address and the name where rows of others hold them: invitations, mails, the firm's own list."""
    models.Invitation.objects.filter(email__iexact=person.email).delete()
    models.Organisation.objects.filter(receipts_to__iexact=person.email).update(receipts_to="")
    models.Untold.objects.filter(
        Q(whom__icontains=person.email) | Q(whom__icontains=person.name or person.email)
    ).delete()
    replies.forget(person.email)
    words = [word for word in (person.email, person.name) if word]
    told_of = Q(kind=MAIL) & ~Q(details={}) | ~Q(fault="")
    for row in models.Outbox.objects.filter(told_of):
        told = json.dumps(row.details, ensure_ascii=False) + row.fault
        waits = row.done_at is None and row.parked_at is None and row.details.get("to") != person.email
        if any(word in told for word in words) and not waits:
            row.delete()
    named = Q(person__iexact=person.name) | Q(person__iexact=person.email) if person.name else Q(pk=None)
    own = models.PastPromise.objects.filter(organisation__memberships__person=person)
    models.PastPromise.objects.filter(named, pk__in=own.values("pk")).update(person="")


def _forget_again(line: Mapping[str, object]) -> int:
    """A number alone would not do: after a restore the next newcomer may be given it again."""
    pk, joined = int(str(line["person"])), datetime.fromisoformat(str(line["joined"]))
    person = models.Person.objects.filter(pk=pk, joined_at=joined).first()
    if person is None:
        return 0
    heir = models.Person.objects.filter(
        membership__organisation__memberships__person=person, membership__role="admin", is_active=True
    )
    forget(person, notes=bool(line.get("notes")), heir=heir.exclude(pk=person.pk).first())
    return 1
