"""The first sentence of the overview: how many engagements moved, and how many targets are met."""

from dashboard.wording.grammar import agree, count
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.sentences import NOT_EQUAL, Reading


def standing(total: int, tested: int, better: int, worse: int, met: int, targets: int) -> Reading:
    """`total` engagements with a figure, `tested` of them against an earlier period; `better` and `worse`: changes that
    are demonstrated and large enough."""
    if not total:
        return Reading("Aucun engagement n’a de résultat sur ce périmètre.", "Élargir le périmètre ou la période.")
    gains = f"{number(better)} {agree(better, 'progresse', 'progressent')}" if better else "aucun ne progresse"
    losses = f"{number(worse)} {agree(worse, 'recule', 'reculent')}" if worse else "aucun ne recule"
    where = count(tested, "engagement comparé", "engagements comparés")
    conclusion = f"Sur {where}, {gains} et {losses} de façon démontrée."
    if not tested:
        conclusion = (
            f"{count(total, 'engagement')} {agree(total, 'a un résultat', 'ont un résultat')}, aucun n’est comparable."
        )
    if not targets:
        return Reading(conclusion, f"Aucune cible n’est fixée. {NOT_EQUAL}")
    reached = f"{number(met) if met else 'aucune'} {agree(met, 'atteinte', 'atteintes')} sur {number(targets)}"
    return Reading(conclusion, f"Cibles{NBSP}: {reached}. {NOT_EQUAL}")
