"""Partners as a list names them: two spellings that may be one, and a name that may be the importer's own house."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from troth.reading.sheet.asked import Choice, Question
from troth.reading.sheet.datewords import plain

_LEGAL = """
gmbh ag kg co ohg se ltd limited llc inc incorporated corp corporation company plc bv nv vof sa sas sarl srl
spa sl slu ab as oy oyj aps kk pty pvt pte kft zrt sp zoo holding group the and und en et y
"""
_FORMS = frozenset(_LEGAL.split()) | {"株式会社", "有限会社"}
_OWN = re.compile(
    r"\b(?:rdc|depot|warehouse|internal|intern|own stock|in-house|inhouse|own house"
    r"|magazijn|eigen|lager|eigenlager|entrep[oô]t|interne|almac[eé]n|interno|stock)\b|倉庫|社内",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")


def partner_questions(lines: Mapping[str, int], *, own: str, file: str) -> tuple[Question, ...]:
    """Ask about spellings that may be one partner, and about names that may be the importer's own house."""
    return (*_likeness(lines), *_own_house(lines, own, file))


def _likeness(lines: Mapping[str, int]) -> list[Question]:
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(lines, key=lambda each: (-lines[each], each)):
        alike[_core(name)].append(name)
    found = []
    for core, names in alike.items():
        for other in names[1:] if core else ():
            first = names[0]
            found.append(
                Question(
                    f"partners:{first}|{other}",
                    f"“{first}” and “{other}”: one partner or two?",
                    f"{lines[first]:,} and {lines[other]:,} lines.",
                    (Choice("one", "One partner", f"All are brought in as {first}."), Choice("two", "Two")),
                    "two",
                )
            )
    return found


def _own_house(lines: Mapping[str, int], own: str, file: str) -> list[Question]:
    told = Counter(word for name in lines for word in set(_words(name)))
    house = {word for word in _words(own) if word not in _FORMS and len(word) > 2}
    # A word of the file's name that one partner alone bears is likely the importer's own.
    house |= {word for word in _words(file) if len(word) > 3 and told[word] == 1}
    return [
        Question(
            f"ours:{name}",
            f"“{name}”: is this your own house?",
            f"{lines[name]:,} lines. The name looks like your own stock; a promise to oneself counts for nothing.",
            (Choice("ours", "Leave out"), Choice("partner", "It is a partner")),
            "partner",
        )
        for name in sorted(lines, key=lambda each: (-lines[each], each))
        if _OWN.search(name) or house & set(_words(name))
    ]


def merged(lines: Mapping[str, int], choices: Mapping[str, str]) -> dict[str, str]:
    """The name each spelling is brought in under, by the answers given."""
    names = {name: name for name in lines}
    for question in _likeness(lines):
        first, _, other = question.key.removeprefix("partners:").partition("|")
        if choices.get(question.key) == "one" and other in names:
            names[other] = first
    return names


def left_out(lines: Mapping[str, int], choices: Mapping[str, str]) -> frozenset[str]:
    """The names that were said to be the importer's own house, whether it was asked or not."""
    return frozenset(name for name in lines if choices.get(f"ours:{name}") == "ours")


def _words(name: str) -> list[str]:
    return _WORD.findall(plain(name.replace("_", " ")))


def _core(name: str) -> str:
    """The name without case, signs and legal forms; dots inside a form (B.V.) close up first."""
    return " ".join(
        word for word in _WORD.findall(plain(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", name))) if word not in _FORMS
    )
