"""Promises of the demo that are open today."""

from __future__ import annotations

from troth.cli.demo.plots import FLEET, HIGH, LOW, OTARU, PAPER, PROOF
from troth.cli.demo.telling import Step, Story

OPEN = (
    Story(
        "Probe housings, replaced.",
        "bram",
        "haruka",
        -8,
        (
            Step(-34, "bram", "offer"),
            Step(-33, "haruka", "agree"),
            Step(-9, "bram", "deliver"),
            Step(-8, "haruka", "accept"),
        ),
        theme=PROOF,
        supports="firmware",
    ),
    Story(
        "Gateway firmware 4.2 has passed the cold-chamber test at minus 25.",
        "annelies",
        "haruka",
        -10,
        (
            Step(-39, "haruka", "request", due=-17),
            Step(
                -37,
                "annelies",
                "propose",
                "Passed means three nights at minus 25 with no reading lost.",
                due=-10,
            ),
            Step(-36, "haruka", "agree"),
            Step(
                -16,
                "annelies",
                "warn and propose",
                "The probe housing came back from the supplier with a crack. A new one arrives on the 18th.",
                due=4,
            ),
            Step(-14, "haruka", "agree", "That works. Please test on our own trailer, door seal as it is."),
            Step(-1, "annelies", "progress", "Bench free from Thursday night."),
        ),
        (
            "Three nights at minus 25 with no reading lost.",
            "Tested on Kaido’s own trailer, door seal as it is.",
            "The test report names every restart of the gateway, also the short ones.",
        ),
        (
            "The trailer stands in Delft with its papers.",
            "Somebody who knows the door seal can be called at night.",
        ),
        HIGH,
        theme=PROOF,
        supports="pilot",
        key="firmware",
    ),
    Story(
        "The pilot trailer sails from Rotterdam.",
        "haruka",
        "annelies",
        15,
        (
            Step(-20, "annelies", "request"),
            Step(-18, "haruka", "agree"),
        ),
        ("With the gateway on board and reading.",),
        stake=HIGH,
        theme=FLEET,
        key="pilot",
    ),
    Story(
        "Twelve reefers at Tomakomai are fitted with second-generation probes.",
        "kenji",
        "annelies",
        3,
        (
            Step(-40, "kenji", "offer"),
            Step(-39, "annelies", "agree"),
            Step(-6, "kenji", "progress", "Nine of twelve."),
            Step(0, "kenji", "deliver", "All twelve, three days early. Photographs are in the folder."),
        ),
        ("All twelve read for a night.", "The old probes are back in the box."),
        theme=PROOF,
    ),
    Story(
        "Probe drawings for the second gateway.",
        "joost",
        "haruka",
        1,
        (
            Step(-21, "haruka", "request"),
            Step(-20, "joost", "agree"),
            Step(0, "joost", "deliver", "A day early; the bracket is drawn apart."),
        ),
        theme=OTARU,
    ),
    Story(
        "The placement drawing for Otaru is with the night crew.",
        "joost",
        "kenji",
        4,
        (
            Step(-15, "joost", "offer"),
            Step(-14, "kenji", "agree"),
        ),
        theme=OTARU,
    ),
    Story(
        "Rotterdam customs data feed opens for Kaido’s night shift.",
        "annelies",
        "naoko",
        15,
        (Step(-3, "annelies", "offer", "The broker agrees; we need a name on your side."),),
        ("The night shift can sign in from Tomakomai.",),
        theme=PAPER,
    ),
    Story(
        "Insurance certificate for the Otaru warehouse, renewed.",
        "naoko",
        "joost",
        11,
        (
            Step(-18, "naoko", "offer"),
            Step(-17, "joost", "agree"),
        ),
        theme=PAPER,
    ),
    Story(
        "The electrician for the second gateway at Otaru is booked.",
        "kenji",
        "joost",
        18,
        (Step(-4, "joost", "request"),),
        theme=OTARU,
    ),
    Story(
        "The temperature clause in both languages, ready to sign.",
        "naoko",
        "annelies",
        8,
        (
            Step(-28, "naoko", "offer"),
            Step(-27, "annelies", "agree"),
            Step(
                -2,
                "naoko",
                "warn and propose",
                "Our lawyer is on a course until Thursday. I would rather bring it right than on the day.",
                due=13,
            ),
        ),
        ("Both languages say the same.",),
        theme=PAPER,
    ),
    Story(
        "Spare keys of the Otaru cold room are with the night desk.",
        "kenji",
        "saskia",
        -6,
        (
            Step(-26, "kenji", "offer"),
            Step(-25, "saskia", "agree"),
        ),
        stake=LOW,
        theme=OTARU,
    ),
    Story(
        "The list of pallets that stood on the quay in the October storm.",
        "yuki",
        "bram",
        -21,
        (
            Step(-40, "bram", "request"),
            Step(-39, "yuki", "agree"),
        ),
        theme=PROOF,
    ),
    Story(
        "A round of introductions: three lines from each of us.",
        "haruka",
        "annelies",
        22,
        (
            Step(-2, "haruka", "offer", "Who we are when we are not at work."),
            Step(-1, "annelies", "propose", "Gladly, and with a photograph. A week sooner?", due=15),
        ),
        stake=LOW,
    ),
)
