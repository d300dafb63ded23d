"""The same promise seen from both sides: what users say of the delay, and the share of files handled within it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import answers, resolve
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.disclosure import Thresholds, may_judge
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.perceived_delivered import read_both
from dashboard.wording.reading import Reading

PERCEIVED, DELIVERED = "satisfaction-delai", "delai-annonce-respecte"
"""The two indicators of the catalogue that speak of the same delay."""


@dataclass(frozen=True, slots=True)
class Both:
    """One service: its two figures, both shares in %."""

    label: str
    perceived: Estimate
    delivered: Estimate

    @property
    def gap(self) -> float | None:
        """Perceived minus delivered, in points; None unless both are solid."""
        if not (isinstance(self.perceived, Shown) and isinstance(self.delivered, Shown)):
            return None
        return self.perceived.value - self.delivered.value if may_judge(self.perceived, self.delivered) else None


@dataclass(frozen=True, slots=True)
class PerceivedDelivered:
    """`services`: the widest gap first, those without a gap last."""

    perceived: Indicator
    delivered: Indicator
    period: Period
    services: tuple[Both, ...]
    reading: Reading


def perceived_delivered(
    reader: Reader, scope: Scope, thresholds: Thresholds, period: Period
) -> PerceivedDelivered | None:
    """None when the catalogue or the data lack one of the two. Raises QueryError."""
    listed = {row.code for row in reads.indicators(reader) if row.n_observations}
    if not {PERCEIVED, DELIVERED} <= listed:
        return None
    check_scope(reader, scope)
    question = Question((PERCEIVED, DELIVERED), (Axis.SERVICE,), scope, period)
    chosen, _ = resolve(reader, question)
    found = answers(reader, question, chosen, period, thresholds)
    names = {row.code: row.name for row in reads.services(reader)}
    services = [
        Both(names.get(code, code), found[one].estimate, found[other].estimate)
        for code in sorted({key.service for key in found if key.service is not None})
        if (one := Key(PERCEIVED, service=code)) in found and (other := Key(DELIVERED, service=code)) in found
    ]
    services.sort(key=_width)
    return PerceivedDelivered(chosen[0], chosen[1], period, tuple(services), _reading(services))


def _width(item: Both) -> tuple[float, str]:
    return (float("inf") if item.gap is None else -abs(item.gap), item.label)


def _reading(services: Sequence[Both]) -> Reading:
    gaps = [(item.label, item.gap) for item in services if item.gap is not None]
    return read_both(gaps, apart=len(services) - len(gaps))
