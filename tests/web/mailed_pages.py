"""The pages behind the buttons of a mail, with a context as each template asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.samples import HARUKA, NOW
from troth.web.promises.forms import Agreed

BEFORE: dict[str, Any] = {
    "person": HARUKA, "firm": "Kaido", "colour": "b", "partner_short": "Veldsen", "zone": "Asia/Tokyo", "now": NOW,
    "page": "/a/veldsen-kaido/promises/pr_27/", "act": "agree", "token": "t", "action": "/m/t/", "known": True,
    "until": datetime(2026, 12, 7, tzinfo=UTC),
}  # fmt: skip


class Words(forms.Form):
    words = forms.CharField(required=False)


def asked(head: str, button: str, act: str, **more: Any) -> dict[str, Any]:
    ask = Of(head=head, button=button, fields=f"mailed/fields/{act}.html", stamp="ab", refusal="")
    return {**BEFORE, "act": act, "ask": ask, "title": "Gateway firmware 4.2 has passed.", **more}


MAILED: dict[str, tuple[str, dict[str, Any]]] = {
    "mailed": (
        "mailed/confirm.html",
        asked(
            "Agree to the change?", "Agree to 3 December", "agree", form=Agreed(), desk=Of(asks_stake=True),
            facts=[Of(label="By", words="Thursday 3 December, in Eindhoven", more="until 08:00 on Friday", strong=True)], says=[("Annelies", "One night.")], conditions=["So"],
        ),
    ),
    "mailed-play-back": (
        "mailed/confirm.html",
        asked("How do you understand it?", "Send it to Veldsen", "play_back", form=Words()),
    ),
    "mailed-code": ("mailed/code.html", {**BEFORE, "email": "haruka@kaido.example", "sent": "s", "sends": True, "button": "Agree"}),
    "mailed-done": ("mailed/done.html", {**BEFORE, "told": "Agreed.", "at": NOW, "place": "Yokohama", "title": "Gateway firmware 4.2 has passed.", "knows": "Veldsen is at work until 17:30, your 01:30.",
        "logs": "kaido #0393 · veldsen #0417", "add": "/a/#comments", "whom": "Annelies", "otherwise": "/m/u/", "receipt": "A receipt is on its way to your mailbox.",
        "more": Of(title="The placement drawing", says="Joost Bakker offers it", day=date(2026, 11, 27), url="/m/v/"),
    }),
    "mailed-meanwhile": ("mailed/meanwhile.html", {**BEFORE, "now_so": "It stands so: Kept."}),
    "mailed-sign-in": ("mailed/sign_in.html", {**BEFORE, "sign_in": "/account/login/"}),
    "mailed-closed": ("mailed/closed.html", {"why": "over", "page": "/", "at": NOW, "now": NOW}),
    "mailed-reported": ("mailed/closed.html", {"why": "reported", "page": "/", "at": NOW, "now": NOW, "token": "t"}),
    "mailed-thanks": ("mailed/closed.html", {"why": "thanks", "page": "/", "at": NOW, "now": NOW}),
    "mailed-take-back": ("mailed/confirm.html", asked("Take your yes back?", "Take it back", "take_back")),
}  # fmt: skip
