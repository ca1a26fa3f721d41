"""What is so now with a thing that a mail asked about, for a page that can no longer do what the mail asked."""

from __future__ import annotations

from troth.actions.days import moment_of
from troth.store.models import MailLink
from troth.store.node import present
from troth.store.queries.judgement import Concern
from troth.store.queries.listening import Conversation
from troth.store.queries.mailed import thing_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole
from troth.store.queries.surveys import Survey
from troth.web.days import say_time
from troth.web.promises.page import chip_now
from troth.web.promises.raised import chip_of as chip_of_concern
from troth.web.promises.spoken import chip_of
from troth.web.promises.story import said_by
from troth.web.promises.surveyed import stands
from troth.web.promises.words import today_of


def so_now(seat: Seat, link: MailLink) -> str:
    """This function will say in a sentence or two how the thing of a link stands; empty when it is not there."""
    thing = thing_of(seat, link.object)
    if isinstance(thing, Whole):
        today = today_of(thing.row, present())
        last = thing.moves[-1]
        at = say_time(moment_of(last.at), seat.person.zone)
        return f"{said_by(thing, last, today)} at {at}. It stands so: {chip_now(thing, today).word}."
    if isinstance(thing, Conversation):
        return f"It stands so: {chip_of(thing.row).word}."
    if isinstance(thing, Concern):
        return f"It stands so: {chip_of_concern(thing.row).word}."
    return f"It stands so: {stands(thing.listed)}." if isinstance(thing, Survey) else ""
