from sqlite3 import *

from . import dbapi2 as dbapi2
