"""Verdicts corrected for their number: what a person reads in one list is one family of tests (specification § 8)."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.multiple import adjusted

DIRECTED = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.STABLE)


def corrected(comparisons: Sequence[Comparison]) -> list[tuple[Comparison, float | None]]:
    """The verdicts once corrected for their number (Benjamini–Hochberg), with the adjusted p-values, in input order.

    Only those that were tested belong to the family; a verdict that does not survive becomes `no_evidence`.
    """
    tested = [c.p_value if c.verdict is not Verdict.NOT_TESTED else None for c in comparisons]
    result = []
    for comparison, p in zip(comparisons, adjusted(tested), strict=True):
        kept = p is not None and p <= ALPHA + SLACK
        if comparison.verdict in DIRECTED and not kept:
            comparison = replace(comparison, verdict=Verdict.NO_EVIDENCE, significant=False)
        result.append((comparison, p))
    return result
