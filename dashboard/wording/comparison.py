"""One figure against another: the verdict with the gap and its interval, or why nothing is said."""

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording import limits, numerals
from dashboard.wording.dates import period
from dashboard.wording.grammar import that, with_preposition
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import NOTHING, Reading, limit
from dashboard.wording.target import read_target
from dashboard.wording.words import VERDICT_WORDS

_REFERENCES = {
    Against.PREVIOUS: "la période précédente",
    Against.LAST_YEAR: "les mêmes mois un an plus tôt",
    Against.TWO_YEARS: "les mêmes mois deux ans plus tôt",
    Against.THREE_YEARS: "les mêmes mois trois ans plus tôt",
    Against.FOUR_YEARS: "les mêmes mois quatre ans plus tôt",
    Against.FIVE_YEARS: "les mêmes mois cinq ans plus tôt",
    Against.TARGET: "la cible",
    Against.NETWORK: "le reste du réseau",
    Against.OTHERS: "la moyenne des autres engagements",
}

_THAN = {
    Against.PREVIOUS: "à la période précédente",
    Against.LAST_YEAR: "un an plus tôt",
    Against.TWO_YEARS: "deux ans plus tôt",
    Against.THREE_YEARS: "trois ans plus tôt",
    Against.FOUR_YEARS: "quatre ans plus tôt",
    Against.FIVE_YEARS: "cinq ans plus tôt",
    Against.NETWORK: "celui du reste du réseau",
    Against.OTHERS: "la moyenne des autres engagements",
}

_REASONS = {"base faible": limits.FRAGILE, "la source ne communique pas de base": limits.NO_BASE}
"""Reasons that are said at more length in a sentence."""

_ITS_NUMBER = "verdict corrigé du nombre d’engagements comparés"
_SMALL = "l’écart est démontré, mais plus petit que celui qui compte"


def read_comparison(indicator: Indicator, estimate: Estimate, found: Comparison, setting: Setting = PLAIN) -> Reading:
    """« Résultat meilleur qu’un an plus tôt (2025) : +3,1 points, IC 95 % [1,2 ; 5,0]. »"""
    if found.against is Against.TARGET:
        return read_target(indicator, estimate, found, setting)
    if found.verdict is Verdict.NOT_TESTED:
        reason = _REASONS.get(found.reason.rstrip("."), found.reason) or NOTHING
        dated = f"{_REFERENCES[found.against]}{_dated(found)}"
        return Reading(f"Comparaison avec {dated} non testée.", limit([reason, *_setting(found, setting)[:1]]))
    n = estimate.n if isinstance(estimate, Shown) else None
    gap = _gap(indicator, found, n)
    clauses = [found.reason, *_own(indicator, found), *_setting(found, setting)]
    return Reading(f"{_conclusion(found)}{gap}.", limit([*clauses, _last(found.verdict)]))


def _conclusion(found: Comparison) -> str:
    reference = f"{_REFERENCES[found.against]}{_dated(found)}"
    match found.verdict:
        case Verdict.NO_EVIDENCE:
            return f"Pas d’écart démontré avec {reference}"
        case Verdict.STABLE:
            opening = "Stable" if found.against.timed else "Écart démontré mais minime"
            return f"{opening} par rapport {with_preposition('à', reference)}"
        case verdict:
            return f"Résultat {VERDICT_WORDS[verdict]} {that(_THAN[found.against])}{_dated(found)}"


def _last(verdict: Verdict) -> str:
    match verdict:
        case Verdict.NO_EVIDENCE:
            return limits.NOT_EQUAL
        case Verdict.STABLE:
            return _SMALL
        case _:
            return limits.NOT_A_CAUSE


def _own(indicator: Indicator, found: Comparison) -> tuple[str, ...]:
    """Who answered: people who chose to, or people who may be the same on both sides."""
    same = (limits.SAME_PEOPLE, _ITS_NUMBER) if found.against is Against.OTHERS else ()
    return *same, limits.respondents(indicator)


def _setting(found: Comparison, setting: Setting) -> tuple[str, ...]:
    season = limits.SEASON if limits.seasonal(found.against, found.period) else ""
    return limits.unfinished(setting.running), season


def _dated(found: Comparison) -> str:
    return f" ({period(found.period)})" if found.period and found.against.timed else ""


def _gap(indicator: Indicator, found: Comparison, n: int | None) -> str:
    if found.difference is None:
        return ""
    decimals = numerals.decimals_of(indicator, n)
    margin = numerals.interval(found.lower, found.upper, decimals, indicative=numerals.self_selected(indicator))
    return f"{NBSP}: {numerals.gap(indicator, found.difference, n)}{f', {margin}' if margin else ''}"
