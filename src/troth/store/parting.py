"""An organisation leaves an alliance: its last entry, and what becomes of its private half.

The partner keeps everything. From that entry on nobody acts in the alliance; the people of the side that left read it
for ninety days and can take the record and their own notes with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext

from troth.actions.days import moment_of
from troth.actions.leaving import end_all, leave_draft, require_ended
from troth.actions.promises import On
from troth.core.alliance import reads_until
from troth.core.promises import Name, State, Status, endings, ends_in_force
from troth.core.values import Role, Side
from troth.store import leads, models, outbox
from troth.store.languages import reading_in
from troth.store.node import Desk, StoreNode
from troth.store.queries.people import Seat
from troth.store.queries.promises import stamps_of
from troth.store.queries.seated import seated

PROPOSED = "proposed"
OPEN = (PROPOSED, "agreed", "delivered")


@dataclass(frozen=True)
class Ends:
    """What is open in an alliance, by how the reader's side can end it."""

    release: Sequence[models.Promise]
    break_: Sequence[models.Promise]
    table: Sequence[models.Promise]
    judge: Sequence[models.Promise]
    theirs: Sequence[models.Promise]

    @property
    def ready(self) -> bool:
        """Whether nothing is left that this side has to end before it can leave."""
        return not (self.release or self.break_ or self.table or self.judge)


def ends_of(seat: Seat) -> Ends:
    """Sort what is open by the end that the reader's side can give it."""
    found: dict[tuple[Name, ...], list[models.Promise]] = {}
    rows = _open_rows(seat)
    states = stamps_of(seat, [row.object for row in rows if row.status == PROPOSED])
    for row in rows:
        state, side = states.get(row.object), _side(seat, row)
        names = endings(state, side) if state else ends_in_force(Status[row.status.upper()], side)
        found.setdefault(names[:1], []).append(row)
    return Ends(
        release=found.get((Name.RELEASE,), []),
        break_=found.get((Name.BREAK,), []),
        table=[*found.get((Name.WITHDRAW,), []), *found.get((Name.DECLINE,), [])],
        judge=found.get((Name.ACCEPT,), []),
        theirs=found.get((), []),
    )


def end(seat: Seat, wanted: Sequence[Name], words: str) -> int:
    """End, in one act, all that the reader's side can end in one of these ways; returns how many promises that was."""
    named = {
        On(row.object, state.stamp): names
        for row, state, names in _open(seat)
        if names[:1] and names[0] in wanted
    }
    if named:
        end_all(StoreNode(), seat.actor(), named, words=words)
    return len(named)


def leave(seat: Seat, words: str, *, keep_private: bool, link: str = "") -> None:
    """Sign that the reader's organisation leaves, once nothing waits for an end that it can give.

    Its private half is deleted at once, or kept for as long as its people can still read.
    """
    actor, node = seat.actor(), StoreNode()
    with transaction.atomic():
        desk = Desk(seat.alliance.pk, seat.log, node.now())
        open_ = models.Promise.objects.filter(alliance=seat.alliance, status__in=OPEN)
        names = list(open_.values_list("object", flat=True)) if seat.opened else []
        require_ended(actor, stamps_of(seat, names).values())
        desk.sign_and_keep([leave_draft(actor, words)])
        models.Invitation.objects.filter(alliance=seat.alliance, used_at=None).delete()
        if keep_private:
            details = {"alliance": seat.alliance.pk, "organisation": seat.organisation.pk}
            due = reads_until(moment_of(desk.now))
            outbox.put("private_half", f"private_half:{seat.log}", details, due=due)
        else:
            forget_private_half(seat.alliance.pk, seat.organisation.pk)
        if settings.TROTH_MAIL and seat.opened:
            _tell(seat, words, link)


def forget_kept(details: Mapping[str, object]) -> None:
    """Delete what was kept for the ninety days."""
    forget_private_half(str(details["alliance"]), int(str(details["organisation"])))


