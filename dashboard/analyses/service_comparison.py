"""One indicator, service by service: against the rest of the network, and against an earlier period."""

from dataclasses import dataclass

from dashboard.analyses.answers import answers, resolve
from dashboard.analyses.judging import Judged, families, judges
from dashboard.analyses.limits import setting_of
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.changes import read_changes
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import SERVICE, Tally, read_units


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    """One service. `judged` and its `network` and `earlier` are corrected for the number of services compared."""

    service: str
    label: str
    judged: Judged
    network: Comparison
    earlier: Comparison


@dataclass(frozen=True, slots=True)
class ServiceComparison:
    """`services`, the highest value first, those without a figure last. Two readings: levels, and changes."""

    indicator: Indicator
    period: Period | None
    services: tuple[ServiceFigure, ...]
    whole: Judged | None
    levels: Reading
    changes: Reading


def compare_services(
    reader: Reader,
    indicator: str,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    against: Against = Against.LAST_YEAR,
) -> ServiceComparison:
    """Every service of the scope that was observed. Raises QueryError."""
    question = Question((indicator,), (Axis.SERVICE,), scope, period)
    [chosen], span = resolve(reader, question)
    check_scope(reader, scope)
    if span is None:
        return ServiceComparison(chosen, None, (), None, _levels([], PLAIN), _changes([], PLAIN))
    found = answers(reader, question, [chosen], span, thresholds)
    judge = judges(reader, question, [chosen], span, thresholds, against)
    codes = [key.service or "" for key in found]
    names = {row.code: row.name for row in reads.services(reader)}
    services = [
        ServiceFigure(code, names.get(code, code), item, item.network, item.earlier)
        for code, item in zip(codes, families([judge(answer) for answer in found.values()]), strict=True)
    ]
    services.sort(key=_height)
    whole = _whole(reader, chosen, scope, span, thresholds, against)
    levels = _levels([item.network for item in services], setting_of(reader, span, [chosen]))
    changes = _changes([item.earlier for item in services], setting_of(reader, span, [chosen], against))
    return ServiceComparison(chosen, span, tuple(services), whole, levels, changes)


def _whole(
    reader: Reader, chosen: Indicator, scope: Scope, span: Period, thresholds: Thresholds, against: Against
) -> Judged | None:
    question = Question((chosen.code,), (), scope, span)
    judge = judges(reader, question, [chosen], span, thresholds, against, peers=False)
    return next((judge(a) for a in answers(reader, question, [chosen], span, thresholds).values()), None)


def _height(item: ServiceFigure) -> tuple[float, str]:
    estimate = item.judged.figure.estimate
    return (-estimate.value if isinstance(estimate, Shown) else float("inf"), item.label)


def _levels(found: list[Comparison], setting: Setting) -> Reading:
    return read_units(SERVICE, Tally.of([c.verdict for c in found], left_out.causes(found)), setting)


def _changes(found: list[Comparison], setting: Setting) -> Reading:
    return read_changes(Tally.of([c.verdict for c in found], left_out.causes(found)), setting)
