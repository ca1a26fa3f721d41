"""A letter: a mail that tells one thing and asks one clear thing, in HTML and as plain text, on light and on dark.

It needs no picture and nothing fetched, and says the same in both forms. Buttons are links; nothing happens by opening
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.template import Context, Engine, Template

from troth.core.unseen import show
from troth.notify.mail import sending


@dataclass(frozen=True)
class Fact:
    """One line beneath the title: a label, what stands there, and the same on the reader's own clock or the like."""

    label: str
    value: str
    more: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Button:
    """What one press leads to; of a letter at most one is `main`."""

    label: str
    url: str
    main: bool = False


@dataclass(frozen=True)
class Letter:
    """What a mail says. `lead` is who did what in one sentence, `title` what it is about, `may` what the reader can do.
    Where the title stands beneath it, `opening` says the same without naming it.

    `way` is said before `page`, where it is read and answered after signing in; `foot` is for whom and when it was
    sent, `settings` where one says which mails one gets.
    """

    to: str
    key: str
    subject: str
    name: str
    lead: str
    may: str
    page: str
    foot: str
    opening: str = ""
    title: str = ""
    facts: Sequence[Fact] = field(default_factory=tuple)
    quotes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    buttons: Sequence[Button] = field(default_factory=tuple)
    after: str = ""
    way: str = ""
    settings: str = ""
    thread: str = ""
    unsubscribe: str = ""
    reply_to: str = ""


def send(letter: Letter) -> None:
    """This function will send a letter in both forms; raises what the mail server says."""
    sending.post(
        letter.to,
        show(letter.subject),
        text(letter),
        key=letter.key,
        html=html(letter),
        thread=letter.thread,
        unsubscribe=letter.unsubscribe,
        reply_to=letter.reply_to,
    )


def text(letter: Letter) -> str:
    """This function will return the letter as plain text, a thought a paragraph."""
    facts = [
        f"{each.label}: {each.value}" + (f" ({each.more})" if each.more else "") for each in letter.facts
    ]
    said = [
        letter.lead,
        letter.title if letter.title not in letter.lead else "",
        letter.may,
        "\n".join(facts),
        *(f"{by}\n“{words}”" if by else f"“{words}”" for by, words in letter.quotes),
        *(f"{each.label}:\n{each.url}" for each in letter.buttons),
        letter.after,
        letter.way,
        letter.page,
        letter.foot,
        f"Which e-mails you get: {letter.settings}" if letter.settings else "",
    ]
    return show("\n\n".join(each for each in said if each)) + "\n"


def html(letter: Letter) -> str:
    """This function will return the letter as a page for mail programs."""
    return show(_template().render(Context({"letter": letter, "linked": letter.page.startswith("http")})))


@cache
def _template() -> Template:
    return Engine(dirs=[str(Path(__file__).parent / "templates")]).get_template("letter.html")
