"""Django's SQLite backend on `pysqlite3`, because the SQLite of many systems can lose a commit in WAL mode.

The swap lasts for one import: everything else in the process keeps the standard library's `sqlite3`.
Where no wheel of pysqlite3 exists the standard library's is taken, if it is new enough.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from types import ModuleType
from typing import Any

from django.db.utils import OperationalError

from troth.core.errors import TrothError

top: ModuleType = sqlite3
try:
    import pysqlite3

    top = pysqlite3
except ImportError:  # no wheel for this platform: the version check below decides
    pass

NEEDED = (3, 51, 3)
_NAMES: dict[str, ModuleType] = {"sqlite3": top, "sqlite3.dbapi2": top.dbapi2}
_saved = {name: sys.modules[name] for name in _NAMES}
sys.modules.update(_NAMES)
try:
    from django.db.backends.sqlite3 import base as django_base
finally:
    sys.modules.update(_saved)

if django_base.DatabaseWrapper.Database is not top.dbapi2:
    raise ImportError(
        "django.db.backends.sqlite3 was imported before troth.store.sqlite; import Troth's first."
    )
if top.sqlite_version_info < NEEDED:
    raise ImportError(
        f"This SQLite is {top.sqlite_version}, which can lose a commit. Troth needs {'.'.join(map(str, NEEDED))}: "
        "install pysqlite3, or set TROTH_DATABASE_URL to a PostgreSQL database."
    )


# Seconds that a writer waits for its turn. On a machine that has far too much to do an act that takes milliseconds was
# seen to take seven seconds, and several come before it. A request is given up after sixty.
PATIENCE = 40.0
NOT_YET = ("locked", "locking protocol")
LOOK = 0.02  # seconds that SQLite itself waits for the lock, looking more and more seldom, before it is asked again


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's wrapper, refusing a connection that was opened before a fork: its commits could be lost unseen."""

    opened_in = 0

    def _start_transaction_under_autocommit(self) -> None:
        """Wait for the one who writes, looking every few milliseconds: whoever waits long would else look every tenth
        of a second, and miss every moment between the transactions of somebody who writes much."""
        usual = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        until = time.monotonic() + PATIENCE
        self.connection.execute(f"PRAGMA busy_timeout={int(LOOK * 1000)}")
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc]
                except OperationalError as taken:
                    if not any(said in str(taken) for said in NOT_YET) or time.monotonic() >= until:
                        raise
                else:
                    return
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={int(usual * 1000)}")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """This function will open a connection and remember which process did."""
        self.opened_in = os.getpid()
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: Any = None) -> Any:
        """This function will give a cursor to the process that opened the connection, and to no other."""
        if self.opened_in != os.getpid():
            raise TrothError(
                "A database connection was carried over a fork. Close connections before starting processes "
                "(connections.close_all()); nothing was written."
            )
        return super().create_cursor(name)
