"""Two people are asked to look, in four browsers: whoever asks, whoever answers, and the two who look."""

from __future__ import annotations

from tests.browser.conftest import Demo, Enter
from tests.browser.journey import SEEN, Somebody, act, agreed, asked
from tests.counts import IN_SOAK


@IN_SOAK
def test_two_people_are_asked_both_sides_say_a_sentence_and_both_look(
    annelies: Somebody, haruka: Somebody, enter: Enter, demo: Demo
) -> None:
    path = asked(annelies, "The alarm is answered within ten minutes", "Also on Sundays")
    agreed(haruka, path)
    annelies.go(path)
    act(
        annelies,
        "Ask two people to look",
        "Ask them",
        words="On two Sundays nobody answered, and we do not know why.",
    )
    annelies.sees("Said. Two people are asked to look, one of each side.")
    haruka.sees("On two Sundays nobody answered", within=SEEN)
    haruka.sees("Has not said its sentence yet.")
    act(
        haruka,
        "Say yours in one sentence",
        "Say it",
        words="On Sundays the desk is empty until ten, and we never said so.",
    )
    annelies.sees("the desk is empty until ten", within=SEEN)

    marijke, naoko = (enter(demo.address, demo.link_of(key)) for key in ("marijke", "naoko"))
    for one in (marijke, naoko):
        one.go("/")
        one.sees("You are asked to look at it, with somebody of the other side")
        one.go(path)
    marijke.press("Say that you have looked")
    marijke.sees("Said. Kaido sees that you have looked.")
    naoko.sees("Marijke Hendriks has looked", within=SEEN)
    act(naoko, "Add a word", "Say it", words="From ten on Sundays, then, and we write it down.")
    for one in (annelies, haruka):
        one.sees("Two people have looked at it", within=SEEN)
        one.sees("From ten on Sundays, then, and we write it down.")
