"""What is said of the questions that go with an overall opinion: an association, never a cause."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.indicator import Indicator
from dashboard.wording.grammar import agree, count, listed
from dashboard.wording.numerals import NBSP, interval, number, percent
from dashboard.wording.reading import Reading

NOTHING_TO_CROSS = "Aucune opinion d’ensemble ni question d’engagement de cette enquête n’a de chiffre publiable."
TOO_FEW_CROSSED = (
    "Trop peu de personnes ont répondu aux mêmes questions\u00a0: il faut au moins 50 réponses croisées, et 10 par "
    "question."
)
TOO_FEW_QUESTIONS = (
    "Moins de trois questions d’engagement ont un chiffre publiable et assez de réponses croisées\u00a0: elles ne "
    "peuvent pas être classées."
)
NOTHING_EXPLAINED = "L’opinion d’ensemble ne varie pas avec ces questions\u00a0: rien n’est à expliquer."
INTRODUCTION = (
    "Ce qui va avec l’opinion d’ensemble, sur toute l’enquête, sans les filtres. L’importance d’une question est sa "
    "part dans ce que les questions expliquent ensemble des écarts d’une personne à l’autre (LMG, ou valeur de Shapley "
    "du R²), d’après les personnes qui ont répondu aux deux questions de chaque paire\u00a0; barres à 95\u00a0% par "
    "rééchantillonnage de groupes de répondants."
)
NOT_A_CAUSE = "Une association n’est pas une relation de cause à effet."
PRIORITY = "prioritaire"
PLACES = {
    PRIORITY: "importante et moins bien notée",
    "à conserver": "importante et mieux notée",
    "surinvestissement possible": "moins importante et mieux notée",
    "secondaire": "moins importante et moins bien notée",
}
"""The words of `stats.quadrant`, and what they mean."""
OTHER_SCALE = "autre échelle\u00a0: importance seule"
UNSURE = "à la limite\u00a0: un intervalle passe le milieu"
MAP_RULE = (
    "Le milieu de la carte est la moyenne des questions dessinées, qui ont la même échelle\u00a0: une position est "
    "relative aux autres questions, elle ne dit pas si un résultat est bon."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A question with its share (%) and bar, its place on the map, and whether both intervals agree with it."""

    label: str
    share: float
    lower: float | None
    upper: float | None
    quadrant: str | None
    sure: bool


def refused(why: str) -> Reading:
    """Why nothing is crossed."""
    said = why[:1].upper() + why[1:].rstrip(".")
    return Reading("L’importance des questions n’est pas calculée.", f"{said}.")


def read_drivers(
    outcome: Indicator,
    levers: Sequence[Said],
    r2: float,
    few: Sequence[str],
    hidden: int,
    one_in: int,
    *,
    weak: bool,
    redundant: bool,
) -> Reading:
    """The question that goes most with the overall opinion, those to look at first, and what cannot be concluded."""
    first = levers[0]
    margin = interval(first.lower, first.upper, 0)
    said = (
        f"«\u00a0{first.label}\u00a0» va le plus avec «\u00a0{outcome.label}\u00a0»{NBSP}: {percent(first.share, 0)} "
    )
    said += "de ce que les questions expliquent" + (f" ({margin})." if margin else ".")
    priority = [lever for lever in levers if lever.quadrant == PRIORITY]
    if priority:
        names = listed([f"«\u00a0{lever.label}\u00a0»" for lever in priority])
        said += f" À regarder d’abord, importantes et moins bien notées{NBSP}: {names}."
    elif any(lever.quadrant for lever in levers):
        said += " Aucune question n’est à la fois plus importante et moins bien notée que la moyenne."
    limits = [
        NOT_A_CAUSE,
        f"Ensemble, {count(len(levers), 'question explique', 'questions expliquent')} {percent(100 * r2, 0)} des "
        f"écarts d’une personne à l’autre (R²){NBSP}; le reste tient à autre chose.",
        "C’est peu\u00a0: ne pas décider sur ce seul classement." if weak else "",
        "Des questions disent presque la même chose (VIF\u00a0>\u00a05)\u00a0: lire leurs parts ensemble."
        if redundant
        else "",
        *_apart(sum(not lever.sure for lever in levers if lever.quadrant), few, hidden),
        f"Calculé sur une personne sur {number(one_in)}, tirée au sort." if one_in > 1 else "",
    ]
    return Reading(said, " ".join(limit for limit in limits if limit))


def _apart(unsure: int, few: Sequence[str], hidden: int) -> list[str]:
    """What is uncertain on the map, and the questions that take no part."""
    found = []
    if unsure:
        uncertain = count(unsure, "position est incertaine", "positions sont incertaines")
        found.append(f"{uncertain}{NBSP}: l’intervalle passe le milieu.")
    if few:
        names = listed([f"«{NBSP}{one}{NBSP}»" for one in few])
        found.append(f"À part, moins souvent croisées que les autres{NBSP}: {names}.")
    if hidden:
        without = count(hidden, "question n’a pas de chiffre publiable", "questions n’ont pas de chiffre publiable")
        found.append(f"{without} et {agree(hidden, 'n’entre', 'n’entrent')} pas dans le calcul.")
    return found


def place(quadrant: str | None, *, sure: bool) -> str:
    """« prioritaire : importante et moins bien notée », with what makes it uncertain."""
    if quadrant is None:
        return OTHER_SCALE
    said = f"{quadrant}{NBSP}: {PLACES[quadrant]}"
    return said if sure else f"{said} ({UNSURE})"


def read_map(places: Sequence[tuple[str, str]]) -> str:
    """« Prioritaire (…) : 1. Satisfaction sur le délai. À conserver (…) : 2. Accueil. »: every question of the map."""
    said = []
    for quadrant, meaning in PLACES.items():
        names = [name for name, of in places if of == quadrant]
        if names:
            said.append(f"{quadrant.capitalize()} ({meaning}){NBSP}: {listed(names, most=len(names))}.")
    return " ".join(said)
