"""What nobody was told of: whatever act puts something in front of people is named, and leads to where it is."""

from __future__ import annotations

from django.urls import reverse

from troth.store.concerned import CONCERN, JOINT, MEETING, STATEMENT
from troth.web.telling.views import ABOUT


def test_every_act_that_is_no_promises_is_named_with_the_room_it_is_in() -> None:
    for act in sorted(STATEMENT | CONCERN | MEETING | JOINT.keys()):
        assert act in ABOUT, f"{act} would be taken for a promise"
        what, room = ABOUT[act]
        assert what and reverse(room, args=["veldsen-kaido"])
