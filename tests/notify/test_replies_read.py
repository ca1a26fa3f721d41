"""A reply is read as a person meant it: who wrote it, to which mail, and which words are their own."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.notify.letters import OURS, PASSED, QUOTE, RECEIVER, REPLY, SECRET, SENDER, letter
from troth.notify.replies.quotes import ABOVE, own_words
from troth.notify.replies.reading import ADDRESS, Read, addresses_in, read
from troth.notify.replies.results import found_by, proves


def seen(raw: bytes) -> Read:
    return read(raw, receiver=RECEIVER, ours=OURS)


def test_a_reply_is_read_whole() -> None:
    said = seen(letter(f"Troth <{REPLY}>, other@firm.example"))
    assert said.sender == SENDER
    assert said.to == (REPLY, "other@firm.example")
    assert said.answers == {"tell-1-2@troth"}
    assert said.words == "We have the lot by noon."
    assert not said.automatic and said.returned is None and proves(said.found, said.sender)


OUTLOOK = (
    """Yes, by noon.

________________________________
Von: Troth <troth@troth.example>
Gesendet: Donnerstag, 26. November 2026 10:00
An: Naoko
Betreff: asks

"""
    + SECRET
)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (f"Yes.\n{QUOTE}", "Yes."),
        (
            f"Thanks, that works.\n\n- by noon\n- in two lots\n\n{QUOTE}",
            "Thanks, that works.\n\n- by noon\n- in two lots",
        ),
        (OUTLOOK, "Yes, by noon."),
        (f"Ja.\n\nAm 26.11.26 um 10:00 schrieb Troth:\n\n> {SECRET}", "Ja."),
        (f"はい。\n\n2026年11月26日(木) 10:00 Troth <troth@troth.example>:\n> {SECRET}", "はい。"),
        (f"Yes.\n\nOn Thu, 26 Nov 2026 at 10:00, Troth <\ntroth@troth.example> wrote:\n\n{SECRET}", "Yes."),
        (f"Yes.\n\nLe 26 nov. 2026 à 10:00, Troth a écrit :\n\n{ABOVE}\n{SECRET}", "Yes."),
        (f"> {SECRET}\n\nThat one: yes.\n\n> {SECRET}\n\nAnd this: no.", "That one: yes.\n\nAnd this: no."),
        (f"My two points:\n> {SECRET}\nYes.", "My two points:\nYes."),
        ("Noon.\n\n-- \nNaoko Fujiwara\nKaido K.K.", "Noon."),
        ("Noon.\n\nSent from my iPhone", "Noon."),
        ("Sent from my desk this morning.", "Sent from my desk this morning."),
        ("We sent it.\nFrom: the quay\nto the hall.", "We sent it.\nFrom: the quay\nto the hall."),
        ("", ""),
    ],
)
def test_what_is_quoted_goes_and_what_is_said_stays(text: str, own: str) -> None:
    assert own_words(text, OURS) == own


def test_a_page_of_html_alone_is_read_too_and_the_text_of_a_file_is_not() -> None:
    page = (
        f"<style>p{{}}</style><div>Yes,&nbsp;by <b>noon</b>.<br>In two lots.</div><div class='gmail_quote'>{SECRET}"
        f"<blockquote><p>{SECRET}</p></blockquote></div>"
    )
    raw = letter(REPLY, content_type="text/html").partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + page.encode()
    assert seen(raw).words == "Yes, by noon.\nIn two lots."
    assert seen(letter(REPLY, content_type="text/html", words="Y\x1bes.&#0;")).words == "Yes.\ufffd", (
        "no HTML, whatever it says"
    )
    parts = (
        '--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nA file\r\n'
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n\r\n{SECRET}\r\n--b--\r\n"
    )
    mixed = letter(REPLY, content_type='multipart/mixed; boundary="b"').partition(b"\r\n\r\n")[0]
    said = seen(mixed + b"\r\n\r\n" + parts.encode())
    assert said.words == "" and said.files


def test_folded_lines_are_one_line_and_foreign_letters_are_read() -> None:
    head = letter(REPLY, content_type="text/plain; charset=iso-2022-jp; format=flowed").partition(
        b"\r\n\r\n"
    )[0]
    body = "了解 \r\nしました。\r\n".encode("iso-2022-jp")
    assert seen(head + b"\r\n\r\n" + body).words == "了解 しました。"


@pytest.mark.parametrize(
    "header",
    [
        {"auto_submitted": "auto-replied"},
        {"precedence": "bulk"},
        {"x_autoreply": "yes"},
        {"x_auto_response_suppress": "All"},
        {"list_id": "<all.kaido.example>"},
        {"return_path": "<>"},
        {"from": "MAILER-DAEMON@kaido.example"},
        {"content_type": "multipart/report; report-type=disposition-notification; boundary=x"},
    ],
)
def test_what_nobody_wrote_is_known(header: dict[str, str]) -> None:
    assert seen(letter(REPLY, **header)).automatic


@pytest.mark.parametrize(
    "said",
    [
        f"{SENDER}, other@evil.example",
        f"{SENDER} <other@evil.example>",
        f"<{SENDER}> <other@evil.example>",
        f"Naoko <{SENDER}>\r\nFrom: other@evil.example",
        "Naoko",
        None,
    ],
)
def test_a_sender_that_can_be_read_in_two_ways_is_not_the_one(said: str | None) -> None:
    assert seen(letter(REPLY, **{"from": said})).sender != SENDER


def test_an_address_that_is_pieced_together_is_none() -> None:
    bare = (
        "a@b.example",
        '"Fujiwara, Naoko" <a@b.example>',
        "a@b.example (Naoko)",
        "<a@b.example>",
        "x: a@b.example;",
    )
    assert [addresses_in(each) for each in bare] == [["a@b.example"]] * 5
    for said in (
        "a(x)@b.example",
        'a""@b.example',
        "a)@b.example",
        r"\a@b.example",
        '<a"x"@b.example>',
        "<a<@b.example>",
    ):
        assert not [each for each in addresses_in(said) if ADDRESS.match(each)]


@pytest.mark.parametrize(
    ("header", "passes"),
    [
        (PASSED, True),
        (f"{RECEIVER} 1; dkim=pass (good) header.d=kaido.example", True),
        (f'"{RECEIVER}"; dkim=pass header.i=@mail.kaido.example; dmarc=pass header.from=kaido.example', True),
        (f"{RECEIVER}; dkim=pass header.i=@kaido.example", True),
        (f"{RECEIVER}; dkim=pass header.d=mail.kaido.example", False),
        (f"{RECEIVER}; dkim=pass header.d=evil.example", False),
        (f"{RECEIVER}; dkim=pass header.d=example", False),
        (f"{RECEIVER}; dkim=fail header.d=kaido.example", False),
        (f"{RECEIVER}; dkim=pass header.d=kaido.example; dmarc=fail header.from=kaido.example", False),
        (f"{RECEIVER}; dmarc=pass header.from=evil.example", False),
        (f"{RECEIVER}; spf=pass smtp.mailfrom=kaido.example", False),
        (f"{RECEIVER}; none", False),
        ("mx.evil.example; dkim=pass header.d=kaido.example", False),
        (f"mx.evil.example ({RECEIVER}); dkim=pass header.d=kaido.example", False),
        (f'{RECEIVER}; spf=fail reason="; dkim=pass header.d=kaido.example"', False),
        (f'{RECEIVER}; spf=fail (a "(" b) smtp.mailfrom="x; dkim=pass header.d=kaido.example"', False),
        (rf"{RECEIVER}; spf=fail (a \) ; dkim=pass header.d=kaido.example )", False),
        (f'{RECEIVER}; dkim=pass header.i="x header.d=kaido.example"@evil.example', False),
        (f"{RECEIVER}; spf=none (; dkim=pass header.d=kaido.example", False),
        ("", False),
    ],
)
def test_only_what_our_own_receiver_found_for_that_very_domain_proves_a_sender(
    header: str, passes: bool
) -> None:
    assert proves(found_by(header, RECEIVER), SENDER) is passes


def test_only_the_first_result_counts_and_without_a_receiver_nothing_does() -> None:
    failed = f"{RECEIVER}; dkim=fail header.d=kaido.example\r\nAuthentication-Results: {PASSED}"
    assert not proves(seen(letter(REPLY, authentication_results=failed)).found, SENDER)
    assert found_by(PASSED, "") == ()


@given(st.binary(max_size=300), st.integers(0, 600), st.randoms(use_true_random=False))
@example(b"", 0, random.Random(1))
@settings(max_examples=150)
def test_whatever_the_bytes_are_nothing_is_raised(noise: bytes, at: int, dice: random.Random) -> None:
    seen(noise)
    raw = letter(f"reply+x@troth.example, {REPLY}")
    seen(raw[:at] + noise + raw[at + dice.randrange(40) :])


def test_parts_in_parts_in_parts_are_given_up_and_long_lines_take_no_time() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(2_000))
    assert seen(deep.encode()).words == ""
    for piece in ("On ", "> ", "From: ", "(", '"', "<", "a@b, ", ": ", "--", "<div>", "<blockquote>"):
        seen(letter(REPLY, words=piece * 20_000, cc=piece * 5_000))
        seen(letter(REPLY, words=piece * 20_000, content_type="text/html"))
