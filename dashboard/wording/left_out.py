"""What was left out of a family of tests, and why: « 3 sites à part : base faible (2), secret statistique (1) »."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.domain.estimate import Estimate, Status, Withheld
from dashboard.wording.grammar import Noun, count, inside
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.words import STATUS_WORDS

UNKNOWN = "test impossible"

_CAUSES = (
    ("secret statistique", "secret statistique"),
    ("rupture de méthode", "rupture de méthode"),
    ("périodes chevauchantes", "périodes chevauchantes"),
    ("ne communique pas", "base non communiquée"),
    ("la source indique", "donnée non renseignée"),
    ("valeurs publiées sans base", "valeurs sans base"),
    ("référence", "sans référence"),
)


def cause(reason: str) -> str:
    """The few words that name a reason of `Comparison.reason` or the note of a withheld figure."""
    text = reason.strip().rstrip(".")
    if not text:
        return UNKNOWN
    lowered = inside(text)
    return next((word for mark, word in _CAUSES if mark in lowered), lowered)


def causes(comparisons: Iterable[Comparison]) -> Mapping[str, int]:
    """Why comparisons were not tested, the most frequent cause first."""
    found = Counter(cause(c.reason) for c in comparisons if c.verdict is Verdict.NOT_TESTED)
    return _ordered(found)


def cause_of(estimate: Estimate) -> str:
    """Why a figure, on its own, could not be judged."""
    if isinstance(estimate, Withheld):
        return STATUS_WORDS[estimate.status]
    return "base non communiquée" if estimate.n is None else STATUS_WORDS[Status.FRAGILE]


def causes_of(estimates: Iterable[Estimate]) -> Mapping[str, int]:
    """The same for several figures."""
    return _ordered(Counter(cause_of(estimate) for estimate in estimates))


def _ordered(found: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def apart(noun: Noun, reasons: Mapping[str, int]) -> str:
    """The clause; empty when nothing was left out. A single cause is not counted again."""
    total = sum(reasons.values())
    if not total:
        return ""
    if len(reasons) == 1:
        words = next(iter(reasons))
    else:
        words = ", ".join(f"{word} ({number(times)})" for word, times in reasons.items())
    return f"{count(total, noun.singular, noun.several)} à part{NBSP}: {words}"
