"""The date you would keep: from your own record of intended leads, when a promise made today will be done."""

from troth.core.promises.forecast.bins import BINS, NEVER, UPPER, bin_of, ratio
from troth.core.promises.forecast.chain import Forecast, Level, reckon
from troth.core.promises.forecast.leads import Leads, aged, forecast, hash_of, is_own, keys, weight
from troth.core.promises.forecast.plan import Plan, plan_of
from troth.core.promises.forecast.strip import EIGHT, EVEN, NINE, Strip, dated, lead_of, strip
from troth.core.promises.forecast.tally import Ending, Lead, Tally

__all__ = [
    "BINS",
    "EIGHT",
    "EVEN",
    "NEVER",
    "NINE",
    "UPPER",
    "Ending",
    "Forecast",
    "Lead",
    "Leads",
    "Level",
    "Plan",
    "Strip",
    "Tally",
    "aged",
    "bin_of",
    "dated",
    "forecast",
    "hash_of",
    "is_own",
    "keys",
    "lead_of",
    "plan_of",
    "ratio",
    "reckon",
    "strip",
    "weight",
]
