"""What several pages of signing in say alike."""

from __future__ import annotations

LATER = (
    "That was often in a short time. Wait five minutes and try again. A passkey, or a browser you signed in from "
    "before, lets you in meanwhile."
)
UNFIT = "These two do not belong together. Look at both once more, or have a code sent instead."
UNFIT_FACTOR = "This did not fit. Take the newest code, or another way."
