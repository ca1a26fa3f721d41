"""The coach: what it marks, what it says, what it leaves alone, and how what was dismissed stays dismissed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.core.judgement import LEAST_PROBABILITY, Judged, Kind, Remark, Says, clear, remarks

LETTER = """Dear Haruka,

The export papers for the sailing of 18 November reached us on the 19th, after the ship had left. Your team always \
sends them too late, and I think the documents have no priority for you. On the 11th they also came a day after the \
sailing.

Our customer in Rotterdam waited two days. That was careless. Could we look at it together before the sailing of \
2 December?

Kind regards,
Annelies"""


def only(text: str) -> Remark:
    found = remarks(text)
    assert len(found) == 1, found
    return found[0]


def test_a_letter_gets_three_remarks_numbered_in_their_places() -> None:
    found = remarks(LETTER)
    assert [(each.number, each.kind, each.words) for each in found] == [
        (1, Kind.ALWAYS, "Your team always sends them too late"),
        (2, Kind.MOTIVE, "have no priority for you"),
        (3, Kind.VERDICT, "That was careless"),
    ]
    assert [LETTER[each.start : each.end] for each in found] == [each.words for each in found]


def test_a_letter_shows_what_came_when_and_what_it_meant() -> None:
    found = clear(LETTER)
    assert [each.says for each in found] == [Says.WHEN, Says.WHEN, Says.MEANT]
    assert found[-1].words == "Our customer in Rotterdam waited two days."
    assert LETTER[found[0].start : found[0].end] == found[0].words


def test_a_verdict_after_an_observation_says_that_the_observation_can_stand_alone() -> None:
    assert "sentence before it already says" in remarks(LETTER)[2].why
    assert "careless" in only("That was careless.").why
    assert "careless" in only("I write to you again. That was careless.").why


def test_an_always_beside_days_that_are_named_points_to_them() -> None:
    assert "18 November" in remarks(LETTER)[0].why
    assert "“always”" not in only("You always ignore us.").why
    assert "covers every time" in only("You always ignore us.").why


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.VERDICT, "Your team is unreliable."),
        (Kind.VERDICT, "This is unacceptable."),
        (Kind.VERDICT, "You are not being honest with us."),
        (Kind.VERDICT, "You are an idiot."),
        (Kind.VERDICT, "This shows a lack of commitment on your side."),
        (Kind.VERDICT, "Your communication is terrible."),
        (Kind.VERDICT, "Your own negligence led to it."),
        (Kind.VERDICT, "What a lazy answer."),
        (Kind.VERDICT, "Your attitude is what we talk about."),
        (Kind.VERDICT, "Closing it without a word is disrespectful."),
        (Kind.VERDICT, "The whole project is a joke."),
        (Kind.VERDICT, "Enough of this bureaucratic circus."),
        (Kind.VERDICT, "How dare you send this?"),
        (Kind.BLAME, "You let us down again."),
        (Kind.BLAME, "It is your fault that the launch slipped."),
        (Kind.BLAME, "You are playing games with us."),
        (Kind.BLAME, "Stop making excuses."),
        (Kind.BLAME, "Did you even read the contract?"),
        (Kind.BLAME, "You closed the gate for no reason."),
        (Kind.BLAME, "Don't tell me what a deadline is."),
        (Kind.BLAME, "This is a waste of our time."),
        (Kind.MOTIVE, "They clearly don't care about our deadline."),
        (Kind.MOTIVE, "It is obvious that you are not interested in this project."),
        (Kind.MOTIVE, "You just want to save money at our expense."),
        (Kind.MOTIVE, "Your side deliberately held back the figures."),
        (Kind.MOTIVE, "Nobody at Kaido cares about our schedule."),
        (Kind.MOTIVE, "Kaido does not respect us."),
        (Kind.MOTIVE, "Tell us your real intentions."),
        (Kind.ALWAYS, "Kaido never keeps its promises."),
        (Kind.ALWAYS, "Your invoices are always late."),
        (Kind.ALWAYS, "Why do you always wait until the last minute?"),
        (Kind.ALWAYS, "You keep changing the specification."),
        (Kind.ALWAYS, "You are constantly moving the date."),
        (Kind.ALWAYS, "Every time you promise a date we hear nothing."),
        (Kind.ALWAYS, "As usual, your report came after the meeting."),
        (Kind.LESSON, "They need to understand that we have a business to run."),
        (Kind.LESSON, "Please calm down."),
        (Kind.LESSON, "Why can't you just listen?"),
        (Kind.SHOULD, "You should have told us a week ago."),
        (Kind.SHOULD, "You ought to know better."),
        (Kind.SHOULD, "We deserve better than this."),
        (Kind.SHOULD, "You owe us an answer."),
    ],
)
def test_a_judging_sentence_gets_a_remark_of_its_kind_with_a_question(kind: Kind, text: str) -> None:
    remark = only(text)
    assert remark.kind is kind
    assert remark.instead.endswith("?") and remark.why.endswith((".", "?"))


@pytest.mark.parametrize(
    "text",
    [
        "The papers reached us on the 19th.",
        "The pump is always on at nine.",
        "The server never answered on port 443.",
        "I should have told you earlier.",
        "The parcel should arrive on Monday.",
        "We never agreed a date for the review.",
        "We got a bad request on the wrong port, and the test failed.",
        "You can always call me.",
        "You never know what customs will say.",
        "What happened on the 18th?",
        "Did you ignore the first mail on purpose?",
        "If you don't care about the colour, we take blue.",
        "When you change the date, you never listen to the machine.",
        "You should have received the contract.",
        "Your team deserves credit for the quick repair.",
        "I don't think you are rude.",
        "It was careless of me to forget the form.",
        "I am sorry that I was rude.",
        "He said you are lazy.",
        "Thank you, you always answer quickly.",
        "Here are the options you don't care about.",
        "You must restart the server.",
        "You need to understand the tax rules; here is a guide.",
        "You refused delivery 4711 on Monday because two seals were broken.",
        "You wrote “you never answer” on Monday.",
        "You wrote that `you are an idiot` is in the log.",
        "> You never answer.\n> This is ridiculous.",
        "```\nyou never answer\n```",
        "~~~\nyou never answer",
        "",
        "   \n\n  ",
        "あなたはいつも遅い。締め切りを守らない。",
        "\u202eyou\x00\x01 \ud7ff\U000e0001 \u0130\u0130 ¿?",
    ],
)
def test_harmless_work_talk_gets_no_remark(text: str) -> None:
    assert remarks(text) == ()


def test_what_follows_a_quotation_or_code_is_the_writers_again() -> None:
    text = "> You said so.\nThis is ridiculous.\n```\ncode\n```\nYou never answer."
    assert [each.words for each in remarks(text)] == ["This is ridiculous", "You never answer"]


def test_a_sentence_has_one_remark_at_most() -> None:
    assert only("You never listen, you idiots, this is ridiculous and your fault.").number == 1


def test_an_abbreviation_or_a_line_wrapped_by_a_mail_ends_no_sentence() -> None:
    assert only("You never answer, e.g. on Monday, you idiots.").kind is Kind.ALWAYS
    assert only("Your team always\nsends them too late.").words == "Your team always\nsends them too late"


def test_a_long_rest_of_a_sentence_is_not_marked() -> None:
    remark = only("You never answer " + "word " * 40)
    assert remark.words == "You never answer"


def test_what_was_dismissed_stays_dismissed_in_other_words_around_it() -> None:
    phrase = only("That was careless.").phrase
    assert phrase == "verdict: careless"
    assert remarks("Honestly, this is so careless!", dismissed=frozenset({phrase})) == ()
    assert only("This is rude. That was careless.".replace("rude", "fine")).kind is Kind.VERDICT
    assert [each.words for each in remarks(LETTER, dismissed=frozenset({phrase}))] == [
        "Your team always sends them too late",
        "have no priority for you",
    ]


def test_a_remark_that_overlaps_a_dismissed_one_is_silent_too() -> None:
    whole = only("You are so rude.")
    assert remarks("You are so rude.", dismissed=frozenset({whole.phrase})) == ()


def test_another_place_in_the_sentence_may_still_be_marked() -> None:
    text = "You never listen to us and this is ridiculous."
    first = only(text)
    assert only(text.removesuffix(" and this is ridiculous.")).phrase == first.phrase
    second = remarks(text, dismissed=frozenset({first.phrase}))
    assert [each.words for each in second] == ["this is ridiculous"]


JUDGED = "The work was what one would expect of them. You never answer."


def learned(start: int, end: int, probability: float = 0.95, kind: Kind = Kind.VERDICT) -> Judged:
    return Judged(start, end, kind, probability)


@pytest.mark.parametrize("kind", Kind)
def test_a_trained_judge_adds_a_remark_of_each_kind_where_no_rule_speaks(kind: Kind) -> None:
    first, second = remarks(JUDGED, judged=[learned(0, 42, kind=kind)])
    assert (first.kind, first.words) == (kind, JUDGED[:42])
    assert first.why and first.instead.endswith("?") and first.phrase.startswith(kind.name.lower())
    assert second.words == "You never answer"


def test_a_rule_is_heard_before_a_trained_judge() -> None:
    found = remarks(JUDGED, judged=[learned(44, 60)])
    assert [each.kind for each in found] == [Kind.ALWAYS]


def test_the_surest_of_a_trained_judge_is_heard_and_may_be_dismissed() -> None:
    spans = [learned(0, 8, 0.9), learned(13, 42, 0.99)]
    first = remarks(JUDGED, judged=spans)[0]
    assert first.words == JUDGED[13:42]
    assert remarks(JUDGED, judged=spans, dismissed=frozenset({first.phrase}))[0].words == "The work"


@pytest.mark.parametrize(
    "span",
    [
        learned(0, 42, LEAST_PROBABILITY - 0.01),
        learned(0, 60),
        learned(5, 5),
        learned(-3, 8),
        learned(900, 910),
    ],
)
def test_an_unsure_or_impossible_span_of_a_trained_judge_gives_no_remark(span: Judged) -> None:
    assert len(remarks(JUDGED, judged=[span])) == 1


def test_a_trained_judge_marks_nothing_in_a_quotation() -> None:
    text = 'He wrote "you never answer" there.'
    assert remarks(text, judged=[learned(9, 27)]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Did the papers come on the 19th?",
        "I think the papers came on the 19th.",
        "The papers are for the 19th.",
        "The papers came.",
        "Your team sent us two idiots on the 19th.",
    ],
)
def test_a_sentence_that_asks_guesses_judges_or_names_no_day_is_not_called_clear(text: str) -> None:
    assert clear(text) == ()


WORDS = st.sampled_from(
    'you your they never always is are so careless idiots stop if because fault team > ` " “ ” . ? ! , ; \n \n\n should '
    "have told don't care want to trying @you e.g. 19th http://x.y/z ``` 漢字 \u0130 \x00 \x01".split(" ")
)


@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300))
@settings(deadline=None)
def test_whatever_the_text_remarks_lie_in_order_within_it_and_apart(text: str) -> None:
    found = remarks(text)
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places) and all(0 <= place <= len(text) for place in places)
    assert all(each.words == text[each.start : each.end] != "" for each in found)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert remarks(text, dismissed=frozenset(each.phrase for each in found)) != found or not found
    assert all(text[each.start : each.end] == each.words for each in clear(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        ".",
        "...!",
        "\n  \n",
        "\n   ",
        "you ",
        "you never ",
        " ",
        "\n",
        '"',
        "`",
        "> ",
        "stop ",
        "your team ",
    ]
    + ["you are so ", "if ", "<a", "1.", "漢", "wasted 9 ", "https://a", "you'", "a lack of ", "x,"],
)
def test_twenty_thousand_characters_of_anything_are_read(piece: str) -> None:
    text = (piece * 20_000)[:20_000] + "x"
    assert len(remarks(text)) <= 1
    assert clear(text) == ()
