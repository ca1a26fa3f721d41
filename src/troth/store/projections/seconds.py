"""A yes that waits for a second signature falls away once the promise is not as it was when the yes was said."""

from __future__ import annotations

from django.utils import timezone

from troth.store.models import SecondSignature


def fall_away(alliance_id: str, object_id: str, stamp: str) -> None:
    """Let go of what waits for a second signature on an earlier state of a promise."""
    waiting = SecondSignature.objects.filter(
        alliance_id=alliance_id, object=object_id, status=SecondSignature.WAITS
    )
    waiting.exclude(stamp=stamp).update(status=SecondSignature.GONE, answered_at=timezone.now())
