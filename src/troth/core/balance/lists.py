"""Starting lists: controls that usual alliances come to, each in plain words, to be adapted by both.

The shares and hours are places to begin from, not findings: both sides put in what they see. The kinds follow Das and
Teng (2001): on behaviour (how it is done), on output (what comes of it), social (knowing each other's work). Of two
that catch the same, the one that lets both see stands first.
"""

from __future__ import annotations

from dataclasses import dataclass

from troth.core.balance.reckoning import Control, Kind, Over

CHECKS, COORDINATES = Kind.CHECKS, Kind.COORDINATES
BEHAVIOUR, OUTPUT, SOCIAL = Over.BEHAVIOUR, Over.OUTPUT, Over.SOCIAL


@dataclass(frozen=True)
class Suggested:
    """A control of a starting list. `share` is in percent; `relying` and `relied` the hours a quarter of the side that
    relies and of the side that is relied on.
    """

    key: str
    title: str
    catches: str
    kind: Kind
    over: Over
    share: int
    relying: int
    relied: int

    @property
    def control(self) -> Control:
        """The control as it is reckoned with, not in place yet."""
        minutes = 60 * (self.relying + self.relied)
        return Control(self.key, self.share / 100, minutes, self.kind, self.over, there=False)


@dataclass(frozen=True)
class StartingList:
    """Controls of one usual kind of work; `means` says of which."""

    key: str
    title: str
    means: str
    controls: tuple[Suggested, ...]


