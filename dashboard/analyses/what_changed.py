"""What changed since last year or the period before: every headline indicator and service, ranked by evidence."""

from dataclasses import dataclass

from dashboard.analyses.answers import answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.comparing import useful_gaps
from dashboard.analyses.correction import DIRECTED, corrected
from dashboard.analyses.figures import Figure, comparisons, figure_of
from dashboard.analyses.limits import setting_of
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.span import published_period
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.changes import read_changes
from dashboard.wording.reading import Reading
from dashboard.wording.units import Tally


@dataclass(frozen=True, slots=True)
class Change:
    """A gap that holds once corrected. `figure.comparison` has its size, interval and reference period."""

    figure: Figure
    service: str
    service_label: str
    adjusted_p: float


@dataclass(frozen=True, slots=True)
class Changes:
    """`changes`, the strongest evidence first; `tested` and `untested` count what was looked at."""

    changes: tuple[Change, ...]
    tested: int
    untested: int
    period: Period | None
    reading: Reading


def what_changed(
    reader: Reader,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    against: Against = Against.LAST_YEAR,
) -> Changes:
    """Gaps both demonstrated after correction and large enough to matter. Raises QueryError."""
    headlines = [indicator for indicator in indicators(reader).values() if indicator.headline]
    check_scope(reader, scope)
    span = published_period(reader, headlines, period) if headlines else None
    if span is None:
        return Changes((), 0, 0, None, read_changes(Tally({})))
    question = Question(tuple(i.code for i in headlines), (Axis.SERVICE,), scope, span, against)
    found = list(answers(reader, question, headlines, span, thresholds).values())
    judge = comparisons(reader, question, headlines, span, thresholds)
    judged = corrected([judge(answer) or Comparison(against, Verdict.NOT_TESTED) for answer in found])
    names = {row.code: row.name for row in reads.services(reader)}
    changes = []
    for answer, (comparison, p) in zip(found, judged, strict=True):
        if p is not None and comparison.verdict in DIRECTED and comparison.verdict is not Verdict.STABLE:
            service = answer.key.service or ""
            figure = figure_of(answer, question, comparison)
            changes.append(Change(figure, service, names.get(service, service), p))
    changes.sort(key=_evidence)
    tested = sum(p is not None for _, p in judged)
    compared = [comparison for comparison, _ in judged]
    tally = Tally.of([c.verdict for c in compared], left_out.causes(compared))
    reading = read_changes(tally, setting_of(reader, span, [a.indicator for a in found], against))
    return Changes(tuple(changes), tested, len(judged) - tested, span, reading)


def _evidence(change: Change) -> tuple[float, float, str, str]:
    """Smallest adjusted p first, then the gap counted in gaps that matter."""
    comparison, indicator = change.figure.comparison, change.figure.indicator
    apart = useful_gaps(comparison, indicator) if comparison else 0.0
    return change.adjusted_p, -apart, indicator.code, change.service
