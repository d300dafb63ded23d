"""From the text of a cell to a number, a bound, a word that stands for « no value », a flag or an official code.

Every rule is declared here and none guesses: what no rule reads is `Unreadable`, and the caller rejects the row.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeVar

import pandas as pd

T = TypeVar("T")

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})


def plain(text: str) -> str:
    """`text` in lower case, without accents, every kind of space, apostrophe and dash made one; trimmed."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c not in "\ufeff\u200b\u2060")
    folded = re.sub(r"[’‘ʼ`´]", "'", re.sub(r"[\u2010-\u2015\u2212]", "-", folded))
    return " ".join(folded.split())


def normal_name(text: str) -> str:
    """The form on which names compare: « Code SP+ de la structure » and `code_sp_de_la_structure` are the same."""
    return re.sub(r"[^a-z0-9]+", "_", plain(text)).strip("_")


def slug(text: str) -> str:
    """The same with hyphens, for codes: « Ministère de l’Europe » gives `ministere-de-l-europe`."""
    return normal_name(text).replace("_", "-")


class Meaning(StrEnum):
    """What a word in place of a value says."""

    EMPTY = "empty"  # the cell is blank
    UNKNOWN = "unknown"  # « Non connu », « nd »
    NOT_APPLICABLE = "not_applicable"  # « Sans objet »
    NOT_REPORTED = "not_reported"  # « NR », « NC »: non renseigné, non communiqué
    INSUFFICIENT = "insufficient"  # « DI »: données insuffisantes
    NOT_SIGNIFICANT = "not_significant"  # « ns »
    SECRET = "secret"  # « s », « c »: statistical secrecy


_MEANINGS: Mapping[Meaning, str] = {
    Meaning.UNKNOWN: "nonconnu nonconnue inconnu inconnue nondetermine nondeterminee nd nondisponible indisponible "
    "unknown notavailable na nan null none div0 avenir encours nsp nesaitpas",
    Meaning.NOT_APPLICABLE: "sansobjet so nonapplicable notapplicable nonconcerne nonconcernee",
    Meaning.NOT_REPORTED: "nr nc nonrenseigne nonrenseignee noncommunique noncommuniquee nonrepondant nonreponse "
    "notreported",
    Meaning.INSUFFICIENT: "di donneesinsuffisantes effectifinsuffisant insuffisant",
    Meaning.NOT_SIGNIFICANT: "ns nonsignificatif nonsignificative notsignificant",
    Meaning.SECRET: "s secret secretstatistique c confidentiel masque suppressed",
}
WORDS: Mapping[str, Meaning] = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
"""Words read in place of a value; the key is `normal_name` without `_`. A caller passes `{**WORDS, "neant": …}`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number."""

    value: float


@dataclass(frozen=True, slots=True)
class Inequality:
    """A bound: `<50` has no value of its own. `operator` is `<`, `<=`, `>` or `>=`."""

    operator: str
    value: float


