"""Words that must never reach the other side, looked for on all of its pages, in what it exports, and in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from urllib.parse import quote_plus
from zipfile import ZipFile

import pytest

from tests.cast import terms
from tests.handed import PDF
from tests.web.test_grid import OPEN
from tests.web.world import World, browser, routes, undone, world
from troth.actions import alliance as together
from troth.actions import promises
from troth.store import founding, history, models, private, uploads, waiting_files
from troth.store.history import Words
from troth.store.node import StoreNode
from troth.store.queries.lists import Wanted
from troth.store.queries.people import Seat, reader_of, seat_of
from troth.store.views import keep_view

pytestmark = pytest.mark.django_db

WORD, KINDS = "zeewolf", 23
DAY = date(2041, 7, 13)
LIVE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_PTAG": "0-old"}
SIDES = ("partner", "stranger", "before")


@pytest.fixture
def here() -> World:
    """Veldsen keeps one word everywhere that is its own, told apart by a number."""
    made = world()
    veldsen = made.two.annelies.membership.organisation
    admin = models.Person.objects.get(name="Admin Smit")
    reader = reader_of(admin)
    assert reader is not None
    seat = seat_of(reader, made.ids["slug"])
    assert seat is not None
    _written(seat, admin, made.ids["object"])
    said = Words(
        f"{WORD}6 own list", date(2040, 3, 4), received=False, person=f"{WORD}7 person", area=f"{WORD}8"
    )
    row = history.note(veldsen, "Kaido", said)
    source = models.Import.objects.create(organisation=veldsen, person=admin, file_name=f"{WORD}9.csv")
    lines = f"Partner,What,Who,Promised\n{WORD}10,{WORD}11,{WORD}12,2025-03-04\n"
    upload = uploads.keep(admin, f"{WORD}13.csv", lines.encode())
    models.Invitation.objects.create(
        kind=models.Invitation.COLLEAGUE, organisation=veldsen, email=f"{WORD}14@veldsen.example", role="member",
        token_hash="0" * 64, expires_at="2099-01-01T00:00Z",
    )  # fmt: skip
    models.WaitingCode.objects.create(person=admin, code="731946", until="2099-01-01T00:00Z")
    history.note(veldsen, f"{WORD}15", said)
    _unopened_words(made, admin)
    _inner_steps(made, admin)
    models.TipShown.objects.create(
        person=admin, alliance=made.two.alliance, key=f"{WORD}23 tip", on="2026-03-04", put_away=True
    )
    # Somebody whom the partner does not know yet has written how to work with them.
    models.Person.objects.filter(name="Member Smit").update(work=f"{WORD}22 own words")
    template = models.PromiseTemplate.objects.get(name=f"{WORD}4 template")
    looked_at = {
        "settings.pk": template.pk,
        "imports.pk": source.pk,
        "partners.pk": row.pk,
        "token": upload.token,
    }
    made.ids = {**made.ids, **{name: str(value) for name, value in looked_at.items()}}
    return made


def _written(seat: Seat, admin: models.Person, promise: str) -> None:
    """What one side has beside the promises that both see."""
    private.keep_note(seat, promise, f"{WORD}1 note")
    private.intend(seat, promise, DAY)
    private.keep_draft(admin, f"{promise}:withdraw", {"words": [f"{WORD}2 half-written"]})
    private.keep_draft(admin, f"offer:{seat.slug}:abcd", {"title": [f"{WORD}3 draft"]})
    keep_view(seat, f"{WORD}21 view", Wanted(q=f"{WORD}21 asked"))
    private.keep_template(seat, f"{WORD}4 template", {"kind": ["offer"], "title": [f"{WORD}5 title"]})


def _unopened_words(made: World, admin: models.Person) -> None:
    """What the founder wrote in an alliance that the partner has not confirmed yet."""
    alliance = models.Alliance.objects.get(slug=made.unopened)
    actor = founding.actor_of(admin, alliance)
    promises.offer(StoreNode(), actor, terms(f"{WORD}16 offer", due=DAY))
    together.put_objective(StoreNode(), actor, title=f"{WORD}17 objective")


def _inner_steps(made: World, admin: models.Person) -> None:
    """A yes that waits for a second signature, one that was not signed, and a file that waits to be handed over."""
    two = made.two
    models.Organisation.objects.update(second_from="high")
    member = models.Person.objects.get(name="Member Smit")
    for number, first, status in ((18, member, "waits"), (19, admin, "declined")):
        promise = promises.offer(StoreNode(), two.kaido, terms(f"Offer {number}", due=DAY.replace(year=2039)))
        state = promises.state_of(StoreNode(), two.alliance.pk, promise)
        models.SecondSignature.objects.create(
            alliance=two.alliance, organisation=two.annelies.membership.organisation, object=promise, batch=str(number),
            text=next(text.id for text in state.table.values() if text), stamp=state.stamp, first=first, status=status,
            words=f"{WORD}{number} yes" if status == "waits" else "", answer=f"{WORD}{number} no" if status != "waits" else "",
            answered_at="2026-01-01T00:00Z" if status != "waits" else None, second=two.annelies if status != "waits" else None,
        )  # fmt: skip
        made.inner.append(promise)
    delivered = models.Entry.objects.get(id=made.ids["files.entry"]).object
    made.inner.append(delivered)
    waiting_files.take(admin, delivered, f"{WORD}20.pdf", BytesIO(PDF))


def pages(here: World, who: str) -> Iterator[tuple[str, bytes]]:
    """Everything that somebody can get by asking, whole and as the live part, and what a search and an error say."""
    client = browser(models.Person.objects.get(pk=here.browsers[who].session["_auth_user_id"]))
    for name, route in routes().items():
        if name in ("docs", "docs-page"):
            continue
        address = here.address(route, who)
        for extra in ({}, LIVE):
            with undone():
                yield f"{name} {address}", client.get(address, **extra).getvalue()
        if address.endswith("/as/csv/"):
            with undone():
                yield f"{name} as a workbook", client.get(address.replace("/csv/", "/xlsx/")).getvalue()
        if name not in OPEN:
            with undone():
                yield (
                    f"sent to {name}",
                    client.post(address, {"words": "", "act": "progress"}, follow=True).getvalue(),
                )
    for words, within in ((WORD, ""), (f"{WORD}1 note", ""), (WORD, here.ids["slug"])):
        with undone():
            answer = client.get("/go/", {"q": words, "in": within}).content.decode()
        for echo in (
            f'value="{words}"',
            f"“{words}”",
            f"?title={quote_plus(words)}",
        ):  # what was asked is said again to whoever asked
            answer = answer.replace(echo, "")
        answer = re.sub("Make a promise about “.*?”", "", answer)
        yield f"go/?q={words}", answer.encode()
    for asked in (
        f"promises/?q={WORD}&state=any", f"promises/new/?template={here.ids['settings.pk']}", "promises/new/?draft=abcd",
        f"promises/{here.ids['object']}/?act=withdraw", "",
        *(f"promises/{promise}/?act=deliver" for promise in here.inner),
    ):  # fmt: skip
        for slug in (here.ids["slug"], here.unopened):
            with undone():
                yield asked, client.get(f"/a/{slug}/{asked}").getvalue()


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize("who", SIDES)
def test_nothing_private_reaches_anybody_else(here: World, who: str) -> None:
    seen = 0
    for place, content in pages(here, who):
        content = _unpacked(content)
        seen += len(content) > 0
        for word in (f"{WORD}{n}" for n in range(1, KINDS + 1)):
            at = content.find(word.encode())
            assert at < 0, (place, word, content[max(at - 200, 0) : at + 60])
        for secret in (DAY.isoformat(), "13 July 2041", "731946", "Jul 2041"):
            assert secret.encode() not in content, (place, secret)
    assert seen > 60


def test_the_canaries_are_alive_for_their_own_side(here: World) -> None:
    own = b"".join(_unpacked(content) for _, content in pages(here, "admin")).decode(errors="replace")
    # People named in a file are not even shown to whoever brings it in, before it is there; of tips that somebody saw
    # nobody is shown a list.
    assert {n for n in range(1, KINDS + 1) if f"{WORD}{n}" not in own} == {12, 23}
    assert DAY.isoformat() in own


def test_what_was_never_signed_is_not_in_the_record(here: World) -> None:
    signed = b"".join(
        [bytes(each) for each in models.Entry.objects.values_list("payload", flat=True)]
        + [bytes(each) for each in models.Body.objects.values_list("content", flat=True)]
    )
    found = {n for n in range(1, KINDS + 1) if f"{WORD}{n} ".encode() in signed}
    assert found == {16, 17}, "Only what was offered is in a log, and that log is the founder's own."
