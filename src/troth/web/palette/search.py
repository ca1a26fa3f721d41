"""What a few words find for the palette: something to do, pages, promises, people, what only one's own side keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.promises import TABLE, Name, Status
from troth.core.values import Side
from troth.store import private
from troth.store.models import Comment, Draft, Promise
from troth.store.operators import looks_after
from troth.store.queries.comments import comments_saying
from troth.store.queries.palette import Hit, notes_about, open_promises, people_called, promises_about
from troth.store.queries.people import Reader, Seat
from troth.web.days import say_day
from troth.web.promises.choices import LOUD
from troth.web.promises.words import chip_of, first_name, glyph_of, name_of, today_of
from troth.web.today.news import shortened

FEW = 6
COMMENT = ("comment", "Comment on")  # offered when it is named: whatever is open can be commented on
ICONS = {
    "comment": "message-circle-more",
    "warn": "message-circle-more",
    "accept": "check",
    "deliver": "check",
    "ask_status": "clock",
}


@dataclass(frozen=True)
class Piece:
    """A part of a text; `found` where a word that was looked for stands."""

    text: str
    found: bool


@dataclass(frozen=True)
class Way:
    """One thing to go to or to do: its words in pieces, a smaller line, and its mark, an icon or the two halves."""

    pieces: tuple[Piece, ...]
    url: str
    small: str = ""
    icon: str = ""
    glyph: str = ""
    key: str = ""


@dataclass(frozen=True)
class Group:
    """Ways of one kind under a heading; `own` where only the reader or their side sees them."""

    key: str
    title: str
    ways: tuple[Way, ...]
    own: bool = False


def found(reader: Reader, seats: Sequence[Seat], here: Seat | None, q: str, now: int) -> list[Group]:
    """This function will return all that the words find, in the order of what is most likely meant."""
    words = q.lower().split()[:8]
    by_alliance = {seat.alliance.pk: seat for seat in seats if seat.shared}
    notes = _notes(reader, by_alliance, words) if words else ()
    groups = [
        Group("do", "Do", (*_acts(reader, by_alliance, words, now), *_makes(reader, seats, here, q, words))),
        Group("pages", "Go to", tuple(_pages(reader, seats, here, words))),
        Group("promises", "Promises", _promises(by_alliance, words, now) if words else ()),
        Group("comments", "Comments", _comments(by_alliance, words) if words else ()),
        Group("people", "People", _people(by_alliance, words) if words else ()),
        Group("drafts", "Only you see this", tuple(_drafts(reader, seats, words)), own=True),
        Group("notes", f"Only {reader.organisation} sees this", notes, own=True),
    ]
    return [group for group in groups if group.ways]


def pieces(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """This function will cut a text so that the words that were looked for can be told apart."""
    wanted = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE) if wanted else [text]
    return tuple(Piece(part, n % 2 == 1) for n, part in enumerate(parts) if part)


def _acts(reader: Reader, seats: Mapping[str, Seat], words: Sequence[str], now: int) -> Iterator[Way]:
    """Of each promise that fits, the act that the words name, else the one that is kindest to the other side.

    What names the reader comes first, and of a series the next occurrence alone.
    """
    if not words or not reader.may(Right.PROMISE):
        return
    ranked: list[tuple[int, bool, int, Way]] = []
    told: set[tuple[str, str]] = set()
    for place, hit in enumerate(open_promises(seats)):
        best = _best(hit, words)
        if best is None or (hit.row.series, best[1]) in told:
            continue
        named, kind, label = best
        if hit.row.series:
            told.add((hit.row.series, kind))
        there = "#comment" if kind == COMMENT[0] else f"?act={kind}#desk"
        url = reverse("promise", args=[hit.seat.slug, hit.row.object]) + there
        said = pieces(f"{label}: {hit.row.title}", words)
        way = Way(said, url, _about(hit, now), ICONS.get(kind, "arrow-right"))
        ranked.append((-named, not _names(hit, reader), place, way))
    yield from (each[3] for each in sorted(ranked, key=lambda each: each[:3])[:FEW])


def _names(hit: Hit, reader: Reader) -> bool:
    people = (hit.row.performer_person, hit.row.customer_person)
    return any(person is not None and person.person_id == reader.person.pk for person in people)


def _best(hit: Hit, words: Sequence[str]) -> tuple[int, str, str] | None:
    """How many of the words name the act, its form and its label; None when the promise does not hold the others."""
    best: tuple[int, str, str] | None = None
    for kind, label in (*acts_of(hit.row, hit.seat), COMMENT):
        named = [word for word in words if word in label.lower()]
        if (
            (named or kind != COMMENT[0])
            and all(word in named or word in hit.row.search for word in words)
            and (best is None or len(named) > best[0])
        ):
            best = (len(named), kind, label)
    return best


def acts_of(row: Promise, seat: Seat) -> Iterator[tuple[str, str]]:
    """This function will yield what the reader's side may do on a promise, by form and label, as its row tells."""
    side = Side.PERFORMER if row.performer_id == seat.party.pk else Side.CUSTOMER
    status = Status[row.status.upper()]
    if ("c" if side is Side.PERFORMER else "p") in row.open_texts:
        yield "agree", "Agree, or answer"
    for name, kind, label in LOUD:
        if (status, side, name) in TABLE and name is not Name.AGREE:
            yield kind, label


