"""The map: how many territories have a figure, and why the others have none."""

from collections.abc import Sequence

from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.wording import limits
from dashboard.wording.grammar import Noun, agree, capital
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading, limit

DEPARTMENT, COURT, DIRECTION = Noun("département"), Noun("ressort"), Noun("direction", feminine=True)
COLOURS = "une couleur ne dit pas si l’écart est démontré"


def read_territories(
    indicator: Indicator, estimates: Sequence[Estimate], setting: Setting = PLAIN, noun: Noun = DEPARTMENT
) -> Reading:
    """« 96 départements ont un résultat sur ce périmètre. »"""
    shown = [estimate for estimate in estimates if isinstance(estimate, Shown)]
    clauses = [
        *_left_out(noun, estimates),
        limits.unfinished(setting.running),
        limits.respondents(indicator, margin=False),
    ]
    if not shown:
        return Reading(f"{capital(noun.none)} n’a de résultat sur ce périmètre.", limit(clauses))
    has = agree(len(shown), "a un résultat", "ont un résultat")
    return Reading(f"{noun.counted(len(shown))} {has} sur ce périmètre.", limit([*clauses, COLOURS]))


def _left_out(noun: Noun, estimates: Sequence[Estimate]) -> list[str]:
    def withheld(*statuses: Status) -> int:
        return sum(isinstance(e, Withheld) and e.status in statuses for e in estimates)

    masked, uncompared = withheld(Status.MASKED), withheld(Status.NOT_COMPARABLE)
    fragile = sum(isinstance(e, Shown) and e.fragile for e in estimates)
    baseless = sum(isinstance(e, Shown) and e.n is None for e in estimates)
    silent = sum(isinstance(e, Withheld) for e in estimates) - masked - uncompared
    parts = (
        (masked, f"{_be(masked)} {noun.adjective(masked, 'protégé')} par le secret statistique"),
        (uncompared, f"{_be(uncompared)} sans total calculable"),
        (silent, f"{_be(silent)} sans réponse"),
        (fragile, f"{agree(fragile, 'a', 'ont')} une base faible"),
        (baseless, f"{_be(baseless)} sans base communiquée"),
    )
    return [f"{noun.counted(times)} {words}" for times, words in parts if times]


def _be(times: int) -> str:
    return agree(times, "est", "sont")
