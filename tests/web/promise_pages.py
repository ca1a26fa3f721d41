"""The pages of promises, with a context as each template asks for."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.samples import HARUKA, KAIDO, ME, VELDSEN, at, in_alliance, row
from troth.web.figures.life import LifeLine, Step

LINE = LifeLine(
    "Veldsen",
    "Kaido",
    (
        Step("b", "Asked", "19 Oct", "for 6 Nov"),
        Step("a", "Offered", "21 Oct", "for 13 Nov"),
        Step("b", "Agreed", "22 Oct", "for 13 Nov"),
        Step("a", "Warned", "7 Nov", "for 27 Nov"),
        Step("b", "Agreed", "9 Nov", "for 27 Nov"),
        Step("a", "Delivered", "27 Nov", "yours to say", ahead=True),
        Step("b", "Accepted", "", "Kaido’s to say", ahead=True),
    ),
    "23 Nov",
)
CHIPS = (
    Of(word="Offered", open=True),
    Of(word="Agreed, on its way", glyph="ff"),
    Of(word="Something came in between", icon="message-circle-more"),
    Of(word="Moved, agreed by both", icon="calendar-clock"),
    Of(word="Kept, two days early", glyph="done"),
    Of(word="Released by Kaido", icon="undo-2"),
    Of(word="Withdrawn", icon="circle-slash"),
    Of(word="Date passed, no word yet", icon="circle-dashed"),
)
CONDITIONS = (
    "Three nights at minus 25 with no reading lost.",
    "Tested on Kaido’s own trailer, door seal as it is.",
    "The test report names every restart of the gateway, also the short ones.",
)
JUDGED = tuple(Of(text=text, met=met) for text, met in zip(CONDITIONS, (None, False, True), strict=True))
PROMISE = Of(
    object="pr_27",
    url="#",
    number=27,
    direction="Veldsen to Kaido",
    title="Gateway firmware 4.2 has passed the cold-chamber test at minus 25, on Kaido’s own trailer.",
    performer=Of(name=ME.name, colour="a", is_me=True, whole=False),
    customer=Of(name=HARUKA.name, colour="b", is_me=False, whole=False, side_short="Kaido"),
    asked=False,
    series=Of(place="The 14th of a monthly series"),
    conditions=JUDGED,
    owes=(
        "The trailer stands in Delft with its papers.",
        "Somebody who knows the door seal can be called at night.",
    ),
    words="",
    links=(Of(words="test-plan-4.2.pdf", url="https://example.org/plan"),),
    area="Gateway and probes",
    objective=Of(text="Proof of cold for every pallet by March", url="#"),
    stake="high",
    stake_by="Haruka",
    stake_words="A customer, a season or somebody’s safety depends on it",
    after="",
)
DATES = (
    Of(label="First promised", day=date(2026, 11, 13)),
    Of(label="Moved once, agreed by both", day=date(2026, 11, 27), more=", 18:00 Eindhoven"),
    Of(label="Delivered", words="Four days to go"),
)
MOVES = (
    "13 to 27 November: moved by 14 days, told six days ahead, because the probe housing came back with a crack.",
)
HISTORY = tuple(
    Of(id=str(n), at=at(*when), zone=zone, place=place, person=person, said=said, words=words, lang="", why_not=why)
    for n, (when, zone, place, person, said, words, why) in enumerate(
        (
            ((23, 8), "Europe/Amsterdam", "Eindhoven", ME, "You reported progress", "Bench free from Thursday night.", ""),
            ((9, 7), "Europe/Amsterdam", "Eindhoven", HARUKA, "Haruka agreed to 27 November", "The 27th works.", ""),
            ((9, 7), "Asia/Tokyo", "Yokohama", HARUKA, "Haruka released you", "", "It crossed your proposal, and does not count."),
            ((7, 6), "Europe/Amsterdam", "Eindhoven", ME, "You said that something came in between", "A crack.", ""),
        )
    )
)  # fmt: skip


class Desk(forms.Form):
    words = forms.CharField(initial="The cold chamber is booked until Thursday evening.")
    then = forms.CharField(initial="propose")
    due = forms.DateField(initial=date(2026, 12, 3))
    expect = forms.DateField(required=False)
    stake = forms.CharField(initial="high")
    zone = forms.ChoiceField(choices=[("Europe/Amsterdam", "Eindhoven"), ("Asia/Tokyo", "Yokohama")])
    link = forms.URLField(required=False, assume_scheme="https")
    person = forms.ChoiceField(choices=[("m1", "Joost Bakker")])
    done_on = forms.DateField(required=False)
    stands = forms.ChoiceField(choices=[("m1", "Joost Bakker")])
    outcome = forms.CharField(initial="met")


class New(Desk):
    title = forms.CharField(
        initial="Twelve replacement probes are calibrated and in Kaido’s Rotterdam store."
    )
    to = forms.ChoiceField(
        choices=[("m1", "Naoko Fujiwara-Lindqvist"), ("", "Kaido as a whole: the first to agree holds it")]
    )
    intended = forms.DateField(required=False)
    area = forms.CharField(required=False)
    objective = forms.ChoiceField(choices=[("", "None")])
    series_every = forms.ChoiceField(
        choices=[("", "Once"), ("week", "Every week: agreed once, each its own promise")]
    )
    series_count = forms.IntegerField(required=False)
    after = forms.ChoiceField(choices=[("", "Nothing: a day in the calendar")])
    after_days = forms.IntegerField(required=False)
    supports = forms.ChoiceField(choices=[("", "None")])
    template = forms.CharField(required=False)


class Find(forms.Form):
    q = forms.CharField(initial="")
    state = forms.ChoiceField(choices=[("", "Every open one"), ("offered", "Offered or asked")])
    person = forms.ChoiceField(choices=[("", "Everybody")])
    due = forms.ChoiceField(choices=[("", "At any time")])


def form_of(kind: type[forms.Form], **values: str) -> forms.Form:
    """A form as it comes back, with what was typed and what is the matter with it."""
    form = kind(values)
    form.is_valid()
    return form


SIGNS = "Signed as Annelies van der Meer-Hoogenboom, for Veldsen. Kaido sees it at once."


FILES = (
    Of(name="test-plan-4.2.pdf", size="340 kB", url="#", by=ME, at=at(21)),
    Of(name="trailer-seal-photos.zip", size="12.0 MB", url="#", by=HARUKA, at=at(9)),
)
UNTOLD = Of(whom="Haruka Shimizu", object="pr_27", slug="veldsen-kaido")
SECOND = Of(
    waits=Of(
        title="Joost said yes; it waits for a second signature of Veldsen",
        who="Joost",
        at=at(23),
        stake="high",
        words="With pleasure",
        mine=False,
        may_sign=True,
        url="/a/veldsen-kaido/promises/pr_27/second/",
    ),
    answered=None,
    theirs="",
)
ANSWERED = Of(waits=None, answered=Of(who="Marijke", words="Ask for a week more", at=at(23)), theirs="")
LOOK = Of(
    title="Two people are asked to look at it",
    sides=(
        Of(side=VELDSEN, person=ME, words="The chamber is booked, and nobody told us.", at=at(23), asked="You are asked to look",
           looked_by=None, say=None, acts=(Of(label="Say that you have looked", url="/a/veldsen-kaido/promises/pr_27/act/", now=True, stamp="s", move="looked", look="go"),)),
        Of(side=KAIDO, person=None, words="", at=None, asked="Naoko Fujiwara-Lindqvist is asked to look", looked_by=HARUKA, looked_at=at(23),
           looked_words="A list each Monday would do.", say=Of(label="Say yours in one sentence", url="#"), acts=()),
    ),
)  # fmt: skip


YOUR_MOVES = (
    Of(label="Something came in between", url="?act=warn#desk", look="go"),
    Of(label="Say it is delivered", url="?act=deliver#desk"),
    Of(label="Propose another date or conditions", url="?act=change#desk"),
    Of(label="Report progress", url="?act=progress#desk"),
)
CHAIN = (
    Of(
        glyph="done",
        title="Probe housings, replaced",
        url="#",
        fine="Bram to Veldsen, kept",
        this=False,
    ),
    Of(glyph="ff", title="", url="", fine="27 November", this=True),
    Of(
        glyph="ff",
        title="The pilot trailer sails from Rotterdam",
        url="#",
        fine="Kaido to Veldsen, 8 December",
        this=False,
    ),
)
THEIRS = Of(
    title="Haruka, for Kaido",
    sentences=(
        "May ask how it stands, propose another date or conditions, or release you.",
        "Once you say it is delivered, she accepts it, or sends it back and names the condition that is not met.",
    ),
)


def promise(act: str = "", **more: Any) -> dict[str, Any]:
    """The page of promise 27, with the desk open at `act`."""
    return in_alliance(
        active="promises",
        mine=VELDSEN,
        partner=KAIDO,
        promise=PROMISE,
        chip=CHIPS[1],
        dates=DATES,
        moves=MOVES,
        line=LINE,
        news="",
        table=(),
        crossings=(),
        acts=YOUR_MOVES,
        quiet=(
            Of(label="Ask to be released", url="?act=ask_release#desk", look="quiet"),
            Of(label="Break it, with notice", url="?act=break#desk", look="quiet"),
        ),
        mine_words="",
        theirs=THEIRS,
        take_back=Of(
            words="You reported progress at 09:06. A wrong click can be taken back as long as Kaido has not built on it.",
            act=Of(label="Take it back", url="?act=take_back#desk", icon="undo-2", small=True),
        ),
        chain=CHAIN,
        series=Of(title="Firmware passes the cold chamber", url="#", words="12 of the 13 before it kept"),
        private=Of(
            intended=date(2026, 11, 25), notes=(Of(id=1, author="Joost", words="Ask Delft.", at=at(20)),)
        ),
        history=HISTORY,
        files=FILES,
        seals=("veldsen #0412 9f3c…a1e7 · cites kaido #0387 · signature fits",),
        desk=desk(act) if act else None,
        by_mail=Of(
            words="The ship is late.", at=at(21), url="#", move="warn", change="#", stamp="s", fields=()
        ),
        **more,
    )


def desk(act: str, **more: Any) -> Of:
    name = "change" if act == "counter" else act
    conditions = tuple(
        Of(text=text, name=f"met_{n}", met=met)
        for n, (text, met) in enumerate(zip(CONDITIONS, (True, True, False), strict=True))
    )
    return Of(
        template=f"promises/acts/{name}.html",
        form=Desk(),
        stamp="s",
        refusal="",
        signs=SIGNS,
        counter=act == "counter",
        asks_stake=act == "agree",
        holds=True,
        late=False,
        conditions=conditions if act == "accept" else CONDITIONS,
        owes=("The trailer stands in Delft with its papers.",),
        files=(Of(token="t1", name="test-report.pdf", size="2.1 MB"),),
        file_faults=("“setup.exe” is of a kind that is not handed over here.",),
        most=Of(each=20, together=50),
        asked="Marijke Hendriks and Naoko Fujiwara-Lindqvist are asked.",
        may_stand=act == "deliver",
        **more,
    )  # fmt: skip


def table_page() -> dict[str, Any]:
    offered = Of(
        title="Haruka proposes another date",
        by=HARUKA,
        words="Could it be the 30th?",
        signed="today 17:02 in Yokohama",
        changes=(Of(what="Day", was="Fri 27 Nov", now="Mon 30 Nov"),),
        acts=(
            Of(label="Agree", url="#", now=True, stamp="s", move="agree", look="go"),
            Of(label="Decline", url="?act=decline#desk"),
        ),
    )
    page = promise()
    page = {**page, "second": SECOND, "look": LOOK, "untold": UNTOLD}
    return {**page, "table": (offered,), "news": "Haruka proposed another date at 09:10.", "crossings": ("Your progress crossed Haruka’s proposal; both count.",)}  # fmt: skip


def lists() -> dict[str, Any]:
    groups_a = (
        Of(title="Needs a word", past=False, rows=(row("27", "ff", "Gateway firmware 4.2 has passed the cold-chamber test at minus 25.", "Fri 27 Nov", "you to Haruka", "moved once", more="Four days to go.", act="Something came in between"),)),
        Of(title="On its way", past=False, rows=(row("31", "fe", "Rotterdam customs data feed opens for Kaido’s night shift.", "Offered for Tue 8 Dec", "you to Naoko, who is reading it"),)),
        Of(title="Kept lately", past=True, rows=(row("25", "done", "Alarm thresholds for Otaru are set, with the night crew.", "", "On the day, 20 Nov"),)),
    )  # fmt: skip
    groups_b = (Of(title="On its way", past=False, rows=(row("32", "ff", "Insurance certificate for the Otaru warehouse, renewed.", "Fri 4 Dec", "Naoko to Joost"),)),)  # fmt: skip
    return in_alliance(
        active="promises",
        mine=VELDSEN,
        partner=KAIDO,
        summary="Nine are open: five of Veldsen’s, four of Kaido’s. Three wait for a word from you.",
        views=(
            Of(label="Needs you", url="#", count=3, current=False, own=False),
            Of(label="Open", url="#", count=9, current=True, own=False),
            Of(label="Nights and alarms", url="#", count=None, current=False, own=True),
        ),
        keepable={"q": "otaru"},
        view=None,
        find=Find(),
        lists=(
            Of(side=VELDSEN, title="Veldsen promised Kaido", groups=groups_a, none=""),
            Of(side=KAIDO, title="Kaido promised Veldsen", groups=groups_b, none=""),
        ),
        nothing=None,
        more=Of(url="#", label="Older ones"),
        drafts=(
            Of(
                url="#",
                title="Twelve replacement probes for the Rotterdam store",
                day="by Friday 18 December",
            ),
        ),
    )


def new(asking: bool, preview: Any = None) -> dict[str, Any]:
    return in_alliance(
        active="promises",
        mine=VELDSEN,
        partner=KAIDO,
        asking=asking,
        form=New(),
        conditions=(
            "Each probe reads within 0.2 degrees of the reference.",
            "The certificate names probe and date.",
        ),
        owes=("The old probes are back in Eindhoven by 1 December.",),
        templates=(Of(name="Calibration", url="#"),),
        signs=SIGNS,
        preview=preview,
    )


PREVIEW = Of(
    title="Twelve replacement probes are calibrated.",
    conditions=CONDITIONS[:1],
    owes=("old probes back",),
    due=date(2026, 12, 18),
    place="Eindhoven",
    their_due="Sat 19 December, 07:59 in Yokohama",
    from_=ME.name,
    to="Naoko Fujiwara-Lindqvist",
    stake="",
)
DELIVERY = Of(
    person=HARUKA,
    said="for Kenji",
    at=at(23, 8),
    zone="Asia/Tokyo",
    place="Yokohama",
    words="All twelve are in. Trailer 7 has its probe on the left rail.",
    link="https://example.org/fitting",
    files=FILES[:1],
)
ACTS = (
    "warn progress ask_status ask_release release break decline withdraw take_back change counter agree "
    "deliver reassign accept escalate looked"
).split()
PROMISES: dict[str, tuple[str, dict[str, Any]]] = {
    "promise": ("promises/promise.html", promise("warn")),
    "promise-table": ("promises/promise.html", table_page()),
    "promise-answered": ("promises/promise.html", {**promise(), "second": ANSWERED}),
    "promise-partner-waits": ("promises/promise.html", {**promise(), "second": Of(waits=None, answered=None, theirs="This waits for Kaido’s second signature.")}),
    "no-file": ("promises/no_file.html", in_alliance(active="promises", name="test-plan.pdf", reason="This file is not here any more.")),
    "promise-accept": ("promises/accept.html", {**promise("accept"), "delivery": DELIVERY}),
    "promises": ("promises/promises.html", lists()),
    "promises-empty": ("promises/promises.html", {**lists(), "nothing": Of(title="Nothing has been promised yet, in either direction.", more="A good first one can be done within two weeks.", acts=(Of(label="Make one", url="#", look="go"),))}),
    "new-promise": ("promises/new.html", new(False, PREVIEW)),
    "request": ("promises/new.html", new(True)),
    **{f"act-{act}": ("promises/promise.html", promise(act)) for act in ACTS},
}  # fmt: skip
