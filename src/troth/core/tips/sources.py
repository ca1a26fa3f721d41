"""Where the tips come from: the essay and the further writing of its author, and one other alliance manager.

Read and put into words of our own; the address is where to read on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A text by its title and the address at which it stands."""

    title: str
    address: str


_BY = "https://www.petersimoons.com/"

TRUST = Source("Trust in alliances", f"{_BY}trust-in-alliances/")
ELEMENTS = Source("Three elements to build trust", f"{_BY}3-elements-to-build-trust/")
NEEDS_TRUST = Source("Your alliance needs trust", f"{_BY}your-alliance-needs-trust")
REMOTE = Source("Trust in a remote environment", f"{_BY}how-to-build-trust-in-a-remote-environment/")
SOCIAL = Source(
    "Is alliance management a social profession?", f"{_BY}is-alliance-management-a-social-profession/"
)
THREE_TIPS = Source("Three tips to improve communication", f"{_BY}3-tips-to-improve-communication/")
MISTAKE = Source("Alliance mistake 3: communication", f"{_BY}alliance-mistake-3-communication/")
ALL_ABOUT = Source("All about alliance communication", f"{_BY}all-about-alliance-communication/")
THREE_CS = Source("The three C’s of alliances", "https://petersimoons.com/2012/06/the-three-cs-of-alliances")
LEADERSHIP = Source(
    "Leadership, trust and communication", f"{_BY}leadership-trust-communication-strategic-alliances"
)
RESPECT = Source("Respect", f"{_BY}respect/")
CULTURE = Source("Trust, alliances and culture", f"{_BY}trust-alliances-and-culture/")
GETTING_TO_KNOW = Source(
    "Getting to know each other", f"{_BY}2018/10/getting-to-know-each-other-in-alliance-creation/"
)
OBSERVATIONS = Source("Alliance management observations", f"{_BY}2017/11/alliance-management-observations/")
RISKS = Source("Risks in alliances", f"{_BY}risks-alliances/")
CONFERENCE = Source(
    "Takeaways from the European alliance conference",
    f"{_BY}takeaways-from-the-european-alliance-conference/",
)
GOVERNANCE = Source("Tip 6: governance", f"{_BY}tip-6-governance/")
LAYERS = Source("Alliance governance", f"{_BY}alliance-knowledge-base-alliance-governance/")
MODEL = Source("Design your governance model", f"{_BY}design-your-governance-model/")
CHECK = Source("The alliance health check", f"{_BY}alliance-health-check")
HEALTH = Source("Your alliance health", f"{_BY}your-alliance-health/")
SCORE = Source(
    "Would you appreciate a 64 % score?", f"{_BY}would-you-appreciate-a-64-alliance-satisfaction-score/"
)
DUE = Source("When is your next health check due?", f"{_BY}when-are-you-due-for-your-next-health-check/")
PITFALLS = Source(
    "Avoiding partnership pitfalls",
    "https://petersimoons.com/avoiding-partnership-pitfalls-and-accelerating-your-success",
)
EIGHTY = Source("The 80 percent rule", f"{_BY}the-80-percent-rule/")
PEEK_JUNE = Source("A peek at alliances, June 2010", "https://peekalliance.blogspot.com/2010/06")
PEEK_AUGUST = Source("A peek at alliances, August 2010", "https://peekalliance.blogspot.com/2010/08")
PEEK_SEPTEMBER = Source("A peek at alliances, September 2010", "https://peekalliance.blogspot.com/2010/09")
PEEK_NOVEMBER = Source("A peek at alliances, November 2010", "https://peekalliance.blogspot.com/2010/11")

SOURCES = tuple(each for each in list(globals().values()) if isinstance(each, Source))
