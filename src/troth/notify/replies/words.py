"""What is written back: that words wait as a draft, or why a reply did not count and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from troth.notify.replies.judging import MOST_WORDS, Why
from troth.store.mailasks import PLAY_BACK, WARN, MailAsk

WHY: Mapping[Why, str] = {
    Why.OTHER_ADDRESS: (
        "It came from another address than this one, so nothing was done with it. Answer from this one, or open the "
        "page below."
    ),
    Why.UNPROVEN: (
        "No mail server vouched that it came from you, so nothing was done with it. Open the page below instead; "
        "whoever looks after your mail can set up DKIM or DMARC for it."
    ),
    Why.NO_ANSWER: (
        "It was no answer to the mail that asked, so nothing was done with it. Use “Reply” on that mail, or open the "
        "page below."
    ),
    Why.OVER: "What that mail asked is too long ago to be answered by mail. The page below says what is so now.",
    Why.NO_WORDS: (
        "No words of your own were found in it. Write them above what you quote, or open the page below."
    ),
    Why.TOO_LONG: (
        f"It has more than {MOST_WORDS:,} characters, so nothing was done with it. Say it in parts, or open the page "
        "below."
    ),
}
KEPT = {
    PLAY_BACK: ("How you understand it waits for one click", "?again=1#desk"),
    WARN: ("What came in between waits for one click", "?act=warn#desk"),
}
BREAK = "\n\n"
OTHERWISE = "To read all of it first, where you sign in:"
NO_FILES = "Files are not taken by mail; put what came with it on that page, with a delivery or as a link."
ROOMS = {"st_": "statement", "cn_": "concern", "df_": "difference"}


def kept(ask: MailAsk, *, files: bool, link: str = "") -> tuple[str, str]:
    """This function will return subject and text of the mail that says that one's words are kept and not sent yet.

    `link` is the token by which they are sent without signing in; the page of the thing stands beneath it then.
    """
    subject, more = KEPT[ask.act]
    page = _way(place_of(ask) + more)
    way = f"{_way(reverse('mailed', args=[link]))}\n\n{OTHERWISE}\n\n{page}" if link else page
    text = (
        "Your answer has arrived. It is kept for you alone, and nobody has been told yet.\n\n"
        "Look at it there, and send it with one click:\n\n"
        f"{way}\n\n{f'{NO_FILES}{BREAK}' if files else ''}{_for(ask)}\n"
    )
    return f"{subject}.", text


def landed_without_files(ask: MailAsk) -> tuple[str, str]:
    """This function will return the same of a comment that is said, and of files with it that are not."""
    text = f"Your comment is said. {NO_FILES}\n\n{_way(place_of(ask))}\n\n{_for(ask)}\n"
    return "Your comment is there, without the files.", text


def refused(ask: MailAsk, said: str) -> tuple[str, str]:
    """This function will return subject and text of the mail that says why a reply did not count."""
    text = (
        f"Thank you for your answer. {said}\n\n{_way(place_of(ask))}\n\n"
        f"You get this mail once a day at most.\n\n{_for(ask)}\n"
    )
    return "Your answer by mail was not taken.", text


def place_of(ask: MailAsk) -> str:
    """This function will return the page of what the mail was about."""
    return reverse(ROOMS.get(ask.object[:3], "promise"), args=[ask.party.alliance.slug, ask.object])


def _way(path: str) -> str:
    return (
        f"{settings.TROTH_URL}{path}"
        if settings.TROTH_URL
        else f"Open Troth where you always do, and there {path}"
    )


def _for(ask: MailAsk) -> str:
    return f"For {ask.person}."
