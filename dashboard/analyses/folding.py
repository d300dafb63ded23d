"""The rows of the services folded into the row of the whole: one read by service answers both questions.

A site belongs to one service, so that the sums of a scope are those of its services added, with the same rules for what
is not known as queries/read/observation*.sql. Only what those queries know and their rows no longer say cannot be
folded: `fold` says so, and the caller asks for the whole itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from dashboard.store.observation_record import GRADES, WEIGHTS, Observations

_ADDED = ("numerator", "denominator", "n_excluded", *GRADES)
_COMPLETE = ("unfavourable", "total_sq")
_SAME = attrgetter("indicator", "level", "bucket")


def fold(rows: Iterable[Observations], kinds: Mapping[str, str]) -> tuple[list[Observations], set[str]]:
    """One row an indicator, level and bucket out of rows by service, in that order, and the indicators that cannot be
    folded (they are left out). `kinds`: indicator → kind."""
    folded: list[Observations] = []
    refused: set[str] = set()
    for key, group in groupby(sorted(rows, key=_SAME), _SAME):
        whole = _whole(list(group), kinds[key[0]])
        if whole is None:
            refused.add(key[0])
        else:
            folded.append(whole)
    return [row for row in folded if row.indicator not in refused], refused


def _whole(rows: Sequence[Observations], kind: str) -> Observations | None:
    """The sum of the rows of one indicator, level and bucket; None when they do not say enough."""
    if len(rows) == 1:
        return rows[0]._replace(service=None)
    based = [row for row in rows if row.numerator is not None]
    weights = _weights(based, kind)
    if weights is None:
        return None
    valued = sum(row.valued_sites for row in rows)
    n_sites = sum(row.n_sites for row in rows)
    alone = next((row for row in rows if row.valued_sites), None) if valued == 1 else None
    changes = {name: _sum(rows, name) for name in _ADDED}
    changes |= {name: _sum(based, name) if _all(based, name) else None for name in _COMPLETE}
    words = [row.word for row in rows if row.word is not None]
    return rows[0]._replace(
        service=None,
        first_month=min((row.first_month for row in rows if row.first_month is not None), default=None),
        last_month=max((row.last_month for row in rows if row.last_month is not None), default=None),
        months=max((row.months for row in rows if row.months is not None), default=None),
        n_sites=n_sites,
        n=_sum(based, "n") if based else alone.n if alone else None,
        valued_sites=valued,
        value=alone.value if alone else None,
        word=None if n_sites else min(words, default=None),
        **changes,
        **weights,
    )


def _weights(based: Sequence[Observations], kind: str) -> dict[str, float | None] | None:
    """The weighted sums: beside a service that has weights, each answer of the others counts for 1. None: unknown."""
    if all(row.w is None for row in based):
        return dict.fromkeys(WEIGHTS)
    counted = [row if row.w is not None else _unweighted(row, kind) for row in based]
    if None in counted:
        return None
    sums = {name: _sum([row for row in counted if row is not None], name) for name in WEIGHTS}
    if any(row is not None and row.w_sq_num_sq is None for row in counted):
        sums["w_sq_num_sq"] = None
    return sums


def _unweighted(row: Observations, kind: str) -> Observations | None:
    """The same sums, each answer with a weight of 1; None when what this needs was not known of every site."""
    against: float = 0.0
    if kind in {"net", "nps"}:
        if row.unfavourable is None:
            return None
        against = row.unfavourable
    if kind == "mean" and row.total_sq is None:
        return None
    good = row.numerator or 0.0
    squares = row.total_sq if kind == "mean" else good + against
    return row._replace(
        w=row.denominator,
        w_sq=row.denominator,
        w_num=good - against,
        w_sq_num=good - against,
        w_sq_num_sq=squares,
    )


def _sum(rows: Iterable[Observations], name: str) -> Any:
    """The sum of what is known; None when nothing is."""
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known) if known else None


def _all(rows: Sequence[Observations], name: str) -> bool:
    return all(getattr(row, name) is not None for row in rows)
