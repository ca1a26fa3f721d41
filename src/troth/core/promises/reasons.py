"""Why a move does not change the state, or what two moves that crossed came to: a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from troth.core.values import Side


class Reason(Enum):
    """One sentence of the closed list; `{one}` is the side it speaks of first, `{other}` its partner."""

    BOTH_OPEN = "Both texts are open; a yes must name one."
    BOTH_COUNT = "They touch different texts or questions: both count."
    BOTH_OFF = "Both took the same text off the table."
    YES_SETS_TERMS = "Both count: the yes sets the terms; the other text is off the table."
    YES_AFTER_REPLACED = "The yes was to a text {one} had already replaced: only the new text is open."
    CHANGE_AFTER_REPLACED = (
        "The yes was to a text {one} had already replaced: only the new text is open; the old terms stand."
    )
    YES_AFTER_WITHDRAWN = (
        "{One} had withdrawn the text before the yes arrived: no promise without two present wills."
    )
    CHANGE_AFTER_WITHDRAWN = (
        "{One} had withdrawn the text before the yes arrived: no promise without two present wills;"
        " the old terms stand."
    )
    YESES_CROSSED = (
        "Each said yes to the other's text: two texts cannot both hold, so neither yes counts;"
        " say yes again to one of them."
    )
    YES_TAKEN_BACK = (
        "{One} took the yes back before seeing any answer to it: without two present wills nothing rests on"
        " it; what {other} did is shown and asked again."
    )
    DECLINED_OLDER = "{Other} declined the older text; the new text of {one} is still to be answered."
    NOT_THEIR_SIDE = "It was signed for a side that is not its maker's in this promise."
    REPLACED = "{One} put a newer text in its place."
    WITHDRAWN = "{One} withdrew this text."
    DECLINED = "{Other} declined this text."
    AGREED_MEANWHILE = "Other terms were agreed; this text was about the earlier ones."
    TALK_ENDED = "{One} ended the promise; the talk about a text ended with it."
    TERMS_GONE = "The yes it rests on does not stand: without two present wills nothing rests on it."
    RELEASE_ENDS_TALK = "The release ends it; the talk about a change ends with it and is shown."
    BREAK_ENDS_TALK = "The notice of break ends it; the talk about a change ends with it and is shown."
    ACCEPT_ENDS_TALK = (
        "{Customer} accepted on the terms in view: that closes it; the talk about a change ends and is shown."
    )
    YES_AFTER_RELEASE = (
        "It ended on the terms the release named; a yes to a change that crossed it counts no more"
        " and is shown."
    )
    YES_AFTER_BREAK = (
        "It ended on the terms the notice of break named; a yes to a change that crossed it counts no more"
        " and is shown."
    )
    YES_AFTER_ACCEPT = (
        "{Customer} accepted on the terms in view: that closes it; a yes to a change that crossed it counts"
        " no more and is shown."
    )
    RELEASE_WAITS = (
        "The delivery had been made when the release came: {customer} looks at it first; if it is sent back,"
        " the release stands."
    )
    RELEASE_BEFORE_KEPT = "The delivery was accepted: that closes it; the release that crossed it is shown."
    RELEASED_FIRST = "{Customer} had already let it go: the notice breaks nothing and is shown."
    FIRST_ACCEPTED = "The first delivery was accepted: that closes it; the second is shown."
    DELIVERED_AGAIN = "A later delivery took its place."
    SENT_BACK = "{Customer} sent it back."
    EARLIER_SENT_BACK = "The send-back names the earlier delivery; the new one waits for judgement."
    TALK_BESIDE_JUDGEMENT = "Both count: talk about terms does not touch the judgement of a delivery."
    CHANGED_FOR_NEXT = (
        "Both count: talk about terms does not touch the judgement of a delivery; the next delivery is judged"
        " by the changed terms."
    )
    AGREED_AFTER_DELIVERY = (
        "Both count: the delivery is judged by the changed terms, with the fact 'agreed after delivery'."
    )


@dataclass(frozen=True)
class Why:
    """A reason, and the side that its sentence speaks of first."""

    reason: Reason
    one: Side

    def sentence(self, names: Mapping[Side, str]) -> str:
        """Say it to a person, with the names that a page has for the two sides."""
        words = {
            "one": names[self.one],
            "other": names[self.one.other],
            "performer": names[Side.PERFORMER],
            "customer": names[Side.CUSTOMER],
        }
        words |= {key.capitalize(): word[:1].upper() + word[1:] for key, word in words.items()}
        return self.reason.value.format(**words)
