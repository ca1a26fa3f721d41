"""Django's SQLite backend on `pysqlite3`, because the SQLite of many systems can lose a commit in WAL mode.

The swap lasts for one import: everything else in the process keeps the standard library's `sqlite3`.
Where no wheel of pysqlite3 exists the standard library's is taken, if it is new enough.
"""

from __future__ import annotations

import sqlite3
import sys
from types import ModuleType

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
    from django.db.backends.sqlite3.base import DatabaseWrapper as DatabaseWrapper
finally:
    sys.modules.update(_saved)

if DatabaseWrapper.Database is not top.dbapi2:
    raise ImportError(
        "django.db.backends.sqlite3 was imported before troth.store.sqlite; import Troth's first."
    )
if top.sqlite_version_info < NEEDED:
    raise ImportError(
        f"This SQLite is {top.sqlite_version}, which can lose a commit. Troth needs {'.'.join(map(str, NEEDED))}: "
        "install pysqlite3, or set TROTH_DATABASE_URL to a PostgreSQL database."
    )
