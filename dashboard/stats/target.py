"""Targets: the words of the annual performance report (RAP) and PILOTE's progress rate. Own code, four rules.

The words are inferred from RAP 2023 and agree with every row of programmes 166 and 101.
"""

from enum import StrEnum

from dashboard.domain.indicator import Direction, Target
from dashboard.stats.constants import SLACK
from dashboard.stats.missing import known_or_none


class TargetStatus(StrEnum):
    """« cible atteinte », « amélioration », « absence d’amélioration », « donnée non renseignée », no target at all."""

    MET = "met"
    IMPROVING = "improving"
    NOT_IMPROVING = "not_improving"
    MISSING = "missing"
    NO_TARGET = "no_target"


def met(value: float, operator: str, target: float) -> bool:
    """Whether `value` meets the target; `operator` is `>=`, `>`, `<=` or `<`. Raises ValueError on another one."""
    slack = SLACK * max(1.0, abs(target))
    match operator:
        case ">=":
            return value >= target - slack
        case "<=":
            return value <= target + slack
        case ">":
            return value > target + slack
        case "<":
            return value < target - slack
    raise ValueError(f"unknown operator: {operator}")


def in_force(targets: tuple[Target, ...], year: int, *scopes: str) -> Target | None:
    """The target of `year` for the first of `scopes` (a site code, then a service code) that has one, else for all."""
    for scope in (*scopes, ""):
        for target in targets:
            if target.year == year and target.scope == scope:
                return target
    return None


def status(value: float | None, last_year: float | None, target: Target | None, direction: Direction) -> TargetStatus:
    """The RAP word: met, else better than last year, else not. Without last year's value nothing improves."""
    if target is None:
        return TargetStatus.NO_TARGET
    if value is None:
        return TargetStatus.MISSING
    if met(value, target.operator, target.value):
        return TargetStatus.MET
    if last_year is None or direction is Direction.NEUTRAL:
        return TargetStatus.NOT_IMPROVING
    gain = value - last_year if direction is Direction.HIGHER else last_year - value
    return TargetStatus.IMPROVING if gain > SLACK else TargetStatus.NOT_IMPROVING


def progress(initial: float | None, current: float | None, target: float | None, direction: Direction) -> float | None:
    """PILOTE's progress rate in % (taux d’avancement): 100 × (current − initial) ÷ (target − initial), not clipped.

    When the initial value is already at or past the target: 100 if the current one still is, else 0. Equal initial
    and target: None. Which year's target it is (« courant », « à date ») is the caller's choice, to be named.
    """
    initial, current, target = known_or_none((initial, current, target))
    if initial is None or current is None or target is None or abs(target - initial) <= SLACK:
        return None
    if direction is Direction.HIGHER and initial >= target:
        return 100.0 if current >= target - SLACK else 0.0
    if direction is Direction.LOWER and initial <= target:
        return 100.0 if current <= target + SLACK else 0.0
    return 100 * (current - initial) / (target - initial) or 0.0  # never −0
