"""What each column of an unknown survey file may be: proposed from its name and its cells, for a person to confirm."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from dashboard.domain.indicator import Scale
from dashboard.sources.column_cues import asks, says_free_text, says_personal, says_weight
from dashboard.sources.periods import parse_date
from dashboard.sources.scale_match import ScaleMatch, best_scale
from dashboard.sources.survey import COLUMNS
from dashboard.sources.values import Number, normal_name, parse_number

ENOUGH = 0.8
"""Share of the filled cells that must be dates, sites or numbers before a column is taken for one of them."""
EXAMPLES = 4
_NUMBERS = frozenset({"id", "identifiant", "n", "numero", "num", "no", "repondant", "respondent", "respondentid"})
"""Words of the name of a column that numbers the respondents."""
LONG_TEXT = 60
"""Characters: a column of longer answers is free text."""
SENTENCE = 4
"""Words: a column whose cells mostly have as many, and say many things, is free text."""
MANY_TEXTS = 20


class Role(StrEnum):
    """What a column holds."""

    QUESTION = "question"
    SITE = "site"
    DATE = "date"
    RESPONDENT = "respondent"
    SURVEY = "survey"
    WEIGHT = "weight"
    CHANNEL = "channel"
    COMMENT = "comment"
    IGNORED = "ignored"


class Why(StrEnum):
    """Why a column is left aside."""

    NOTHING = ""
    EMPTY = "empty"
    UNKNOWN_ANSWERS = "unknown_answers"
    DECIMALS = "decimals"  # positive numbers, some of them decimal
    NUMBERS = "numbers"
    TEXTS = "texts"
    TAKEN = "taken"  # another column plays this role


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is taken for. `examples`: its first distinct cells; `distinct`: how many it has; `match`:
    how its cells read on the scale proposed, for a question; `by_label`: its sites are named, not coded."""

    name: str
    role: Role
    examples: tuple[str, ...]
    distinct: int
    filled: float
    match: ScaleMatch | None = None
    by_label: bool = False
    why: Why = Why.NOTHING


_ONCE = (Role.SITE, Role.DATE, Role.RESPONDENT, Role.SURVEY, Role.WEIGHT, Role.CHANNEL)
_NAMED = {normal_name(name): Role(role.value) for role in _ONCE for name in COLUMNS.names[role.value]} | {
    normal_name(name): role
    for role, names in {
        Role.RESPONDENT: ("respondent id", "id réponse", "numéro", "n°"),
        Role.DATE: ("horodateur", "date de saisie", "date de fin", "timestamp"),
        Role.WEIGHT: ("coefficient", "coef"),
        Role.CHANNEL: ("mode", "mode de réponse", "mode de recueil"),
        Role.SITE: ("structure", "établissement", "juridiction", "code structure", "code établissement"),
    }.items()
    for name in names
}


def proposed(
    rows: pd.DataFrame, scales: Dict[str, Scale], sites: Dict[str, str], wordings: Dict[str, Iterable[str]]
) -> tuple[Column, ...]:
    """One proposal a column of a sample of the file (every cell a text). `sites`: label by code; `wordings`: by scale,
    the questions that the catalogue asks on it, which tell two scales of the same words apart."""
    columns = [_proposed(name, rows[name], scales, sites, wordings) for name in rows.columns]
    return tuple(_once(columns))


def tally(cells: pd.Series) -> dict[str, int]:
    """How many cells say each thing, the most frequent first; those that say nothing are left."""
    said = cells.str.strip()
    return {str(text): int(count) for text, count in said[said != ""].value_counts().items()}


