"""What mails say, in the languages they are written in: taken out of the source, put into each catalogue, and compiled.

`make messages` keeps what is translated, adds what is new as an empty line, and drops what nobody says any more.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "troth"
LOCALE = SOURCE / "locale"
LANGUAGES = ("ja", "nl")
# `_` marks in a table what is translated where it is said.
KEYWORDS = {"gettext": None, "gettext_noop": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
FROM = [("locale/**", "ignore"), ("web/site/**", "ignore"), ("**.py", "python")]
# Nobody's day or address: a catalogue changes when its words do, and then alone.
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = "# What mails say in {language}. Made by `make messages`; the words are written by hand."


def said() -> Catalog:
    """This function will return all that the source says in mails."""
    found = Catalog(charset="utf-8")
    for name, _, message, comments, context in extract_from_dir(
        SOURCE, FROM, keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        found.add(message, locations=[(f"src/troth/{name}", 0)], auto_comments=comments, context=context)
    return found


def catalogue(language: str) -> Catalog:
    """This function will return what is translated into one language."""
    path = po(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po(language: str) -> Path:
    """This function will say where the words of one language are written."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def updated(language: str, source: Catalog) -> Catalog:
    """This function will return the catalogue of one language with what the source says now."""
    made = catalogue(language)
    made.update(source, no_fuzzy_matching=True)
    made.obsolete.clear()
    made.project, made.version, made.fuzzy = "Troth", "", False
    made.header_comment = HEAD.format(language=language)
    made.creation_date = made.revision_date = SINCE
    made.last_translator = made.language_team = "Troth"
    made.msgid_bugs_address = ""
    return made


def written(made: Catalog) -> bytes:
    """This function will return a catalogue as its file."""
    file = io.BytesIO()
    write_po(file, made, width=110, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def compiled(made: Catalog) -> bytes:
    """This function will return a catalogue as a node reads it."""
    file = io.BytesIO()
    write_mo(file, made)
    return file.getvalue()


def untranslated(made: Catalog) -> list[str]:
    """This function will return what one language cannot say yet."""
    return [str(each.id) for each in made if each.id and not all(spoken(each.string))]


def spoken(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """This function will return all forms of a translation."""
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)


if __name__ == "__main__":
    source = said()
    for language in LANGUAGES:
        made, path = updated(language, source), po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(made))
        path.with_suffix(".mo").write_bytes(compiled(made))
        print(f"{language}: {len(made)} said, {len(untranslated(made))} not yet translated")
