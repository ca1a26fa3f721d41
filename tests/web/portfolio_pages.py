"""All alliances on one page, and a tip, with contexts as their templates ask for."""

from __future__ import annotations

from types import SimpleNamespace as Of

from tests.web.samples import KAIDO, at, frame, in_alliance
from troth.web.figures.reach import Reach

TIP = Of(
    key="one-way",
    title="Give a promise back",
    fact="All open promises go one way: one side promises, the other waits.",
    do="Find something small that the other side could use from the one who only waits, and promise that.",
    why="Trust goes both ways or it does not last.",
    url="#",
    where="Promises",
    source="Trust in alliances",
    address="https://www.petersimoons.com/trust-in-alliances/",
)
STEADY, FAIR = Reach(0.62, 0.87, 0.99, 0.83, "steady"), Reach(0.43, 0.71, 0.93, 0.34, "fair")
HELD = (
    Of(
        name="Kaido",
        url="#",
        key="p0",
        partner=KAIDO,
        purpose="Seafood with proof of cold.",
        open="Nine open promises, six of them yours",
        a=STEADY,
        b=FAIR,
        name_a="Veldsen",
        name_b="Kaido",
        stated_a=None,
        stated_b=None,
        together="Together fair: as far as Kaido can rely on Veldsen.",
        then="In August: steady, and tentative.",
        moved=1,
        changed="Further than in August.",
        facts=(
            Of(words="Kept since August: Veldsen seven, Kaido four.", url=""),
            Of(words="One date has moved, agreed by both.", url="#"),
        ),
    ),
    Of(
        name="Porto Seco",
        url="#",
        key="p1",
        partner=None,
        purpose="",
        open="No open promise",
        a=None,
        b=None,
        name_a="Veldsen",
        name_b="Porto Seco",
        stated_a=None,
        stated_b=None,
        together="Together: little to go on, while Veldsen has seen little of Porto Seco.",
        then="",
        moved=0,
        changed="No reach is drawn yet: a few small promises give something to go on.",
        facts=(),
    ),
)
SINCE = (
    Of(label="a quarter ago", url="?since=quarter", chosen=True),
    Of(label="half a year ago", url="?since=half", chosen=False),
)

PORTFOLIO = {
    "alliances": (
        "alliance/alliances.html",
        frame(
            active="alliances",
            may_begin=True,
            lead="Two partners. One reaches further than in August.",
            held=HELD,
            since=SINCE,
            alliances=(
                Of(
                    name="Veldsen and Kaido",
                    url="#",
                    open="nine open promises, three for you",
                    changed=at(23, 8),
                    waiting="",
                ),
                Of(
                    name="Veldsen and Halden Cables",
                    url="#",
                    open="",
                    changed=None,
                    waiting="Halden has not confirmed yet",
                ),
            ),
        ),
    ),
    "tip": ("tips/page.html", in_alliance(active="alliance", tip=TIP)),
    "tip-none": ("tips/page.html", in_alliance(active="alliance", tip=None)),
}
