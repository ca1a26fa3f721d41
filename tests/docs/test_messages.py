"""What mails say is said in each of their languages, whole and as it is now."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from tests.docs.tree import ROOT, python_files
from tools import messages
from troth.store.languages import LANGUAGES, OTHERWISE, SHAPES

SOURCE = messages.said()
HELD = re.compile(r"\{\w*\}")
MARKS = {"gettext", "gettext_noop", "ngettext", "_"}


def words_of(catalogue: Catalog) -> dict[object, tuple[str, ...]]:
    """What a catalogue says, by what it is in English."""
    return {
        tuple(each.id) if isinstance(each.id, list) else each.id: messages.spoken(each.string)
        for each in catalogue
        if each.id
    }


def marked() -> Iterator[str]:
    """All that is marked to be translated, as Python itself reads the files."""
    for path in python_files("src"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def test_a_mail_has_its_catalogue_in_every_language_that_can_be_chosen() -> None:
    assert {OTHERWISE, *messages.LANGUAGES} == LANGUAGES.keys() == SHAPES.keys()


def test_nothing_that_is_marked_is_left_out() -> None:
    taken = {each for id in words_of(SOURCE) for each in (id if isinstance(id, tuple) else (id,))}
    assert len(taken) > 150
    assert [each for each in marked() if each not in taken] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_from_before(language: str) -> None:
    held = words_of(messages.catalogue(language))
    assert held.keys() == words_of(SOURCE).keys(), "run: make messages"
    assert [id for id, said in held.items() if not all(said)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_holds_what_its_sentence_holds(language: str) -> None:
    for id, said in words_of(messages.catalogue(language)).items():
        one, many = (id[0], id[-1]) if isinstance(id, tuple) else (id, id)
        wanted = {frozenset(HELD.findall(str(each))) for each in (one, many)}
        assert all(frozenset(HELD.findall(each)) in wanted for each in said), id


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_a_node_reads_is_what_was_written(language: str) -> None:
    made = messages.catalogue(language)
    kept = messages.po(language).with_suffix(".mo").read_bytes()
    assert words_of(read_mo(io.BytesIO(kept))) == words_of(made), "run: make messages"
    assert messages.po(language).read_bytes() == messages.written(messages.updated(language, SOURCE))
    assert messages.po(language).is_relative_to(ROOT / "src" / "troth" / "locale")


def test_a_sentence_that_nobody_has_translated_is_seen() -> None:
    made = messages.said()
    made.add("A sentence that nobody has translated")
    assert messages.untranslated(messages.updated("nl", made)) == ["A sentence that nobody has translated"]
