"""What changed: how many gaps hold once corrected for the number of things that were looked at."""

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording import left_out, limits, numerals, short
from dashboard.wording.grammar import Noun, agree, capital, count, listed
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import NOTHING, Reading, limit
from dashboard.wording.units import Tally

COMPARISON = Noun("comparaison", feminine=True)

_MOVES = (
    (Verdict.BETTER, Noun("amélioration", feminine=True)),
    (Verdict.WORSE, Noun("dégradation", feminine=True)),
    (Verdict.HIGHER, Noun("hausse", feminine=True)),
    (Verdict.LOWER, Noun("baisse", feminine=True)),
)


def read_changes(tally: Tally, setting: Setting = PLAIN) -> Reading:
    """« 3 changements sont démontrés : 2 améliorations et 1 dégradation. »"""
    apart = left_out.apart(COMPARISON, tally.reasons)
    tested = tally.tested
    if not tested:
        conclusion = "Aucune évolution ne peut être testée sur cette période."
        return Reading(conclusion, limit([apart, *setting.clauses], NOTHING))
    number = limits.corrected(tested) or "un seul test"
    small, found = tally.number(Verdict.STABLE), tally.directed
    gaps = f"{Noun('écart').counted(small)} {agree(small, 'démontré')} mais trop {agree(small, 'petit')} pour compter"
    equal = limits.NOT_EQUAL if tally.number(Verdict.NO_EVIDENCE) else ""
    clauses = [number, apart, gaps if small else "", *setting.clauses, equal]
    if not found:
        big = (
            "Aucun changement assez grand pour compter n’est démontré." if small else "Aucun changement n’est démontré."
        )
        return Reading(big, limit(clauses))
    moves = listed([noun.counted(tally.number(v)) for v, noun in _MOVES if tally.number(v)], most=4)
    verb = agree(found, "est démontré", "sont démontrés")
    return Reading(f"{Noun('changement').counted(found)} {verb}{NBSP}: {moves}.", limit(clauses))


def short_move(indicator: Indicator, now: Estimate, found: Comparison) -> str:
    """« Dégradation démontrée : 76,0 % puis 67,6 %, −8,4 points, IC 95 % [−9,2 ; −7,6] », for one line of a list."""
    words = capital(short.CHANGES[found.verdict])
    if found.difference is None or not isinstance(now, Shown) or not isinstance(found.benchmark, Shown):
        return words
    gap = numerals.gap(indicator, found.difference, now.n)
    decimals = numerals.decimals_of(indicator, now.n)
    margin = numerals.interval(found.lower, found.upper, decimals, indicative=numerals.self_selected(indicator))
    values = f"{numerals.value(indicator, found.benchmark)} puis {numerals.value(indicator, now)}"
    return ", ".join(part for part in (f"{words}{NBSP}: {values}", gap, margin) if part)


def rest(more: int) -> str:
    """« 3 autres changements, moins sûrs, ne sont pas affichés ici. »"""
    if more == 1:
        return f"1{NBSP}autre changement, moins sûr, n’est pas affiché ici."
    return f"{count(more, 'autre changement', 'autres changements')}, moins sûrs, ne sont pas affichés ici."
