"""How many people of a wave are in each category that may be told: the only counts that a profile is drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.surveys import leading_questions, months_of
from dashboard.disclosure import Thresholds
from dashboard.domain.estimate import Shown
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.suppression.parts import closed_parts


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people are in each category that may be told, by code, and in all of them."""

    shown: Mapping[str, int]
    total: int

    def others(self, kept: Sequence[str]) -> int:
        """Those of no kept category."""
        return self.total - sum(self.shown[code] for code in kept)

    def rest(self, masked_below: int) -> float | None:
        """What the categories that may not be told hold together, in %; None when they are few people."""
        rest = self.others(list(self.shown))
        return None if 0 < rest < masked_below else 100 * rest / self.total


def counted_by_place(reader: Reader, code: str, axis: Axis, thresholds: Thresholds) -> Counts | None:
    """By service, type or region; None when another source is mixed with the answers of the question, or when its whole
    may not be told."""
    asked = leading_questions(reader).get(code)
    if asked is None or not asked.alone:
        return None
    period = months_of(asked)
    [whole] = reader.compute(figures, Question((asked.indicator,), period=period), thresholds)
    if not isinstance(whole.estimate, Shown) or whole.estimate.n is None or whole.level is not Level.SITE:
        return None
    split = figures(reader, Question((asked.indicator,), (axis,), period=period), thresholds)
    shown = {
        str(one.axes[axis]): one.estimate.n
        for one in split
        if isinstance(one.estimate, Shown) and one.estimate.n and one.level is Level.SITE
    }
    return Counts(shown, whole.estimate.n)


def counted_by_channel(reader: Reader, code: str, thresholds: Thresholds) -> Counts | None:
    """By channel, protected as in the field of the survey; None when nothing may be told."""
    rows = [row for row in reads.survey_parts(reader, surveys=[code]) if row.channel is not None]
    hidden = closed_parts([row.n for row in rows], thresholds.masked_below)
    shown = {str(row.channel): row.n for place, row in enumerate(rows) if row.n and place not in hidden}
    return Counts(shown, sum(row.n for row in rows)) if shown else None
