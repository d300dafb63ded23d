"""The map of the sites: the conclusion of their comparison, and what the map does not show or moves."""

from dashboard.wording.grammar import agree
from dashboard.wording.numerals import number
from dashboard.wording.reading import Reading, sentence
from dashboard.wording.units import SITE

APART = "les sites trop proches sont écartés les uns des autres"


def read_places(compared: Reading, drawn: int, shown: int) -> Reading:
    """`drawn`: sites on the map; `shown`: sites whose figure may be shown, on the map or not."""
    left = shown - drawn
    absent = ""
    if left:
        absent = f"{SITE.counted(left)} sur {number(shown)} {agree(left, 'n’est pas placé', 'ne sont pas placés')}, "
        absent += "faute de coordonnées ou parce que la carte ne va pas jusque-là"
    return Reading(compared.conclusion, f"{sentence(absent, APART)} {compared.limit}")
