"""What is said of weights: how a load was weighted, what a weighted figure lost in precision (specification § 6)."""

import datetime as dt

from dashboard.domain.estimate import Shown
from dashboard.domain.weighting import DEFF_SHOWN, DEFF_WARNED, POST_STRATIFICATION, Weighting
from dashboard.wording.dates import day
from dashboard.wording.grammar import count, listed
from dashboard.wording.numerals import NBSP, base, number

COSTLY = "pondération coûteuse : elle retire plus de la moitié de la précision"
_DEMANDING = (
    "Attention : l’effet de plan dépasse 2, la pondération retire plus de la moitié de la précision ; regrouper des "
    "modalités ou retirer une variable."
)


def effect(n: float | None, n_eff: float | None, deff: float | None) -> str:
    """« n = 1 234, n efficace = 1 020, effet de plan = 1,21 »; empty up to 1.1, or without weights."""
    if n is None or n_eff is None or deff is None or deff <= DEFF_SHOWN:
        return ""
    return ", ".join(
        (base(round(n)), f"n efficace{NBSP}={NBSP}{number(n_eff)}", f"effet de plan{NBSP}={NBSP}{number(deff, 2)}")
    )


def base_of(figure: Shown) -> str:
    """The base of a figure, with what the weights left of it when that matters."""
    return effect(figure.n, figure.n_eff, figure.deff) or base(figure.n)


def notes(figure: Shown) -> list[str]:
    """What the note of a weighted figure says: nothing up to a design effect of 1.1, a warning above 2."""
    said = effect(figure.n, figure.n_eff, figure.deff)
    return [said, *([COSTLY] if costly(figure) else [])] if said else []


def results_weighted(weighted: int, asked: int) -> str:
    """What is said under the results of a survey; empty when no question is weighted."""
    if not weighted:
        return ""
    some = f"{count(weighted, 'question pondérée', 'questions pondérées')} sur {asked}"
    which = "Résultats pondérés" if weighted == asked else some
    return f"{which}{NBSP}; les bases (n) et la part des «{NBSP}ne sait pas, non concerné{NBSP}» ne le sont pas."


def costly(figure: Shown) -> bool:
    """Whether the weights cost more than half of the answers."""
    return figure.deff is not None and figure.deff > DEFF_WARNED


def sentences(weighting: Weighting) -> str:
    """« Calage sur 2 marges (…) : convergé en 12 itérations, rapport de poids 3,4, effet de plan 1,21… »."""
    variables = listed([f"« {one.variable} »" for one in weighting.margins], most=6)
    if weighting.method == POST_STRATIFICATION:
        opening = (
            f"Post-stratification sur {variables} ({_origins(weighting)}){NBSP}: {count(weighting.strata, 'strate')}"
        )
    else:
        margins = count(len(weighting.margins), "marge")
        turns = count(weighting.passes, "itération")
        opening = f"Calage sur {margins}, {variables} ({_origins(weighting)}){NBSP}: convergé en {turns}"
    text = (
        f"{opening}, {count(weighting.respondents, 'répondant')}, rapport de poids "
        f"{number(weighting.largest_ratio, 1)}, effet de plan {number(weighting.deff, 2)}, n efficace "
        f"{number(weighting.n_eff)}."
    )
    if weighting.from_weights:
        text += " Le calage part des poids du fichier."
    if weighting.merged:
        text += f" Modalités regroupées{NBSP}: {f'{NBSP}; '.join(weighting.merged)}."
    return f"{text} {_DEMANDING}" if weighting.deff > DEFF_WARNED else text


def _origins(weighting: Weighting) -> str:
    """« Insee, 1er janvier 2024 », each origin once."""
    origins = dict.fromkeys(f"{one.source}, {_date(one.date)}" for one in weighting.margins)
    return f"{NBSP}; ".join(origins)


def _date(text: str) -> str:
    try:
        return day(dt.date.fromisoformat(text))
    except ValueError:
        return text