def _makes(
    reader: Reader, seats: Sequence[Seat], here: Seat | None, q: str, words: Sequence[str]
) -> Iterator[Way]:
    if not reader.may(Right.PROMISE):
        return
    asked = [word for word in words if word not in "make a promise"]
    for seat in [here] if here is not None and here.shared else [seat for seat in seats if seat.shared][:3]:
        about = f"?{urlencode({'title': q})}" if asked else ""
        said = f"Make a promise about “{q}”" if asked else "Make a promise"
        url = reverse("new_promise", args=[seat.slug]) + about
        yield Way(
            pieces(said, words), url, f"to {seat.partner_name}", "plus", key="n" if seat is here else ""
        )


def _pages(reader: Reader, seats: Sequence[Seat], here: Seat | None, words: Sequence[str]) -> Iterator[Way]:
    known = [*(_rooms(seat) for seat in sorted(seats, key=lambda each: each is not here)), _own(reader)]
    shown = 0
    for rooms in known:
        for label, small, name, args in rooms:
            fits = all(word in f"{label} {small}".lower() for word in words)
            if fits and shown < FEW + 2:
                shown += 1
                yield Way(pieces(label, words), reverse(name, args=args), small, "arrow-right")


Room = tuple[str, str, str, list[str]]


def _rooms(seat: Seat) -> list[Room]:
    if not seat.shared:
        return [("Twelve words to compare", seat.name, "pairing", [seat.slug])]
    rooms = [
        ("Home", "alliance"),
        ("Promises", "promises"),
        ("Listening", "listening"),
        ("Charter", "charter"),
        ("Differences and bridges", "differences"),
        ("Balance of trust and control", "balance"),
        ("Concerns", "concerns"),
        ("Trust pulse and health check", "surveys"),
        ("Meetings and their notes", "meetings"),
        ("Steering page, to print", "steering"),
        ("Calendar", "calendar"),
        ("The week on one page", "week"),
        ("Record", "record"),
        ("History before this record", "history"),
        ("People", "people"),
    ]
    found = [(label, seat.name, name, [seat.slug]) for label, name in rooms]
    return [*found, *_directions(seat)]


def _directions(seat: Seat) -> Iterator[Room]:
    """Why each side relies on the other as it does, and what changed in that."""
    sides = seat.sides if seat.partner is not None else ()
    for relies, acts in zip(sides, reversed(sides), strict=True):
        said, args = f"{relies.short} relies on {acts.short}", [seat.slug, relies.colour]
        yield f"Trust, and why: {said}", seat.name, "trust", args
        yield f"What changed in trust: {said}", seat.name, "trust_changed", args


