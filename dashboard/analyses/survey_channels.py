"""What a change of channels makes of the favourable share of a question between two waves (specification § 16).

Nothing is told by channel: only the effect of their mix on the whole, when every channel of both waves has a solid
base.
"""

from collections.abc import Sequence

from dashboard.disclosure import Thresholds
from dashboard.domain.indicator import Indicator, Kind
from dashboard.domain.period import Period
from dashboard.stats.standardisation import Part, split
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.surveys import SurveyChannels


def channel_effect(
    reader: Reader,
    indicator: Indicator,
    surveys: tuple[str, str],
    periods: tuple[Period, Period],
    thresholds: Thresholds,
) -> float | None:
    """The mix effect in points, first wave − second; None when the question is no share of favourable answers, or when
    a channel has too few answers in one of the waves."""
    if indicator.scale is None or indicator.kind not in (Kind.SHARE, Kind.DISTRIBUTION):
        return None
    sides = []
    for survey, period in zip(surveys, periods, strict=True):
        rows = reads.survey_channels(
            reader, survey=survey, indicator=indicator.code, start=period.start, stop=period.stop
        )
        side = parts(rows, indicator.scale.favourable)
        if not side or min(part.n for part in side.values()) < thresholds.fragile_below:
            return None
        sides.append(side)
    found = split(*sides)
    return None if found is None or found.left_out else found.mix_effect


def parts(rows: Sequence[SurveyChannels], favourable: frozenset[int]) -> dict[str, Part]:
    """Each channel with its weight and its favourable share in %; no error is needed for an effect of mix."""
    found = {}
    for channel in dict.fromkeys(row.channel for row in rows):
        mine = [row for row in rows if row.channel == channel]
        weight = sum(row.w for row in mine)
        if weight > 0:
            good = sum(row.w for row in mine if row.grade in favourable)
            found[channel] = Part(weight, 100 * good / weight, None, sum(row.n for row in mine))
    return found
