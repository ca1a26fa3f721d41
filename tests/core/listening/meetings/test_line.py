"""What a typed line is read as: only what stands there, and what it leaves open stays open."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.listening.meetings import Kind, Named, Read, read_line

JOOST, BRAM = Named("m_1", "Joost Bakker", True), Named("m_2", "Bram Willems", True)
HARUKA, NAOKO = Named("m_3", "Haruka Shimizu", False), Named("m_4", "Naoko Fujiwara-Lindqvist", False)
PEOPLE = (JOOST, BRAM, HARUKA, NAOKO)
TODAY = date(2026, 11, 18)  # a Wednesday
MEETS = date(2026, 11, 25)


def read(text: str, kind: Kind = Kind.PROMISE) -> Read:
    return read_line(text, kind, PEOPLE, TODAY, meets=MEETS)


def test_who_to_whom_and_by_when_are_read_from_a_sentence() -> None:
    found = read("Joost: the placement drawing for Otaru is with Haruka by Friday next week")
    assert (found.who, found.to, found.due, found.own) == (JOOST, HARUKA, date(2026, 11, 27), True)
    assert found.words == "the placement drawing for Otaru is with Haruka by Friday next week"


@pytest.mark.parametrize(
    ("text", "who", "to"),
    [
        ("Haruka: North wall photographs", HARUKA, None),
        ("haruka shimizu: North wall photographs", HARUKA, None),
        ("Shimizu to Joost: the list", HARUKA, JOOST),
        ("@Joost sends it to @Haruka", JOOST, HARUKA),
        ("@Joost, @Haruka: the list", JOOST, HARUKA),
        ("@Joost and @Bram for @Naoko", JOOST, NAOKO),
        ("@Haruka @Joost the list", HARUKA, JOOST),
        ("@Joost and @Joost again", JOOST, None),
        ("Joost: the drawing to Bram", JOOST, None),
        ("Joost to Bram: the drawing", JOOST, None),
        ("Joost: the answer to Haruka's question", JOOST, None),
        ("Joost: it goes to Joost", JOOST, None),
        ("the list to Haruka", None, HARUKA),
        ("Kenji: the list", None, None),
        ("the list", None, None),
    ],
)
def test_people_are_read_where_they_are_named(text: str, who: Named | None, to: Named | None) -> None:
    found = read(text)
    assert (found.who, found.to) == (who, to)


def test_whose_line_it_is_follows_from_either_name() -> None:
    assert read("Haruka: the list").own is False
    assert read("the list to Haruka").own is True
    assert read("the list").own is None
    assert read("q the list to Haruka").own is None


def test_a_name_that_two_people_have_is_nobodys() -> None:
    two = (*PEOPLE, Named("m_5", "Joost de Vries", False))
    assert read_line("Joost: the list", Kind.PROMISE, two, TODAY).who is None
    assert read_line("Joost Bakker: the list", Kind.PROMISE, two, TODAY).who is JOOST
    assert read_line("Joost: the list", Kind.PROMISE, (), TODAY).words == "Joost: the list"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Friday", date(2026, 11, 20)),
        ("on Wednesday", TODAY),
        ("next Friday", date(2026, 11, 27)),
        ("this Friday", date(2026, 11, 20)),
        ("by Tue", date(2026, 11, 24)),
        ("Monday of next week", date(2026, 11, 23)),
        ("by 27 November", date(2026, 11, 27)),
        ("by the 27th of November", date(2026, 11, 27)),
        ("Nov 27", date(2026, 11, 27)),
        ("by 3 March", date(2027, 3, 3)),
        ("3 March 2028", date(2028, 3, 3)),
        ("on 12 November", date(2026, 11, 12)),
        ("by 1.12.", date(2026, 12, 1)),
        ("by 1.12.2027", date(2027, 12, 1)),
        ("by 2026-12-01", date(2026, 12, 1)),
        ("between 12 Nov 27 and then", date(2026, 11, 12)),
        ("tomorrow", date(2026, 11, 19)),
        ("today", TODAY),
        ("in two weeks", date(2026, 12, 2)),
        ("in a week", date(2026, 11, 25)),
        ("in 10 days", date(2026, 11, 28)),
        ("by the next meeting", MEETS),
        ("the numbers of 3 December by Friday", date(2026, 11, 20)),
        ("on Thursday or Friday", date(2026, 11, 19)),
        ("next week", None),
        ("in January", None),
        ("by 31 November", None),
        ("by 2026-13-01", None),
        ("in 400 days", None),
        ("version 4.2 of it", None),
        ("27/11", None),
        ("the Mondays", None),
    ],
)
def test_a_day_is_read_or_left_open(text: str, day: date | None) -> None:
    assert read(f"Joost: the drawing {text}").due == day


def test_a_letter_and_a_space_change_the_kind() -> None:
    found = read("s Haruka: The cable has to be ordered by Friday")
    assert (found.kind, found.who, found.due) == (Kind.STATEMENT, HARUKA, None)
    assert found.words == "The cable has to be ordered by Friday"
    assert read("p Joost: x", Kind.NOTE).kind is Kind.PROMISE
    assert read("Q why?", Kind.NOTE).kind is Kind.QUESTION
    assert read("n Joost: looked at it") == Read(Kind.NOTE, "Joost: looked at it")
    assert read("so it is", Kind.NOTE).words == "so it is"


def test_who_finds_a_question_out_is_read() -> None:
    found = read("Naoko finds out which ship, by the next meeting", Kind.QUESTION)
    assert (found.who, found.due, found.to) == (NAOKO, MEETS, None)
    assert read("Naoko: which ship?", Kind.QUESTION).who is NAOKO
    assert read("Which ship?", Kind.QUESTION).who is None


def test_without_a_next_meeting_there_is_no_day_of_it() -> None:
    assert read_line("Joost: x by the next meeting", Kind.PROMISE, PEOPLE, TODAY).due is None


@given(text=st.text(max_size=120), kind=st.sampled_from(Kind))
def test_whatever_is_typed_is_read_without_a_fault(text: str, kind: Kind) -> None:
    found = read(text, kind)
    assert found.to is None or found.who is None or found.to.own is not found.who.own
    assert len(found.words) <= len(" ".join(text.split()))
