"""A connection opened before a fork is refused: SQLite in WAL mode can lose its commits without an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# In a process of its own, that has opened nothing else and runs no other thread.
FORKS = """
import os
import django
django.setup()
from django.db import connection
from troth.core.errors import TrothError
connection.ensure_connection()
if os.fork() == 0:
    try:
        connection.cursor()
    except TrothError as refused:
        print(refused, flush=True)
    os._exit(0)
os.wait()
"""


def test_a_connection_carried_over_a_fork_is_refused(home: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TROTH_")}
    done = subprocess.run(
        [sys.executable, "-c", FORKS],
        env=environ | {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "troth.server.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "A database connection was carried over a fork." in done.stdout, done.stderr
