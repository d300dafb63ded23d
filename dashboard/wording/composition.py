"""Whether a difference of mix explains a gap: the raw gap, the same at equal mix, the two effects."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.comparison import Verdict
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals
from dashboard.wording.grammar import agree, listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import NOTHING, Reading, limit

STRATUM = f"une des strates n’a pas de chiffre publiable{NBSP}: "
NO_GAP = "aucun écart ne peut être calculé"
NO_SUMS = "la source ne donne pas les sommes qui permettraient de pondérer les strates"
NOT_FROM_SITES = "le chiffre est publié par territoire, sans le détail des sites"
NOTHING_SHARED = "aucune strate n’est présente des deux côtés"
ONE_STRATUM = "une seule strate est présente des deux côtés, donc aucune composition à comparer"
TOO_NARROW = "les strates présentes des deux côtés tiennent moins de la moitié des réponses d’un côté"
DESCRIPTIVE = "la décomposition décrit, elle ne dit pas pourquoi la composition diffère"
ADDS_UP = "les deux effets s’ajoutent sur les strates présentes des deux côtés"

TWO_NEEDED = "Il faut deux services avec un chiffre publiable pour comparer leur composition."
METHOD = (
    "À composition identique, chaque strate pèse autant des deux côtés\u00a0: sa part dans les deux ensembles réunis. "
    "Seules les strates présentes des deux côtés sont comparées\u00a0; le canal de réponse n’est pas publié."
)


@dataclass(frozen=True, slots=True)
class Effects:
    """A gap over the strata of both sides, the part that mix makes of it, and the gap at equal mix with its interval.
    `covered`: share (0 to 1) of each side that these strata hold."""

    gap: float
    mix: float
    material: bool
    equal: float
    lower: float | None
    upper: float | None
    verdict: Verdict
    covered: tuple[float, float]


_EQUAL = {
    Verdict.BETTER: "l’écart reste favorable",
    Verdict.WORSE: "l’écart reste défavorable",
    Verdict.HIGHER: "le résultat reste plus élevé",
    Verdict.LOWER: "le résultat reste plus bas",
    Verdict.STABLE: "l’écart est démontré mais trop petit pour compter",
    Verdict.NO_EVIDENCE: "aucun écart n’est démontré",
    Verdict.NOT_TESTED: "l’écart n’est pas testé",
}


def read_composition(
    indicator: Indicator, found: Effects | None, left_out: Sequence[str], refusal: str = ""
) -> Reading:
    """« La composition explique +2,1 points de l’écart de +5,0 points : à composition identique, +2,8 points… »

    `left_out`: strata of one side only; `refusal`: why there are no effects.
    """
    if found is None:
        return Reading("L’effet de la composition n’est pas calculé.", limit([refusal], NOTHING))
    mix, gap = numerals.gap(indicator, found.mix), numerals.gap(indicator, found.gap)
    if found.material:
        opening = f"La composition explique {mix} d’un écart de {gap}"
    else:
        opening = f"La composition a peu d’effet sur l’écart de {gap} ({mix})"
    return Reading(
        f"{opening}{NBSP}; à composition identique, {_equal(indicator, found)}.", limit(_clauses(found, left_out))
    )


def _equal(indicator: Indicator, found: Effects) -> str:
    """« l’écart reste favorable (+2,8 points, IC 95 % [1,0 ; 4,6]) »."""
    margin = numerals.interval(found.lower, found.upper, indicator.decimals)
    numbers = ", ".join(part for part in (numerals.gap(indicator, found.equal), margin) if part)
    return f"{_EQUAL[found.verdict]} ({numbers})"


def _clauses(found: Effects, left_out: Sequence[str]) -> list[str]:
    """Strata of one side only belong to no split: their names are given, and what the others hold."""
    apart = ""
    if left_out:
        least = numerals.percent(100 * min(found.covered), 0)
        strata = agree(len(left_out), "strate d’un seul côté", "strates d’un seul côté")
        apart = f"à part, {numerals.number(len(left_out))}{NBSP}{strata} ({listed(left_out)})"
        apart += f"{NBSP}; les autres tiennent au moins {least} des réponses de chaque côté"
    return [apart, ADDS_UP, DESCRIPTIVE]
