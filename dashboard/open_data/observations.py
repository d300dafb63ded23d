"""The observations of an extract, one by one: the figures of the pages, as they may be told."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.analyses.catalogue import find, indicators
from dashboard.analyses.figures import Figure, Question, figures
from dashboard.analyses.question import Axis
from dashboard.analyses.span import covered_period
from dashboard.analyses.unfinished import unfinished_month, whole_until
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown, Status
from dashboard.domain.indicator import Direction, Indicator
from dashboard.domain.period import Period, shift
from dashboard.domain.sites import Level
from dashboard.errors import QueryError
from dashboard.open_data.periods import rolling, stepped, yearly
from dashboard.open_data.request import AXES, Request, Step, Unit
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import dates
from dashboard.wording.grammar import listed

NATION = "FR"
PRECISION = 9
"""Decimals that are kept: sums of weights differ beyond, with the order in which they are added."""

STATUS = {
    Status.OK: "ok",
    Status.FRAGILE: "fragile",
    Status.MASKED: "secret",
    Status.INSUFFICIENT: "insuffisant",
    Status.NO_DATA: "sans-donnee",
    Status.NO_BENCHMARK: "sans-reference",
    Status.NOT_COMPARABLE: "non-comparable",
}
DIRECTION = {Direction.HIGHER: "hausse", Direction.LOWER: "baisse", Direction.NEUTRAL: "neutre"}


class Observation(NamedTuple):
    """One row of observations.csv: its fields are the columns, in order (`tables.OBSERVATIONS` says what each is)."""

    indicateur: str
    maille: str
    code_maille: str
    service: str | None
    pas: str
    periode: str
    debut: dt.date
    fin: dt.date
    complete: bool
    valeur: float | None
    borne_basse: float | None
    borne_haute: float | None
    n: int | None
    statut: str
    note: str | None
    unite: str | None
    sens: str


@dataclass(frozen=True, slots=True)
class Extract:
    """A request on one version of the data. `last`: its last whole month; `known`: the months that each indicator has a
    figure in, by code; `services`: that of each site."""

    request: Request
    chosen: tuple[Indicator, ...]
    known: Mapping[str, Period]
    last: dt.date
    services: Mapping[str, str | None]

    @property
    def covered(self) -> Period:
        """The months that the extract speaks of."""
        asked = self.request.period
        start = min(span.start for span in self.known.values())
        stop = max(span.stop for span in self.known.values())
        return Period(start, stop) if asked is None else Period(max(start, asked.start), min(stop, asked.stop))


def extract(reader: Reader, request: Request) -> Extract:
    """What a request comes to. Raises QueryError: an unknown indicator, a period out of the data, nothing published."""
    catalogue = indicators(reader)
    codes = [find(catalogue, code).code for code in request.indicators] or list(catalogue)
    traits = reads.traits(reader, codes)
    chosen = tuple(catalogue[code] for code in sorted(set(codes) & traits.keys()))
    if not chosen:
        asked = f" de {listed(sorted(set(codes)))}" if request.indicators else ""
        raise QueryError(f"Aucun résultat{asked} n’est publié\u00a0: il n’y a rien à exporter.")
    covered_period(reader, chosen, request.period)
    known = {one.code: Period(traits[one.code].first_month, shift(traits[one.code].last_month, 1)) for one in chosen}
    if request.period is not None and not any(request.period.overlaps(span) for span in known.values()):
        raise QueryError(
            f"Aucun résultat n’est publié sur {dates.period(request.period)}\u00a0: élargir --from et --to."
        )
    last = whole_until(max(span.last_month for span in known.values()), unfinished_month(reader))
    services = {row.code: row.service for row in reads.sites(reader, levels=[Level.SITE.value])}
    return Extract(request, chosen, known, last, services)


def observations(reader: Reader, made: Extract, indicator: Indicator, thresholds: Thresholds) -> Iterator[Observation]:
    """The rows of one indicator: by unit, step, then period and code. A few reads a unit, whatever the number of rows;
    what is held at once is a unit at one step, a calendar year at a time for the sites."""
    for unit in made.request.units:
        for step in made.request.steps:
            for period in _periods(unit, step, made, indicator):
                question = _question(indicator, unit, step, period)
                for figure in figures(reader, question, thresholds):
                    code = _code(figure, unit)
                    if code is not None:
                        yield _observation(figure, unit, step, code, made)


def _periods(unit: Unit, step: Step, made: Extract, indicator: Indicator) -> Sequence[Period]:
    known, asked = made.known[indicator.code], made.request.period
    if step.grain is None:
        return list(rolling(made.last, known, asked))
    found = stepped(step.grain, known, asked)
    if found is None:
        return []
    return list(yearly(found)) if unit is Unit.SITE else [found]


def _question(indicator: Indicator, unit: Unit, step: Step, period: Period) -> Question:
    time = () if step.grain is None else (Axis(step.grain.value),)
    return Question((indicator.code,), (*time, *AXES[unit]), period=period)


def _code(figure: Figure, unit: Unit) -> str | None:
    """The code of the unit; None for what has none (the sites of no département are no territory)."""
    if unit is Unit.NATION:
        return NATION
    codes = [figure.axes[axis] for axis in AXES[unit]]
    return None if None in codes else str(codes[-1])


def _observation(figure: Figure, unit: Unit, step: Step, code: str, made: Extract) -> Observation:
    estimate, span = figure.estimate, figure.period
    shown = estimate if isinstance(estimate, Shown) else None
    service = figure.axes.get(Axis.SERVICE) if unit is not Unit.SITE else made.services.get(code)
    last = span.last_month
    return Observation(
        indicateur=figure.indicator.code,
        maille=unit.value,
        code_maille=code,
        service=None if service is None else str(service),
        pas=step.value,
        periode=_period(figure, step),
        debut=span.start,
        fin=last.replace(day=calendar.monthrange(last.year, last.month)[1]),
        complete=last <= made.last,
        valeur=_rounded(shown.value if shown else None),
        borne_basse=_rounded(shown.lower if shown else None),
        borne_haute=_rounded(shown.upper if shown else None),
        n=shown.n if shown else None,
        statut=STATUS[estimate.status],
        note=estimate.note or None,
        unite=figure.indicator.unit or None,
        sens=DIRECTION[figure.indicator.direction],
    )


def _period(figure: Figure, step: Step) -> str:
    """`2026-03`, `2026-T1`, `2026`, `2025-11/2026-10`."""
    if step.grain is None:
        return f"{figure.period.start:%Y-%m}/{figure.period.last_month:%Y-%m}"
    return str(figure.axes[Axis(step.grain.value)])


def _rounded(value: float | None) -> float | None:
    """Without the minus of a zero."""
    return None if value is None else round(value, PRECISION) + 0.0
