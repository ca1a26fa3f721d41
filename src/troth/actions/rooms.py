"""Which room reads which object of the record: each supplies `legal` and `read`, and none of them knows the record."""

from __future__ import annotations
