"""The answer of a site's sheet: where it differs from its peers, what changed, which targets it misses, what it was."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.wording.dates import month
from dashboard.wording.grammar import agree, capital, count, listed
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import Reading, limit

NAMED = 4
"""More names than this are counted."""


@dataclass(frozen=True, slots=True)
class Became:
    """A succession that names the site: `others` are the sites on the other side, by label."""

    kind: str  # merger, split, closure
    month: dt.date
    others: tuple[str, ...]
    origin: bool
    """True when the site comes from `others`; False when it went to them."""


def against_peers(better: Sequence[str], worse: Sequence[str], tested: int) -> str:
    """« Meilleur que ses pairs : Accueil courtois. Moins bon : Délai et Écoute. »"""
    if not tested:
        return "Aucun indicateur ne peut être comparé à ceux des pairs."
    if not better and not worse:
        tests = f"Sur {count(tested, 'indicateur comparé', 'indicateurs comparés')}"
        return f"{tests}, aucun écart avec les pairs n’est démontré."
    parts = [f"Meilleur que ses pairs{NBSP}: {_names(better)}."] if better else []
    parts += [f"Moins bon que ses pairs{NBSP}: {_names(worse)}."] if worse else []
    return " ".join(parts)


def over_a_year(improved: Sequence[str], declined: Sequence[str], tested: int) -> str:
    """« Sur un an, en dégradation : Accueil courtois. En amélioration : Délai. »"""
    if not tested:
        return "Aucune évolution sur un an ne peut être testée."
    if not improved and not declined:
        return "Aucune évolution n’est démontrée sur un an."
    parts = [f"en dégradation{NBSP}: {_names(declined)}"] if declined else []
    parts += [f"en amélioration{NBSP}: {_names(improved)}"] if improved else []
    return f"Sur un an, {parts[0]}." + "".join(f" {capital(part)}." for part in parts[1:])


def targets(missed: Sequence[str], met: int) -> str:
    """« Cibles manquées : Appels décrochés. 2 cibles atteintes. »"""
    reached = f"{count(met, 'cible')} {agree(met, 'atteinte')}."
    if not missed:
        return capital(reached) if met else "Aucune cible n’est fixée ou mesurée."
    heading = agree(len(missed), "Cible manquée", "Cibles manquées")
    return f"{heading}{NBSP}: {_names(missed)}." + (f" {reached}" if met else "")


def read_spine(placed: int, high: int, low: int, similar: int) -> Reading:
    """Where the site stands in the spread of its peers; `high`, `low`: in their most and least favourable quarters."""
    if not placed:
        few = "il faut au moins cinq pairs dont le résultat peut être montré"
        return Reading("Aucun indicateur ne peut être situé parmi les pairs.", limit([few]))
    where = f"Sur {count(placed, 'indicateur situé', 'indicateurs situés')} parmi les pairs"
    conclusion = (
        f"{where}, {count(high, 'est', 'sont')} dans le quart le plus favorable et {low} dans le moins favorable."
    )
    size = (
        f"pairs de taille semblable (entre la moitié et le double de réponses) pour {count(similar, 'indicateur')}, "
        "tous ceux de la typologie pour les autres, faute de dix"
    )
    same = "pairs de taille semblable\u00a0: entre la moitié et le double de réponses"
    none = "pairs\u00a0: tous les sites de la typologie, faute de dix de taille semblable"
    peers = same if similar == placed else size if similar else none
    return Reading(
        conclusion,
        limit(
            [
                peers,
                "seuls les pairs dont le résultat peut être montré comptent",
                "quarts à partir de dix pairs",
                "chaque ligne a sa propre échelle",
                "une place dans un quart n’est pas un écart démontré",
            ]
        ),
    )


def became(found: Became) -> str:
    """« Issu de la fusion de A et B en mars 2025 : leurs résultats d’avant sont comptés ici. »"""
    when, names = month(found.month), [f"«{NBSP}{name}{NBSP}»" for name in found.others]
    match found.kind, found.origin:
        case "merger", True:
            whose = agree(len(names), "ses résultats", "leurs résultats")
            return f"Issu de la fusion de {', de '.join(names)} en {when}{NBSP}: {whose} d’avant sont comptés ici."
        case "merger", False:
            return f"Fusionné dans {listed(names, NAMED)} en {when}, qui compte tous ses résultats d’avant."
        case "split", True:
            return f"Issu de la scission de {', de '.join(names)} en {when}, qui garde l’historique d’avant."
        case "split", False:
            return f"Scindé en {when}{NBSP}: {listed(names, NAMED)}. L’historique d’avant reste ici."
        case _:
            return f"Fermé en {when}{NBSP}: son historique est conservé, aucune livraison n’est plus attendue."


def tones(counts: Mapping[int, int]) -> str:
    """« 34 témoignages : 20 positifs, 4 neutres, 10 négatifs. » Counted by tone: 1, 0, −1; None: without tone."""
    total = sum(counts.values())
    words = ((1, "positif"), (0, "neutre"), (-1, "négatif"))
    parts = [count(counts[tone], word) for tone, word in words if counts.get(tone)]
    return f"{count(total, 'témoignage')}{NBSP}: {listed(parts, 3)}." if parts else f"{count(total, 'témoignage')}."


def replied(delay: int | None) -> str:
    """« Réponse de l’administration, 12 jours après : »"""
    if delay is None:
        return f"Réponse de l’administration{NBSP}:"
    after = "le jour même" if delay <= 0 else f"{count(delay, 'jour')} après"
    return f"Réponse de l’administration, {after}{NBSP}:"


def _names(names: Sequence[str]) -> str:
    return listed(names, NAMED)