LAUNCH = StartingList(
    "launch",
    "A joint launch",
    "Both bring something to market on one day, and each needs the other to be ready.",
    (
        Suggested(
            "stages",
            "Go or no-go in stages",
            "At each stage both say whether they are ready. It catches a part that will not be, while the day can "
            "still be moved.",
            COORDINATES,
            OUTPUT,
            50,
            4,
            4,
        ),
        Suggested(
            "test_day",
            "A shared test day",
            "Both try the whole thing together before anybody outside sees it. It catches parts that do not fit.",
            COORDINATES,
            OUTPUT,
            45,
            3,
            3,
        ),
        Suggested(
            "plan",
            "One plan that both keep",
            "One list of dates that either side changes where the other sees it. It catches days that no longer meet.",
            COORDINATES,
            BEHAVIOUR,
            30,
            4,
            4,
        ),
        Suggested(
            "status",
            "A weekly report of progress",
            "One side writes how far it is, the other reads it. It catches what is said to be behind.",
            CHECKS,
            BEHAVIOUR,
            20,
            4,
            12,
        ),
        Suggested(
            "approval",
            "Approval of each text and picture",
            "Nothing goes out before the other side has signed it. It catches what should not be said so.",
            CHECKS,
            OUTPUT,
            30,
            12,
            6,
        ),
    ),
)
SUPPORT = StartingList(
    "support",
    "A hand-over of support",
    "One side answers customers of the other, or takes over what the other has begun.",
    (
        Suggested(
            "shadow",
            "Working side by side for a week",
            "People of both sides take cases together. It catches what nobody has written down.",
            COORDINATES,
            SOCIAL,
            35,
            8,
            8,
        ),
        Suggested(
            "board",
            "One list of open cases that both see",
            "Nobody has to ask how a case stands. It catches one that nobody works on.",
            COORDINATES,
            OUTPUT,
            40,
            3,
            3,
        ),
        Suggested(
            "review",
            "A look at closed cases together",
            "Once a month, ten of them, with what each has learnt. It catches an answer that did not help.",
            COORDINATES,
            OUTPUT,
            30,
            4,
            4,
        ),
        Suggested(
            "sample",
            "A sample of answers, read over",
            "One side reads some of what the other has answered. It catches a wrong one, mostly after it went out.",
            CHECKS,
            OUTPUT,
            25,
            9,
            1,
        ),
        Suggested(
            "approval",
            "Approval before an answer goes out",
            "The other side signs each answer first. It catches a wrong one before the customer has it.",
            CHECKS,
            BEHAVIOUR,
            60,
            30,
            12,
        ),
    ),
)
FEED = StartingList(
    "feed",
    "A feed of data",
    "One side sends the other figures or files again and again, and the other builds on them.",
    (
        Suggested(
            "rules",
            "Rules that each file is tested against",
            "A program refuses a file that does not fit and tells both. It catches what is missing or out of range.",
            COORDINATES,
            OUTPUT,
            70,
            2,
            4,
        ),
        Suggested(
            "sums",
            "Control sums beside the file",
            "Both see at once whether all of it came. It catches a file that was cut short.",
            COORDINATES,
            OUTPUT,
            30,
            1,
            1,
        ),
        Suggested(
            "notice",
            "A word before the form changes",
            "Whoever changes a column says so two weeks before. It catches what would break on the other side.",
            COORDINATES,
            SOCIAL,
            35,
            1,
            2,
        ),
        Suggested(
            "sample",
            "A sample of rows, looked at by a person",
            "Somebody compares a few rows with their source. It catches what fits the rules and is wrong.",
            CHECKS,
            OUTPUT,
            25,
            10,
            2,
        ),
        Suggested(
            "approval",
            "Approval of each file",
            "A person opens the file and signs it before it is used. It catches what that person notices.",
            CHECKS,
            BEHAVIOUR,
            30,
            18,
            6,
        ),
        Suggested(
            "procedure",
            "A look at how the file is made",
            "One side watches the other make it, once a month. It catches a step that was left out.",
            CHECKS,
            BEHAVIOUR,
            25,
            9,
            9,
        ),
    ),
)
SUPPLY = StartingList(
    "supply",
    "Supply of parts or goods",
    "One side delivers what the other builds on or sells.",
    (
        Suggested(
            "stock",
            "Stock and orders that both see",
            "Each sees what the other has and needs. It catches what will run short, in time to order.",
            COORDINATES,
            OUTPUT,
            45,
            3,
            3,
        ),
        Suggested(
            "forecast",
            "A forecast, talked over each month",
            "Both say what they expect, and what has changed. It catches a quarter that will be unlike the last.",
            COORDINATES,
            SOCIAL,
            30,
            3,
            3,
        ),
        Suggested(
            "certificate",
            "A certificate with each lot",
            "Whoever makes it measures it and says so. It catches a lot outside what was agreed.",
            CHECKS,
            OUTPUT,
            50,
            1,
            6,
        ),
        Suggested(
            "arrival",
            "A check on arrival",
            "Some of each lot is measured again. It catches what the certificate did not.",
            CHECKS,
            OUTPUT,
            55,
            15,
            1,
        ),
        Suggested(
            "second",
            "A second signature on orders",
            "Two people sign before an order goes out. It catches one outside what both agreed on.",
            CHECKS,
            BEHAVIOUR,
            40,
            12,
            9,
        ),
        Suggested(
            "audit",
            "A visit to the works once a year",
            "People of one side see how the other makes it. It catches a way of working that will go wrong.",
            CHECKS,
            BEHAVIOUR,
            20,
            6,
            8,
        ),
    ),
)
DEVELOPMENT = StartingList(
    "development",
    "Development together",
    "Both make something new, and neither can finish it alone.",
    (
        Suggested(
            "demo",
            "What is done, shown every second week",
            "Both look at what works, not at what is said of it. It catches a misunderstanding while it is small.",
            COORDINATES,
            OUTPUT,
            50,
            7,
            7,
        ),
        Suggested(
            "tests",
            "Tests that both have agreed on",
            "What counts as done is written down as tests. They catch what one side took for finished.",
            COORDINATES,
            OUTPUT,
            55,
            6,
            6,
        ),
        Suggested(
            "exchange",
            "A person of each side with the other",
            "Somebody works a week a quarter in the other’s team. It catches what no report would say.",
            COORDINATES,
            SOCIAL,
            35,
            20,
            20,
        ),
        Suggested(
            "gates",
            "Money by steps",
            "The next part is paid when the one before is accepted. It catches a way that leads nowhere.",
            CHECKS,
            OUTPUT,
            40,
            4,
            4,
        ),
        Suggested(
            "hours",
            "A report of hours",
            "One side writes down who worked on what. It catches work that nobody agreed to.",
            CHECKS,
            BEHAVIOUR,
            15,
            4,
            14,
        ),
    ),
)
LISTS = (LAUNCH, SUPPORT, FEED, SUPPLY, DEVELOPMENT)


def list_of(key: str) -> StartingList | None:
    """Return the starting list of that name; None when there is none."""
    return next((each for each in LISTS if each.key == key), None)
