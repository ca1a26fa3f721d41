"""Lists kept in spreadsheets: bytes in, a plan of past promises out, nothing guessed that a person must say."""

from troth.reading.sheet.asked import Answers, Choice, Question
from troth.reading.sheet.bounds import Limits, Unreadable
from troth.reading.sheet.columns import Guess, guess, profile, proposed
from troth.reading.sheet.fields import ColumnMap, Field, FieldMissing, UnknownField
from troth.reading.sheet.grouping import GroupWay, group_ways
from troth.reading.sheet.headers import Column
from troth.reading.sheet.history import PartnerCount, Plan, plan
from troth.reading.sheet.lines import Problem
from troth.reading.sheet.mangled import Repair
from troth.reading.sheet.notices import Notice
from troth.reading.sheet.past import PastPromise, Split, Tertiles
from troth.reading.sheet.source import NoSuchColumn, Table, open_table

__all__ = [
    "Answers",
    "Choice",
    "Column",
    "ColumnMap",
    "Field",
    "FieldMissing",
    "GroupWay",
    "Guess",
    "Limits",
    "NoSuchColumn",
    "Notice",
    "PartnerCount",
    "PastPromise",
    "Plan",
    "Problem",
    "Question",
    "Repair",
    "Split",
    "Table",
    "Tertiles",
    "Unreadable",
    "UnknownField",
    "group_ways",
    "guess",
    "open_table",
    "plan",
    "profile",
    "proposed",
]
