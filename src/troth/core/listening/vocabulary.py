"""The words that listening knows beforehand: which carry no content, which stand for people, which bend irregularly.

Constants only. English; a word of any other language is content and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PEOPLE = frozenset(
    "i me we us you they them he him she her one's-self myself ourselves yourself yourselves "
    "themselves himself "
    "herself y'all u ya".split()
)
THEIRS = frozenset("my mine our ours your yours their theirs his hers".split())
PERSON, PERSONS = "@", "@'s"
"""What every personal and every possessive pronoun becomes: who speaks changes between a statement and its playback."""

FILLERS = frozenset(
    "uh um uhm er erm hm hmm mm mmm mhm huh ah aha oh eh ooh wow yeah yep yes yup ok okay o_k 'kay "
    "kay well right so "
    "anyway basically actually really just like please sorry thanks hello hi".split()
)
"""Words that people say while they think, or to be kind; repeated or not, they tell nothing."""

FUNCTION = (
    PEOPLE
    | THEIRS
    | FILLERS
    | frozenset(
        "a an the this that these those there here it its itself who whom whose which what when where "
        "why how "
        "and or but nor if then than as because while though although whether also too very much more "
        "most some any "
        "all each every both either neither such same other another own only even still yet already "
        "again ever "
        "never not no n't nt "
        "of in on at by for with without from to into onto over under about above below between "
        "through during "
        "before after until till since against within up down out off "
        "am is are was were be been being 'm 're 's is has have had having 've do does did doing done "
        "will would shall should can could may might must 'll 'd ought going gonna want wanna got "
        "gotta let lets "
        "maybe perhaps quite rather thing things something anything everything nothing kind sort bit lot "
        "mean means think guess know see say said saying says understand understood get".split()
    )
)
"""Words without content of their own: grammar, fillers, and how one opens a playback ("so you mean that ...")."""

FORMS: Mapping[str, str] = MappingProxyType(
    {
        form: base
        for base, forms in {
            "be": "am is are was were been being 'm 're",
            "have": "has had having 've",
            "do": "does did done doing",
            "will": "'ll wo shall sha gonna",
            "would": "'d",
            "can": "ca could",
            "not": "n't nt",
            "want": "wanna",
            "ok": "okay o_k 'kay kay",
            "yes": "yeah yep yup",
            "send": "sent",
            "make": "made",
            "leave": "left",
            "tell": "told",
            "give": "gave given",
            "take": "took taken",
            "come": "came",
            "get": "got gotten",
            "go": "went gone",
            "keep": "kept",
            "pay": "paid",
            "build": "built",
            "find": "found",
            "hold": "held",
            "meet": "met",
            "run": "ran",
            "say": "said",
            "see": "saw seen",
            "think": "thought",
            "know": "knew known",
            "write": "wrote written",
            "begin": "began begun",
            "bring": "brought",
            "buy": "bought",
            "break": "broke broken",
            "choose": "chose chosen",
            "drive": "drove driven",
            "fall": "fell fallen",
            "feel": "felt",
            "sell": "sold",
            "spend": "spent",
            "stand": "stood",
            "understand": "understood",
            "lose": "lost",
            "mean": "meant",
            "lead": "led",
            "hear": "heard",
            "grow": "grew grown",
            "speak": "spoke spoken",
            "rise": "rose risen",
            "show": "showed shown",
            "catch": "caught",
            "sit": "sat",
            "win": "won",
            "throw": "threw thrown",
            "draw": "drew drawn",
            "child": "children",
            "person": "people",
            "man": "men",
            "woman": "women",
            "foot": "feet",
            "half": "halves",
            "forbid": "forbade forbidden",
            "teach": "taught",
            "lend": "lent",
        }.items()
        for form in forms.split()
    }
)
"""Irregular forms by the word that they are forms of."""

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
"sixteen seventeen "
ONES += "eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Mapping[str, int] = MappingProxyType(
    {word: number for number, word in enumerate(ONES.split())}
    | {word: 10 * number for number, word in enumerate(TENS.split(), 2)}
)
"""Number words up to ninety; greater ones are made of these and of SCALES."""

SCALES: Mapping[str, int] = MappingProxyType(
    {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "dozen": 12}
)
