"""Texts that would run, break out of where they stand or look like something else; and a node with one in every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.web.world import World
    from troth.store import models

# Each would set __ran, open a dialog, or leave something behind that is called hostile.
RUN = "__ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f'"><script class=hostile>{RUN}</script>',
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img id=hostile src=x onerror={RUN}>",
    f"<img src=x:x onerror=\"{RUN}\">",
    f"'\"><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml,<svg id=\'hostile\'/>#hostile"></use></svg>',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={RUN}&gt;">',
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<iframe src="javascript:parent.{RUN}"></iframe>',
    f'<object data="data:text/html,<script>{RUN}</script>"></object>',
    f'<a class=hostile href="javascript:{RUN}">here</a>',
    f'<form id=hostile action="javascript:{RUN}"><button>go</button></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/a.css" class=hostile>',
    '<style class=hostile>*{background:url("https://evil.example/")}</style>',
    '<p style="position:fixed;inset:0" class=hostile>',
    f'" onmouseover="{RUN}" x="',
    f"' onfocus='{RUN}' autofocus tabindex=1 x='",
    f"` onclick={RUN} `",
    f'<div hx-get="/" hx-trigger="load" hx-on::load="{RUN}" class=hostile></div>',
    '<div data-hx-get="https://evil.example/" class=hostile></div>',
    "{{ request.session.items }}{% load static %}{% debug %}",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    f"\\u003cimg src=x onerror={RUN}\\u003e\\x3cscript\\x3e{RUN}\\x3c/script\\x3e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;&#60;img src=x onerror={RUN}&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "\u202einvoice_fdp.exe\u2066\u200b\u2060\ufeff\u202c",
    f"]]><!--<img src=\"--><img src=x onerror={RUN}>\">",
    f"</title></textarea></option></select></template><img src=x onerror={RUN}>",
    "<textarea class=hostile>",
    "<plaintext class=hostile>",
    "<!--",
)  # fmt: skip
LINKS = (
    f"javascript:{RUN}",
    f" JavaScript:{RUN}//https://",
    f"java\nscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f'https://evil.example/"><img src=x onerror={RUN}>',
    f"https://evil.example/' onclick='{RUN}",
    "//evil.example/\u202e",
)
ALL = " ".join(PAYLOADS)
LINE = ALL.replace("\t", " ")


def everywhere(made: World) -> dict[str, str]:
    """Put all of it into every field that people type into; returns the ids of what pages are to be opened for."""
    two = made.two
    for who in (two.annelies, two.naoko, *_people("Admin Smit", "Manager Smit")):
        _rename(who)
    for firm in (two.annelies.membership.organisation, two.naoko.membership.organisation):
        firm.name, firm.short, firm.place = f"{firm.name} {LINE}", f"{firm.short} {LINE}", LINE
        firm.save()
    admin = made_admin()
    ids = _promises(made) | _together(made)
    ids |= _listening(made, ids["object"]) | _agreements(made) | _judgement(made, admin, ids["object"])
    ids |= _private(made, admin, ids["object"])
    ids |= _lists(admin)
    return ids


def made_admin() -> models.Person:
    """Veldsen's admin, whatever they are called now."""
    from troth.store.models import Person

    return Person.objects.get(email="admin@veldsen.example")


def _people(*names: str) -> list[models.Person]:
    from troth.store.models import Person

    return list(Person.objects.filter(name__in=names))


def _rename(who: models.Person) -> None:
    who.name, who.place, who.work, who.bad_news = f"{who.name} {LINE}", LINE, ALL, ALL
    who.save()
    who.membership.title = LINE
    who.membership.save()


