"""What an operator sets for a provider becomes django-anymail's settings, or a sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from troth.server.addresses import Unreadable
from troth.server.providers import Given, settings_for

SECRET = "of-the-node"  # pragma: allowlist secret


def test_without_a_provider_nothing_is_set() -> None:
    assert settings_for(Given(), SECRET) == {}


def test_a_key_an_address_and_what_calls_are_signed_with_are_handed_on() -> None:
    given = Given("mailgun", "k", place="https://api.eu.mailgun.net/v3", signing="s")
    made = settings_for(given, SECRET)
    assert (made["MAILGUN_API_KEY"], made["MAILGUN_WEBHOOK_SIGNING_KEY"]) == ("k", "s")
    assert made["MAILGUN_API_URL"] == "https://api.eu.mailgun.net/v3"
    assert made["WEBHOOK_SECRET"].startswith("troth:") and len(made["WEBHOOK_SECRET"]) > 40
    assert made["WEBHOOK_SECRET"] != settings_for(given, "of-another")["WEBHOOK_SECRET"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (Given("mailgum", "k"), "This node knows amazon_ses, brevo"),
        (Given("mailgun"), "set TROTH_MAIL_KEY too"),
        (Given("mailjet"), "TROTH_MAIL_KEY and TROTH_MAIL_SECRET"),
        (Given("postal", "k"), "TROTH_MAIL_API_URL"),
        (Given("postmark", "k", url="smtp://mail.example"), "Leave one out"),
        (Given("amazon_ses"), "troth[amazon-ses]"),
    ],
)
def test_what_cannot_be_followed_is_said_kindly(given: Given, says: str) -> None:
    with pytest.raises(Unreadable, match=says.replace("[", r"\[")):
        settings_for(given, SECRET)


def test_a_command_says_so_before_it_does_anything_and_shows_no_key(home: Path) -> None:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TROTH_", "DJANGO_"))
    }
    environ |= {"TROTH_HOME": str(home), "TROTH_MAIL_PROVIDER": "mailjet", "TROTH_MAIL_KEY": "very-secret"}
    done = subprocess.run(
        [sys.executable, "-m", "troth", "outbox"], env=environ, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2 and "set TROTH_MAIL_SECRET too" in said and "very-secret" not in said
    assert "Traceback" not in said
