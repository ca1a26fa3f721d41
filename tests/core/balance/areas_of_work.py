"""Areas of work as they may be: what is at stake, trust, and controls of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

from troth.core.balance import Control, Kind, Over, Stakes

TRUST = st.floats(0, 0.99)
STAKES = st.builds(
    Stakes,
    loss=st.sampled_from([1, 3, 10, 30, 100, 2500]),
    count=st.integers(1, 60),
    appetite=st.sampled_from([0, 0.5, 1, 3, 10, 40, 500]),
    hour=st.sampled_from([0, 0.01, 0.5, 60]),
)
MINUTES = st.sampled_from([0, 60, 120, 180]) | st.integers(0, 3000)


def controls(most: int, *, minutes: st.SearchStrategy[int] = MINUTES) -> st.SearchStrategy[list[Control]]:
    """Controls with names of their own, some in place and some to be had, often with equal burdens."""
    one = st.tuples(
        st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 0.8, 0.95, 1.0]) | st.floats(0, 1),
        minutes,
        st.sampled_from(Kind),
        st.sampled_from(Over),
        st.booleans(),
    )
    return st.lists(one, max_size=most).map(
        lambda found: [Control(f"c{number:02}", *each) for number, each in enumerate(found)]
    )


CONTROLS = controls(8)
