"""What is written back: that words wait as a draft, or why a reply did not count and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.notify.replies.judging import MOST_WORDS, Why
from troth.notify.replies.landing import Landed
from troth.store.languages import reading_in
from troth.store.mailasks import PLAY_BACK, WARN, MailAsk

WHY: Mapping[Why, str] = {
    Why.OTHER_ADDRESS: _(
        "It came from another address than this one, so nothing was done with it. Answer from this one, or open the "
        "page below."
    ),
    Why.UNPROVEN: _(
        "No mail server vouched that it came from you, so nothing was done with it. Open the page below instead; "
        "whoever looks after your mail can set up DKIM or DMARC for it."
    ),
    Why.NO_ANSWER: _(
        "It was no answer to the mail that asked, so nothing was done with it. Use “Reply” on that mail, or open the "
        "page below."
    ),
    Why.OVER: _(
        "What that mail asked is too long ago to be answered by mail. The page below says what is so now."
    ),
    Why.NO_WORDS: _(
        "No words of your own were found in it. Write them above what you quote, or open the page below."
    ),
    Why.TOO_LONG: _(
        "It has more than {most} characters, so nothing was done with it. Say it in parts, or open the page "
        "below."
    ),
}
KEPT = {
    PLAY_BACK: (_("How you understand it waits for one click."), "?again=1#desk"),
    WARN: (_("What came in between waits for one click."), "?act=warn#desk"),
}
NO_FILES = _("Files are not taken by mail; put what came with it on that page, with a delivery or as a link.")
ROOMS = {"st_": "statement", "cn_": "concern", "df_": "difference"}


def kept(ask: MailAsk, landed: Landed, *, files: bool) -> tuple[str, str]:
    """This function will return subject and text of the mail that says that one's words are kept and not sent yet."""
    subject, more = KEPT[ask.act]
    with reading_in(ask.person.language):
        page = _way(place_of(ask) + more)
        there = gettext("Look at it there, and send it with one click:")
        send = gettext("Look at it, and send it to {them} with one click, without signing in:")
        said = [
            gettext("Your answer has arrived. It is kept for you alone, and nobody has been told yet."),
            f"{send.format(them=landed.theirs)}\n{landed.link}" if landed.link else f"{there}\n{page}",
            gettext("To say it in another way: {page}").format(page=page) if landed.link else "",
            gettext(NO_FILES) if files else "",
            _for(ask),
        ]
        return gettext(subject), "\n\n".join(filter(None, said)) + "\n"


def landed_without_files(ask: MailAsk) -> tuple[str, str]:
    """This function will return the same of a comment that is said, and of files with it that are not."""
    with reading_in(ask.person.language):
        said = gettext("Your comment is said. {more}").format(more=gettext(NO_FILES))
        text = f"{said}\n\n{_way(place_of(ask))}\n\n{_for(ask)}\n"
        return gettext("Your comment is there, without the files."), text


def refused(ask: MailAsk, why: str) -> tuple[str, str]:
    """This function will return subject and text of the mail that says why a reply did not count.

    A rule of the pages says why in their language; whatever is said of mail itself is translated.
    """
    with reading_in(ask.person.language):
        most = formats.number_format(MOST_WORDS, use_l10n=True, force_grouping=True)
        said = (
            gettext("Thank you for your answer. {why}").format(why=gettext(why).replace("{most}", most)),
            _way(place_of(ask)),
            gettext("You get this mail once a day at most."),
            _for(ask),
        )
        return gettext("Your answer by mail was not taken."), "\n\n".join(said) + "\n"


def place_of(ask: MailAsk) -> str:
    """This function will return the page of what the mail was about."""
    return reverse(ROOMS.get(ask.object[:3], "promise"), args=[ask.party.alliance.slug, ask.object])


def _way(path: str) -> str:
    if settings.TROTH_URL:
        return f"{settings.TROTH_URL}{path}"
    return gettext("Open Troth where you always do, and there {path}").format(path=path)


def _for(ask: MailAsk) -> str:
    return gettext("For {name}.").format(name=ask.person)