def forget_private_half(alliance_id: str, organisation: int) -> None:
    """Delete what one organisation kept about an alliance for itself: notes, intended days, drafts, visits,
    tips."""
    own = Q(alliance_id=alliance_id, organisation_id=organisation)
    with transaction.atomic():
        models.Note.objects.filter(own).delete()
        models.Intention.objects.filter(own).delete()
        leads.forget(alliance_id, organisation)
        models.Weighing.objects.filter(own).delete()
        models.MeetingNote.objects.filter(alliance_id=alliance_id).delete()
        models.Draft.objects.filter(pk__in=_drafts(alliance_id, organisation)).delete()
        for private in (models.Visit, models.TipShown):
            private.objects.filter(
                alliance_id=alliance_id, person__membership__organisation_id=organisation
            ).delete()


def private_half(seat: Seat) -> str:
    """Return what the reader's organisation keeps about the alliance for itself, as plain text to take along."""
    titles = {row.object: row for row in models.Promise.objects.filter(alliance=seat.alliance)}
    own = {"alliance": seat.alliance, "organisation": seat.organisation}
    lines = [f"What {seat.organisation.name} kept about {seat.name} for itself", ""]
    told: dict[str, list[str]] = {}
    for day in models.Intention.objects.filter(**own):
        told.setdefault(day.object, []).append(f"  intended day: {day.day:%Y-%m-%d}")
    for note in models.Note.objects.filter(**own).select_related("author").order_by("at"):
        who = str(note.author) if note.author else "a former colleague"
        told.setdefault(note.object, []).append(f"  {note.at:%Y-%m-%d %H:%M} UTC, {who}: {note.words}")
    for name, said in sorted(
        told.items(), key=lambda each: titles[each[0]].number if each[0] in titles else 0
    ):
        row = titles.get(name)
        lines += [f"No. {row.number}: {row.title or 'words erased'}" if row else name, *said, ""]
    if not told:
        lines.append("No notes and no intended days.")
    return "\n".join(lines) + "\n"


def _open(seat: Seat) -> list[tuple[models.Promise, State, tuple[Name, ...]]]:
    rows = _open_rows(seat)
    states = stamps_of(seat, [row.object for row in rows])
    return [(row, states[row.object], endings(states[row.object], _side(seat, row))) for row in rows]


def _open_rows(seat: Seat) -> list[models.Promise]:
    open_ones = models.Promise.objects.filter(alliance=seat.alliance, status__in=OPEN)
    return seated([seat], open_ones.order_by(F("due_day").asc(nulls_last=True), "number"))


def _side(seat: Seat, row: models.Promise) -> Side:
    return Side.PERFORMER if row.performer_id == seat.party.pk else Side.CUSTOMER


def _drafts(alliance_id: str, organisation: int) -> list[int]:
    """The half-written acts and promises of the organisation's people in this alliance."""
    alliance = models.Alliance.objects.get(pk=alliance_id)
    begun = {
        f"{kind}:{alliance.slug}"
        for kind in ("offer", "ask", "say", "concern", "comment", "meeting", "recap")
    }
    for rows_of in (alliance.promises, alliance.concerns):
        begun |= set(rows_of.values_list("object", flat=True))
    rows = models.Draft.objects.filter(person__membership__organisation_id=organisation)
    return [pk for pk, key in rows.values_list("pk", "key") if key.rpartition(":")[0] in begun]


def _tell(seat: Seat, words: str, link: str) -> None:
    """A plain mail to those who look after the partner's organisation."""
    partner = seat.partner
    if partner is None:
        return
    admins = models.Person.objects.filter(
        membership__organisation=partner.organisation, membership__role=Role.ADMIN.value, is_active=True
    )
    for admin in admins:
        key = f"left:{seat.log}:{admin.pk}"
        with reading_in(admin.language):
            subject, lines = _left(seat, words.strip())
        details = {
            "to": admin.email,
            "subject": subject,
            "text": "\n\n".join([*lines, link]) + "\n",
            "key": key.replace(":", "-"),
            "language": admin.language,
        }
        outbox.put("mail", f"mail:{key}", details)


def _left(seat: Seat, words: str) -> tuple[str, list[str]]:
    """Subject and lines of it."""
    firm = seat.organisation
    lines = [
        gettext("{firm} has left the alliance {alliance} on Troth.").format(
            firm=firm.name, alliance=seat.name
        ),
        gettext("They write: {words}").format(words=words) if words else "",
        gettext("You keep everything that was said and signed. Read it, and take the bundle with you:"),
    ]
    return gettext("{firm} has left the alliance").format(firm=firm), [each for each in lines if each]
