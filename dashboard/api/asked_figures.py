"""From the parameters of an address to a question, and what it may cost: refused before anything is read when too
large, or when a step of time would be cut (another figure under the same name)."""

import datetime as dt
import math
from dataclasses import replace

from dashboard.analyses.question import Axis, Question
from dashboard.api.combinations import axes_of
from dashboard.api.parameters import Asked
from dashboard.api.places import scope_of, sites_of
from dashboard.api.problem import Kind, Problem
from dashboard.domain.period import Grain, Period, months_between, shift
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.dates import month
from dashboard.wording.numerals import number

MOST_ROWS = 20_000
"""Rows that one question may come to: two and a half years of months of six hundred sites."""


def question(reader: Reader, asked: Asked) -> Question:
    """What the command `figures` would be asked. Raises Problem; codes are checked by `figures` itself."""
    indicators, by = asked.every("indicator"), axes_of(asked.one("by"))
    made = Question(indicators, by, scope_of(asked))
    made = replace(made, period=_period(reader, asked, made.grain))
    _check_size(reader, made)
    return made


def _published(reader: Reader) -> Period | None:
    found = reads.months(reader)
    if found.first_month is None or found.last_month is None:
        return None
    return Period(found.first_month, shift(found.last_month, 1))


def _period(reader: Reader, asked: Asked, grain: Grain | None) -> Period | None:
    """The months asked; None for everything that is published. A bound that is not given is that of the data."""
    first, last = asked.one("from"), asked.one("to")
    published = _published(reader)
    if (not first and not last) or published is None:
        return None
    start = _month(first) if first else min(published.start, _month(last))
    stop = shift(_month(last), 1) if last else max(published.stop, shift(start, 1))
    if start >= stop:
        raise Problem(
            Kind.QUESTION,
            f"La période commence en {month(start)}, après sa fin\u00a0: échanger from et to.",
            parameter="from",
        )
    if grain is not None:
        _check_whole(start if first else None, stop if last and stop < published.stop else None, grain)
    return Period(start, stop)


def _month(text: str) -> dt.date:
    return dt.date(int(text[:4]), int(text[5:]), 1)


def _check_whole(start: dt.date | None, stop: dt.date | None, grain: Grain) -> None:
    """Raises Problem when a bound cuts a step."""
    whole = {Grain.MONTH: "mois entiers", Grain.QUARTER: "trimestres entiers", Grain.YEAR: "années entières"}[grain]
    said = f"by={grain.value} donne des {whole}\u00a0:"
    if start is not None and start != grain.first(start):
        right = f"from={grain.first(start):%Y-%m}"
        raise Problem(Kind.QUESTION, f"{said} commencer par {right}.", parameter="from")
    if stop is not None and stop != grain.first(stop):
        right = f"to={shift(grain.first(stop), grain.months - 1):%Y-%m}"
        raise Problem(Kind.QUESTION, f"{said} finir par {right}.", parameter="to")


def _check_size(reader: Reader, made: Question) -> None:
    """Raises Problem when the answer could have more rows than one request may ask."""
    most = len(made.indicators) * _units(reader, made) * _steps(reader, made)
    if most > MOST_ROWS:
        raise Problem(
            Kind.QUESTION,
            f"Cette demande peut donner {number(most)} lignes, et une réponse en a {number(MOST_ROWS)} au plus\u00a0: "
            "réduire la période, choisir un service ou un territoire, ou lire les fichiers de l’export complet.",
            parameter="by",
        )


def _steps(reader: Reader, made: Question) -> int:
    """How many steps of time there may be: those of the months that are published."""
    published = _published(reader)
    if made.grain is None or published is None:
        return 1
    period = made.period or published
    months = months_between(max(period.start, published.start), min(period.stop, published.stop))
    return math.ceil(max(months, 0) / made.grain.months) + 1


def _units(reader: Reader, made: Question) -> int:
    """How many combinations of places there may be."""
    if not made.places:
        return 1
    sites = sites_of(reader, made.scope)
    if Axis.SITE in made.by:
        return len(sites)
    return len({tuple(getattr(site, axis.value) for axis in made.places) for site in sites}) + 1
