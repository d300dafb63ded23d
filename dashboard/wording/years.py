"""Year by year: how far back the figures go, and why a gap between two lines is not a verdict."""

from collections.abc import Sequence

from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.wording import limits
from dashboard.wording.grammar import Noun, listed
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading, limit

YEAR = Noun("année", feminine=True)
NOT_TESTED = "les écarts entre années ne sont pas testés dans ce tableau"


def read_years(
    indicator: Indicator, years: Sequence[tuple[int, Estimate]], breaks: Sequence[int] = (), setting: Setting = PLAIN
) -> Reading:
    """« 5 années ont un chiffre, de 2022 à 2026. » `breaks`: years in which the method changed."""
    shown = sorted(year for year, estimate in years if isinstance(estimate, Shown))
    masked = sum(isinstance(e, Withheld) and e.status is Status.MASKED for _, e in years)
    fragile = sum(isinstance(e, Shown) and e.fragile for _, e in years)
    clauses = [
        f"rupture de méthode en {listed([str(year) for year in sorted(set(breaks))])}" if breaks else "",
        f"{YEAR.counted(masked)} sous secret statistique" if masked else "",
        f"{YEAR.counted(fragile)} sur une base faible" if fragile else "",
        limits.unfinished(setting.running),
        limits.respondents(indicator, margin=False) if shown else "",
    ]
    if not shown:
        return Reading("Aucune année n’a de chiffre qui puisse être montré.", limit(clauses))
    if len(shown) == 1:
        return Reading(f"Seule l’année {shown[0]} a un chiffre.", limit(clauses, "il n’y a rien à comparer"))
    return Reading(f"{YEAR.counted(len(shown))} ont un chiffre, {_span(shown)}.", limit([*clauses, NOT_TESTED]))


def _span(shown: Sequence[int]) -> str:
    whole = len(shown) == shown[-1] - shown[0] + 1
    return f"de {shown[0]} à {shown[-1]}" if whole else f"entre {shown[0]} et {shown[-1]}"
