"""The reads of the search index, with their records: arrays where the rows are as many as the opinions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy.typing as npt

from dashboard.store.observations import Reader
from dashboard.store.scope_parameters import Codes, restricted

Array = npt.NDArray[Any]


class ReviewDocuments(NamedTuple):
    """Every opinion that enters the figures, one array a column, in the order of publication."""

    month: Array
    site_id: Array
    feeling: Array
    readable: Array
    sampled: Array
    words: Array
    topics: Array


class ReviewSites(NamedTuple):
    """The key of a site."""

    site_id: int


class ReviewWords(NamedTuple):
    """A word that is written in the opinions."""

    word: str
    folded: str
    stem: str
    term: int


class ReviewPostings(NamedTuple):
    """Where terms are found: two arrays of the same length, in no order."""

    review: Array
    position: Array


class ReviewOpinions(NamedTuple):
    """One published opinion and its answer."""

    review: int
    month: dt.date
    service: str | None
    feeling: int
    topics: int
    title: str | None
    text: str
    reply: str | None
    replied_on: dt.date | None


class ReviewTerms(NamedTuple):
    """A term as it is most often written."""

    term: int
    word: str


class ReviewVectors(NamedTuple):
    """How often terms are found in opinions: three arrays of the same length."""

    review: Array
    term: Array
    n: Array


class ReviewSampleVectors(NamedTuple):
    """The same of opinions of the draw."""

    review: Array
    term: Array
    n: Array


def review_documents(reader: Reader) -> ReviewDocuments:
    """The columns of every opinion."""
    return ReviewDocuments(**reader.columns("review_documents"))


def review_sites(
    reader: Reader,
    *,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[ReviewSites]:
    """The sites of a scope."""
    rows = reader.read("review_sites", **restricted(services, site_types, regions, departments, sites))
    return [ReviewSites(*row) for row in rows]


def review_words(reader: Reader, *, words: Sequence[str], stems: Sequence[str]) -> list[ReviewWords]:
    """The words of the opinions that a search may mean."""
    return [ReviewWords(*row) for row in reader.read("review_words", words=list(words), stems=list(stems))]


def review_postings(reader: Reader, *, terms: Sequence[int]) -> ReviewPostings:
    """Where any of the terms is found."""
    return ReviewPostings(**reader.columns("review_postings", terms=list(terms)))


def review_opinions(reader: Reader, *, reviews: Sequence[int]) -> list[ReviewOpinions]:
    """The opinions of these numbers, the latest first."""
    return [ReviewOpinions(*row) for row in reader.read("review_opinions", reviews=list(reviews))]


def review_terms(reader: Reader, *, terms: Sequence[int]) -> list[ReviewTerms]:
    """The words of these terms."""
    return [ReviewTerms(*row) for row in reader.read("review_terms", terms=list(terms))]


def review_vectors(reader: Reader, *, reviews: Sequence[int]) -> ReviewVectors:
    """The terms of these opinions; the whole index is read."""
    return ReviewVectors(**reader.columns("review_vectors", reviews=list(reviews)))


def review_sample_vectors(reader: Reader, *, reviews: Sequence[int]) -> ReviewSampleVectors:
    """The terms of those of these opinions that are in the draw."""
    return ReviewSampleVectors(**reader.columns("review_sample_vectors", reviews=list(reviews)))
