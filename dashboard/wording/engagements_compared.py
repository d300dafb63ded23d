"""One engagement against the others: who differs from the equal-weight mean of the others."""

from collections.abc import Sequence

from dashboard.wording import limits
from dashboard.wording.grammar import Noun, listed
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import OTHERS, Tally, read_units

ENGAGEMENT = Noun("engagement")
FEW = "moins de deux autres engagements ont un chiffre solide"


def without(numbers: Sequence[int]) -> str:
    """« engagement 9 absent de la moyenne », « engagements 2, 6 et 9 absents de la moyenne »; empty without any."""
    if not numbers:
        return ""
    names = listed([str(number) for number in sorted(numbers)], most=20)
    many = "s" if len(numbers) > 1 else ""
    return f"engagement{many} {names} absent{many} de la moyenne"


def read_engagements_compared(tally: Tally, missing: Sequence[int], setting: Setting = PLAIN) -> Reading:
    """« Sur 8 engagements comparés, 2 sont meilleurs et 3 sont moins bons que la moyenne des autres. » `missing`: the
    engagements that have no solid figure, hence no part in any mean."""
    more = [*((limits.SAME_PEOPLE, limits.QUESTIONS) if tally.tested else ()), without(missing)]
    return read_units(ENGAGEMENT, tally, setting, reference=OTHERS, more=more)
