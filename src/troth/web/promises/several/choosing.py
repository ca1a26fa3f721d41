"""What may be done with several promises together, and why one of them stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.core.promises import Name, why_not
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, colleagues
from troth.web.days import say_number
from troth.web.promises.words import name_of

MOST = 60


@dataclass(frozen=True)
class Kind:
    """One act that several promises may have in common: its form, its move, and how it is called."""

    act: str
    name: Name
    label: str
    title: str
    button: str


KINDS = (
    Kind("warn", Name.WARN, "Something came in between", "Something came in between", "Tell {them}"),
    Kind("agree", Name.AGREE, "Agree", "Agree", "Agree to {count}"),
    Kind("accept", Name.ACCEPT, "Accept", "Accept what was delivered", "Accept {count}"),
    Kind("progress", Name.PROGRESS, "Report progress", "Report progress", "Tell {them}"),
    Kind("change", Name.CHANGE, "Another date", "Propose another date", "Propose {count}"),
    Kind("ask_status", Name.ASK_STATUS, "Ask how they stand", "Ask how they stand", "Ask {them}"),
    Kind("reassign", Name.REASSIGN, "Hand to a colleague", "Hand them to a colleague", "Hand {count} on"),
    Kind("release", Name.RELEASE, "Release {them}", "Release {them}", "Release {count}"),
)
BY_ACT = {kind.act: kind for kind in KINDS}


@dataclass(frozen=True)
class Choice:
    """One act as the bar shows it; `locked` says why not, and is empty when all that are chosen allow it."""

    act: str
    label: str
    locked: str = ""
    first: bool = False


def choices(seat: Seat, chosen: Sequence[Whole]) -> list[Choice]:
    """This function will return every act, those that all allow first; what one does not allow says which and why."""
    them, alone = seat.partner_name, not colleagues(seat)
    found = [
        Choice(kind.act, kind.label.format(them=them), locked=_locked(chosen, kind, alone)) for kind in KINDS
    ]
    free = [each for each in found if not each.locked]
    locked = [each for each in found if each.locked]
    if free:
        free[0] = Choice(free[0].act, free[0].label, first=True)
    return [*free, *locked]


def refusal(whole: Whole, kind: Kind, *, alone: bool) -> str:
    """This function will say why one promise does not allow an act; empty when it does; `alone`: without colleagues."""
    if kind.name is Name.REASSIGN and alone:
        return "Nobody else of your side has come here yet."
    return why_not(whole.state, whole.mine, kind.name)


def summary(chosen: Sequence[Whole]) -> tuple[str, str]:
    """This function will say how many are chosen, and what they have in common."""
    count = say_number(len(chosen))
    whose = {name_of(whole.row, "performer") for whole in chosen}
    days = {whole.row.due_day for whole in chosen}
    day = days.pop() if len(days) == 1 else None
    common = [f"{whose.pop()}’s"] if len(whose) == 1 else []
    common += [f"for {day:%A} {day.day} {day:%B}"] if day else []
    all_ = {1: "", 2: "both "}.get(len(chosen), "all ")
    said = f"{all_}{f', {all_}'.join(common)}. " if common else ""
    together = f"{said[:1].upper()}{said[1:]}Each is signed by itself."
    return f"{count[:1].upper()}{count[1:]} chosen", together


def _locked(chosen: Sequence[Whole], kind: Kind, alone: bool) -> str:
    reasons = [(whole, reason) for whole in chosen if (reason := refusal(whole, kind, alone=alone))]
    if not reasons:
        return ""
    whole, reason = reasons[0]
    if len(reasons) == len(chosen):
        return reason
    more = f", and {say_number(len(reasons) - 1)} more" if len(reasons) > 1 else ""
    return f"{reason} That is so of “{whole.row.title}”{more}."
