"""A figure as one flat row: the columns of the command `figures`, which files and the SQL console repeat.

The meaning of each column is in docs/figures.md.
"""

from typing import Any

from dashboard.analyses.figures import Figure
from dashboard.analyses.question import Question
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Shown

DETAIL = (
    *("difference_lower", "difference_upper", "p_value", "adjusted_p", "significant", "material"),
    *("reference", "reference_n", "reason", "target"),
)
"""The columns of a comparison beyond its verdict and its gap; empty when nothing is compared."""


def columns(question: Question) -> list[str]:
    """The names of the columns of a question, in order."""
    return [
        "indicator",
        *(axis.value for axis in question.by),
        *("value", "lower", "upper", "n", "status", "numerator", "denominator", "note"),
        *(("verdict", "difference") if question.against else ()),
        *("n_eff", "deff"),
        *DETAIL,
    ]


def row(figure: Figure, question: Question) -> dict[str, Any]:
    """One row; a withheld figure has its status and its reason, and no number."""
    found: dict[str, Any] = {"indicator": figure.indicator.code}
    found |= {axis.value: figure.axes.get(axis) for axis in question.by}
    estimate = figure.estimate
    found |= {"status": estimate.status.value, "note": estimate.note or None}
    if isinstance(estimate, Shown):
        fields = ("value", "lower", "upper", "n", "numerator", "denominator", "n_eff", "deff")
        found |= {name: getattr(estimate, name) for name in fields}
    if figure.comparison is not None:
        found |= _comparison(figure.comparison, numbers=isinstance(estimate, Shown))
    return found


def _comparison(found: Comparison, *, numbers: bool) -> dict[str, Any]:
    """The fields of a comparison. Beside a withheld figure (`numbers` False), its verdict and its reason alone; what
    was not tested is neither significant nor not."""
    row: dict[str, Any] = {"verdict": found.verdict.value, "reason": found.reason or None}
    if not numbers:
        return row
    row |= {
        "difference": found.difference,
        "difference_lower": found.lower,
        "difference_upper": found.upper,
        "p_value": found.p_value,
        "adjusted_p": found.adjusted_p,
        "significant": found.significant if found.p_value is not None else None,
        "material": found.material if found.p_value is not None else None,
        "target": found.target.value if found.target is not None else None,
    }
    if isinstance(found.benchmark, Shown):
        row |= {"reference": found.benchmark.value, "reference_n": found.benchmark.n}
    return row
