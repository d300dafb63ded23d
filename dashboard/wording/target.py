"""A figure against its target, in the words of the annual performance reports of the State budget."""

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator, Target
from dashboard.wording import limits, numerals
from dashboard.wording.grammar import capital
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import NOTHING, Reading, limit
from dashboard.wording.words import VERDICT_WORDS

_OPERATORS = {">=": "au moins", ">": "plus de", "<=": "au plus", "<": "moins de"}
_OF = {">=": "d’au moins", ">": "de plus de", "<=": "d’au plus", "<": "de moins de"}

RULE = "le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge"
UNSURE = "la cible est dans l’intervalle, l’écart avec elle n’est donc pas démontré"


def level(indicator: Indicator, target: Target) -> str:
    """« 85 % », « 1 jour », « 2,5 mois »: a target has no more decimals than it was set with."""
    decimals = 0 if float(target.value).is_integer() else max(1, indicator.decimals)
    text = numerals.number(target.value, decimals)
    unit = indicator.unit
    if unit in ("point", "points"):
        return numerals.with_unit(text, numerals.points(target.value))
    return numerals.with_unit(text, numerals.unit_of(unit, target.value))


def short_target(indicator: Indicator, target: Target) -> str:
    """« au moins 85 % en 2026 »."""
    return f"{_OPERATORS[target.operator]} {level(indicator, target)} en {target.year}"


def read_target(indicator: Indicator, estimate: Estimate, found: Comparison, setting: Setting = PLAIN) -> Reading:
    """« Amélioration : 71,4 % pour une cible d’au moins 75 % en 2026. »"""
    goal = "" if found.target is None else aim(indicator, found.target)
    match found.verdict:
        case Verdict.NO_TARGET:
            return Reading("Aucune cible n’est fixée pour cette année.", limit(["aucun statut n’est rendu sans cible"]))
        case Verdict.MISSING:
            conclusion = f"Donnée non renseignée{f' pour une {goal}' if goal else ''}."
            return Reading(conclusion, limit([found.reason or NOTHING]))
        case Verdict.NOT_TESTED:
            reason = limits.FRAGILE if found.reason == "base faible" else found.reason or NOTHING
            conclusion = f"Pas de statut face à la {goal or 'cible'}."
            return Reading(conclusion, limit([reason, limits.unfinished(setting.running)]))
        case verdict:
            words = capital(VERDICT_WORDS[verdict])
    if not goal:
        return Reading(f"{words}.", limit(["la cible n’est pas connue"]))
    value = f"{numerals.value(indicator, estimate)} pour une {goal}" if isinstance(estimate, Shown) else goal
    return Reading(f"{words}{NBSP}: {value}.", limit(_clauses(indicator, found, setting)))


def aim(indicator: Indicator, target: Target) -> str:
    """« cible d’au moins 75 % en 2026 »."""
    return f"cible {_OF[target.operator]} {level(indicator, target)} en {target.year}"


def _clauses(indicator: Indicator, found: Comparison, setting: Setting) -> list[str]:
    unsure = found.lower is not None and found.upper is not None and found.lower < 0 < found.upper
    return [
        _progress(found.progress),
        RULE,
        UNSURE if unsure else "",
        limits.unfinished(setting.running),
        limits.respondents(indicator, margin=False),
    ]


def _progress(rate: float | None) -> str:
    """« taux d’avancement depuis l’an dernier : 40 % »; a negative rate, which a committee does not read, is said."""
    if rate is None:
        return ""
    if rate < 0:
        return "plus loin de la cible que l’an dernier"
    return f"taux d’avancement depuis l’an dernier{NBSP}: {numerals.percent(rate, 0)}"
