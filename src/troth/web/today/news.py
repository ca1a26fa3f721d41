"""What happened lately, as a sentence with a way to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.urls import reverse

from troth.core.promises import Name
from troth.store.queries.alliance import Happened
from troth.store.queries.people import Seat
from troth.web.days import DAYS, say_day, say_number
from troth.web.promises.story import PLAIN

A_LINE = 90
JOINT: Mapping[str, str] = {
    "put": "put",
    "agree": "agreed to",
    "decline": "declined",
    "withdraw": "withdrew",
    "close": "closed",
}
ABOUT: Mapping[str, str] = {
    Name.OFFER.value: "offered",
    Name.REQUEST.value: "asked for",
    Name.COUNTER.value: "proposed differently",
    Name.CHANGE.value: "proposed a change of",
    Name.WITHDRAW.value: "withdrew",
    Name.DECLINE.value: "declined",
    Name.AGREE.value: "agreed to",
    Name.DELIVER.value: "delivered",
    Name.ACCEPT.value: "accepted",
    Name.SEND_BACK.value: "sent back",
    Name.RELEASE.value: "released you from",
    Name.BREAK.value: "broke, with notice,",
    Name.TAKE_BACK.value: "took back the yes to",
    Name.WARN.value: "said that something came in between:",
    Name.PROGRESS.value: "reported progress on",
    Name.ASK_RELEASE.value: "asked to be released from",
    Name.ASK_STATUS.value: "asked how it stands with",
    Name.REASSIGN.value: "handed on",
    Name.ESCALATE.value: "asked two people to look at",
    Name.LOOKED.value: "looked at",
}


HEARD: Mapping[str, str] = {
    "put": "put down",
    "ask": "asked how you understand",
    "play_back": "said how they understood",
    "confirm": "was understood:",
    "correct": "said one part again of",
    "differ": "said that you see this differently:",
    "leave": "left for now",
    "withdraw": "took back",
}


AGREED: Mapping[str, str] = {
    **JOINT,
    "put": "proposed",
    "tell": "told how it is with them:",
    "look": "looked at",
}
WEIGHED: Mapping[str, str] = {
    **JOINT,
    "put": "proposed something about",
    "decline": "would leave as it is",
    "withdraw": "withdrew a proposal about",
    "trip": "says that the trip-wire was touched of",
}
MET: Mapping[str, str] = {
    "end": "sent the recap of",
    "confirm": "confirmed a line of",
    "correct": "corrected a line of",
    "answer": "answered a question of",
}
COMMENTED: Mapping[str, str] = {
    "say": "commented on",
    "edit": "said a comment otherwise on",
    "withdraw": "took back a comment on",
}
RAISED: Mapping[str, str] = {
    "raise": "asks how this looks from your side:",
    "tell": "told their view of",
    "play_back": "played back your view of",
    "confirm": "said “you understood us” about",
    "correct": "said one part again about",
    "weigh": "said how much it matters:",
    "park": "set aside",
    "settle": "says that this is settled:",
    "withdraw": "took back",
}


def event_of(seat: Seat, happened: Happened) -> SimpleNamespace:
    """This function will return one act as the lists of news show it."""
    person = happened.person
    who = person.given
    return SimpleNamespace(
        id=happened.id[:16],
        person=person,
        said=f"{who} {_did(seat, happened)} {_what(happened)}",
        words=happened.words,
        url=_url(seat, happened),
        at=happened.at,
    )


def since_words(at: datetime, now: datetime, zone: str) -> str:
    """This function will return since when: `Since Friday`, `Since Mon 9 Nov`."""
    here, today = at.astimezone(ZoneInfo(zone)).date(), now.astimezone(ZoneInfo(zone)).date()
    if here == today:
        return f"Since {at.astimezone(ZoneInfo(zone)):%H:%M}"
    return f"Since {DAYS[here.weekday()]}" if (today - here).days < 7 else f"Since {say_day(here, today)}"


def _did(seat: Seat, happened: Happened) -> str:
    if happened.room == "statement":
        return HEARD.get(happened.act, "spoke of")
    if happened.room in ("clause", "difference"):
        return AGREED.get(happened.act, "spoke of")
    if happened.room in ("area", "control"):
        return WEIGHED.get(happened.act, "spoke of")
    if happened.room == "meeting":
        return MET.get(happened.act, "spoke of")
    if happened.room == "comment":
        return COMMENTED.get(happened.act, "spoke of")
    if happened.room == "concern":
        return RAISED.get(happened.act, "spoke of")
    if happened.room != "promise":
        return JOINT.get(happened.act, "spoke of")
    if happened.act == Name.RELEASE.value and happened.person.colour == seat.colour:
        return "released the other side from"
    return ABOUT.get(happened.act, PLAIN[Name.PROGRESS])


def _what(happened: Happened) -> str:
    if happened.room == "purpose":
        return "what we do together"
    if happened.count > 1:
        return f"{say_number(happened.count)} promises"
    if happened.room in ("clause", "difference"):
        what = "the bridge over " if happened.room == "difference" and happened.act != "tell" else ""
        return f"{what}“{shortened(happened.title)}”" if happened.title else f"a {happened.room} of ours"
    if happened.room in ("area", "control"):
        what = "an area of work" if happened.room == "area" else "a control"
        return f"“{shortened(happened.title)}”" if happened.title else what
    if happened.room == "comment":
        return f"“{shortened(happened.title)}”" if happened.title else "something whose words were erased"
    if happened.room in ("statement", "concern", "meeting"):
        erased = f"a {happened.room} whose words were erased"
        return f"“{shortened(happened.title)}”" if happened.title else erased
    return f"“{happened.title}”" if happened.title else "a promise whose words were erased"


def shortened(words: str) -> str:
    """This function will return the beginning of what somebody said, for a list."""
    line = " ".join(words.split())
    return line if len(line) <= A_LINE else f"{line[: A_LINE - 1].rstrip()}…"


def _url(seat: Seat, happened: Happened) -> str:
    if happened.count > 1:
        return reverse("promises", args=[seat.slug])
    if happened.room in (
        "promise",
        "statement",
        "concern",
        "clause",
        "difference",
        "area",
        "control",
        "meeting",
        "comment",
    ):
        return reverse(happened.room, args=[seat.slug, happened.object])
    home = reverse("alliance", args=[seat.slug])
    return f"{home}#objective-{happened.object}" if happened.room == "objective" else home
