"""The reads of published opinions, with their records (dashboard.store.reads has the others)."""

import datetime as dt
from typing import NamedTuple

from dashboard.store.observations import Reader
from dashboard.store.scope_parameters import Codes, listed, restricted


class ReviewTones(NamedTuple):
    """Published opinions of one tone."""

    feeling: int | None
    n: int
    due: int
    answered: int


class ReviewThemes(NamedTuple):
    """How often a general theme is cited."""

    theme: str
    n: int


class ReviewTexts(NamedTuple):
    """One published opinion and its answer."""

    month: dt.date
    service: str | None
    feeling: int | None
    title: str | None
    text: str
    reply: str | None


class CodedReviews(NamedTuple):
    """One opinion found by its code."""

    code: str
    site: str
    known_on: dt.date | None
    feeling: int | None
    text: str | None


def review_tones(
    reader: Reader,
    *,
    start: dt.date,
    stop: dt.date,
    themes: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[ReviewTones]:
    """The opinions of a scope by tone, the favourable ones first."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("review_tones", start=start, stop=stop, themes=listed(themes), **scope)
    return [ReviewTones(*row) for row in rows]


def review_themes(
    reader: Reader,
    *,
    start: dt.date,
    stop: dt.date,
    themes: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[ReviewThemes]:
    """The themes of the opinions of a scope, the most cited first."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("review_themes", start=start, stop=stop, themes=listed(themes), **scope)
    return [ReviewThemes(*row) for row in rows]


def review_texts(
    reader: Reader,
    *,
    max_rows: int,
    start: dt.date,
    stop: dt.date,
    themes: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[ReviewTexts]:
    """The latest opinions of a scope that have a text, those that were answered first."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("review_texts", start=start, stop=stop, themes=listed(themes), max_rows=max_rows, **scope)
    return [ReviewTexts(*row) for row in rows]


def coded_reviews(reader: Reader, *, codes: Codes) -> list[CodedReviews]:
    """The opinions that have these codes, not protected: `analyses.said_and_done` decides what is shown."""
    return [CodedReviews(*row) for row in reader.read("coded_reviews", codes=listed(codes))]
