"""Whatever words are erased, in whatever combination: no state, no flag and no outcome of any object changes."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.essay.two import CALENDAR, DUE, Two, together
from troth.actions import alliance as joint
from troth.actions import promises
from troth.actions.memory import MemoryNode
from troth.actions.rooms import joint_of, outcome_of, promise_of
from troth.core.promises import Outcome, outcome


def told() -> tuple[Two, tuple[str, ...]]:
    """Promises that went each another way, and a purpose, all of it with words."""
    two = together()
    kept, sent_back, moved, open_ = (two.agreed() for _ in range(4))
    for name in (kept, sent_back):
        two.kaido.deliver(name)
    two.veldsen.accept(kept)
    on = two.veldsen.on(sent_back)
    promises.send_back(two.veldsen.node, two.veldsen.actor, on, unmet=(0,), words="A page is missing.")
    two.veldsen.meet()
    two.kaido.warn(moved, date(2026, 3, 25))
    two.kaido.move_to(moved, date(2026, 3, 25))
    two.veldsen.agree(moved)
    promises.break_with_notice(two.kaido.node, two.kaido.actor, two.kaido.on(open_), words="The lab burnt.")
    two.kaido.meet()
    purpose = joint.put_purpose(two.veldsen.node, two.veldsen.actor, title="Cold all the way", words="Ours.")
    two.veldsen.meet()
    return two, (kept, sent_back, moved, open_, purpose)


TOLD, OBJECTS = told()


def as_read(node: MemoryNode) -> list[object]:
    """What a page would read of every object, but for the words themselves."""
    found: list[object] = []
    for name in OBJECTS:
        seen = node.read(TOLD.veldsen.actor.alliance, name)
        folded = outcome_of(name, seen)
        found.append((folded.stamp, folded.effective, sorted(folded.refused)))
        if name.startswith("pr_"):
            state = promise_of(seen).state
            reasons = {id: why.reason for id, why in state.reasons.items()}
            found.append((state.status, state.terms, state.counted, state.chain, reasons))
            found.append(outcome(state, DUE, CALENDAR))
        else:
            held = joint_of(seen).state
            found.append((held.status, held.terms, held.closed_by))
    return found


def copied() -> MemoryNode:
    """A fresh copy of the record with all its words."""
    node = MemoryNode(TOLD.veldsen.node.key, TOLD.clock)
    node.take(TOLD.veldsen.node)
    return node


@given(st.randoms(use_true_random=False))
def test_erasing_any_words_changes_nothing_that_is_read(random: Random) -> None:
    node = copied()
    whole = as_read(node)
    entries = [entry for log in node.copy.heads for entry in node.copy.entries(log)]
    held = [entry.id for entry in entries if node.copy.body(entry.id) is not None]
    node.copy.erase(random.sample(held, random.randint(1, len(held))))
    assert as_read(node) == whole == as_read(TOLD.kaido.node)


def test_a_promise_without_its_words_can_still_be_kept() -> None:
    two = together()
    promise = two.agreed()
    for firm in (two.veldsen, two.kaido):
        copy = firm.node.copy
        copy.erase([entry.id for log in copy.heads for entry in copy.entries(log)])
    two.kaido.deliver(promise)
    two.veldsen.accept(promise)
    assert two.outcome(promise) in {Outcome.KEPT_ON_THE_DAY, Outcome.KEPT_EARLY}
