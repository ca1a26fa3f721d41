"""What the numbers of a text are told with: units and their sizes, parts, currencies, and words that bound."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from troth.core.listening.stems import base

PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
PARTS |= {f"{word}s": value for word, value in PARTS.items() if word != "half"} | {"halves": 1 / 2}
NATIONS = frozenset("us american canadian australian swiss british danish norwegian swedish japanese".split())
REPEATING = frozenset("a an per every each more again".split())
SUFFIXES = frozenset("st nd rd th".split())
WHOLES = frozenset("the our your all".split())
OF_ONE = WHOLES | frozenset("of a an".split())
CODES = frozenset("eur usd gbp jpy chf sek nok dkk inr cny rmb".split())
TIMES = {"once": 1, "twice": 2, "thrice": 3}
LETTERS = {"k": 1_000, "m": 10**6, "bn": 10**9}
MARKS = {
    "%": "percent",
    "‰": "per mille",
    "€": "euro",
    "$": "dollar",
    "£": "pound",
    "¥": "yen",
    "°": "degree",
}


def _units() -> Mapping[str, tuple[str, float]]:
    """Names of units by their base, with the dimension and how many of its smallest they are."""
    said = {
        "time": "1 second,sec,s 60 minute,min 3600 hour,hr,h 86400 day 604800 week,wk 1209600 fortnight",
        "months": "1 month 3 quarter 12 year,yr 120 decade",
        "mass": "0.001 milligram,mg 1 gram,g 1000 kilogram,kilo,kg 1000000 tonne,ton,t 28.35 ounce,oz",
        "length": "1 millimetre,millimeter,mm 10 centimetre,centimeter,cm 25.4 inch 304.8 foot,ft 914.4 yard "
        "1000 metre,meter 1000000 kilometre,kilometer,km 1609344 mile",
        "area": "1 acre 2.471 hectare",
        "volume": "1 millilitre,milliliter,ml 1000 litre,liter,l 3785 gallon 473 pint 158987 barrel",
        "share": "1 percent,pct",
        "euro": "1 cent 100 euro,eur",
        "dollar": "100 dollar,usd,buck",
        "pound": "100 pound,gbp,quid",
        "yen": "1 yen,jpy",
        "franc": "1 franc,chf",
        "crown": "1 crown,krona,krone,sek,nok,dkk",
        "rupee": "1 rupee,inr",
        "yuan": "1 yuan,cny,rmb,renminbi",
        "degree": "1 degree,celsius",
        "data": "1 byte 1000 kilobyte,kb 1000000 megabyte,mb 1000000000 gigabyte,gb 1000000000000 "
        "terabyte,tb",
        "power": "1 watt 1000 kilowatt,kw 1000000 megawatt,mw",
        "volt": "1 volt",
        "ampere": "1 amp,ampere",
        "frequency": "1 hertz,hz 1000 kilohertz,khz 1000000 megahertz,mhz",
        "times": "1 time",
    } | {thing: f"1 {thing}" for thing in "pallet box crate carton container truck batch page sheet".split()}
    found: dict[str, tuple[str, float]] = {}
    for dimension, listed in said.items():
        size = 1.0
        for part in listed.split():
            if part[0].isdecimal():
                size = float(part)
            else:
                found.update({base(name): (dimension, size) for name in part.split(",")})
    return MappingProxyType(found)


UNITS = _units()


MONEY = frozenset("euro dollar pound yen franc crown rupee yuan".split())


class Bound(Enum):
    """Whether a number is the least, the most, or neither."""

    LEAST = "at least"
    MOST = "at most"
    NONE = "that number"


BEFORE: Mapping[str, Bound] = MappingProxyType(
    {
        said: bound
        for bound, phrases in {
            Bound.LEAST: "at least|minimum|minimum of|no less than|not less than|no fewer than|not "
            "fewer than|more than|over|"
            "above|exceed|exceeds|exceeding|greater than|higher than|longer than|upwards of|larger "
            "than|bigger than|not under|not below|no sooner than|no earlier than",
            Bound.MOST: "at most|maximum|maximum of|no more than|not more than|less than|fewer "
            "than|up to|under|below|within|"
            "lower than|shorter than|no longer than|not exceed|not exceeding|no later than|smaller "
            "than|not over|not above|not beyond",
        }.items()
        for said in phrases.split("|")
    }
)
AFTER: Mapping[str, Bound] = MappingProxyType(
    {
        "or more": Bound.LEAST,
        "or above": Bound.LEAST,
        "or longer": Bound.LEAST,
        "or less": Bound.MOST,
        "or fewer": Bound.MOST,
        "or below": Bound.MOST,
        "at most": Bound.MOST,
        "at least": Bound.LEAST,
    }
)
