"""A letter: a mail that tells one thing and asks one clear thing, in HTML and as plain text, on light and on dark.

It needs no picture and nothing fetched, and says the same in both forms. Buttons are links; nothing happens by opening
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine, Template
from django.utils.translation import get_language, gettext

from troth.core.unseen import show
from troth.notify.mail import sending
from troth.notify.mail.parts import Button as Button
from troth.notify.mail.parts import Fact as Fact
from troth.notify.mail.parts import Group, Kept, Line, Section
from troth.store.languages import OTHERWISE, sentences

LONGEST_FIRST = 140  # of what a list of mails shows beside the subject


@dataclass(frozen=True)
class Letter:
    """What a mail says. `lead` is who did what in one sentence, `title` what it is about, `may` what the reader can do.
    Where the title stands beneath it, `opening` says the same without naming it; `firm` in it is of that `colour`.

    `way` is said before `page`, where it is read and answered after signing in, by a button that says `look`; `foot` is
    for whom and when it was sent, `settings` where one says which mails one gets. `paragraphs` are plain words, `code`
    digits to type in, `sections` several things at once, `newest` the newest receipt.
    """

    to: str
    key: str
    subject: str
    name: str
    lead: str
    may: str = ""
    page: str = ""
    foot: str = ""
    opening: str = ""
    firm: str = ""
    colour: str = "a"
    title: str = ""
    facts: Sequence[Fact] = ()
    quotes: Sequence[tuple[str, str]] = ()
    paragraphs: Sequence[str] = ()
    code: str = ""
    sections: Sequence[Section] = ()
    buttons: Sequence[Button] = ()
    after: str = ""
    way: str = ""
    look: str = ""
    settings: str = ""
    newest: Kept | None = None
    first: str = ""
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
    said = [
        letter.lead,
        letter.title if letter.title not in letter.lead else "",
        letter.may,
        "\n".join(f"{each.label}: {each.value}" + _in_brackets(each.more) for each in letter.facts),
        *("\n".join(filter(None, (by, _quoted(words)))) for by, words in letter.quotes),
        letter.code,
        *letter.paragraphs,
        *(part for section in letter.sections for part in _section(section)),
        *(f"{each.label}:\n{each.url}" for each in letter.buttons),
        letter.after,
        letter.way,
        letter.page,
        letter.foot,
        gettext("Which e-mails you get: {url}").format(url=letter.settings) if letter.settings else "",
        "\n".join((letter.newest.said, *letter.newest.heads)) if letter.newest else "",
    ]
    return show("\n\n".join(each for each in said if each)) + "\n"


def html(letter: Letter) -> str:
    """This function will return the letter as a page for mail programs."""
    before, firm, after = letter.opening.partition(letter.firm) if letter.firm else ("", "", "")
    shown = {
        "letter": letter,
        "first": _first(letter),
        "linked": letter.page.startswith("http"),
        "said": sentences(letter.may, letter.after),
        "before": before,
        "firm": firm,
        "after": after,
        "marks": _quoted("|").split("|"),
        **_labels(letter),
        "paragraphs": [(words, _link(words)) for words in letter.paragraphs],
    }
    return show(_template().render(Context(shown)))


def _labels(letter: Letter) -> Mapping[str, str]:
    """What stands in every letter, in the language of this one."""
    return {
        "language": get_language() or OTHERWISE,
        "look": letter.look or gettext("Look at it"),
        "another_way": gettext("Answer in another way"),
        "open_it": gettext("Open it"),
        "which": gettext("Which e-mails you get"),
        "next": gettext("Next"),
    }


def _quoted(words: str) -> str:
    return gettext("“{title}”").format(title=words)


def _link(words: str) -> str:
    """Of a paragraph that is an address: `own` of this node, which is a button, or `other`, which shows itself."""
    if not words.startswith(("https://", "http://")) or " " in words:
        return ""
    return "own" if settings.TROTH_URL and words.startswith(f"{settings.TROTH_URL}/") else "other"


def _section(section: Section) -> Iterator[str]:
    if section.head:
        yield section.head.upper()
    for group in section.groups:
        answered = any(line.button or line.url for line in group.lines)
        if answered and group.head:
            yield group.head
        listed = [_line(line) for line in group.lines] + ([group.more] if group.more else [])
        if answered:
            yield from listed
        else:
            yield "\n".join(filter(None, (group.head, *_compact(group))))
    if section.link is not None:
        yield f"{section.link.label}:\n{section.link.url}"


def _line(line: Line) -> str:
    said = f"- {_dated(line)}"
    if line.said:
        said = (
            gettext("{what}: {said}.").format(what=said, said=line.said)
            if line.day
            else f"{said}\n  {line.said}"
        )
    said += f"\n  {line.url}" if line.url else ""
    return said + (f"\n{line.button.label}:\n{line.button.url}" if line.button else "")


def _dated(line: Line) -> str:
    return gettext("{what}, {day}").format(what=line.title, day=line.day) if line.day else line.title


def _compact(group: Group) -> Iterator[str]:
    """Lines that are only read: one beneath the other."""
    yield from (f"  - {line.title}{f': {line.said}' if line.said else ''}" for line in group.lines)
    yield f"  {group.more}" if group.more else ""
    if group.coming:
        yield "  " + gettext("Next:")
        yield from (f"  - {_dated(line)}" for line in group.coming)
        yield f"  {group.more_coming}" if group.more_coming else ""


def _first(letter: Letter) -> str:
    """What a list of mails shows beside the subject, in other words: how it is, and what the reader decides."""
    matter = letter.first
    if not matter and letter.quotes:
        matter = letter.quotes[-1][1]
    elif not matter and letter.facts:
        fact = next((each for each in letter.facts if each.strong), letter.facts[0])
        matter = gettext("{label} {day}.").format(label=fact.label, day=fact.value)
    matter = " ".join(matter.split())
    if len(matter) > LONGEST_FIRST:
        matter = f"{matter[: LONGEST_FIRST - 1].rstrip()}…"
    return " ".join(filter(None, (matter, letter.may or " ".join(letter.paragraphs[:1]))))


def _in_brackets(more: str) -> str:
    return f" ({more})" if more else ""


@cache
def _template() -> Template:
    return Engine(dirs=[str(Path(__file__).parent / "templates")]).get_template("letter.html")
