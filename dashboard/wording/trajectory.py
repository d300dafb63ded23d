"""Targets year by year, in the words of the annual performance reports, with the progress rate of PILOTE."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator, Target
from dashboard.wording import limits, numerals
from dashboard.wording.grammar import listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, limit
from dashboard.wording.target import RULE, aim, short_target
from dashboard.wording.words import VERDICT_WORDS

NO_YEAR = "Aucune année n’a à la fois un résultat complet et une cible."


@dataclass(frozen=True, slots=True)
class Reached:
    """The last whole year with a value and a target; `status`: the word of the report; `progress`: in %."""

    year: int
    figure: Shown
    target: Target
    status: str
    progress: float | None


def read_trajectory(
    indicator: Indicator,
    last: Reached | None,
    initial: tuple[int, float] | None,
    aims: Sequence[Target] = (),
    running: int | None = None,
) -> Reading:
    """« 2023, cible atteinte : 84,2 % pour une cible d’au moins 82 % en 2023. » `initial`: year and value from which
    progress is measured; `aims`: targets not yet judged; `running`: the year under way."""
    coming = listed([short_target(indicator, target) for target in aims], most=20)
    clauses = [
        f"cibles à venir ou sans résultat{NBSP}: {coming}" if coming else "",
        f"l’année {running} n’est pas finie, son résultat est provisoire" if running else "",
    ]
    if last is None:
        return Reading(NO_YEAR, limit([*clauses, limits.respondents(indicator, margin=False)]))
    value = numerals.value(indicator, last.figure)
    conclusion = f"{last.year}, {words(last.status)}{NBSP}: {value} pour une {aim(indicator, last.target)}."
    clauses = [_rate(indicator, last, initial), *clauses, RULE, limits.respondents(indicator, margin=False)]
    return Reading(conclusion, limit(clauses))


def words(status: str) -> str:
    """« cible atteinte », « amélioration », « absence d’amélioration », « donnée non renseignée », « sans cible »."""
    return VERDICT_WORDS[Verdict(status)]


def _rate(indicator: Indicator, last: Reached, initial: tuple[int, float] | None) -> str:
    """The rate at the target of the year of the value, and where it is measured from."""
    if last.progress is None or initial is None:
        return "sans valeur initiale comparable, pas de taux d’avancement"
    start = numerals.value(indicator, Shown(initial[1]))
    rate = numerals.percent(last.progress, 0)
    return f"taux d’avancement à date{NBSP}: {rate}, depuis la valeur initiale de {initial[0]} ({start})"
