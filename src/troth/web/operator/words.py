"""How the operator's page says what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils.text import capfirst

from troth.store.models import WorkerLife
from troth.store.outbox import LETTER, MAIL, RECEIPT, TELL
from troth.store.queries.operator import Checked, Health, Trouble
from troth.store.upkeep import BACKUP, CHECK, Job
from troth.web.days import say_number
from troth.web.whereabouts import listed

STILL = timedelta(minutes=15)
"""Work that is due and not taken up for so long means that nobody takes up any."""
KINDS: Mapping[str, str] = {
    MAIL: "Codes, invitations and alerts by mail",
    TELL: "News by mail",
    RECEIPT: "Receipts by mail",
    LETTER: "Letters of the day and the week",
    CHECK: "Checks asked for here",
    BACKUP: "Backups asked for here",
    "reply": "Answers by mail that came in",
    "ack": "Acknowledging the other side",
    "receipt": "Receipts of the day",
    "fsck": "Nightly checks",
    "evidence": "What trust rests on",
    "erased": "Confirming what was erased",
    "private_half": "Private halves after leaving",
    "reveal": "Opening what was sealed",
    "sweep": "Clearing away files that nobody needs",
    "sessions": "Clearing away sessions that ran out",
}
ONE: Mapping[str, str] = {MAIL: "A mail", TELL: "News", LETTER: "A letter", RECEIPT: "Receipt no. {number}"}


def place_of(kind: str) -> int:
    """This function will say how far up a kind of work stands: what is written to people first."""
    return [*KINDS, kind].index(kind)


def kind_of(kind: str) -> str:
    """This function will name a kind of work."""
    return KINDS.get(kind, capfirst(kind.replace("_", " ")))


def heading(found: Health, now: datetime) -> str:
    """This function will say in a sentence or two whether the node needs somebody."""
    letters = sum(each.letter for each in found.troubles)
    still = found.oldest is not None and now - found.oldest > STILL
    said = [] if found.checked.faults or still else ["The node is well."]
    if found.checked.faults:
        many = (
            "One thing"
            if found.checked.faults == 1
            else f"{capfirst(say_number(found.checked.faults))} things"
        )
        said.append(f"{many} in a record did not fit when it was checked.")
    if still:
        said.append("Work is due that nobody takes up.")
    if letters:
        many = "One message" if letters == 1 else f"{capfirst(say_number(letters))} messages"
        said.append(f"{many} could not be handed over.")
    elif found.troubles:
        said.append("Some work did not succeed yet.")
    return " ".join(said)


def in_short(found: Health, now: datetime) -> str:
    """This function will say how much waits in all, and for how long the oldest."""
    waiting = sum(each.waiting for each in found.queues)
    if not waiting or found.oldest is None:
        return "Nothing waits"
    return f"{capfirst(say_number(waiting))} waiting, one for {ago(now - found.oldest)}"


def checked(found: Checked) -> str:
    """This function will say how the last checks of all records ended."""
    if not found.alliances:
        return "No alliance yet"
    if found.at is None:
        return "Not checked yet"
    missing = f", {say_number(found.unchecked)} not checked yet" if found.unchecked else ""
    if found.faults:
        return f"{say_number(found.faults)} did not fit{missing}"
    return f"no finding{missing}"


def job(kind: str, job: Job) -> SimpleNamespace:
    """This function will say how far a check or a backup is that was asked for here."""
    if kind == CHECK:
        said = (
            "Every record was checked."
            if job.is_over
            else f"Records are checked: {job.done} of {job.pieces}."
        )
    elif job.is_over:
        said = "A backup was made, and read through."
    else:
        said = "A backup could not be made; it is tried again." if job.faults else "A backup is being made."
    return SimpleNamespace(said=said, asked=job.asked, over=job.is_over, faults=job.faults)


def life(found: WorkerLife | None, now: datetime) -> str:
    """This function will say since when the worker works, and when it was last heard of."""
    if found is None:
        return "The worker has not been heard of yet."
    heard = ago(now - found.at)
    return f"Worker started {ago(now - found.began)} ago, last sign of life {heard} ago."


def title_of(each: Trouble) -> str:
    """This function will say what could not be done: of a message what it is and to whom, never what is in it."""
    one = ONE.get(each.kind, kind_of(each.kind)).format(number=each.number)
    return f"{one} to {listed(list(each.to))}" if each.to else one


def tries(count: int) -> str:
    """This function will say how often something was tried."""
    return "one try" if count == 1 else f"{say_number(count)} tries"


def ago(span: timedelta) -> str:
    """This function will say a span of time as `40 s`, `12 min`, `3 h 10 min` or `2 days`."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    if seconds < 86_400:
        hours, minutes = divmod(seconds // 60, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days = seconds // 86_400
    return "a day" if days == 1 else f"{days} days"