def _own(reader: Reader) -> list[Room]:
    rooms = [
        ("Today", "what needs you", "today"),
        ("Calendar of all alliances", "what is due", "calendar_of_all"),
        ("Alliances", "with whom you keep promises", "alliances"),
        ("Partners of your own list", "only your side sees it", "partners"),
        ("Bring in a spreadsheet", "import", "import"),
        ("Thoughts you parked", "only you see them", "parked"),
        ("Your settings", "mails, being away, clock, theme", "settings"),
        (f"{reader.organisation}: members, rights and keys", "organisation", "organisation"),
        ("Shortcuts", "keys", "shortcuts"),
        ("How it works", "documentation", "docs"),
    ]
    if looks_after(reader.person):
        rooms += [
            ("How this node does", "outbox, checks, backups", "operator"),
            ("Check the record now", "on the page of this node", "operator"),
            ("Back up now", "on the page of this node", "operator"),
        ]
    may_import = reader.may(Right.IMPORT)
    return [(label, small, name, []) for label, small, name in rooms if may_import or name != "import"]


def _promises(seats: Mapping[str, Seat], words: Sequence[str], now: int) -> tuple[Way, ...]:
    return tuple(
        Way(
            pieces(hit.row.title or "Words erased", words),
            reverse("promise", args=[hit.seat.slug, hit.row.object]),
            _about(hit, now),
            glyph=glyph_of(hit.row),
        )
        for hit in promises_about(seats, words)
    )


def _about(hit: Hit, now: int) -> str:
    """Who promised whom, for when, how it stands."""
    row, today = hit.row, today_of(hit.row, now)
    who = [
        first_name(person.name) if person and person.name else name_of(row, side)
        for person, side in ((row.performer_person, "performer"), (row.customer_person, "customer"))
    ]
    day = f", {say_day(row.due_day, today)}" if row.due_day else ""
    return f"{who[0]} to {who[1]}{day}. {chip_of(row, today).word}"


def _comments(seats: Mapping[str, Seat], words: Sequence[str]) -> tuple[Way, ...]:
    found = comments_saying(seats, words)
    return tuple(
        Way(
            pieces(shortened(row.words), words),
            reverse("comment", args=[seats[row.alliance_id].slug, row.object]),
            f"{_writer(row)}, on “{shortened(vars(row)['title'])}”" if vars(row)["title"] else _writer(row),
            "message-circle-more",
        )
        for row in found
    )


def _writer(row: Comment) -> str:
    named = row.author.name if row.author is not None else ""
    return named or str(row.party.organisation)


def _people(seats: Mapping[str, Seat], words: Sequence[str]) -> tuple[Way, ...]:
    return tuple(
        Way(
            pieces(member.name, words),
            f"{reverse('promises', args=[seat.slug])}?{urlencode({'person': member.pseudonym})}",
            f"{member.party.organisation}: what is open with their name",
            "users",
        )
        for seat, member in people_called(seats, words)
    )


def _drafts(reader: Reader, seats: Sequence[Seat], words: Sequence[str]) -> Iterator[Way]:
    slugs = {seat.slug: seat for seat in seats if seat.shared}
    shown = 0
    for draft in private.drafts_under(reader.person, "offer:", "ask:"):
        kind, _, rest = draft.key.partition(":")
        slug, _, name = rest.partition(":")
        title = _said(draft)
        if slug not in slugs or shown >= FEW or not all(word in title.lower() for word in words):
            continue
        shown += 1
        room = "new_promise" if kind == "offer" else "ask_promise"
        url = f"{reverse(room, args=[slug])}?{urlencode({'draft': name})}"
        yield Way(
            pieces(f"Draft: {title}", words), url, f"to {slugs[slug].partner_name}, not sent", "eye-off"
        )


def _said(draft: Draft) -> str:
    return str(next(iter(draft.fields.get("title", [])), "") or "Without words yet")


def _notes(reader: Reader, seats: Mapping[str, Seat], words: Sequence[str]) -> tuple[Way, ...]:
    return tuple(
        Way(
            pieces(f"“{note.words[:90]}”", words),
            f"{reverse('promise', args=[seat.slug, note.object])}#note-{note.pk}",
            f"A note, with {seat.partner_name}",
            "eye-off",
        )
        for seat, note in notes_about(reader, seats, words)
    )
