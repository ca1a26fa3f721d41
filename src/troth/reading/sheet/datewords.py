"""Words in date cells: months in the languages people keep lists in, and words that stand for no date."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MONTHS = """
1 jan january januari januar janvier enero ene gennaio gen janeiro styczen tammikuu janv
2 feb february februari februar fevrier fevr fev febrero febbraio fevereiro
3 mar march maart mrt marz maerz mars marzo marco mrz
4 apr april avril avr abril abr aprile
5 may mei mai mayo maggio mag maio maj
6 jun june juni juin junio giugno giu junho
7 jul july juli juillet juil julio luglio lug julho
8 aug august augustus augusti aout aou agosto ago
9 sep sept september septembre septiembre set settembre setembro
10 oct october okt oktober octobre octubre ottobre ott outubro out
11 nov november novembre noviembre novembro
12 dec december dez dezember decembre dic diciembre dicembre dezembro des desember
"""
MONTHS = {word: int(line.split()[0]) for line in _MONTHS.split("\n") if line for word in line.split()[1:]}

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ONE_WORD = """
n/a na n.a. #n/a - -- --- – — . / ? ?? tbd tba tbc t.b.d. t.b.c. none null nil nan nat unknown unk blank empty open
pending nvt n.v.t n.v.t. onbekend geen nb n.b. unbekannt k.a. k.a keine keines offen ausstehend inconnu inconnue s/o n/d
nd n.d. aucun aucune desconocido desconocida pendiente ninguno ninguna sd s/d 不明 未定 なし 無し 未 該当なし
未記入 未入力 未着 ー
"""
_PHRASES = """
not captured|date not captured|not recorded|not known|not yet|not yet known|to be confirmed|to be determined
not applicable|no date|not available|to follow|nog niet|niet bekend|niet ingevuld|nader te bepalen|noch offen
nicht bekannt|nicht erfasst|keine angabe|non connu|non renseigne|a confirmer|a definir|sin fecha|por confirmar
por definir|no disponible
"""
NO_DATE = frozenset(_ONE_WORD.split()) | frozenset(_PHRASES.strip().replace("\n", "|").split("|"))


@lru_cache(maxsize=4096)  # the same few hundred words are held against every heading
def plain(word: str) -> str:
    """A word without case, accents and closing dots, so that one spelling of a month is enough."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip(" .")
