"""What a reply becomes, by what the mail asked: a comment at once, a playback or a warning as a draft of its writer.

Who may act is asked at this moment and by the rules of the pages: somebody who left, lost the right or is to show a
second factor first is refused in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from troth.actions import comments, judgement, listening, promises
from troth.actions.ports import MAIL, Node
from troth.core import judgement as concerns
from troth.core import listening as hearing
from troth.core.alliance import Demand, Right
from troth.core.errors import Refusal
from troth.core.promises import Name, may
from troth.store import mailed, replies, tokens
from troth.store.kept_words import keep_words, key_of, lead_to
from troth.store.mailasks import COMMENT, PLAY_BACK, WARN, MailAsk
from troth.store.node import StoreNode, settle
from troth.store.queries.comments import names_in
from troth.store.queries.mailed import Asked, entry_of, thing_of
from troth.store.queries.people import Seat, reader_of, seat_of


class NotAnswered(Refusal):
    """A reply cannot become what the mail asked, as things are now."""


def land(ask: MailAsk, words: str, *, earlier: datetime | None = None) -> bool:
    """This function will do what a reply says; True when it waits as a draft. Raises the `Refusal` of who refuses."""
    seat = seat_for(ask)
    node = StoreNode()
    if ask.act == COMMENT:
        _require(seat, Right.LISTEN)
        actor = replace(seat, via=MAIL).actor()
        if earlier is not None:  # a crash may have come between signing and keeping that it was handled
            settle(actor.alliance, actor.log)
        if earlier is None or not replies.was_said(actor.log, actor.by, words, earlier):
            comments.say(node, actor, about=ask.object, words=words, names=names_in(seat))
        return False
    more = KEPT[ask.act](node, seat, ask.object)
    keep_words(seat.person, key_of(seat.slug, ask.object, ask.act), words, more)
    return True


def link_to_send(ask: MailAsk, mail: str) -> str:
    """This function will return the token by which the words that wait are sent from the mail of that key.

    Empty where they can be sent on a page alone.
    """
    seat = seat_for(ask)
    entry = entry_of(seat, thing_of(seat, ask.object), ask.act)
    if not entry:
        return ""
    (token,) = mailed.make(seat.person, seat.party, [Asked(ask.act, ask.object, entry)], mail=mail)
    lead_to(seat.person, key_of(seat.slug, ask.object, ask.act), tokens.hashed(token))
    return token


def seat_for(ask: MailAsk) -> Seat:
    """This function will return the seat of who was asked; refuses whoever has none there now."""
    reader = reader_of(ask.person)
    seat = seat_of(reader, ask.party.alliance.slug) if reader is not None else None
    if seat is None or not seat.shared:
        raise NotAnswered("You are no part of that alliance any more, so nothing was done with it.")
    if seat.demand is Demand.NOW:
        raise NotAnswered(
            "Your organisation asks you for a second factor, so nothing is done by mail until you have one. "
            "Sign in on the page below to get it."
        )
    return seat


def _warning(node: Node, seat: Seat, object: str) -> Mapping[str, list[str]]:
    _require(seat, Right.PROMISE)
    state = promises.state_of(node, seat.alliance.pk, object)
    if Name.WARN not in may(state, promises.side_of(state, seat.log)):
        raise NotAnswered("Nothing has to be told here any more; the page below says what is so now.")
    return {"then": ["unknown"]}


def _playback(node: Node, seat: Seat, object: str) -> Mapping[str, list[str]]:
    _require(seat, Right.LISTEN)
    if object.startswith("cn_"):
        concern = judgement.state_of(node, seat.alliance.pk, object)
        able = concerns.Name.PLAY_BACK in concerns.may(concern, seat.log)
    else:
        statement = listening.state_of(node, seat.alliance.pk, object)
        able = hearing.Name.PLAY_BACK in hearing.may(statement, seat.log)
    if not able:
        raise NotAnswered("It is not asked any more; the page below says what is so now.")
    return {}


def _require(seat: Seat, right: Right) -> None:
    if not seat.may(right):
        raise NotAnswered(f"You may not {right.value} here as things are now. The page below says more.")


KEPT: Mapping[str, Callable[[Node, Seat, str], Mapping[str, list[str]]]] = {
    PLAY_BACK: _playback,
    WARN: _warning,
}
