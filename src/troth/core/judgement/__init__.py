"""Judgement suspended: what in a text judges, and what in it can stand as an observation."""

from troth.core.judgement.clear import Clear, Says
from troth.core.judgement.coach import LEAST_PROBABILITY, Judged, Remark, clear, remarks
from troth.core.judgement.kinds import Kind

__all__ = ["LEAST_PROBABILITY", "Clear", "Judged", "Kind", "Remark", "Says", "clear", "remarks"]
