"""A connection opened before a fork is refused: SQLite in WAL mode can lose its commits without an error."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from troth.core.errors import TrothError


@pytest.mark.django_db
def test_a_connection_carried_over_a_fork_is_refused() -> None:
    connection.ensure_connection()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            connection.cursor()
        except TrothError:
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
