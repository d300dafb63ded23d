"""Services side by side over the engagements: who does better on which, and what is not demonstrated."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.wording import left_out, limits
from dashboard.wording.grammar import Noun, agree, count, listed
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import NOTHING, Reading, limit

COMPARISON = Noun("comparaison", feminine=True)
ALL = 20
"""Engagements are listed whole."""

_FIRST = {
    Verdict.BETTER: "meilleur résultat",
    Verdict.WORSE: "résultat moins bon",
    Verdict.HIGHER: "résultat plus élevé",
    Verdict.LOWER: "résultat plus bas",
}
_THEN = {Verdict.WORSE: "moins bon", Verdict.HIGHER: "plus élevé", Verdict.LOWER: "plus bas"}
_REST = {Verdict.NO_EVIDENCE: "pas d’écart démontré", Verdict.STABLE: "écart trop petit pour compter"}


NOT_ENOUGH = "Un seul service a des résultats sur ce périmètre\u00a0: il n’y a rien à comparer."
APART = "Engagements mesurés dans une autre unité"


def names(services: Sequence[str]) -> str:
    """« A, B et C »."""
    return listed(services, most=ALL)


def caption(services: Sequence[str], when: str, *, usual: bool) -> str:
    """What is compared, and with what the marks compare it."""
    opening = f"Services qui diffèrent le plus{NBSP}: " if usual and len(services) == 2 else ""
    reference = "l’autre service" if len(services) == 2 else "le reste du réseau"
    return f"{opening}{names(services)}, {when}. Référence des marques{NBSP}: {reference}."


@dataclass(frozen=True, slots=True)
class Met:
    """Two services that meet on an engagement: the gap is `first` minus `second`."""

    engagement: int
    first: str
    second: str
    comparison: Comparison

    @property
    def verdict(self) -> Verdict:
        return self.comparison.verdict


def read_profiles(services: Sequence[str], met: Sequence[Met], setting: Setting = PLAIN) -> Reading:
    """« A : meilleur résultat que B sur 3 engagements (1, 4 et 7), moins bon sur 1 (5) ; pas d’écart démontré sur 2… »

    `services`: the labels compared, two at least; `met`: every pair on every engagement.
    """
    tested = [one for one in met if one.verdict is not Verdict.NOT_TESTED]
    apart = left_out.apart(COMPARISON, left_out.causes([one.comparison for one in met]))
    if not tested:
        conclusion = f"{names(services)}{NBSP}: aucune comparaison n’est possible."
        return Reading(conclusion, limit([apart, *setting.clauses], NOTHING))
    equal = limits.NOT_EQUAL if any(one.verdict is Verdict.NO_EVIDENCE for one in tested) else ""
    clauses = [apart, limits.corrected(len(tested)), *setting.clauses, equal]
    conclusion = _two(tested) if len(services) == 2 else _several(services, tested)
    return Reading(conclusion, limit(clauses, limits.NOT_A_CAUSE))


def _two(tested: Sequence[Met]) -> str:
    first, second = tested[0].first, tested[0].second
    sides = {verdict: found for verdict in _FIRST if (found := _numbers(tested, verdict))}
    if not sides:
        gaps = agree(len(tested), "l’engagement comparé", f"les {number(len(tested))} engagements comparés")
        return f"{first} et {second}{NBSP}: aucun écart assez grand n’est démontré sur {gaps}."
    opening, *others = sides
    parts = [f"{_FIRST[opening]} que {second} sur {_engagements(sides[opening])}"]
    parts += [f"{_THEN[verdict]} sur {_short(sides[verdict])}" for verdict in others]
    rest = [f"{words} sur {_short(found)}" for verdict, words in _REST.items() if (found := _numbers(tested, verdict))]
    return f"{first}{NBSP}: {f'{NBSP}; '.join([', '.join(parts), *rest])}."


def _several(services: Sequence[str], tested: Sequence[Met]) -> str:
    shown = [one for one in tested if one.verdict in _FIRST]
    where = f"Sur {COMPARISON.counted(len(tested))} deux à deux"
    if not shown:
        return f"{where}, aucun écart assez grand n’est démontré."
    verb = agree(len(shown), "écart est démontré", "écarts sont démontrés")
    parts = [f"{name}, {_won(name, shown)}" for name in services]
    return f"{where}, {number(len(shown))} {verb}{NBSP}: {f'{NBSP}; '.join(parts)}."


def _won(name: str, shown: Sequence[Met]) -> str:
    """« 3 en sa faveur et 1 contre »: a gap without polarity favours nobody."""
    sides = [
        (one.first, one.second) if one.verdict is Verdict.BETTER else (one.second, one.first)
        for one in shown
        if one.verdict in (Verdict.BETTER, Verdict.WORSE)
    ]
    won, lost = sum(better == name for better, _ in sides), sum(worse == name for _, worse in sides)
    return f"{number(won) if won else 'aucun'} en sa faveur et {number(lost) if lost else 'aucun'} contre"


def _numbers(tested: Sequence[Met], verdict: Verdict) -> list[int]:
    return sorted(one.engagement for one in tested if one.verdict is verdict)


def _engagements(numbers: Sequence[int]) -> str:
    """« 3 engagements (1, 4 et 7) »."""
    return f"{count(len(numbers), 'engagement')} ({_names(numbers)})"


def _short(numbers: Sequence[int]) -> str:
    """« 3 (1, 4 et 7) »."""
    return f"{number(len(numbers))} ({_names(numbers)})"


def _names(numbers: Sequence[int]) -> str:
    return listed([str(one) for one in numbers], most=ALL)