def _proposed(
    name: str, cells: pd.Series, scales: Dict[str, Scale], sites: Dict[str, str], wordings: Dict[str, Iterable[str]]
) -> Column:
    values = tally(cells)
    share = sum(values.values()) / len(cells) if len(cells) else 0.0

    def column(role: Role, **more: object) -> Column:
        return Column(name, role, tuple(list(values)[:EXAMPLES]), len(values), share, **more)  # type: ignore[arg-type]

    if not values:
        return column(Role.IGNORED, why=Why.EMPTY)
    named = _NAMED.get(normal_name(name)) or _number(name, values, cells)
    if found := _site(values, sites):
        return column(Role.SITE, by_label=found == "label")
    if named in (Role.RESPONDENT, Role.SURVEY, Role.CHANNEL):
        return column(named)
    if (named is Role.WEIGHT or says_weight(name)) and _weighs(name, values, exact=named is Role.WEIGHT):
        return column(Role.WEIGHT)
    if _share(values, lambda text: parse_date(text) is not None) >= ENOUGH:
        return column(Role.DATE)
    if match := best_scale(name, values, scales, wordings):
        return column(Role.QUESTION, match=match)
    why = _why(values)
    return column(Role.COMMENT) if _free_text(name, values, why) else column(Role.IGNORED, why=why)


def _weighs(name: str, values: Dict[str, int], *, exact: bool) -> bool:
    """Whether the cells of a column named like a weight are weights: « quel poids donnez-vous… ? » has whole notes."""
    if _share(values, lambda text: _figure(text) is not None) < ENOUGH:
        return False
    return exact or not asks(name) or _decimal(values)


def _figure(text: str) -> float | None:
    """The number of a cell that is not negative."""
    number = parse_number(text)
    return number.value if isinstance(number, Number) and number.value >= 0 else None


def _decimal(values: Dict[str, int]) -> bool:
    return any(figure % 1 != 0 for text in values if (figure := _figure(text)) is not None)


def _why(values: Dict[str, int]) -> Why:
    """What is said of cells that no scale reads."""
    if _share(values, lambda text: _figure(text) is not None) >= ENOUGH:
        return Why.DECIMALS if _decimal(values) else Why.NUMBERS
    several = [text for text in values if len(text.split()) >= SENTENCE]
    return Why.TEXTS if 2 * len(several) >= len(values) else Why.UNKNOWN_ANSWERS


def _free_text(name: str, values: Dict[str, int], why: Why) -> bool:
    """Whether a column of no scale is free text: its name says so, one cell is long, or many say different things."""
    if why in (Why.DECIMALS, Why.NUMBERS):
        return False
    if says_free_text(name):
        return True
    if says_personal(name):
        return False
    if max(map(len, values)) > LONG_TEXT:
        return True
    return why is Why.TEXTS and len(values) >= MANY_TEXTS and 2 * len(values) >= sum(values.values())


def _number(name: str, values: Dict[str, int], cells: pd.Series) -> Role | None:
    """The role of a column that is named as a number and never says the same thing twice."""
    numbered = not _NUMBERS.isdisjoint(normal_name(name).split("_"))
    return Role.RESPONDENT if numbered and len(values) == len(cells) else None


def _site(values: Dict[str, int], sites: Dict[str, str]) -> str:
    """« code » or « label » when most cells name a site that is known."""
    labels = {normal_name(label) for label in sites.values()}
    if _share(values, lambda text: text in sites) >= ENOUGH:
        return "code"
    return "label" if _share(values, lambda text: normal_name(text) in labels) >= ENOUGH else ""


def _share(values: Dict[str, int], good: Callable[[str], bool]) -> float:
    """The share of the cells whose text is good."""
    return sum(count for text, count in values.items() if good(text)) / sum(values.values())


def _once(columns: Sequence[Column]) -> list[Column]:
    """A role that a file plays once goes to the column that is named so, else to the first one; the others are left."""
    taken: dict[Role, str] = {}
    for role in _ONCE:
        held = [column.name for column in columns if column.role is role]
        named = [name for name in held if _NAMED.get(normal_name(name)) is role]
        if held:
            taken[role] = (named or held)[0]
    return [
        column
        if column.role not in _ONCE or taken[column.role] == column.name
        else replace(column, role=Role.IGNORED, by_label=False, why=Why.TAKEN)
        for column in columns
    ]
