"""What is said of two questions of a survey crossed person by person: an association, never a cause."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.wording.grammar import count
from dashboard.wording.numerals import NBSP, interval, number, percent, points
from dashboard.wording.reading import Reading
from dashboard.wording.survey_drivers import NOT_A_CAUSE

INTRODUCTION = (
    "Ce que répondent à une question ceux qui ont donné chaque réponse à une autre, sur toute l’enquête, sans les "
    "filtres. Ces parts ne sont pas calculées d’avance\u00a0: les réponses sont relues une à une."
)
NO_QUESTION = "Aucune question de cette enquête n’a de répartition publiable\u00a0: rien n’est à croiser."
UNPROTECTED = (
    "Trop peu de réponses croisées\u00a0: aucune part ne peut être montrée sans en laisser déduire une petite."
)
UNTOLD = "Trop peu de réponses croisées pour comparer les parts favorables."
ROUNDED = "Parts arrondies à l’unité, effectifs à la dizaine inférieure."
COARSE = (
    "Parts arrondies à l’unité, à 2\u00a0% sous 500\u00a0personnes, 5\u00a0% sous 200, 10\u00a0% sous 50, "
    "20\u00a0% sous 20\u00a0; effectifs à la dizaine inférieure."
)
WITHHELD = "Part non communiquée (secret statistique)"
CHANNEL = "Canal de réponse"
ASK = "Croiser ces réponses"
WAITING = "Relecture des réponses"
TOO_MANY = "Trop de croisements attendent leur tour\u00a0: recommencer dans quelques minutes."
WAITING_TURN = "Un autre croisement est en cours\u00a0: celui-ci vient ensuite"


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two favourable shares, the greater less the smaller, with its 95 % interval, in points."""

    points: float
    lower: float | None
    upper: float | None
    demonstrated: bool
    material: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The favourable share of those who gave one answer, or who answered by one channel."""

    label: str
    top: Shown


def read_crossing(
    first: Indicator | None, second: Indicator, ends: Sequence[Said], gap: Gap | None, hidden: int, *, coarse: bool
) -> Reading:
    """The favourable share at both `ends`, and whether they differ (None: there are not two ends). `hidden`: how many
    rows have a share withheld; `coarse`: some shares are rounded further than to the unit."""
    limits = [
        NOT_A_CAUSE,
        COARSE if coarse else ROUNDED,
        f"{count(hidden, 'ligne a', 'lignes ont')} une part non communiquée (secret statistique)." if hidden else "",
    ]
    limit = " ".join(filter(None, limits))
    if gap is None:
        return Reading(UNTOLD, limit)
    one, other = ends
    said = (
        f"«{NBSP}{second.label}{NBSP}»{NBSP}: {_share(other)} de réponses favorables {_among(first, other.label)}, "
        f"{_share(one)} {_among(first, one.label, again=True)}"
    )
    return Reading(f"{said}{NBSP}: {_gap(gap)}.", limit)


def _among(first: Indicator | None, label: str, *, again: bool = False) -> str:
    """« parmi ceux qui répondent « Oui » à « Accueil » », then « parmi ceux qui répondent « Non » »."""
    if first is None:
        return f"par «{NBSP}{label}{NBSP}»"
    of = "" if again else f" à «{NBSP}{first.label}{NBSP}»"
    return f"parmi ceux qui répondent «{NBSP}{label}{NBSP}»{of}"


def _share(one: Said) -> str:
    return percent(one.top.value, 0)


def _gap(gap: Gap) -> str:
    if not gap.demonstrated:
        return "pas d’écart démontré"
    small = "" if gap.material else ", trop petit pour compter"
    written = f"{number(gap.points)}{NBSP}{points(gap.points)}"
    return f"écart démontré de {written}, {interval(gap.lower, gap.upper, 0)}{small}"
