"""Verdicts corrected for their number: what a person reads in one table is one family of tests (specification § 8)."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from dashboard.domain.comparison import Comparison, Verdict
from dashboard.stats.constants import ALPHA, SLACK
from dashboard.stats.multiple import adjusted

DIRECTED = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER, Verdict.STABLE)


def survives(adjusted_p: float) -> bool:
    """Whether a test is significant once corrected (adjusted ≤ 5 %)."""
    return adjusted_p <= ALPHA + SLACK


def corrected(comparisons: Sequence[Comparison]) -> list[tuple[Comparison, float | None]]:
    """The verdicts once corrected for their number (Benjamini–Hochberg), with the adjusted p-values, in input order.

    Only those that were tested belong to the family; a verdict that does not survive becomes `no_evidence`. Those that
    already are corrected (a site, in the family of its network) stay as they are and are no part of this family.
    """
    tested = [c.p_value if c.verdict is not Verdict.NOT_TESTED and c.adjusted_p is None else None for c in comparisons]
    return [
        (comparison, comparison.adjusted_p) if p is None else (_settled(comparison, p), p)
        for comparison, p in zip(comparisons, adjusted(tested), strict=True)
    ]


def _settled(comparison: Comparison, p: float) -> Comparison:
    if comparison.verdict in DIRECTED and not survives(p):
        return replace(comparison, verdict=Verdict.NO_EVIDENCE, significant=False, adjusted_p=p)
    return replace(comparison, adjusted_p=p)


def in_families(comparisons: Sequence[Comparison | None], families: Sequence[Hashable]) -> list[Comparison | None]:
    """Each comparison corrected within its family (`families`: the name of each one's), in input order."""
    places: dict[Hashable, list[int]] = {}
    for place, (comparison, family) in enumerate(zip(comparisons, families, strict=True)):
        if comparison is not None:
            places.setdefault(family, []).append(place)
    result = list(comparisons)
    for members in places.values():
        found = corrected([c for place in members if (c := comparisons[place]) is not None])
        for place, (comparison, _) in zip(members, found, strict=True):
            result[place] = comparison
    return result
