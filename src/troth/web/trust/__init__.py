"""Why a side can be relied on as far as it is said: the evidence with its shares, what changed, what would raise it."""
