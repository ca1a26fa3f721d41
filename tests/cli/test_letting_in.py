"""How somebody comes in from the terminal: the set-up link of an empty node, and a link made by hand."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client
from pytest_django import Settings

from tests.cast import pair
from tests.web.passkey import passkey_of
from troth.cli.letin import UnknownAddress, command
from troth.cli.serve import _first_steps
from troth.store import models

pytestmark = pytest.mark.django_db


def test_an_empty_node_is_served_with_a_link_to_set_it_up() -> None:
    (line,) = _first_steps("::1", 8123)
    address = line.removeprefix("Set up: http://[::1]:8123")
    assert Client().get(address).status_code == 200
    pair()
    assert _first_steps("::1", 8123) == []


def test_a_link_is_made_for_somebody_who_is_here_and_for_nobody_else() -> None:
    two = pair()
    said = CliRunner().invoke(command, [two.annelies.email.upper()])
    path = said.output.strip().removeprefix("http://127.0.0.1:8000")
    client = Client()
    assert client.get(path).status_code == 302
    assert client.session["_auth_user_id"] == str(two.annelies.pk)
    assert isinstance(CliRunner().invoke(command, ["nobody@firm.example"]).exception, UnknownAddress)


def test_a_link_asks_for_the_second_factor_unless_it_is_taken_away_because_it_was_lost() -> None:
    two = pair()
    passkey_of(two.annelies)
    for words, leads in (([], "/account/login/second/"), (["--without-second-factor"], "/")):
        said = CliRunner().invoke(command, [two.annelies.email, *words])
        path = said.output.strip().removeprefix("http://127.0.0.1:8000")
        client = Client()
        assert client.get(path).headers["Location"] == leads
    assert not Authenticator.objects.exists() and not models.Outbox.objects.filter(kind="mail").exists()
    assert "took your second factors off your account" in client.get("/settings/").content.decode()


def test_with_mail_it_is_told_by_mail_that_factors_were_taken_away(settings: Settings) -> None:
    settings.TROTH_MAIL = True
    two = pair()
    CliRunner().invoke(command, [two.annelies.email, "--without-second-factor"])
    mail = models.Outbox.objects.get(kind="mail").details
    assert mail["to"] == two.annelies.email and "If you did not ask for it" in str(mail["text"])
    models.Person.objects.filter(pk=two.naoko.pk).update(language="ja")
    CliRunner().invoke(command, [two.naoko.email, "--without-second-factor"])
    theirs = models.Outbox.objects.get(kind="mail", details__to=two.naoko.email).details
    assert "第二の認証手段を外しました" in str(theirs["subject"])
