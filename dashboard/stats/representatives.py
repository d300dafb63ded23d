"""The texts that best stand for a set: close to the centre of all, and not close to one another (tf-idf, maximal
marginal relevance; Carbonell & Goldstein 1998)."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, diags_array

from dashboard.stats.proportion import Floats

CLOSE = 0.5
"""Weight of closeness to the centre; the rest is distance from those already chosen. As much of each: a text said twice
(likeness 1) then never comes second while another has half a chance to be as close, and with more weight the same
sentences come back, with less the second text is the oddest one (tests/unit/test_review_tones.py)."""


def vectors(texts: Sequence[int], terms: Sequence[int], times: Sequence[int], size: int) -> csr_array:
    """One unit row a text: (1 + log times) × log(size ÷ texts that hold the term). Places of texts and of terms count
    from 0."""
    counts = csr_array(
        (1 + np.log(np.asarray(times, dtype=float)), (np.asarray(texts), np.asarray(terms))),
        shape=(size, max(terms, default=-1) + 1),
    )
    held = np.bincount(np.asarray(terms, dtype=int), minlength=counts.shape[1])
    weighted = counts @ diags_array(np.log((1 + size) / (1 + held)) + 1)
    norms = np.sqrt(weighted.multiply(weighted).sum(axis=1))
    return csr_array(diags_array(1 / np.where(norms > 0, norms, 1)) @ weighted)


def representatives(rows: csr_array, groups: Sequence[int], count: int) -> list[int]:
    """The places of `count` texts, each group as often as in the whole (largest remainders), the closest first."""
    if not rows.shape[0]:
        return []
    centre = rows.mean(axis=0)
    closeness: Floats = np.asarray(rows @ centre, dtype=float) / max(float(np.linalg.norm(centre)), 1e-12)
    labels = np.asarray(groups)
    chosen: list[int] = []
    for group, places in _quotas(labels, count).items():
        for _ in range(places):
            likeness = (rows @ rows[chosen].T).max(axis=1).toarray().ravel() if chosen else np.zeros(len(labels))
            score = CLOSE * closeness - (1 - CLOSE) * likeness
            score[(labels != group)] = -np.inf
            score[chosen] = -np.inf
            chosen.append(int(np.argmax(score)))
    return chosen


def _quotas(labels: np.ndarray, count: int) -> dict[int, int]:
    """How many of each group."""
    names, sizes = np.unique(labels, return_counts=True)
    exact = sizes / sizes.sum() * min(count, len(labels))
    quotas = np.floor(exact).astype(int)
    left = min(count, len(labels)) - quotas.sum()
    quotas[np.argsort(-(exact - quotas), kind="stable")[:left]] += 1
    return {int(name): int(quota) for name, quota in zip(names, quotas, strict=True)}
