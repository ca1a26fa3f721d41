"""All of the demo's promises in words, over nine months up to today."""

from __future__ import annotations

from troth.cli.demo.apart import CROSSED, TOLD_APART
from troth.cli.demo.current import OPEN
from troth.cli.demo.settled import SETTLED

STORIES = (*SETTLED, *TOLD_APART, *CROSSED, *OPEN)
