"""What a mail says of each act that waits for somebody: a subject, who did what, and what the reader may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`did` follows the name of whoever did it; `may` is said to the reader; `place` is where the link leads.

    The place `thing` is the page of whatever it is about.
    """

    did: str
    may: str
    place: str = "promise"
    more: str = ""


SAID: Mapping[str, Words] = {
    "promise.offer": Words("offers you {what}.", "You can agree, propose it differently or decline."),
    "promise.request": Words(
        "asks you for {what}.", "You can promise it, propose it differently or decline."
    ),
    "promise.counter": Words(
        "proposes {what} differently.", "You can agree, propose something else or decline."
    ),
    "promise.change": Words(
        "proposes a change of {what}.", "What was agreed stands until you say yes; you can also decline."
    ),
    "promise.warn": Words(
        "tells you that something came in between: {what}.",
        "What was agreed stands until both have agreed otherwise.",
    ),
    "promise.deliver": Words(
        "says that this is delivered: {what}.",
        "It is for you to accept it, or to say what is missing.",
        more="?act=accept",
    ),
    "promise.send_back": Words("sent back {what}.", "The promise stands; you can see what is missing."),
    "promise.ask_status": Words(
        "asks how it stands with {what}.", "A sentence is enough.", more="?act=progress#desk"
    ),
    "promise.ask_release": Words("asks to be released from {what}.", "The promise stands until you answer."),
    "promise.release": Words(
        "released you from {what}.", "Nobody has broken anything, and nothing is left to do."
    ),
    "promise.break": Words("broke {what}, with notice.", "It has ended by their word; you can see why."),
    "promise.reassign": Words("handed on {what}.", "You can see who answers for it now."),
    "promise.doubt": Words(
        "may not be done in time with {what}, as far as your own record tells.",
        "Is a word to the other side worth while now? They hear only from you.",
        more="?act=warn#desk",
    ),
    "promise.yours": Words(
        "has your yes to {what}.",
        "Keep this mail: when something comes in between, or when it is done, one press tells them.",
    ),
    "promise.handed": Words("handed you {what}.", "You answer for it from now on."),
    "look.asked": Words(
        "asks two people to look at {what}, and you are one of them.",
        "Read both sentences, and say when you have looked.",
        more="#look",
    ),
    "look.sentence": Words(
        "asks two people to look at {what}.",
        "Your own sentence is asked for; it stands beside theirs.",
        more="#look",
    ),
    "second.asked": Words(
        "said yes to {what} and asks for your signature too.",
        "Nothing is signed before you have looked.",
        more="#second",
    ),
    "second.declined": Words(
        "did not sign your yes to {what}.", "You can read why; the other side does not.", more="#second-no"
    ),
    "purpose.put": Words(
        "put in words what you do together.", "It holds once you agree to the same words.", "purpose"
    ),
    "objective.put": Words("put an objective.", "It holds once you agree to it.", "objective"),
    "clause.put": Words(
        "put a clause of the charter, or a change of one.",
        "It holds once you agree to the same words; what was agreed before stands until then.",
        "clause",
    ),
    "difference.tell": Words(
        "tells how it is with them where you differ.",
        "Tell how it is with you; both stand side by side.",
        "difference",
    ),
    "difference.put": Words(
        "proposes a bridge over a difference.", "It holds once you agree to it.", "difference"
    ),
    "difference.look": Words(
        "has looked whether a bridge holds.", "Say how you see it; both have a word in it.", "difference"
    ),
    "area.put": Words(
        "puts what is at stake in an area of work.", "It holds once you agree to the same.", "area"
    ),
    "control.put": Words(
        "proposes what becomes of a control.",
        "Until you agree, everything stays as it is; to leave it so is a full answer.",
        "control",
    ),
    "control.asked": Words(
        "asks both sides whether a control helps or hurts the work.",
        "Neither sees what the other says before both are in.",
        "balance",
    ),
    "control.trip": Words(
        "says that a trip-wire was touched.",
        "The control is back, as both agreed. See what happened.",
        "control",
    ),
    "statement.put": Words(
        "asks how you understand something they said.",
        "Say it in your own words; that shows whether you are on the same page.",
        "statement",
    ),
    "statement.ask": Words(
        "asks how you understand something they said.",
        "Say it in your own words; that shows whether you are on the same page.",
        "statement",
    ),
    "statement.play_back": Words(
        "says how they understood you.",
        "Say whether that is what you meant, or say again only the part that did not come across.",
        "statement",
    ),
    "statement.confirm": Words(
        "says that you understood what was meant.", "You are on the same page.", "statement"
    ),
    "statement.correct": Words("says one part again.", "Say how you understand it now.", "statement"),
    "statement.differ": Words(
        "says that you see something differently.",
        "It is so once you say it too; you can also say how you understand it now.",
        "statement",
    ),
    "statement.leave": Words(
        "leaves your question for now.", "It can be taken up again at any time.", "statement"
    ),
    "concern.raise": Words(
        "asks how something looks from your side.",
        "Read what they saw, and tell how you see it. Nobody weighs it yet.",
        "concern",
    ),
    "concern.tell": Words(
        "told how they see what you raised.",
        "Play it back in your own words, until they say that you understood them.",
        "concern",
    ),
    "concern.play_back": Words(
        "says how they understand your view.",
        "Say “you understood us”, or say again only the part that did not come across.",
        "concern",
    ),
    "concern.confirm": Words(
        "says that you understood them.", "Both sides can now say how much it matters.", "concern"
    ),
    "concern.correct": Words("says one part again.", "Play back how you understand it now.", "concern"),
    "concern.weigh": Words(
        "has said how much it matters, as you have.", "Both answers are open now, side by side.", "concern"
    ),
    "concern.park": Words(
        "set a concern aside.", "Whatever is said next takes it up again; you can read why.", "concern"
    ),
    "concern.settle": Words("says that what they raised is settled.", "Nothing is left to do.", "concern"),
    "meeting.end": Words(
        "has sent the recap of a meeting, and a part of it is yours.",
        "Confirm your lines with one click each, or correct what was meant otherwise.",
        "meeting",
    ),
    "meeting.correct": Words(
        "says a line of a meeting otherwise than it was written.",
        "Confirm it as it stands now, or correct it once more.",
        "meeting",
    ),
    "comment.say": Words(
        "wrote something about {what}.",
        "It stands beside it, for both sides; you can answer there.",
        "thing",
        "#comments",
    ),
    "comment.named": Words(
        "named you in a comment on {what}.",
        "It stands beside it, for both sides; you can answer there.",
        "thing",
        "#comments",
    ),
    "blind.open": Words(
        "asks both sides what a sentence means to them.",
        "Write what it means to you. Both are opened at once, when both are in.",
        "interpretation",
    ),
    "survey.begun": Words(
        "asks how working together is.",
        "Answer when you have a few minutes. Neither side sees anything before both are in.",
        "survey",
    ),
    "survey.opened": Words(
        "has answered how working together is, and so has the other side.",
        "It stands open: where you stand in the same place, and what is worth a conversation.",
        "survey",
    ),
    "report.close": Words(
        "put a period of past promises on the record.",
        "It counts once you have confirmed it; you can also dispute it.",
        "history",
    ),
    "words.compare": Words(
        "is here. Twelve words are to be compared.",
        "Read them to each other; nothing is shared before both have confirmed.",
        "pairing",
    ),
    "words.confirmed": Words(
        "says that the twelve words are the same.", "It is your turn to compare and confirm them.", "pairing"
    ),
    "words.opened": Words(
        "has confirmed the twelve words too.", "What either of you writes is shared from now on.", "alliance"
    ),
}
