"""One figure: its value with interval and base, or why there is none."""

import re

from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator
from dashboard.wording import limits, numerals, weighting
from dashboard.wording.grammar import inside
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.numerals import NBSP
from dashboard.wording.reading import NOTHING, Reading, limit
from dashboard.wording.words import STATUS_WORDS

_SAID = ("base faible", "base non communiquée")
"""Notes of a figure that have a clause of their own."""


def read_figure(
    indicator: Indicator, estimate: Estimate, where: str = "", when: str = "", setting: Setting = PLAIN
) -> Reading:
    """« Satisfaction (Bretagne, en 2026) : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234). » `where` and `when` are ready
    complements."""
    place = ", ".join(part for part in (where, when) if part)
    opening = f"{indicator.label}{f' ({place})' if place else ''}{NBSP}:"
    if isinstance(estimate, Withheld):
        words = STATUS_WORDS[estimate.status]
        return Reading(f"{opening} {words}.", limit([_why(estimate, words), limits.unfinished(setting.running)]))
    margin = numerals.interval_of(indicator, estimate)
    details = ", ".join(part for part in (margin, weighting.base_of(estimate)) if part)
    conclusion = f"{opening} {numerals.value(indicator, estimate)} ({details})."
    return Reading(conclusion, limit(_clauses(indicator, estimate, setting), limits.SAMPLING))


def _why(estimate: Withheld, words: str) -> str:
    """The note, unless it only repeats the status."""
    note = estimate.note.rstrip(".")
    if estimate.status is Status.MASKED:
        return inside(note) if "contributeur" in note else "l’effectif est trop faible pour être montré"
    return note if note and note.lower() != words else NOTHING


def _clauses(indicator: Indicator, estimate: Shown, setting: Setting) -> list[str]:
    said = (*_SAID, weighting.effect(estimate.n, estimate.n_eff, estimate.deff))
    notes = [note for note in re.split(f"[ {NBSP}]; ", estimate.note) if note not in said]
    return [
        _base(estimate),
        limits.unfinished(setting.running),
        *notes,
        limits.respondents(indicator) if estimate.lower is not None else "",
    ]


def _base(estimate: Shown) -> str:
    if estimate.n is None:
        return limits.NO_BASE
    if estimate.fragile:
        return limits.FRAGILE
    return limits.NO_MARGIN if estimate.lower is None else ""
