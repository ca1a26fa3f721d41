"""What a reply becomes, by what the mail asked: a comment at once, a playback or a warning as a draft of its writer.

Who may act is asked at this moment and by the rules of the pages: somebody who left, lost the right or is to show a
second factor first is refused in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from troth.actions import comments, judgement, listening, promises
from troth.actions.ports import MAIL, Node
from troth.core import judgement as concerns
from troth.core import listening as hearing
from troth.core.alliance import Demand, Right
from troth.core.errors import Refusal
from troth.core.promises import Name, may
from troth.store import mailed, private, replies
from troth.store.kept_words import keep_words
from troth.store.mailasks import COMMENT, PLAY_BACK, WARN, MailAsk
from troth.store.node import StoreNode, settle
from troth.store.queries.comments import names_in
from troth.store.queries.mailed import Asked, entry_of, thing_of
from troth.store.queries.people import Seat, reader_of, seat_of

MAY_NOT: Mapping[Right, str] = {
    Right.PROMISE: _(
        "You may not make, answer and keep promises here as things are now. The page below says more."
    ),
    Right.LISTEN: _(
        "You may not put down statements, say how you understand theirs or comment here as things are now. The page "
        "below says more."
    ),
}


class NotAnswered(Refusal):
    """A reply cannot become what the mail asked, as things are now."""


@dataclass(frozen=True)
class Landed:
    """What became of a reply: said at once, or words that wait as a draft, and the link that sends them to whom."""

    waits: bool = False
    link: str = ""
    theirs: str = ""


def land(ask: MailAsk, words: str, *, mail: str, earlier: datetime | None = None) -> Landed:
    """This function will do what a reply says, or keep it as a draft. Raises the `Refusal` of who refuses.

    `mail` is the key of the mail that will say that a draft waits.
    """
    seat = seat_for(ask)
    node = StoreNode()
    if ask.act == COMMENT:
        _require(seat, Right.LISTEN)
        actor = replace(seat, via=MAIL).actor()
        if earlier is not None:  # a crash may have come between signing and keeping that it was handled
            settle(actor.alliance, actor.log)
        if earlier is None or not replies.was_said(actor.log, actor.by, words, earlier):
            comments.say(node, actor, about=ask.object, words=words, names=names_in(seat))
        return Landed()
    key, more = KEPT[ask.act](node, seat, ask.object)
    keep_words(seat.person, key, words, more)
    return Landed(True, _sends(ask, seat, key, mail), seat.partner_name)


def _sends(ask: MailAsk, seat: Seat, draft: str, mail: str) -> str:
    """The address of a link that sends what was answered, without signing in; empty where there is none."""
    asked = Asked(ask.act, ask.object, entry_of(seat, thing_of(seat, ask.object), ask.act))
    if not asked.entry or not settings.TROTH_URL:
        return ""
    (token,) = mailed.make(seat.person, seat.party, [asked], mail=mail, kept=draft)
    return f"{settings.TROTH_URL}{reverse('mailed', args=[token])}"


def seat_for(ask: MailAsk) -> Seat:
    """This function will return the seat of who was asked; refuses whoever has none there now."""
    reader = reader_of(ask.person)
    seat = seat_of(reader, ask.party.alliance.slug) if reader is not None else None
    if seat is None or not seat.shared:
        raise NotAnswered(_("You are no part of that alliance any more, so nothing was done with it."))
    if seat.demand is Demand.NOW:
        raise NotAnswered(
            _(
                "Your organisation asks you for a second factor, so nothing is done by mail until you have one. "
                "Sign in on the page below to get it."
            )
        )
    return seat


def _warning(node: Node, seat: Seat, object: str) -> tuple[str, Mapping[str, list[str]]]:
    _require(seat, Right.PROMISE)
    state = promises.state_of(node, seat.alliance.pk, object)
    if Name.WARN not in may(state, promises.side_of(state, seat.log)):
        raise NotAnswered(_("Nothing has to be told here any more; the page below says what is so now."))
    return private.act_key(object, "warn"), {"then": ["unknown"]}


def _playback(node: Node, seat: Seat, object: str) -> tuple[str, Mapping[str, list[str]]]:
    _require(seat, Right.LISTEN)
    if object.startswith("cn_"):
        concern = judgement.state_of(node, seat.alliance.pk, object)
        able = concerns.Name.PLAY_BACK in concerns.may(concern, seat.log)
        key = private.act_key(object, "play_back")
    else:
        statement = listening.state_of(node, seat.alliance.pk, object)
        able = hearing.Name.PLAY_BACK in hearing.may(statement, seat.log)
        key = private.hearing_key(seat.slug, object, "play_back")
    if not able:
        raise NotAnswered(_("It is not asked any more; the page below says what is so now."))
    return key, {}


def _require(seat: Seat, right: Right) -> None:
    if not seat.may(right):
        raise NotAnswered(MAY_NOT[right])


KEPT: Mapping[str, Callable[[Node, Seat, str], tuple[str, Mapping[str, list[str]]]]] = {
    PLAY_BACK: _playback,
    WARN: _warning,
}
