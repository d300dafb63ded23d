"""Several groups at once (specification § 5): homogeneity of shares, their trend over ordered groups, ordinal answers.

χ² of homogeneity: `scipy.stats.chi2_contingency`. Mann–Whitney: `scipy.stats.mannwhitneyu`. Cochran–Armitage is own
code: `statsmodels` has it with the hypergeometric variance (N − 1), R's `prop.trend.test` with the binomial one (N);
R is followed, as for the continuity correction of Mann–Whitney (`wilcox.test`, its default).
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import chdtrc

from dashboard.domain.estimate import Status
from dashboard.stats.constants import two_sided
from dashboard.stats.result import Result


def _checked(x: Sequence[float], n: Sequence[float]) -> list[tuple[float, float]]:
    pairs = list(zip(x, n, strict=True))
    if any(not 0 <= a <= b < math.inf for a, b in pairs):
        raise ValueError("impossible counts")
    return pairs


def homogeneity(x: Sequence[float], n: Sequence[float]) -> Result:
    """χ² test that k shares x ÷ n are equal, k − 1 degrees of freedom, no continuity correction.

    `value` is χ² and `n` all the answers. Groups without answers do not count. Nobody or everybody favourable: χ² = 0
    and p = 1. Fewer than two groups: `insufficient`. An expected count below 5 is said in the note.
    """
    pairs = [(a, b) for a, b in _checked(x, n) if b > 0]
    total, chosen = math.fsum(b for _, b in pairs), math.fsum(a for a, _ in pairs)
    if len(pairs) < 2:
        return Result(n=total, method="chi-square", status=Status.INSUFFICIENT, note="moins de deux groupes")
    if chosen <= 0 or chosen >= total:
        return Result(value=0.0, n=total, p_value=1.0, method="chi-square")
    from scipy.stats import chi2_contingency  # loaded here: a second of start-up, needed by one panel

    test = chi2_contingency(np.array([[a for a, _ in pairs], [b - a for a, b in pairs]]), correction=False)
    statistic = float(test.statistic)
    note = "effectifs théoriques inférieurs à 5" if float(np.min(test.expected_freq)) < 5 else ""
    return Result(statistic, n=total, p_value=float(chdtrc(len(pairs) - 1, statistic)), method="chi-square", note=note)


def share_trend(x: Sequence[float], n: Sequence[float], scores: Sequence[float] | None = None) -> Result:
    """Cochran–Armitage test of a linear trend of shares over ordered groups; `scores` default to 1, 2, 3…

    `value` is z, positive when shares rise; z² is the X-squared of R's `prop.trend.test`. Nobody or everybody
    favourable, or all answers at one score: z = 0 and p = 1. Fewer than two groups with answers: `insufficient`.
    """
    rows = [
        (a, b, float(s))
        for (a, b), s in zip(_checked(x, n), scores if scores is not None else range(1, len(x) + 1), strict=True)
        if b > 0
    ]
    total, chosen = math.fsum(b for _, b, _ in rows), math.fsum(a for a, _, _ in rows)
    if len(rows) < 2:
        return Result(n=total, method="cochran-armitage", status=Status.INSUFFICIENT, note="moins de deux groupes")
    share, centre = chosen / total, math.fsum(b * s for _, b, s in rows) / total
    top = math.fsum((a - b * share) * (s - centre) for a, b, s in rows)
    variance = share * (1 - share) * math.fsum(b * (s - centre) ** 2 for _, b, s in rows)
    if variance <= 0:
        return Result(value=0.0, n=total, p_value=1.0, method="cochran-armitage")
    z = top / math.sqrt(variance)
    return Result(value=z, n=total, p_value=two_sided(z), method="cochran-armitage")


def ordinal(first: Mapping[int, int], second: Mapping[int, int]) -> Result:
    """Mann–Whitney between the grades of two independent groups, from the count of each grade.

    `value` is the probability (0 to 1) that an answer of the first group is above one of the second, ties counting
    half. The p-value is the normal one, corrected for ties and for continuity. All answers equal: ½ and p = 1. A
    group without answers: `no_data`.
    """
    sizes = sum(first.values()), sum(second.values())
    if any(count < 0 for counts in (first, second) for count in counts.values()):
        raise ValueError("negative count of answers")
    if not all(sizes):
        return Result(n=sum(sizes), method="mann-whitney", status=Status.NO_DATA)
    one, other = (np.repeat(list(counts.keys()), list(counts.values())) for counts in (first, second))
    if np.ptp(np.concatenate([one, other])) == 0:
        return Result(value=0.5, n=sum(sizes), p_value=1.0, method="mann-whitney")
    from scipy.stats import mannwhitneyu  # loaded here: a second of start-up, needed by one panel

    test = mannwhitneyu(one, other, method="asymptotic", use_continuity=True)
    superiority = float(test.statistic) / sizes[0] / sizes[1]
    return Result(superiority, n=sum(sizes), p_value=min(1.0, float(test.pvalue)), method="mann-whitney")
