"""Any question that a person builds: how large its answer may be, what draws it, how the command line asks it."""

import shlex
from collections.abc import Sequence
from enum import StrEnum

from dashboard.analyses.figures import Figure, figures
from dashboard.analyses.question import TIMES, Axis, Question
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.exploration import too_large

MOST_FIGURES = 3_000
"""A screen waits for no more: a figure costs some 0.4 ms. The command line has no such limit."""

INDICATOR = "indicator"
"""The dimension that is not an axis: several indicators side by side."""

Dimension = Axis | str


class Drawing(StrEnum):
    """The chart that suits a question."""

    INTERVALS = "intervals"  # units side by side
    SERIES = "series"  # one indicator through time
    MATRIX = "matrix"  # two dimensions or more


def explore(reader: Reader, question: Question, thresholds: Settings) -> list[Figure]:
    """The figures of a question of bounded size. Raises QueryError when it is too large: what to narrow."""
    size = size_of(reader, question)
    if size > MOST_FIGURES:
        timed = question.grain is not None
        raise QueryError(too_large(size, MOST_FIGURES, by_site=Axis.SITE in question.by, timed=timed))
    return figures(reader, question, thresholds)


def size_of(reader: Reader, question: Question) -> int:
    """The most figures that a question may have: units × steps of time × indicators. Some are not observed."""
    return _units(reader, question) * _steps(reader, question) * len(question.indicators)


def _units(reader: Reader, question: Question) -> int:
    places = question.places
    if not places:
        return 1
    scope = question.scope
    rows = reads.sites(
        reader,
        services=scope.services or None,
        site_types=scope.site_types or None,
        regions=scope.regions or None,
        departments=scope.departments or None,
        sites=scope.sites or None,
    )
    names = ["code" if axis is Axis.SITE else axis.value for axis in places]
    return len({tuple(getattr(row, name) for name in names) for row in rows if row.observed or Axis.SITE not in places})


def _steps(reader: Reader, question: Question) -> int:
    grain = question.grain
    if grain is None:
        return 1
    bounds = reads.months(reader)
    if bounds.first_month is None or bounds.last_month is None:
        return 0
    months = question.period.months if question.period else Period(bounds.first_month, bounds.last_month).months + 1
    return -(-months // grain.months) + (1 if grain.months > 1 else 0)


def dimensions(question: Question) -> list[Dimension]:
    """What tells the figures of a question apart: the indicator when there are several, then the axes."""
    several: list[Dimension] = [INDICATOR] if len(question.indicators) > 1 else []
    return [*several, *question.by]


def drawing(question: Question) -> Drawing:
    """Units of one indicator as intervals, one indicator through time as a series, the rest as a matrix."""
    timed = [axis for axis in question.by if axis in TIMES]
    others = [one for one in dimensions(question) if one not in TIMES]
    if len(question.indicators) == 1 and not timed:
        return Drawing.INTERVALS
    if not others and len(question.indicators) == 1:
        return Drawing.SERIES
    return Drawing.MATRIX


def usual_pivot(question: Question) -> tuple[Dimension | None, Dimension | None]:
    """Rows and columns that read best: time runs from left to right, units go down."""
    known = dimensions(question)
    timed = [one for one in known if one in TIMES]
    others = [one for one in known if one not in TIMES]
    if timed and others:
        return next((one for one in others if one != INDICATOR), others[0]), timed[-1]
    if len(others) > 1:
        rows = next(one for one in others if one != INDICATOR)
        return rows, next(one for one in others if one != rows)
    return (known[0] if known else None), (known[1] if len(known) > 1 else None)


def command_line(question: Question) -> str:
    """The same question asked to the command `figures`."""
    words = ["python", "-m", "dashboard", "figures"]
    words += _options("--indicator", question.indicators)
    if question.by:
        words += ["--by", ",".join(axis.value for axis in question.by)]
    if question.period is not None:
        words += ["--from", f"{question.period.start:%Y-%m}", "--to", f"{question.period.last_month:%Y-%m}"]
    words += _scope_options(question.scope)
    if question.against is not None:
        words += ["--against", question.against.value]
    return shlex.join(words)


def _scope_options(scope: Scope) -> list[str]:
    return [
        *_options("--service", scope.services),
        *_options("--site-type", scope.site_types),
        *_options("--region", scope.regions),
        *_options("--department", scope.departments),
        *_options("--site", scope.sites),
    ]


def _options(name: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (name, value)]
