"""What is said of the respondents of a survey: whether their mix changed, and what it makes of the overall figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.indicator import Indicator
from dashboard.domain.survey import Survey
from dashboard.wording import numerals
from dashboard.wording.grammar import listed
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import Reading

OTHERS = "Autres, ou effectif protégé"
CLEAR = 0.20
"""Standardised difference from which a change is said to be clear."""
INTRODUCTION = (
    "Toute l’enquête, sans les filtres. Services, typologies et régions sont comptés d’après la question qui a le plus "
    "de réponses, sans pondération\u00a0; les canaux d’après les répondants."
)
RULE = (
    "Différence standardisée des deux compositions, moins ce que le hasard seul en fait\u00a0: à partir de 0,1 la "
    "composition a changé, à partir de 0,2 nettement, si le test du χ², corrigé du nombre de critères, le confirme."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A trait whose mix changed: its standardised difference, and its effect in the unit of the overall figure."""

    name: str
    difference: float
    effect: float | None


def word(difference: float, *, changed: bool) -> str:
    """What a standardised difference means."""
    if not changed:
        return "pas de changement démontré"
    return "a nettement changé" if difference >= CLEAR else "a un peu changé"


def read_profile(
    changed: Sequence[Said], tested: int, overall: Indicator | None, previous: Survey | None, *, weighted: bool
) -> Reading:
    """Whether the mix changed since the wave before; what it makes of the gap of the overall figure."""
    if previous is None:
        return Reading("Aucune vague précédente\u00a0: la composition des répondants n’est pas comparée.", "")
    if not tested:
        return Reading("La composition des répondants ne peut pas être comparée à celle de la vague précédente.",
                       "Un effectif est protégé, ou une autre source se mêle à ces réponses.")  # fmt: skip
    if not changed:
        return Reading(
            "La composition des répondants n’a pas changé de façon démontrée depuis la vague précédente.", RULE
        )
    traits = listed([f"{one.name.lower()} ({number(one.difference, 2)})" for one in changed], most=4)
    said = f"Attention, les répondants ne sont plus les mêmes qu’à la vague précédente{NBSP}: {traits}."
    effects = [_effect(one, overall) for one in changed if overall is not None]
    kept = "Les chiffres sont pondérés\u00a0: l’effet est celui qui reste après pondération. " if weighted else ""
    return Reading(" ".join([said, *effects]), f"{kept}{RULE}")


def _effect(one: Said, overall: Indicator) -> str:
    """« La composition par canal fait −0,8 point de l’écart de « Satisfaction globale » entre les deux vagues. »"""
    about = f"«{NBSP}{overall.label}{NBSP}»"
    if one.effect is None:
        return f"Son effet sur {about} ne peut pas être calculé ({one.name.lower()})."
    return (
        f"À elle seule, la composition par {one.name.lower()} fait {numerals.gap(overall, one.effect)} de l’écart de "
        f"{about} entre les deux vagues."
    )


def move(label: str, before: float, now: float) -> str:
    """« En ligne : 55,3 % puis 66,4 % »."""
    return f"{label}{NBSP}: {numerals.percent(before)} puis {numerals.percent(now)}"
