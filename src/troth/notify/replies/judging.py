"""Whether a message is a reply to what a mail of ours asked, from the one who was asked.

Three things have to agree: the address it was sent to, the address it comes from, and what our own receiver found.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from troth.notify.replies.reading import Read
from troth.notify.replies.results import proves
from troth.store.mailasks import MailAsk, answers, is_over

MESSAGE_HOST = "@troth"
MOST_WORDS = 4_000


class Why(Enum):
    """Why a message is no reply that counts; the first two are told to nobody."""

    BY_ITSELF = "nobody wrote it"
    NOTHING_ASKED = "nothing was asked"
    OTHER_ADDRESS = "other address"
    UNPROVEN = "not proven"
    NO_ANSWER = "no answer to a mail"
    OVER = "too long ago"
    NO_WORDS = "no words"
    TOO_LONG = "too long"


def judge(message: Read, asks: Sequence[MailAsk]) -> tuple[MailAsk | None, Why | None]:
    """This function will return what a message answers, with no reason; or the reason why it does not count."""
    if message.automatic:
        return None, Why.BY_ITSELF
    first: tuple[MailAsk | None, Why] = (None, Why.NOTHING_ASKED)
    for ask in asks:
        why = _against(message, ask)
        if why is None:
            return ask, None
        first = (ask, why) if first[0] is None else first
    return first


def _against(message: Read, ask: MailAsk) -> Why | None:
    if not ask.person.is_active:
        return Why.NOTHING_ASKED
    if message.sender != ask.person.email.lower():
        return Why.OTHER_ADDRESS if proves(message.found, message.sender) else Why.BY_ITSELF
    if not proves(message.found, message.sender):
        return Why.UNPROVEN
    if not _answers(message, ask):
        return Why.NO_ANSWER
    if is_over(ask):
        return Why.OVER
    if not message.words:
        return Why.NO_WORDS
    return Why.TOO_LONG if len(message.words) > MOST_WORDS else None


def _answers(message: Read, ask: MailAsk) -> bool:
    if ask.message:
        return answers(ask, message.answers)
    return any(each.endswith(MESSAGE_HOST) for each in message.answers)