def _promises(made: World) -> dict[str, str]:
    from django.utils import timezone

    from tests.cast import terms
    from troth.actions import promises
    from troth.actions.promises import On, state_of
    from troth.core.promises import File
    from troth.store.node import StoreNode

    node, two, today = StoreNode(), made.two, timezone.now().date()
    words = {"conditions": (ALL, ALL), "owes": (ALL,), "words": ALL, "links": LINKS, "area": LINE}
    said = replace(terms(LINE, due=today + timedelta(days=9)), **words)  # type: ignore[arg-type]

    def on(promise: str) -> On:
        return On(promise, state_of(node, two.alliance.pk, promise).stamp)

    def agreed() -> str:
        promise = promises.offer(node, two.veldsen, said)
        text = next(each for each in state_of(node, two.alliance.pk, promise).table.values() if each)
        promises.agree(node, two.kaido, on(promise), text=text.id)
        return promise

    ids = {"object": agreed()}
    promises.warn(node, two.veldsen, on(ids["object"]), words=ALL, expect=today + timedelta(days=12))
    promises.report_progress(node, two.veldsen, on(ids["object"]), words=ALL)
    promises.ask_how_it_stands(node, two.kaido, on(ids["object"]), words=ALL)
    promises.ask_release(node, two.veldsen, on(ids["object"]), words=ALL)
    ids["delivered"] = agreed()
    files = (File("0" * 64, 1, f"{LINE}.pdf", "application/pdf"),)
    promises.deliver(node, two.veldsen, on(ids["delivered"]), words=ALL, links=LINKS, files=files)
    ids["back"] = agreed()
    promises.deliver(node, two.veldsen, on(ids["back"]), words=ALL, links=LINKS)
    promises.send_back(node, two.kaido, on(ids["back"]), unmet=(0,), words=ALL)
    ids["let_go"] = agreed()
    promises.release(node, two.kaido, on(ids["let_go"]), words=ALL)
    ids["asked"] = promises.request(node, two.kaido, said)
    ids["declined"] = promises.request(node, two.kaido, said)
    text = next(each for each in state_of(node, two.alliance.pk, ids["declined"]).table.values() if each)
    promises.decline(node, two.veldsen, on(ids["declined"]), text=text.id, words=ALL)
    return ids


def _together(made: World) -> dict[str, str]:
    from troth.actions import alliance as together
    from troth.store.node import StoreNode

    node, two = StoreNode(), made.two
    together.put_purpose(node, two.kaido, title=LINE, words=ALL)
    return {"objective": together.put_objective(node, two.veldsen, title=LINE, words=ALL)}


def _listening(made: World, promise: str) -> dict[str, str]:
    from troth.actions import comments, interpretation, listening
    from troth.actions.listening import On
    from troth.store.blind import open_when_both_in
    from troth.store.node import StoreNode

    node, two = StoreNode(), made.two
    said = [listening.put(node, two.kaido, words=ALL, asks=True, about=promise) for _ in range(2)]

    def on(statement: str) -> On:
        return On(statement, listening.state_of(node, two.alliance.pk, statement).stamp)

    listening.play_back(node, two.veldsen, on(said[0]), words=f"Not {ALL}")
    listening.correct(node, two.kaido, on(said[0]), words=ALL)
    listening.differ(node, two.kaido, on(said[0]), words=ALL)
    listening.leave(node, two.veldsen, on(said[1]), words=ALL)
    names = dict.fromkeys((two.veldsen.by,), LINE)
    for about in (promise, said[0]):
        comments.say(node, two.kaido, about=about, words=f"@{LINE}", names=names)
    read = interpretation.ask(node, two.kaido, words=ALL)
    for actor, words in ((two.veldsen, ALL), (two.kaido, f"{ALL} not at nine but at ten")):
        interpretation.answer(node, actor, read, words=words)
    open_when_both_in(two.alliance.pk, read)
    return {"statement": said[0], "left": said[1], "round": read}


