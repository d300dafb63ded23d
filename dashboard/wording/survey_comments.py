"""What is said of the free text of a survey."""

from collections.abc import Sequence

from dashboard.domain.estimate import Estimate, Shown
from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading
from dashboard.wording.user_voice import share

INTRODUCTION = (
    "Toute l’enquête, sans les filtres ni pondération. Une personne compte une fois par thème, et peut en aborder "
    "plusieurs."
)
CHOICE = "Réponses de longueur courante, toutes différentes\u00a0; les données personnelles reconnues sont masquées."
FEW = f"Trop peu de personnes, ou un détail qui en ferait connaître peu{NBSP}: secret statistique."
NO_THEME = "Aucun thème n’est assez fréquent pour être montré."
RULE = (
    "Ceux qui écrivent ne sont pas représentatifs de ceux qui répondent. Les thèmes sont cherchés par leurs mots "
    "(vocabulaire des avis)\u00a0: une tournure inattendue leur échappe, et un thème abordé n’est ni un éloge "
    "ni un reproche."
)
FIRST = 3
"""Themes named in the sentence."""


def read_comments(
    n: int | None, written: Estimate | None, themes: Sequence[tuple[str, Estimate]], *, withheld: bool
) -> Reading:
    """« 412 personnes ont écrit, soit 8,1 % des répondants. Le plus souvent : « Délais » (21,4 %)… »"""
    if n is None:
        if withheld:
            return Reading("Les réponses libres ne peuvent pas être montrées.", FEW)
        return Reading("Cette enquête n’a pas de réponse libre.", "")
    part = f", soit {share(written)} des répondants" if isinstance(written, Shown) else ""
    wrote = f"{count(n, 'personne')} {agree(n, 'a', 'ont')} écrit{part}."
    named = [
        f"«{NBSP}{label}{NBSP}» ({share(figure)})" for label, figure in themes[:FIRST] if isinstance(figure, Shown)
    ]
    most = f" Thèmes les plus abordés{NBSP}: {listed(named)}." if named else f" {NO_THEME}"
    return Reading(wrote + most, RULE)


def hidden(others: int) -> str:
    """« 4 autres thèmes abordés ne peuvent pas être montrés (secret statistique). »"""
    verb = "ne peut pas être montré" if others == 1 else "ne peuvent pas être montrés"
    themes = "autre thème abordé" if others == 1 else "autres thèmes abordés"
    return f"{others} {themes} {verb} (secret statistique)."
