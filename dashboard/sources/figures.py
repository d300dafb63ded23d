"""A column of cells to a column of numbers: plain numbers all at once, the rest once per distinct text."""

from collections.abc import Callable, Collection
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.sources.mapping import Mapping
from dashboard.sources.values import WORDS, Inequality, Meaning, Number, Word, normal_name, parse_number

T = TypeVar("T")
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_PLAIN = r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?"
_DECIMAL_SIGNS: Dict[str, str] = {"auto": ".,", "comma": ",", "point": "."}
_THOUSANDS: Dict[str, Literal["", ",", "."]] = {"auto": "", "comma": ".", "point": ","}


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of figures. `values` is NaN where there is no number; `given` tells a cell that says something;
    `words` is the text of the cells that say why there is no value; `decimals` how many were printed."""

    values: Floats
    given: Mask
    words: "pd.Series[str]"
    unreadable: Mask
    bounded: Mask
    decimals: npt.NDArray[np.int64]


def distinct(texts: "pd.Series[str]", parser: Callable[[str], T]) -> tuple[npt.NDArray[np.int64], list[T]]:
    """`parser` of each distinct text, and for each row the place of its text in that list."""
    codes, values = pd.factorize(texts)
    return codes, [parser(str(value)) for value in values]


def column_figures(texts: "pd.Series[str]", mapping: Mapping, units: Collection[str] = ("%",)) -> Figures:
    """The figures of a column under the rules of the mapping (`[values]`): decimal sign, words, inequalities."""
    thousands = _THOUSANDS[mapping.decimal]
    values = np.full(len(texts), np.nan)
    plain = np.array(texts.str.fullmatch(_PLAIN), dtype=bool)
    if thousands:  # « 1.234 » may be a thousand: only the careful reader knows
        plain &= ~np.asarray(texts.str.contains(thousands, regex=False), dtype=bool)
    values[plain] = texts[plain].str.replace(",", ".", regex=False).astype("float64").to_numpy()
    words = np.full(len(texts), "", dtype=object)
    unreadable, bounded = np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=bool)
    given = ~np.asarray(texts == "", dtype=bool)
    rest = np.flatnonzero(given & ~plain)
    if len(rest):
        known = {**WORDS, **{normal_name(word).replace("_", ""): Meaning.UNKNOWN for word in mapping.words}}
        codes, parsed = distinct(texts.iloc[rest], lambda text: parse_number(text, units, thousands, known))
        values[rest] = np.array([_value(result, mapping) for result in parsed])[codes]
        words[rest] = np.array([_word(result, mapping) for result in parsed], dtype=object)[codes]
        bounded[rest] = np.array([isinstance(result, Inequality) for result in parsed])[codes]
        readable = (Number, Inequality, Word)
        unreadable[rest] = np.array([not isinstance(result, readable) for result in parsed])[codes]
    return Figures(
        values,
        given,
        pd.Series(words, dtype="str"),
        unreadable,
        bounded,
        _decimals(texts, _DECIMAL_SIGNS[mapping.decimal]),
    )


def _value(result: object, mapping: Mapping) -> float:
    if isinstance(result, Number):
        return result.value
    if isinstance(result, Inequality) and mapping.inequalities == "bound":
        return result.value
    return np.nan


def _word(result: object, mapping: Mapping) -> str:
    if isinstance(result, Word):
        return result.text
    if isinstance(result, Inequality) and mapping.inequalities == "missing":
        return f"{result.operator} {result.value:g}"
    return ""


def _decimals(texts: "pd.Series[str]", signs: str) -> npt.NDArray[np.int64]:
    """How many decimals each cell prints: the rounding that a consistency check must allow."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    digits = texts.str.extract(rf"[{signs}]([0-9]+)[^0-9]*$", expand=False)
    return np.asarray(digits.str.len().fillna(0), dtype=np.int64)
