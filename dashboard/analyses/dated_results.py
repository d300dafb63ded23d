"""What dates the results that leave the application: their months, the version of the data and its day, in one line."""

import datetime as dt
from dataclasses import dataclass

from dashboard.analyses.unfinished import unfinished_month
from dashboard.domain.period import Period
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import poster as words
from dashboard.wording.dates import local_day


@dataclass(frozen=True, slots=True)
class Dated:
    """`line`: « Résultats sur 12 mois à fin octobre 2026. Données version 12, publiées le 3 novembre 2026. »;
    `created`: when the data were published, UTC; `demonstration`: whether they are invented."""

    line: str
    created: dt.datetime
    demonstration: bool

    @property
    def day(self) -> dt.date:
        """That of the publication, by the clock of the server."""
        return local_day(self.created)


def published_at(reader: Reader) -> dt.datetime:
    """The instant of the publication, UTC."""
    built_at = reads.version(reader).built_at
    return built_at.replace(tzinfo=dt.UTC) if built_at.tzinfo is None else built_at


def dated(reader: Reader, period: Period) -> Dated:
    """Of the version that is read."""
    version = reads.version(reader)
    created = published_at(reader)
    running = unfinished_month(reader)
    late = running if running is not None and period.start <= running < period.stop else None
    return Dated(words.dated(period, version.version, local_day(created), late), created, version.demo)
