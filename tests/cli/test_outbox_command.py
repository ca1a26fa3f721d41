"""What could not be sent is seen in a terminal, and tried again when the operator says so."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.utils import timezone

from troth.cli.outbox import command
from troth.store import models, outbox

pytestmark = pytest.mark.django_db


def test_what_was_given_up_is_listed_with_what_was_the_matter_and_tried_again_on_request() -> None:
    outbox.put("mail", "mail:1", {"to": "joost@veldsen.example", "text": "Secret"})
    outbox.put("ack", "ack:1", {})
    models.Outbox.objects.filter(kind="mail").update(
        parked_at=timezone.now(), attempts=8, fault="SMTPConnectError: no answer"
    )
    said = CliRunner().invoke(command, []).output
    assert "1 wait, 1 were given up." in said
    assert "mail  after 8 tries: SMTPConnectError: no answer" in said
    assert "Secret" not in said and "joost" not in said
    assert "1 are tried again" in CliRunner().invoke(command, ["--again"]).output
    row = models.Outbox.objects.get(kind="mail")
    assert (row.parked_at, row.attempts) == (None, 0)
    assert outbox.waiting() == 2
