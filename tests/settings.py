"""The node's settings for tests: a home of its own that ends with the run, SQLite in a file or PostgreSQL.

TROTH_TEST_DATABASE=postgresql with the server's address in TROTH_TEST_PG runs the same tests there
(tools/with_postgres.py sets both).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name.startswith("TROTH_") and not name.startswith("TROTH_TEST_")]:
    del os.environ[name]
if "TROTH_TEST_HOME" not in os.environ:  # each worker of one run has a home of its own in the first process's
    os.environ["TROTH_TEST_HOME"] = tempfile.mkdtemp(prefix="troth-test-")
    atexit.register(shutil.rmtree, os.environ["TROTH_TEST_HOME"], ignore_errors=True)
os.environ["TROTH_HOME"] = str(
    Path(os.environ["TROTH_TEST_HOME"], os.environ.get("PYTEST_XDIST_WORKER", "alone"))
)
if os.environ.get("TROTH_TEST_DATABASE", "sqlite") == "postgresql":
    os.environ["TROTH_DATABASE_URL"] = os.environ["TROTH_TEST_PG"]

from troth.server.settings import *  # noqa: E402, F403  (the environment must be set before these are read)

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = True  # each test client would else look up every static file when it is made
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
