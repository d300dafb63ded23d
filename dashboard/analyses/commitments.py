"""The engagements of an edition, and the indicators that tell of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from dashboard.analyses.catalogue import indicators
from dashboard.domain.commitment import Commitment, Edition
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader


def editions(reader: Reader) -> list[Edition]:
    """Every edition, the oldest first."""
    found: dict[int, list[Commitment]] = {}
    heads = {}
    for row in reads.commitments(reader):
        heads[row.edition] = row
        found.setdefault(row.edition, []).append(
            Commitment(row.number, row.pillar, row.name, row.short_label, _numbers(row.successors))
        )
    return [
        Edition(
            year, heads[year].valid_from, heads[year].source or "", tuple(sorted(found[year], key=lambda c: c.number))
        )
        for year in sorted(found)
    ]


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (text or "").replace(",", " ").split())


@dataclass(frozen=True, slots=True)
class Engagement:
    """An engagement of the edition shown, and its indicators, the headline ones first."""

    commitment: Commitment
    indicators: tuple[Indicator, ...]

    @property
    def headlines(self) -> tuple[Indicator, ...]:
        """The indicators that may stand for the engagement: the headline ones, else all."""
        return tuple(i for i in self.indicators if i.headline) or self.indicators


def standing_for(engagement: Engagement, found: Mapping[str, Estimate]) -> str | None:
    """The code of the headline indicator that stands for an engagement: the first one that may be shown, else the first
    of those observed (`found`, by code); None when none was."""
    observed = [i.code for i in engagement.headlines if i.code in found]
    shown = [code for code in observed if isinstance(found[code], Shown)]
    return next(iter([*shown, *observed]), None)


def engagements(reader: Reader, catalogue: Mapping[str, Indicator], edition: int | None = None) -> list[Engagement]:
    """The engagements of `edition` (default: the one that the catalogue numbers, the oldest).

    Indicators carry the numbers of the oldest edition; a later edition receives them through the map of successors.
    Raises QueryError when the edition does not exist.
    """
    known = editions(reader)
    if not known:
        return []
    base = known[0]
    chosen = base if edition is None else next((e for e in known if e.year == edition), None)
    if chosen is None:
        years = ", ".join(str(e.year) for e in known)
        raise QueryError(f"L’édition «\u00a0{edition}\u00a0» des engagements n’existe pas. Éditions\u00a0: {years}.")
    numbers = {c.number: {c.number} for c in base.commitments}
    for before, _after in pairwise(known):
        if before.year >= chosen.year:
            break
        steps = {c.number: set(c.successors) for c in before.commitments}
        numbers = {first: {s for n in now for s in steps.get(n, ())} for first, now in numbers.items()}
    return [
        Engagement(commitment, _ordered(catalogue, {n for n, now in numbers.items() if commitment.number in now}))
        for commitment in chosen.commitments
    ]


def _ordered(catalogue: Mapping[str, Indicator], numbers: set[int]) -> tuple[Indicator, ...]:
    found = [indicator for indicator in catalogue.values() if indicator.commitment in numbers]
    return tuple(sorted(found, key=lambda i: (not i.headline, i.code)))


def published_engagements(reader: Reader, edition: int | None = None) -> list[Engagement]:
    """The same with the published indicators. A page keeps this one in memory: it is found again without comparing a
    whole catalogue. Raises QueryError as above."""
    return engagements(reader, indicators(reader), edition)
