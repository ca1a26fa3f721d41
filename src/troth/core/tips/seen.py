"""What was seen of one alliance, as plain facts: the ground on which a tip stands or does not.

The store gathers them for one reader at one moment. *Lately* is ninety days. A fact that was not looked up keeps its
calm value, and a calm `Seen` asks for no tip: whoever gathers less says less, and never something else.
"""

from __future__ import annotations

from dataclasses import dataclass

LATELY_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The facts; of counts nought is calm, of days since something happened None is never, as far as was looked."""

    # How old it is since both confirmed, and how much is said in it: acts of both sides in the latest thirty days, and
    # in an average thirty days of its first quarter. `quiet` is the days since the latest act of either side.
    age: int = 0
    acts_lately: int = 0
    acts_early: int = 0
    quiet: int = 0

    # Promises that are open, and what they look like: agreed without a condition, due within three days, past their
    # day without a word, moved twice, with much at stake before the first three are kept, told of without a new day.
    open_ours: int = 0
    open_theirs: int = 0
    bare: int = 0
    soon_ours: int = 0
    passed_ours: int = 0
    passed_theirs: int = 0
    moved_ours: int = 0
    moved_theirs: int = 0
    big_early: int = 0
    dayless_ours: int = 0
    performers_ours: int = 0

    # What became of promises lately: warned of before the day, after the day without a word before; how many of theirs
    # were kept one after the other up to now, and how many exceeded what was asked.
    warned_ours: int = 0
    warned_theirs: int = 0
    silent_ours: int = 0
    run_theirs: int = 0
    exceeded_theirs: int = 0
    kept: int = 0
    handed_on: int = 0

    # Listening: what waits for one's own side and for how many days, own statements of lately that nobody was asked to
    # say back, the most rounds one took, what both agreed to differ on, words that teach the other what to do.
    waiting_days: int = 0
    unplayed: int = 0
    rounds: int = 0
    differing: int = 0
    lessons: int = 0

    # Judgement: the reader's own thoughts set aside, a concern of theirs that waits for one's view, own ones without
    # anything that shows them, and those that weigh more for the other side.
    parked: int = 0
    their_concern: int = 0
    unshown_ours: int = 0
    heavier_theirs: int = 0

    # Meetings: the days since the last, whether both meet today or tomorrow, how many days ago one was to be held of
    # which there is no recap, how many there were in thirty days, and lines that wait for one's own confirmation.
    met: int | None = 0
    meets_today: bool = False
    meets_tomorrow: bool = False
    unheld: int = 0
    meetings_lately: int = 0
    unconfirmed_ours: int = 0

    # The charter: whether the purpose is agreed, how many objectives (and how many of them only one side works on),
    # the days since any of these words changed; meetings agreed on, those of sponsors among them, the days since the
    # meetings were last agreed; principles, words with one meaning, other clauses; differences named, and one of theirs
    # to which one's own side has said nothing yet.
    purpose: bool = True
    objectives: int = 1
    lone_objectives: int = 0
    words_age: int = 0
    rhythms: int = 1
    sponsors_meet: bool = True
    rhythms_age: int = 0
    principles: int = 1
    meanings: int = 1
    clauses: int = 1
    differences: int = 1
    their_difference: int = 0

    # People: hours in which both are at work, whether the countries differ, the reader's own words and those of the
    # partner's people, who is new, how many of one's own the partner knows, sponsors, inner signatures that wait.
    shared_hours: float = 8.0
    abroad: bool = False
    unsaid_mine: bool = False
    unsaid_theirs: int = 0
    said_theirs: int = 0
    new_theirs: int = 0
    people_ours: int = 2
    sponsorless: bool = False
    signature_days: int = 0

    # Pulses and health checks: the days since the last of each was opened, how many promises came of the last one, and
    # whether the other side states less than the record shows.
    pulse: int | None = 0
    health: int | None = 0
    opened: int | None = None
    planned: int = 0
    stated_less: bool = False

    # Controls: how many check, how many coordinate, and how many areas have more of them than the trust there needs.
    checks: int = 0
    coordinates: int = 0
    over_controlled: int = 0
