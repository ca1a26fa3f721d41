"""Files handed over with a delivery: which kinds are taken, told by name and bytes together, and names made harmless.

Nothing here unpacks or opens a file beyond what tells its kind, so that no file costs more than its own reading.
"""

from troth.reading.files.kinds import KINDS, TAKEN, NotTaken, kind_of, media_of
from troth.reading.files.names import clean

__all__ = ["KINDS", "TAKEN", "NotTaken", "clean", "kind_of", "media_of"]
