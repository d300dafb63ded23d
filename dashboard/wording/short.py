"""The same conclusions in a few words, where a sentence has no room: cards, cells, columns."""

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status
from dashboard.domain.indicator import Indicator
from dashboard.wording import numerals, weighting
from dashboard.wording.words import STATUS_WORDS, VERDICT_WORDS

NBSP = numerals.NBSP

CHANGES = {
    Verdict.BETTER: "amélioration démontrée",
    Verdict.WORSE: "dégradation démontrée",
    Verdict.HIGHER: "hausse démontrée",
    Verdict.LOWER: "baisse démontrée",
    Verdict.STABLE: "écart trop petit pour compter",
    Verdict.NO_EVIDENCE: "pas d’écart démontré",
    Verdict.NOT_TESTED: "évolution non testée",
}

NETWORK = {
    Verdict.BETTER: "meilleur que le réseau",
    Verdict.WORSE: "moins bon que le réseau",
    Verdict.HIGHER: "plus élevé que le réseau",
    Verdict.LOWER: "plus bas que le réseau",
    Verdict.STABLE: "écart trop petit pour compter",
    Verdict.NO_EVIDENCE: "pas d’écart démontré",
    Verdict.NOT_TESTED: "non comparé",
}

OTHERS = {
    Verdict.BETTER: "meilleur que les autres",
    Verdict.WORSE: "moins bon que les autres",
    Verdict.STABLE: "écart trop petit pour compter",
    Verdict.NO_EVIDENCE: "pas d’écart démontré",
    Verdict.NOT_TESTED: "non comparé",
}

GAPS = {
    Verdict.BETTER: "favorable",
    Verdict.WORSE: "défavorable",
    Verdict.HIGHER: "plus élevé",
    Verdict.LOWER: "plus bas",
    Verdict.STABLE: "trop petit pour compter",
    Verdict.NO_EVIDENCE: "non démontré",
    Verdict.NOT_TESTED: "non testé",
}

PAIR = {
    Verdict.BETTER: "meilleur",
    Verdict.WORSE: "moins bon",
    Verdict.HIGHER: "plus élevé",
    Verdict.LOWER: "plus bas",
    Verdict.STABLE: "écart trop petit pour compter",
    Verdict.NO_EVIDENCE: "écart non démontré",
    Verdict.NOT_TESTED: "non comparé",
}


def value(indicator: Indicator, estimate: Estimate) -> str:
    """« 71,4 % », or why there is none: « secret statistique »."""
    return numerals.value(indicator, estimate) if isinstance(estimate, Shown) else STATUS_WORDS[estimate.status]


def details(indicator: Indicator, estimate: Estimate) -> str:
    """« IC 95 % [68,9 ; 73,7], n = 1 234 », or the note of a withheld figure."""
    if not isinstance(estimate, Shown):
        return estimate.note
    return ", ".join(part for part in (numerals.interval_of(indicator, estimate), weighting.base_of(estimate)) if part)


def change(indicator: Indicator, estimate: Estimate, found: Comparison) -> str:
    """« +2,7 points : amélioration démontrée »."""
    words = CHANGES.get(found.verdict, VERDICT_WORDS[found.verdict])
    if found.difference is None or not isinstance(estimate, Shown):
        return words
    return f"{numerals.gap(indicator, found.difference, estimate.n)}{NBSP}: {words}"


def remark(estimate: Estimate) -> str:
    """What a reader must know of a figure: its note, else its status when it is not solid."""
    if estimate.note:
        return estimate.note
    return "" if estimate.status is Status.OK else STATUS_WORDS[estimate.status]
