"""The one read behind every figure: the sums of a scope by axes, grouped by what they describe, levels kept apart."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.analyses.question import PLACES, Axis
from dashboard.domain.period import Grain, Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Observations, Reader


class Key(NamedTuple):
    """What a figure describes: an indicator and the value of each axis (None: not split, or not known)."""

    indicator: str
    service: str | None = None
    site_type: str | None = None
    site: str | None = None
    region: str | None = None
    department: str | None = None
    bucket: date | None = None

    def place(self, axis: Axis) -> str | None:
        """The value of a place axis."""
        value: str | None = getattr(self, axis.value)
        return value


Rows = Mapping[Level, Observations]
