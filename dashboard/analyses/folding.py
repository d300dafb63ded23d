"""The rows of the services folded into the row of the whole: one read by service answers both questions.

A site belongs to one service, so that the sums of a scope are those of its services added, with the same rules for what
is not known as queries/read/observation*.sql. Only what those queries know and their rows no longer say cannot be
folded: `fold` says so, and the caller asks for the whole itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from dashboard.store.observation_record import GRADES, WEIGHTS, Observations

_FIELDS = Observations._fields
_ADDED = tuple(_FIELDS.index(name) for name in ("numerator", "denominator", "n_excluded", *GRADES))
_COMPLETE = tuple(_FIELDS.index(name) for name in ("unfavourable", "total_sq"))
_SAME = attrgetter("indicator", "level", "bucket")
_N, _N_SITES, _VALUED = _FIELDS.index("n"), _FIELDS.index("n_sites"), _FIELDS.index("valued_sites")


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
    columns, figures = list(zip(*rows, strict=True)), list(zip(*based, strict=True))
    n_sites, valued = sum(columns[_N_SITES]), sum(columns[_VALUED])
    alone = next((row for row in rows if row.valued_sites), None) if valued == 1 else None
    changes: dict[str, Any] = {_FIELDS[place]: _sum(columns[place]) for place in _ADDED}
    for place in _COMPLETE:
        changes[_FIELDS[place]] = sum(figures[place]) if based and None not in figures[place] else None
    first_month, last_month, months = (
        _known(columns[_FIELDS.index(name)]) for name in ("first_month", "last_month", "months")
    )
    return rows[0]._replace(
        service=None,
        first_month=min(first_month, default=None),
        last_month=max(last_month, default=None),
        months=max(months, default=None),
        n_sites=n_sites,
        n=_sum(figures[_N]) if based else alone.n if alone else None,
        contributors=min(_known([row.contributors for row in rows]), default=None),
        first_share=max(_known([row.first_share for row in rows]), default=None),
        valued_sites=valued,
        value=alone.value if alone else None,
        word=None if n_sites else min(_known([row.word for row in rows]), default=None),
        delays=_delays(based),
        **changes,
        **weights,
    )


def _delays(based: Sequence[Observations]) -> tuple[tuple[int, int], ...] | None:
    """How many waited each number of days, over all services."""
    counts: Counter[int] = Counter()
    for row in based:
        counts.update(dict(row.delays or ()))
    return tuple(sorted(counts.items())) or None


def _weights(based: Sequence[Observations], kind: str) -> dict[str, Any] | None:
    """The weighted sums: beside a service that has weights, each answer of the others counts for 1. None: unknown."""
    if all(row.w is None for row in based):
        return dict.fromkeys(WEIGHTS)
    counted = [row if row.w is not None else unweighted(row, kind) for row in based]
    known = [row for row in counted if row is not None]
    if len(known) < len(counted):
        return None
    sums = {name: _sum([getattr(row, name) for row in known]) for name in WEIGHTS}
    if any(row.w_sq_num_sq is None for row in known):
        sums["w_sq_num_sq"] = None
    return sums


def unweighted(row: Observations, kind: str) -> Observations | None:
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


def _sum(values: Sequence[Any]) -> Any:
    """The sum of what is known; None when nothing is."""
    unknown = values.count(None)
    if not unknown:
        return sum(values)
    return sum(_known(values)) if unknown < len(values) else None


def _known(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if value is not None]
