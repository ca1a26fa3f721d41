"""What the pages of differences show; `differences/told.html` lays one of them out, on its own page and in the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.forms import Form
from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.store import private
from troth.store.models import Joint, Promise
from troth.store.queries.charter import looks_on, who_said
from troth.store.queries.lists import open_ones
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import Someone, both, people_of, titles_of
from troth.web.comments import page as comments
from troth.web.differences.forms import Bridge, Looked, Told
from troth.web.differences.words import chip_of, kind_of
from troth.web.promises.spoken import said_about
from troth.web.promises.words import Act
from troth.web.telling.views import about as untold

ERASED = "The words were erased."
KINDS = ("tell", "bridge", "look")
Json = Mapping[str, Any]


def context(
    seat: Seat,
    row: Joint,
    today: date,
    *,
    kind: str = "",
    form: Form | None = None,
    refusal: str = "",
    writes: str = "",
) -> dict[str, Any]:
    """This function will return everything that the page of a difference shows.

    `form` of `kind` could not be sent; `writes` is the kind of a form that somebody is in the middle of.
    """
    mine, theirs = both(seat)
    day = looks_on(row)
    may_tell, may_agree = seat.may(Right.LISTEN), seat.may(Right.PURPOSE)
    looked = day is not None and seat.colour in row.details["looks"][-1]["said"]
    due = day is not None and day <= today and not looked
    told = row.details["told"]
    return {
        "active": "differences",
        "mine": mine,
        "partner": theirs,
        "more": _more(seat, row, due=due),
        "difference": difference(seat, row, titles_of(seat, _promises(row)), people_of(seat)),
        "refusal": refusal,
        "writes": writes,
        "desks": _desks(seat, row, kind, form),
        "may": {"tell": may_tell, "bridge": may_agree and len(told) > 1, "look": may_tell and bool(day)},
        "first": seat.colour not in told,
        "due": due,
        "looked": looked,
        "said": said_about(seat, row.object, offer=False),
        "stamp": row.details["stamp"],
        "untold": untold(seat, row.object),
        "comments": comments.on(seat, row.object),
    }


def _more(seat: Seat, row: Joint, *, due: bool) -> dict[str, bool]:
    """What the reader may do behind a line, and whether a manager is named who may suggest a bridge."""
    may_tell, may_agree = seat.may(Right.LISTEN), seat.may(Right.PURPOSE)
    both_told = len(row.details["told"]) > 1
    return {
        "tell": may_tell and seat.colour in row.details["told"],
        "bridge": may_agree and both_told and bool(row.details["bridge"] or row.details["table"]),
        "look": may_tell and looks_on(row) is not None and not due,
        "asks": both_told and may_tell and not may_agree,
    }


def difference(
    seat: Seat, row: Joint, titles: Mapping[str, str], people: Mapping[str, Someone]
) -> SimpleNamespace:
    """This function will return a difference as both sides told it, with its bridge and what is on the table."""
    details, zone = row.details, seat.person.zone
    bridge = details["bridge"]
    return SimpleNamespace(
        object=row.object,
        url=reverse("difference", args=[seat.slug, row.object]),
        title=row.text or ERASED,
        kind=kind_of(row),
        chip=chip_of(row),
        sides=[_side(seat, people, side, details["told"].get(side.colour)) for side in _sides(seat)],
        bridge=_bridge(seat, titles, bridge) if bridge else None,
        agreed=day_in(row.agreed_at, zone) if row.agreed_at is not None else None,
        table=[_proposal(seat, titles, people, row, text) for _, text in sorted(details["table"].items())],
        looks=[_look(seat, people, look) for look in details["looks"] if look["said"]],
        again=looks_on(row),
    )


def draft_key(seat: Seat, object_id: str, kind: str) -> str:
    """This function will return under which name the words of an act that is not sent yet are kept."""
    return f"df:{kind}:{seat.slug}:{object_id}"


def form_of(seat: Seat, row: Joint, kind: str, data: Any = None, initial: Any = None) -> Form:
    """This function will return the form of one act on a difference."""
    more: dict[str, Any] = {"initial": initial, "auto_id": f"{kind}_%s"}
    if kind == "bridge":
        choices = [(promise.object, _named(promise)) for promise in open_ones(seat)]
        known = titles_of(seat, _promises(row))
        choices += [(name, title) for name, title in known.items() if name not in dict(choices)]
        return Bridge(data, promises=choices, **more)
    return Told(data, **more) if kind == "tell" else Looked(data, since=looks_on(row), **more)


def _desks(seat: Seat, row: Joint, kind: str, form: Form | None) -> dict[str, Form]:
    """The form of each act: as sent, as kept in a draft, or with what stands."""
    told = row.details["told"].get(seat.colour, {})
    held = next(
        (text for colour, text in row.details["table"].items() if colour != seat.colour),
        row.details["bridge"] or {},
    )
    begun: dict[str, dict[str, Any]] = {
        "tell": {"words": told.get("words", "")},
        "bridge": {key: held.get(key, "") for key in ("words", "promise", "day")},
        "look": {},
    }
    shown = {}
    for name in KINDS:
        kept = private.draft_of(seat.person, draft_key(seat, row.object, name))
        typed = {key: values[0] for key, values in kept.items() if values}
        shown[name] = (
            form
            if form is not None and name == kind
            else form_of(seat, row, name, None, typed or begun[name])
        )
    return shown


def _sides(seat: Seat) -> list[Party]:
    """Both sides, the founder first, also while the other one has not joined."""
    return sorted(both(seat), key=lambda side: side.colour)


def _side(seat: Seat, people: Mapping[str, Someone], side: Party, told: Json | None) -> SimpleNamespace:
    person = who_said(seat, people, told) if told else None
    words = (told["words"] or ERASED) if told else ""
    return SimpleNamespace(side=side, person=person, words=words)


def _bridge(seat: Seat, titles: Mapping[str, str], text: Json) -> SimpleNamespace:
    promise = text["promise"] if text["promise"] in titles else ""
    return SimpleNamespace(
        words=text["words"] or ERASED,
        promise=titles.get(promise, ""),
        promise_url=reverse("promise", args=[seat.slug, promise]) if promise else "",
        day=date.fromisoformat(text["day"]) if text["day"] else None,
    )


def _proposal(
    seat: Seat, titles: Mapping[str, str], people: Mapping[str, Someone], row: Joint, text: Json
) -> SimpleNamespace:
    own, sent = text["colour"] == seat.colour, reverse("difference_act", args=[seat.slug, row.object])

    def act(label: str, move: str, look: str = "") -> Act:
        return Act(label, sent, look=look, now=True, stamp=row.details["stamp"], move=move)

    yes = act("Agree to this bridge", "agree", "go")
    answers = [act("Withdraw it", "withdraw", "quiet")] if own else [yes, act("Decline", "decline", "quiet")]
    return SimpleNamespace(
        **vars(_bridge(seat, titles, text)),
        person=who_said(seat, people, text),
        own=own,
        colour=text["colour"],
        glyph="fe" if text["colour"] == "a" else "ef",
        acts=answers if seat.may(Right.PURPOSE) else [],
    )


def _look(seat: Seat, people: Mapping[str, Someone], look: Json) -> SimpleNamespace:
    said = [
        SimpleNamespace(person=who_said(seat, people, each), holds=each["holds"], words=each["words"])
        for _, each in sorted(look["said"].items())
    ]
    return SimpleNamespace(day=date.fromisoformat(look["day"]), said=said, holds=look["holds"])


def _promises(row: Joint) -> list[str]:
    texts = [row.details["bridge"], *row.details["table"].values()]
    return sorted({text["promise"] for text in texts if text and text["promise"]})


def promises_of(rows: list[Joint]) -> list[str]:
    """This function will return which promises the bridges of these differences name."""
    return sorted({name for row in rows for name in _promises(row)})


def _named(promise: Promise) -> str:
    return f"No. {promise.number}: {promise.title}"
