"""The list of the sites: how many it holds, and why some have no figure."""

from collections.abc import Mapping

from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP, number

STATES = {
    "shown": "résultat publié",
    "too_few": "effectif faible",
    "withheld": "secret statistique",
    "under_way": "période en cours",
    "not_delivered": "non livré",
    "not_concerned": "non concerné",
    "no_total": "sans total calculable",
}
"""By value of `State`: what a cell says."""

RULES = {
    "too_few": "moins de réponses qu’il n’en faut pour juger",
    "withheld": "trop peu de réponses pour être montrées, ou déduites",
    "under_way": "le prochain relevé n’est pas encore dû",
    "not_delivered": "le site donnait l’indicateur, rien pour cette période",
    "not_concerned": "le site ne donne pas, ou plus, cet indicateur, ou il est fermé",
    "no_total": "valeurs publiées sans effectif, qui ne s’additionnent pas",
}


def counted(kept: int, total: int, states: Mapping[str, int], hidden: int) -> str:
    """« 12 sites sur 365 : 10 avec un résultat publié, 2 non livrés. » `states`: how many of each, by value."""
    if not kept:
        return "Aucun site ne correspond à ces choix."
    among = f" sur {number(total)}" if kept != total else ""
    shown = states.get("shown", 0)
    parts = [f"{number(shown)} avec un résultat publié"] if shown else []
    parts += [f"{number(states[state])} {word}" for state, word in _SEVERAL.items() if states.get(state)]
    others = f"{count(hidden, 'site')} non {agree(hidden, 'concerné')}"
    more = f" {others} {agree(hidden, 'n’est', 'ne sont')} pas dans la liste." if hidden else ""
    return f"{count(kept, 'site')}{among}{NBSP}: {listed(parts, len(parts))}.{more}"


_SEVERAL = {
    "too_few": "à l’effectif faible",
    "withheld": "sous secret statistique",
    "under_way": "dont la période est en cours",
    "not_delivered": "sans livraison",
    "not_concerned": "hors de cet indicateur",
    "no_total": "sans total calculable",
}


def flagged(better: int, worse: int) -> str:
    """The heading of the sites that truly differ."""
    total = better + worse
    if not total:
        return "Aucun site ne se distingue du réseau de façon démontrée."
    return (
        f"{count(total, 'site')} {agree(total, 'se distingue', 'se distinguent')} du réseau de façon démontrée{NBSP}:"
    )


def more_flagged(number_left: int, verdict: str) -> str:
    """« et 3 autres sites, moins bon que le réseau : filtrer la liste par verdict. »"""
    return f"et {count(number_left, 'autre site', 'autres sites')}, {verdict}{NBSP}: filtrer la liste par verdict."
