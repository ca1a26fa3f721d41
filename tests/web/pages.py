"""Each page of the product with a context as its template asks for."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.samples import HARUKA, ME, frame, in_alliance
from troth.web.figures.life import LifeLine, Step
from troth.web.figures.months import Month

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
MONTHS = tuple(
    Month(2024 + (n + 6) // 12, (n + 6) % 12 + 1, kept, all_ - kept)
    for n, (kept, all_) in enumerate([(5, 5), (4, 5), (8, 8), (7, 9), (6, 8), (9, 9), (7, 10), (6, 9), (8, 8), (9, 10), (5, 9), (7, 8)] * 2)
)  # fmt: skip
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
ACTS = (
    Of(label="Something came in between", url="?act=warn", look="go"),
    Of(label="Say it is delivered", url="?act=deliver"),
    Of(label="Agree", url="/x", now=True, stamp="s", move="agree"),
    Of(label="Ask to be released", url="?act=ask_release", look="quiet"),
    Of(label="Accept", locked="once Kenji says it is delivered"),
    Of(label="Small", url="#", small=True),
)
ITEMS = (
    Of(
        key="p27", glyph="ff", url="#", words="Gateway firmware 4.2 has passed the cold-chamber test at minus 25.",
        facts=("You promised Haruka Shimizu",), strong="for Friday 27 Nov", more="Four days to go.", acts=ACTS[:1],
    ),
    Of(key="p30", glyph="fe", url="#", words="Insurance certificate, renewed.", facts=("Kaido offered 4 Dec",), chip=CHIPS[0]),
)  # fmt: skip


class Sample(forms.Form):
    email = forms.EmailField()
    words = forms.CharField()
    day = forms.CharField()
    stake = forms.CharField()


def sample_form() -> Sample:
    form = Sample({"email": "annelies", "words": "Serif, because a person says it.", "day": "", "stake": "low"})
    form.is_valid()
    return form


def gallery() -> dict[str, Any]:
    return frame(
        people=(ME, HARUKA),
        line=LINE,
        rows=MONTHS,
        chips=CHIPS,
        acts=ACTS,
        items=ITEMS,
        dates=(
            Of(label="First promised", day=date(2026, 11, 13)),
            Of(label="Moved once, agreed by both", day=date(2026, 11, 27), more=", 18:00 Eindhoven"),
            Of(label="Delivered", words="Four days to go"),
        ),
        moves=("13 to 27 November: moved by 14 days, told six days ahead.",),
        form=sample_form(),
        rows_edit=("Each probe reads within 0.2 degrees of the reference.", ""),
    )


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "gallery": ("parts/gallery.html", gallery()),
    "sign-in": ("account/request_login_code.html", {"form": sample_form(), "operator": "Veldsen’s IT, Eindhoven", "host": "node.veldsen.example", "request_login_code_url": "/x"}),
    "sign-in-code": ("account/confirm_login_code.html", {"email": "annelies@veldsen.example", "can_resend": True, "operator": "", "verify_form": sample_form()}),
    "404": ("404.html", {}),
    "500": ("500.html", {}),
    "empty-frame": ("parts/empty-page.html", in_alliance(active="promises")),
}
del PAGES["empty-frame"]
