"""A series without its season (« CVS »), and its trend: what they say, and when they say nothing."""

import datetime as dt
from collections.abc import Sequence

from babel.dates import format_date

from dashboard.domain.indicator import Direction, Indicator
from dashboard.wording import limits, numerals
from dashboard.wording.grammar import count
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, limit
from dashboard.wording.steps import during_step, steps
from dashboard.wording.words import step_noun

NOT_RAW = "série calculée, corrigée des variations saisonnières, à ne comparer qu’à une autre série CVS"
NO_SEASON = "Une série par année, ou dont les périodes se chevauchent, n’a pas de saison à retirer."
NO_TREND_OF_ROLLING = "Les périodes se chevauchent, aucune tendance n’est donc calculée."
PROBABLE = "points voisins liés entre eux, donc sans valeur p"
SEASONS = "chaque saison est comparée à elle-même d’une année à l’autre"
TOO_SHORT, FLAT, LIKELY = "trop court", "aucune variation observée", "tendance probable"
"""Notes of `stats.trend`."""


def season_words(last_month: dt.date, step: int) -> str:
    """« août », « 3e trimestre »: the season of a step."""
    if step == 3:
        rank = (last_month.month + 2) // 3
        return f"{rank}{'er' if rank == 1 else 'e'} trimestre"
    return format_date(last_month, "MMMM", locale="fr_FR")


def read_adjusted(
    indicator: Indicator, effects: Sequence[tuple[dt.date, float]], last: tuple[dt.date, float], step: int = 1
) -> Reading:
    """« CVS : 71,2 % en octobre 2026. La saison joue peu… » `effects`: by season, in the unit; `last`: last step."""
    value = numerals.with_unit(numerals.number(last[1], indicator.decimals), indicator.unit)
    low, high = min(effects, key=lambda one: one[1]), max(effects, key=lambda one: one[1])
    sides = f"{NBSP}; ".join(
        f"{season_words(day, step)} {numerals.gap(indicator, effect)}" for day, effect in (low, high)
    )
    conclusion = f"CVS{NBSP}: {value} {during_step(last[0], step)}."
    return Reading(conclusion, limit([f"effets de saison les plus forts{NBSP}: {sides}", NOT_RAW]))


def no_adjusted(known: int, needed: int, step: int) -> Reading:
    """Too few whole cycles in a row."""
    have = count(known, step_noun(step), steps(step))
    conclusion = f"Pas de série CVS{NBSP}: il faut {needed}{NBSP}{steps(step)} de suite sans trou, il y en a {known}."
    return Reading(conclusion, limit([f"la dernière suite sans trou compte {have}", "élargir la profondeur"]))


def read_trend(
    indicator: Indicator, slope: float | None, interval: tuple[float | None, float | None], p_value: float | None,
    note: str, known: int, *, seasonal: bool = False, step: int = 1,
) -> Reading:  # fmt: skip
    """« Tendance à la hausse : +1,2 point par an, IC 95 % [0,4 ; 2,0]. » `note` and `p_value` of `stats.trend`."""
    clauses = [
        SEASONS if seasonal else limits_of_season(step),
        f"calculée sur {count(known, step_noun(step), steps(step))}",
    ]
    if note == TOO_SHORT or slope is None:
        return Reading(
            f"Trop peu de {steps(step)} pour une tendance.".replace("de années", "d’années"), limit(clauses[1:])
        )
    margin = numerals.interval(*interval, _decimals(indicator))
    size = f"{numerals.gap(indicator, slope)} par an{f', {margin}' if margin else ''}"
    if note == FLAT:
        return Reading("Aucune variation n’est observée.", limit(clauses))
    if note == LIKELY:
        return Reading(f"Tendance probable {_way(indicator, slope)}{NBSP}: {size}.", limit([PROBABLE, *clauses]))
    if p_value is not None and p_value < 0.05:
        return Reading(
            f"Tendance {_way(indicator, slope)}{NBSP}: {size}.", limit([*clauses, limits.NOT_A_CAUSE_OF_TREND])
        )
    return Reading(
        f"Aucune tendance démontrée{NBSP}: {size}.",
        limit([*clauses, "l’intervalle contient une pente nulle ou presque"]),
    )


def limits_of_season(step: int) -> str:
    """Without three whole years, a season may look like a trend."""
    return "" if step >= 12 else "la saison n’est pas retirée, faute de trois années entières"


def _way(indicator: Indicator, slope: float) -> str:
    words = "à la hausse" if slope > 0 else "à la baisse"
    if indicator.direction is Direction.NEUTRAL or slope == 0:
        return words
    return f"{words} ({'amélioration' if (slope > 0) == (indicator.direction is Direction.HIGHER) else 'dégradation'})"


def _decimals(indicator: Indicator) -> int:
    return numerals.decimals_of(indicator)
