"""What is not there, and why: five states that are never confused."""

from collections.abc import Mapping

from dashboard.domain.absence import Presence
from dashboard.wording.grammar import agree
from dashboard.wording.numerals import NBSP, number, percent
from dashboard.wording.reading import Reading, limit

PRESENCE_WORDS = {
    Presence.SHOWN: "Résultat",
    Presence.FEW: "Base faible",
    Presence.WITHHELD: "Secret statistique",
    Presence.UNDER_WAY: "En cours",
    Presence.MISSING: "Non transmis",
    Presence.UNCONCERNED: "Non concerné",
}
PRESENCE_MEANINGS = (
    "Base faible\u00a0: résultat montré, trop peu de réponses pour un verdict. "
    "Secret statistique\u00a0: résultat retenu pour protéger les personnes. "
    "En cours\u00a0: attendu, pas encore dû. "
    "Non transmis\u00a0: attendu et absent, ou sans réponse sur la période. "
    "Non concerné\u00a0: aucun résultat depuis deux ans."
)


def read_absences(states: Mapping[Presence, int]) -> Reading:
    """« 3 861 résultats sur 4 212 attendus sont montrés (92 %). » `states`: one count a state, site × indicator."""
    concerned = sum(times for state, times in states.items() if state is not Presence.UNCONCERNED)
    aside = states.get(Presence.UNCONCERNED, 0)
    apart = f"{number(aside)}{NBSP}{agree(aside, 'couple')} d’un site et d’un indicateur non {agree(aside, 'concerné')}"
    if not concerned:
        return Reading("Aucun résultat n’est attendu sur ce périmètre.", limit([apart if aside else ""]))
    shown = states.get(Presence.SHOWN, 0) + states.get(Presence.FEW, 0)
    few, withheld, under_way, missing = (
        states.get(state, 0) for state in (Presence.FEW, Presence.WITHHELD, Presence.UNDER_WAY, Presence.MISSING)
    )
    clauses = [
        f"{number(few)} sur une base faible" if few else "",
        f"{number(withheld)} sous secret statistique" if withheld else "",
        f"{number(under_way)} en cours" if under_way else "",
        f"{number(missing)} non {agree(missing, 'transmis', 'transmis')}" if missing else "",
        apart if aside else "",
    ]
    share = percent(100 * shown / concerned, 0)
    verb = agree(shown, "est montré", "sont montrés")
    results = f"{number(shown)}{NBSP}{agree(shown, 'résultat')} sur {number(concerned)} {verb} ({share})."
    return Reading(results, limit(clauses, "aucun résultat ne manque"))
