"""How a promise of the demo commonly goes: kept, moved with a word, or after its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from troth.cli.demo.telling import Step, Story, Theme
from troth.core.values import Stake

LOW, HIGH = Stake.LOW, Stake.HIGH
PROOF = Theme("Gateway and probes", "proof")
ALARM = Theme("Nights and alarms", "alarm")
OTARU = Theme("Otaru", "otaru")
FLEET = Theme("Trailers", "proof")
PAPER = Theme("Contract and insurance")
STORE = Theme("Rotterdam store")


class More(TypedDict, total=False):
    """What a story may say beyond how it went."""

    conditions: tuple[str, ...]
    owes: tuple[str, ...]
    stake: Stake
    theme: Theme


def kept(
    title: str,
    by: str,
    to: str,
    made: int,
    due: int,
    early: int = 0,
    *,
    note: str = "",
    thanks: str = "",
    exceeded: bool = False,
    asked: bool = False,
    **more: Unpack[More],
) -> Story:
    """A promise offered, agreed, delivered `early` days before its date, and accepted."""
    first = Step(made, to, "request") if asked else Step(made, by, "offer")
    yes = Step(made + 1, by if asked else to, "agree")
    done = due - early
    steps = (
        first,
        yes,
        Step(done, by, "deliver", note),
        Step(done + 1, to, "accept", thanks, exceeded=exceeded),
    )
    return replace(Story(title, by, to, due, steps), **more)


def moved(
    title: str, by: str, to: str, made: int, due: int, told: int, why: str, new: int, **more: Unpack[More]
) -> Story:
    """A promise whose date moved: told ahead, agreed anew, kept on the new day."""
    steps = (
        Step(made, by, "offer"),
        Step(made + 1, to, "agree"),
        Step(told, by, "warn and propose", why, due=new),
        Step(told + 1, to, "agree", "The new day works for us."),
        Step(new, by, "deliver"),
        Step(new + 1, to, "accept"),
    )
    return replace(Story(title, by, to, due, steps), **more)


def after_date(
    title: str,
    by: str,
    to: str,
    made: int,
    due: int,
    came: int,
    *,
    told: int | None = None,
    why: str = "",
    **more: Unpack[More],
) -> Story:
    """A promise that came after its date, with or without a word before."""
    steps = [Step(made, by, "offer"), Step(made + 1, to, "agree")]
    if told is not None:
        steps.append(Step(told, by, "warn", why, due=came))
    else:
        steps.append(Step(due + 3, to, "ask", "The day has passed; how does it stand?"))
    steps += [Step(came, by, "deliver", why if told is None else ""), Step(came + 1, to, "accept")]
    return replace(Story(title, by, to, due, tuple(steps)), **more)
