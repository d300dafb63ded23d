"""Coverage: how many of the sites expected are up to date; the others are late."""

import datetime as dt

from dashboard.wording import limits
from dashboard.wording.dates import month as month_words
from dashboard.wording.grammar import Noun, agree
from dashboard.wording.numerals import number
from dashboard.wording.reading import Reading, limit

SITE = Noun("site")
EXPECTED = "seuls les sites qui ont déjà transmis sont attendus"


def read_delivery(
    up_to_date: int, expected: int, month: dt.date | None = None, running: dt.date | None = None
) -> Reading:
    """« 512 sites sur 538 sont à jour pour octobre 2026. » `month`: the one that is looked at; `running`: the one under
    way, which is not expected yet."""
    unfinished = limits.unfinished(running)
    if not expected:
        return Reading("Aucun relevé n’est attendu sur ce périmètre.", limit([unfinished]))
    when = f" pour {month_words(month)}" if month else ""
    late = expected - up_to_date
    return Reading(f"{_conclusion(up_to_date, expected)}{when}.", limit([_late(late), EXPECTED, unfinished]))


def _conclusion(up_to_date: int, expected: int) -> str:
    if expected == 1:
        return f"Le seul site attendu {'est' if up_to_date else 'n’est pas'} à jour"
    if not up_to_date:
        return f"Aucun des {SITE.counted(expected)} attendus n’est à jour"
    if up_to_date == expected:
        return f"Les {SITE.counted(expected)} attendus sont à jour"
    return f"{SITE.counted(up_to_date)} sur {number(expected)} {agree(up_to_date, 'est', 'sont')} à jour"


def _late(late: int) -> str:
    if not late:
        return "aucun retard n’est constaté"
    return f"{SITE.counted(late)} en retard, les chiffres peuvent donc encore bouger"