@dataclass(frozen=True, slots=True)
class Word:
    """The source says that there is no value, and why."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Unreadable:
    """No rule reads this text."""

    text: str


_SPACES_IN_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]*)?")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:e[+-]?[0-9]{1,3})?")
_GROUPED = {
    ",": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?"),
    ".": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?"),
}
# « 85,2¹ »: `plain` would turn the call of a footnote into one more digit. (« kWh/m² » has none after a digit.)
_FOOTNOTE = re.compile("[0-9][¹²³⁰⁴-⁹₀-₉½¼¾]")
_BEFORE: Mapping[str, str] = {
    **dict.fromkeys(("<=", "≤", "⩽", "=<", "au plus", "jusqu'a", "at most", "up to", "inferieur ou egal a"), "<="),
    **dict.fromkeys((">=", "≥", "⩾", "=>", "au moins", "at least", "superieur ou egal a"), ">="),
    **dict.fromkeys(("<", "moins de", "inferieur a", "inferieure a", "less than", "fewer than", "under", "below"), "<"),
    **dict.fromkeys((">", "plus de", "superieur a", "superieure a", "more than", "over", "above"), ">"),
}
_AFTER: Mapping[str, str] = {
    **dict.fromkeys(("et plus", "ou plus", "et +", "ou +", "or more", "and more", "or over", "and over", "+"), ">="),
    **dict.fromkeys(("et moins", "ou moins", "or less", "or fewer", "and under"), "<="),
}


def _decimal(text: str, thousands: str) -> float | None:
    """The number written in `text` (already `plain`, no unit), or None."""
    if _SPACES_IN_NUMBER.fullmatch(text):
        text = text.replace(" ", "").replace("'", "")
    separators = [c for c in text if c in ",."]
    if len(separators) > 1:
        first, last = separators[0], separators[-1]
        if not _GROUPED[first].fullmatch(text) or (first == last and len(set(separators)) > 1):
            return None
        text = text.replace(first, "")
    elif separators == [thousands] and _GROUPED[thousands].fullmatch(text):
        text = text.replace(thousands, "")
    if not _PLAIN_NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if abs(value) != float("inf") else None


def _without_unit(text: str, units: Collection[str]) -> str:
    for unit in sorted((plain(u) for u in units), key=len, reverse=True):
        for ending in (unit, unit.removesuffix("s"), unit + "s"):
            rest = text.removesuffix(ending).rstrip()
            if ending and rest != text and rest and (rest[-1].isdigit() or rest[-1] in ".,"):
                return rest
    return text


def _bound(text: str, units: Collection[str], thousands: str) -> Inequality | None:
    for words, cut in ((_BEFORE, str.removeprefix), (_AFTER, str.removesuffix)):
        for word in sorted(words, key=len, reverse=True):
            rest = cut(text, word)
            if rest == text:
                continue
            # « 12 mois et plus »: the unit stands before the word; « moins de 12 mois »: at the end.
            value = _decimal(_without_unit(rest.strip(), units), thousands)
            if value is not None:
                return Inequality(words[word], value)
    return None


def parse_number(
    text: str,
    units: Collection[str] = ("%",),
    thousands: Literal["", ",", "."] = "",
    words: Mapping[str, Meaning] = WORDS,
) -> Number | Inequality | Word | Unreadable:
    """What a cell of figures says.

    Decimal comma or point; thousands set apart by any space or apostrophe, or by the other sign (`1.234,5`, `1,234.5`,
    `1,234,567`). One sign alone is the decimal one, as in French (`1,234` is 1.234), unless `thousands` names it and
    the digits fit (`1,234` with `thousands=","` is 1234; `12,5` stays 12.5). A trailing unit is read only when it is in
    `units`; the number is never scaled.
    """
    content = plain(text)
    if not content:
        return Word("", Meaning.EMPTY)
    if _FOOTNOTE.search(text):
        return Unreadable(text.strip())
    key = normal_name(content).replace("_", "")
    if key in words and (content == "<na>" or not content.startswith(("<", ">"))):
        return Word(text.strip(), words[key])
    if not key and re.fullmatch(r"[-./:?… ]+", content):
        return Word(text.strip(), Meaning.UNKNOWN)
    value = _decimal(_without_unit(content, units), thousands)
    if value is not None:
        return Number(value)
    return _bound(content, units, thousands) or Unreadable(text.strip())


_YES = frozenset({"oui", "o", "vrai", "true", "t", "yes", "y", "1", "1.0", "actif", "active", "x"})
_NO = frozenset({"non", "n", "faux", "false", "f", "no", "0", "0.0", "inactif", "inactive"})


def parse_flag(text: str) -> bool | None:
    """Oui/Non and their kin, also behind a code (« 1- Oui »). None when neither."""
    content = plain(text)
    if coded := re.fullmatch(r"[0-9]+ ?[-.:)] ?([a-z]+)", content):
        content = coded[1]
    return True if content in _YES else False if content in _NO else None


def parse_postal_code(text: str, department: str | None = None, country: str | None = None) -> str:
    """A postal code with the zero that a spreadsheet lost: `1000` gives `01000`. Anything else comes back trimmed.

    The zero comes back only where it can have been lost: not when `department` is known and does not start with 0, nor
    when `country` is another one than France (four digits are then a whole code: Brussels is `1000`).
    """
    code = " ".join(text.split())
    compact = re.sub(r"^(?:FR?-)|\.0$|\s", "", code, flags=re.IGNORECASE)
    if country and normal_name(country) not in ("france", "fr", "fra"):
        return code
    if re.fullmatch(r"[0-9]{4}", compact):
        return f"0{compact}" if department is None or department.startswith("0") else code
    return compact if re.fullmatch(r"[0-9]{5}", compact) else code


_INSEE = re.compile(r"(dep|reg|com|arr)?0*([0-9]{1,5}|2[ab][0-9]{0,3})")


def parse_insee(text: str) -> str | None:
    """The INSEE code without its prefix and with its lost zeros: `dep75`, `dep2A`, `com1053` give 75, 2A, 01053.

    Without a prefix the length decides: up to 2 signs a department or region, 3 an overseas one, 4 or 5 a commune.
    None for a foreign place (`consUS`) or anything else.
    """
    found = _INSEE.fullmatch(plain(text).removesuffix(".0"))
    if not found or not found[2].strip("0"):
        return None
    prefix, code = found[1], found[2].upper()
    if prefix in ("com", "arr") or (not prefix and len(code) > 3):
        return code.zfill(5) if len(code) >= 4 else None
    if len(code) > 3 or (len(code) == 3 and not code.startswith(("97", "98"))):
        return None
    return code.zfill(2)


def parse_column(series: "pd.Series[str]", parser: Callable[[str], T]) -> list[T]:
    """`parser` of every cell, in order; each distinct text is parsed once (a column of a million dates has few)."""
    codes, distinct = pd.factorize(series, use_na_sentinel=False)
    parsed = [parser("" if pd.isna(text) else str(text)) for text in distinct]
    return [parsed[code] for code in codes]
