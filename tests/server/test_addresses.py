"""From what an operator writes to where a node keeps its things and sends its mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.server import addresses


def test_without_an_address_the_database_is_one_file_in_the_home() -> None:
    entry = addresses.database(None, Path("/home/of/troth"))
    assert entry["ENGINE"] == "troth.store.sqlite"
    assert entry["NAME"] == "/home/of/troth/troth.sqlite3"


def test_an_address_of_postgresql_is_read_with_its_options_and_odd_characters() -> None:
    entry = addresses.postgresql(
        "postgresql://tr%40th:p%2Fss@db.example.org:6432/our%20troth?sslmode=verify-full"
    )
    assert entry["USER"] == "tr@th"
    assert entry["PASSWORD"] == "p/ss"
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example.org", "6432", "our troth")
    assert entry["OPTIONS"] == {"sslmode": "verify-full"}


def test_a_socket_folder_given_as_an_option_is_the_host() -> None:
    entry = addresses.postgresql("postgresql://postgres:@/postgres?host=/run/postgresql")
    assert entry["HOST"] == "/run/postgresql"
    assert entry["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://a/b", "just words", "sqlite:///x"])
def test_a_database_that_this_node_cannot_use_is_said_with_what_would_do(url: str) -> None:
    with pytest.raises(addresses.Unreadable, match="postgresql://"):
        addresses.postgresql(url)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://u:p%21@mail.example.org", 587, True, False),
        ("smtps://u:p%21@mail.example.org", 465, False, True),
        ("smtp+plain://u:p%21@mail.example.org:2525", 2525, False, False),
    ],
)
def test_each_kind_of_mail_server_is_understood(url: str, port: int, tls: bool, ssl: bool) -> None:
    mail = addresses.mail(url)
    assert (mail.host, mail.port, mail.tls, mail.ssl) == ("mail.example.org", port, tls, ssl)
    assert (mail.user, mail.password) == ("u", "p!")


def test_no_mail_server_is_no_fault() -> None:
    assert addresses.mail(None).host == ""


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_a_mail_address_that_leads_nowhere_is_said_with_an_example(url: str) -> None:
    with pytest.raises(addresses.Unreadable, match="smtp://user:password@"):
        addresses.mail(url)
