"""What a mail says of each act that waits for somebody: a subject, who did what, and what the reader may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Words:
    """`did` follows the name of whoever did it; `may` is said to the reader; both are to be translated where they are
    said. `place` is where the link leads.

    The place `thing` is the page of whatever it is about.
    """

    did: str
    may: str
    place: str = "promise"
    more: str = ""


SAID: Mapping[str, Words] = {
    "promise.offer": Words(_("offers you {what}."), _("You can agree, propose it differently or decline.")),
    "promise.request": Words(
        _("asks you for {what}."), _("You can promise it, propose it differently or decline.")
    ),
    "promise.counter": Words(
        _("proposes {what} differently."), _("You can agree, propose something else or decline.")
    ),
    "promise.change": Words(
        _("proposes a change of {what}."),
        _("What was agreed stands until you say yes; you can also decline."),
    ),
    "promise.warn": Words(
        _("tells you that something came in between: {what}."),
        _("What was agreed stands until both have agreed otherwise."),
    ),
    "promise.deliver": Words(
        _("says that this is delivered: {what}."),
        _("It is for you to accept it, or to say what is missing."),
        more="?act=accept",
    ),
    "promise.send_back": Words(_("sent back {what}."), _("The promise stands; you can see what is missing.")),
    "promise.ask_status": Words(
        _("asks how it stands with {what}."), _("A sentence is enough."), more="?act=progress#desk"
    ),
    "promise.ask_release": Words(
        _("asks to be released from {what}."), _("The promise stands until you answer.")
    ),
    "promise.release": Words(
        _("released you from {what}."), _("Nobody has broken anything, and nothing is left to do.")
    ),
    "promise.break": Words(
        _("broke {what}, with notice."), _("It has ended by their word; you can see why.")
    ),
    "promise.reassign": Words(_("handed on {what}."), _("You can see who answers for it now.")),
    "promise.doubt": Words(
        _("may not be done in time with {what}, as far as your own record tells."),
        _("Is a word to the other side worth while now? They hear only from you."),
        more="?act=warn#desk",
    ),
    "promise.yours": Words(
        _("has your yes to {what}."),
        _("Keep this mail: when something comes in between, or when it is done, one press tells them."),
    ),
    "promise.handed": Words(_("handed you {what}."), _("You answer for it from now on.")),
    "look.asked": Words(
        _("asks two people to look at {what}, and you are one of them."),
        _("Read both sentences, and say when you have looked."),
        more="#look",
    ),
    "look.sentence": Words(
        _("asks two people to look at {what}."),
        _("Your own sentence is asked for; it stands beside theirs."),
        more="#look",
    ),
    "second.asked": Words(
        _("said yes to {what} and asks for your signature too."),
        _("Nothing is signed before you have looked."),
        more="#second",
    ),
    "second.declined": Words(
        _("did not sign your yes to {what}."),
        _("You can read why; the other side does not."),
        more="#second-no",
    ),
    "purpose.put": Words(
        _("put in words what you do together."), _("It holds once you agree to the same words."), "purpose"
    ),
    "objective.put": Words(_("put an objective."), _("It holds once you agree to it."), "objective"),
    "clause.put": Words(
        _("put a clause of the charter, or a change of one."),
        _("It holds once you agree to the same words; what was agreed before stands until then."),
        "clause",
    ),
    "difference.tell": Words(
        _("tells how it is with them where you differ."),
        _("Tell how it is with you; both stand side by side."),
        "difference",
    ),
    "difference.put": Words(
        _("proposes a bridge over a difference."), _("It holds once you agree to it."), "difference"
    ),
    "difference.look": Words(
        _("has looked whether a bridge holds."),
        _("Say how you see it; both have a word in it."),
        "difference",
    ),
    "area.put": Words(
        _("puts what is at stake in an area of work."), _("It holds once you agree to the same."), "area"
    ),
    "control.put": Words(
        _("proposes what becomes of a control."),
        _("Until you agree, everything stays as it is; to leave it so is a full answer."),
        "control",
    ),
    "control.asked": Words(
        _("asks both sides whether a control helps or hurts the work."),
        _("Neither sees what the other says before both are in."),
        "balance",
    ),
    "control.trip": Words(
        _("says that a trip-wire was touched."),
        _("The control is back, as both agreed. See what happened."),
        "control",
    ),
    "statement.put": Words(
        _("asks how you understand something they said."),
        _("Say it in your own words; that shows whether you are on the same page."),
        "statement",
    ),
    "statement.ask": Words(
        _("asks how you understand something they said."),
        _("Say it in your own words; that shows whether you are on the same page."),
        "statement",
    ),
    "statement.play_back": Words(
        _("says how they understood you."),
        _("Say whether that is what you meant, or say again only the part that did not come across."),
        "statement",
    ),
    "statement.confirm": Words(
        _("says that you understood what was meant."), _("You are on the same page."), "statement"
    ),
    "statement.correct": Words(_("says one part again."), _("Say how you understand it now."), "statement"),
    "statement.differ": Words(
        _("says that you see something differently."),
        _("It is so once you say it too; you can also say how you understand it now."),
        "statement",
    ),
    "statement.leave": Words(
        _("leaves your question for now."), _("It can be taken up again at any time."), "statement"
    ),
    "concern.raise": Words(
        _("asks how something looks from your side."),
        _("Read what they saw, and tell how you see it. Nobody weighs it yet."),
        "concern",
    ),
    "concern.tell": Words(
        _("told how they see what you raised."),
        _("Play it back in your own words, until they say that you understood them."),
        "concern",
    ),
    "concern.play_back": Words(
        _("says how they understand your view."),
        _("Say “you understood us”, or say again only the part that did not come across."),
        "concern",
    ),
    "concern.confirm": Words(
        _("says that you understood them."), _("Both sides can now say how much it matters."), "concern"
    ),
    "concern.correct": Words(_("says one part again."), _("Play back how you understand it now."), "concern"),
    "concern.weigh": Words(
        _("has said how much it matters, as you have."),
        _("Both answers are open now, side by side."),
        "concern",
    ),
    "concern.park": Words(
        _("set a concern aside."), _("Whatever is said next takes it up again; you can read why."), "concern"
    ),
    "concern.settle": Words(
        _("says that what they raised is settled."), _("Nothing is left to do."), "concern"
    ),
    "meeting.end": Words(
        _("has sent the recap of a meeting, and a part of it is yours."),
        _("Confirm your lines with one click each, or correct what was meant otherwise."),
        "meeting",
    ),
    "meeting.correct": Words(
        _("says a line of a meeting otherwise than it was written."),
        _("Confirm it as it stands now, or correct it once more."),
        "meeting",
    ),
    "comment.say": Words(
        _("wrote something about {what}."),
        _("It stands beside it, for both sides; you can answer there."),
        "thing",
        "#comments",
    ),
    "comment.named": Words(
        _("named you in a comment on {what}."),
        _("It stands beside it, for both sides; you can answer there."),
        "thing",
        "#comments",
    ),
    "blind.open": Words(
        _("asks both sides what a sentence means to them."),
        _("Write what it means to you. Both are opened at once, when both are in."),
        "interpretation",
    ),
    "survey.begun": Words(
        _("asks how working together is."),
        _("Answer when you have a few minutes. Neither side sees anything before both are in."),
        "survey",
    ),
    "survey.waits": Words(
        _("would like to hear from you too how working together is."),
        _(
            "Answer when you have a few minutes. Nobody sees who has not, and one more voice makes it more telling."
        ),
        "survey",
    ),
    "survey.again": Words(
        _("can ask again how working together is."),
        _("It was asked some time ago. Begin one when it suits both of you, or leave it for now."),
        "new_survey",
    ),
    "survey.opened": Words(
        _("has answered how working together is, and so has the other side."),
        _("It stands open: where you stand in the same place, and what is worth a conversation."),
        "survey",
    ),
    "report.close": Words(
        _("put a period of past promises on the record."),
        _("It counts once you have confirmed it; you can also dispute it."),
        "history",
    ),
    "words.compare": Words(
        _("is here. Twelve words are to be compared."),
        _("Read them to each other; nothing is shared before both have confirmed."),
        "pairing",
    ),
    "words.confirmed": Words(
        _("says that the twelve words are the same."),
        _("It is your turn to compare and confirm them."),
        "pairing",
    ),
    "words.opened": Words(
        _("has confirmed the twelve words too."),
        _("What either of you writes is shared from now on."),
        "alliance",
    ),
}
