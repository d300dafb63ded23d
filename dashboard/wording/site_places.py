"""The map of the sites: the conclusion of their comparison, and what the map does not show or moves."""

from dashboard.wording.grammar import agree
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import Reading, sentence
from dashboard.wording.units import SITE

APART = "les sites trop proches sont écartés les uns des autres"


def read_places(compared: Reading, *, drawn: int, placed: int, shown: int) -> Reading:
    """`shown`: sites whose figure may be shown; `placed`: those that the map can hold; `drawn`: those that it holds."""
    few = f"sur {number(placed)} sites, seuls ceux qui se distinguent sont dessinés" if drawn < placed else ""
    return Reading(compared.conclusion, f"{compared.limit} {sentence(_absent(placed, shown), few, APART)}")


def too_many(placed: int) -> str:
    """Why the map stays one of départements."""
    return (
        f"{SITE.counted(placed)} à placer, c’est trop pour une carte lisible{NBSP}: elle reste par département. "
        "Restreindre le périmètre pour voir les sites."
    )


def _absent(placed: int, shown: int) -> str:
    left = shown - placed
    if not left:
        return ""
    verb = agree(left, "n’est pas placé", "ne sont pas placés")
    why = "faute de coordonnées ou parce que la carte ne va pas jusque-là"
    return f"{SITE.counted(left)} sur {number(shown)} {verb}, {why}"
