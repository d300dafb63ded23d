"""What users wrote: how many opinions, of which tone, and whether they were answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Estimate, Shown
from dashboard.wording import limits
from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP, SMALL_BASE, interval, percent
from dashboard.wording.reading import Reading, limit

TONES = {1: "Positif", 0: "Neutre", -1: "Négatif"}
WITHHELD = "Les avis ne peuvent être montrés sur ce périmètre."
NO_THEME = "Aucun thème des avis publiés ne correspond à cet engagement."
BY_THEME = "le rattachement des thèmes aux engagements est une convention de ce tableau de bord"
FEW = f"trop peu d’avis, ou un détail qui en ferait connaître peu{NBSP}: secret statistique"
UNANSWERED = "Sans réponse à ce jour."


@dataclass(frozen=True, slots=True)
class Said:
    """`n` opinions, the share of each tone (1, 0, −1) and the share answered, in %."""

    n: int
    shares: Mapping[int, Estimate]
    answered: Estimate


def read_voice(said: Said | None, themes: Sequence[str] | None, *, withheld: bool = False) -> Reading:
    """« 412 avis publiés : 48,1 % négatifs, 37,4 % positifs ; 74,2 % de ceux à qui une réponse était due l’ont reçue. »

    `themes`: those that were kept, None for every opinion.
    """
    about = f"thème retenu{NBSP}: {listed(themes)}" if themes and len(themes) == 1 else ""
    about = about or (f"thèmes retenus{NBSP}: {listed(themes, most=20)}" if themes else "")
    clauses = [about, BY_THEME if themes else ""]
    if said is None:
        conclusion = WITHHELD if withheld else "Aucun avis publié."
        return Reading(conclusion, limit([FEW if withheld else limits.WIDEN, *clauses]))
    words = {-1: "négatifs", 0: "neutres", 1: "positifs"}
    parts = [
        f"{share(estimate)} {words[feeling]}"
        for feeling in (-1, 1, 0)
        if isinstance(estimate := said.shares.get(feeling), Shown)
    ]
    tones = f"{NBSP}: {listed(parts)}" if parts else ""
    replied = f"{NBSP}; {share(said.answered)} ont reçu une réponse" if isinstance(said.answered, Shown) else ""
    conclusion = f"{count(said.n, 'avis', 'avis')} {agree(said.n, 'publié')}{tones}{replied}."
    due = "part de réponses sur les avis publiés depuis 30 jours au moins" if replied else ""
    return Reading(conclusion, limit([*clauses, due, limits.SELF_SELECTED]))


def share(figure: Shown) -> str:
    """« 48,1 % », without decimal on fewer than 100 opinions."""
    return percent(figure.value, 0 if (figure.n or 0) < SMALL_BASE else 1)


def details(figure: Shown) -> str:
    """« marge indicative [45,0 ; 51,2] »."""
    return interval(figure.lower, figure.upper, 0 if (figure.n or 0) < SMALL_BASE else 1, indicative=True)
