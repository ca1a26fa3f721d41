"""What the comments on one thing show, on the page of it; `comments/comments.html` lays them out.

Nobody is told who has read a comment: it is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.comments import mentions
from troth.store import private
from troth.store.models import Comment
from troth.store.queries.comments import comments_on, names_in
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of, speaker_known
from troth.web.comments.forms import Said

ERASED = "The words were erased."
FORM = "comment"
PAGES = {"pr_": "promise", "st_": "statement", "cn_": "concern", "df_": "difference"}


@dataclass(frozen=True)
class Piece:
    """A part of what somebody said; `named` where it calls a person by name."""

    text: str
    named: bool = False


def on(seat: Seat, object_id: str) -> SimpleNamespace:
    """This function will return the comments on a thing, and the form of the next one where the reader may write it."""
    may = seat.may(Right.LISTEN) and seat.opened and seat.parted is None
    people, names = people_of(seat), names_in(seat)
    typed = _typed(seat) if may else {}
    rows = [_row(row, seat, people, names, typed, may=may) for row in comments_on(seat, object_id)]
    me = [pseudonym for pseudonym, each in people.items() if each.is_me]
    return SimpleNamespace(
        rows=rows,
        may=may,
        form=_form(FORM, typed.get(draft_key(seat, object_id), "")),
        object=object_id,
        once=private.new_draft_name(),
        partner=seat.partner_name,
        names=sorted({name for pseudonym, name in names.items() if pseudonym not in me}),
    )


def thing_url(seat: Seat, object_id: str, anchor: str = "comments") -> str:
    """This function will return the place of comments on the page of a thing."""
    return f"{reverse(PAGES[object_id[:3]], args=[seat.slug, object_id])}#{anchor}"


def draft_key(seat: Seat, object_id: str) -> str:
    """This function will return under which name a comment is kept that is not sent yet: on a thing, or said anew."""
    return f"comment:{seat.slug}:{object_id}"


def anchor_of(row: Comment) -> str:
    """This function will return the place of a comment on its page."""
    return f"comment-{row.object}"


def pieces(words: str, names: Mapping[str, str]) -> list[Piece]:
    """This function will cut words so that the names of people in them can be told apart."""
    found, at = list[Piece](), 0
    for each in mentions(words, names):
        found += [Piece(words[at : each.start]), Piece(words[each.start : each.end], named=True)]
        at = each.end
    return [piece for piece in (*found, Piece(words[at:])) if piece.text]


def _form(name: str, words: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, words=Said(initial={"words": words}, auto_id=f"{name}_%s")["words"])


def _typed(seat: Seat) -> dict[str, str]:
    kept = private.drafts_under(seat.person, f"comment:{seat.slug}:")
    return {draft.key: next(iter(draft.fields.get("words", [])), "") for draft in kept}


def _row(
    row: Comment,
    seat: Seat,
    people: Mapping[str, Someone],
    names: Mapping[str, str],
    typed: Mapping[str, str],
    *,
    may: bool,
) -> SimpleNamespace:
    side = next(each for each in seat.sides if each.colour == row.party.colour)
    person = speaker_known(people, row.author.pseudonym if row.author is not None else "", side)
    gone = row.withdrawn_at is not None
    told = {pseudonym: name for pseudonym, name in names.items() if pseudonym in row.told}
    before = [*row.earlier, *([{"words": row.words, "at": row.changed_at}] if gone else [])]
    draft = typed.get(draft_key(seat, row.object), "")
    return SimpleNamespace(
        object=row.object,
        anchor=anchor_of(row),
        person=person,
        at=row.said_at,
        pieces=pieces(row.words, told),
        erased=ERASED,
        edited=row.changed_at if row.earlier else None,
        withdrawn=row.withdrawn_at,
        earlier=[SimpleNamespace(words=each["words"] or ERASED, at=each["at"]) for each in before],
        mine=may and person.is_me and not gone,
        form=_form(f"change_{row.object}", draft or row.words),
        open=bool(draft),
        stamp=row.stamp,
    )