def _agreements(made: World) -> dict[str, str]:
    from troth.actions import charter, differences
    from troth.core.charter import Act, Kind
    from troth.core.charter.differences import Kind as Way
    from troth.store.node import StoreNode

    node, two = StoreNode(), made.two
    held = [
        charter.put(node, two.kaido, kind, charter.Words(LINE[:150], ALL))
        for kind in (Kind.WORD, Kind.CLAUSE)
    ]
    for clause in held:
        state = charter.state_of(node, two.alliance.pk, clause)
        text = next(iter(state.table.values()))
        charter.answer(node, two.veldsen, charter.On(clause, state.stamp), Act.AGREE, text=text.id)
    named = differences.name(node, two.kaido, Way.PLANNING, title=LINE[:150], words=ALL)

    def on() -> differences.On:
        return differences.On(named, differences.state_of(node, two.alliance.pk, named).stamp)

    differences.tell(node, two.veldsen, on(), words=ALL)
    return {"clause": held[1], "difference": named}


def _judgement(made: World, admin: models.Person, promise: str) -> dict[str, str]:
    from django.utils import timezone

    from troth.actions import judgement
    from troth.core.judgement import Saw
    from troth.store import parked
    from troth.store.node import StoreNode

    node, two, today = StoreNode(), made.two, timezone.now().date()
    days = judgement.days_at("NL", "UTC", today.year)
    seen = judgement.Seen(Saw(ALL, ALL, ALL), day=today - timedelta(days=1), about=promise)
    raised = judgement.raise_concern(node, two.kaido, seen, days=days)

    def on() -> judgement.On:
        return judgement.On(raised, judgement.state_of(node, two.alliance.pk, raised).stamp)

    judgement.tell(node, two.veldsen, on(), words=ALL, know=ALL)
    judgement.play_back(node, two.kaido, on(), words=ALL)
    judgement.correct(node, two.veldsen, on(), words=ALL)
    parked.park(admin, thought=ALL, unknown=ALL, day=today + timedelta(days=1), today=today)
    return {"concern": raised}


def _private(made: World, admin: models.Person, promise: str) -> dict[str, str]:
    from tests.handed import PDF
    from troth.store import models, private, waiting_files
    from troth.store.queries.lists import Wanted
    from troth.store.queries.people import reader_of, seat_of
    from troth.store.views import keep_view

    reader = reader_of(admin)
    seat = seat_of(reader, made.ids["slug"]) if reader else None
    assert seat is not None
    private.keep_note(seat, promise, ALL)
    private.keep_draft(admin, f"{promise}:deliver", {"words": [ALL], "link": [LINKS[0]]})
    private.keep_draft(
        admin, f"offer:{seat.slug}:abcd", {"title": [LINE], "conditions": [ALL], "words": [ALL]}
    )
    private.keep_template(seat, LINE, {"kind": ["offer"], "title": [LINE], "conditions": [ALL]})
    keep_view(seat, LINE[-700:], Wanted(q=LINE[:300]))
    waiting_files.take(admin, promise, f"{LINE[:300]}.pdf", BytesIO(PDF))
    models.WaitingCode.objects.create(person=admin, code=LINE, until="2099-01-01T00:00Z")
    models.Invitation.objects.update(email=LINE)
    return {}


def _lists(admin: models.Person) -> dict[str, str]:
    from troth.store import history, models, uploads
    from troth.store.history import Words

    day = date(2040, 3, 4)
    firm = admin.membership.organisation
    row = history.note(
        firm, "Kaido", Words(LINE, day, received=False, person=LINE, area=LINE, reference=LINE)
    )
    history.note(firm, LINE, Words(LINE, day, received=True, person=LINE, area=LINE, reference=LINE))
    cell = '"' + LINE.replace('"', '""') + '"'
    text = f"Partner,What,Promised,Delivered,{cell}\n{cell},{cell},2025-03-04,{cell},{cell}\n"
    upload = uploads.keep(admin, f"{LINE}.csv", text.encode())
    source = models.Import.objects.create(organisation=firm, person=admin, file_name=f"{LINE}.csv")
    return {"token": upload.token, "imports.pk": str(source.pk), "partners.pk": str(row.pk)}
