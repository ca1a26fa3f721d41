"""Promises of the demo that ended another way: sent back, released, broken with notice, declined; and crossings."""

from __future__ import annotations

from troth.cli.demo.plots import ALARM, FLEET, LOW, PROOF, STORE
from troth.cli.demo.telling import Step, Story

TOLD_APART = (
    Story(
        "Probe housings that stand a forklift’s bump.",
        "bram",
        "daichi",
        -120,
        (
            Step(-150, "bram", "offer"),
            Step(-149, "daichi", "agree"),
            Step(-121, "bram", "deliver", "Twelve housings, in black."),
            Step(-119, "daichi", "send back", "Two of the twelve have a crack at the lid.", unmet=(0,)),
            Step(-108, "bram", "deliver", "The lids are cast thicker; all twelve are new."),
            Step(-107, "daichi", "accept", "Run over twice; not a scratch."),
        ),
        ("None of twelve cracks under a forklift’s wheel.",),
        theme=FLEET,
        key="housings",
    ),
    Story(
        "A second interpreter for the night desk.",
        "haruka",
        "saskia",
        -66,
        (
            Step(-90, "saskia", "request"),
            Step(-89, "haruka", "agree"),
            Step(
                -74,
                "haruka",
                "ask release",
                "The night desk speaks English well enough by now; may we spare the cost?",
            ),
            Step(-73, "saskia", "release", "Gladly. They do."),
        ),
        stake=LOW,
        theme=ALARM,
    ),
    Story(
        "A trial of the probes on the Sapporo line.",
        "daichi",
        "joost",
        -50,
        (
            Step(-85, "daichi", "offer"),
            Step(-84, "joost", "agree"),
            Step(
                -58,
                "daichi",
                "break",
                "The Sapporo line is sold. We cannot do it any more, and I am sorry for the work you put in.",
            ),
        ),
        theme=FLEET,
    ),
    Story(
        "A comparison with two other makers’ probes.",
        "joost",
        "naoko",
        -35,
        (
            Step(-75, "naoko", "request"),
            Step(-73, "joost", "decline", "I would be judging my own work. Better to ask somebody else."),
        ),
        stake=LOW,
        theme=PROOF,
    ),
    Story(
        "A printed poster of the alarm steps.",
        "saskia",
        "yuki",
        -40,
        (
            Step(-70, "saskia", "offer"),
            Step(-68, "saskia", "withdraw", "The handbook has it already."),
        ),
        stake=LOW,
        theme=ALARM,
    ),
    Story(
        "Weekly temperatures of the Rotterdam store.",
        "saskia",
        "naoko",
        0,
        (
            Step(-50, "saskia", "offer", "Each Friday, as a table."),
            Step(-49, "naoko", "agree"),
            *(
                step
                for nth, day in enumerate((-45, -38, -31, -24, -17, -10, -3))
                for step in (
                    Step(day, "saskia", "deliver", nth=nth),
                    Step(day + 1, "naoko", "accept", nth=nth),
                )
            ),
        ),
        stake=LOW,
        theme=STORE,
        days=(-45, -38, -31, -24, -17, -10, -3, 4, 11, 18, 25, 32),
    ),
)

CROSSED = (
    Story(
        "Dry ice for the September heat, on call.",
        "daichi",
        "bram",
        -70,
        (
            Step(-88, "daichi", "offer"),
            Step(-87, "bram", "agree"),
            Step(-71, "daichi", "deliver", "It stands in Rotterdam since this morning."),
            Step(-71, "bram", "release", "The heat is over; you need not any more.", at_once=True),
            Step(-69, "bram", "accept", "It was there before my word was. We used it after all."),
        ),
        theme=FLEET,
    ),
    Story(
        "Twelve pallets with two probes each, for the comparison.",
        "kenji",
        "joost",
        -48,
        (
            Step(-62, "kenji", "offer"),
            Step(-61, "kenji", "withdraw", "The pallets are needed for the herring first.", at_once=False),
            Step(-61, "joost", "agree", "Yes, please.", at_once=True),
            Step(-58, "kenji", "propose", "After the herring, then.", due=-44),
            Step(-57, "joost", "agree"),
            Step(-45, "kenji", "deliver"),
            Step(-44, "joost", "accept"),
        ),
        theme=PROOF,
    ),
    Story(
        "The words on the label that says how cold it stayed.",
        "saskia",
        "naoko",
        -30,
        (
            Step(-52, "saskia", "offer"),
            Step(-51, "naoko", "propose", "In both languages, and a week later.", due=-23),
            Step(-50, "saskia", "agree", "Yours is better.", at_once=False),
            Step(-50, "naoko", "agree", "Yours is quicker.", at_once=True),
            Step(-48, "saskia", "agree", "Let us take yours, then."),
            Step(-25, "saskia", "deliver"),
            Step(-24, "naoko", "accept"),
        ),
        theme=PROOF,
    ),
)
