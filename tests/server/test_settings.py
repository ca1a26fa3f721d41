"""What a node is, from its environment alone: looked at in a process of its own, as an operator would start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from troth.server.addresses import Unreadable, proxies

ASK = """
import json
from troth.server import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=lambda _: None))
"""


def settings_with(home: Path, **given: str) -> dict[str, object]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TROTH_")}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environ | {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "troth.server.settings"} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_behind_tls_cookies_are_secure_and_plain_requests_are_redirected(home: Path) -> None:
    found = settings_with(home, TROTH_URL="https://troth.example.org/")
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"] and found["SECURE_SSL_REDIRECT"]
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "TROTH_DEVICE_COOKIE"):
        assert str(found[name]).startswith("__Host-"), (
            "such a cookie is taken from this host alone, and only by TLS"
        )
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://troth.example.org"]
    assert "troth.example.org" in list(found["ALLOWED_HOSTS"])  # type: ignore[call-overload]


def test_on_ones_own_machine_nothing_needs_to_be_set(home: Path) -> None:
    found = settings_with(home)
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["DEBUG"] and not found["TROTH_DEMO"] and not found["TROTH_MAIL"]
    assert found["TROTH_KEY_FILE"] == str(home / "keys" / "node.key")


def test_a_proxys_word_on_tls_counts_only_where_there_should_be_one(home: Path) -> None:
    assert settings_with(home)["SECURE_PROXY_SSL_HEADER"] is None
    assert settings_with(home, TROTH_URL="https://troth.example.org")["SECURE_PROXY_SSL_HEADER"]


def test_proxies_are_one_with_tls_unless_they_are_counted(home: Path) -> None:
    https = {"TROTH_URL": "https://troth.example.org"}
    for given, count in (
        ({}, 0),
        (https, 1),
        (https | {"TROTH_PROXIES": "2"}, 2),
        ({"TROTH_PROXIES": "0"}, 0),
    ):
        assert settings_with(home, **given)["ALLAUTH_TRUSTED_PROXY_COUNT"] == count
    with pytest.raises(Unreadable, match="Write the number of your proxies"):
        proxies("many", https=True)


@pytest.mark.django_db
def test_every_answer_carries_a_strict_policy(client: Client) -> None:
    answer = client.get("/docs/no-such-page")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_way_out_of_the_documentation_is_not_one(client: Client) -> None:
    assert client.get("/docs/..%2f..%2fdocs.py").status_code in (400, 404)
    assert client.get("/docs//etc/passwd").status_code in (400, 404)
