"""A reader for somebody who may not see everything: what they ask is refused beyond their perimeter, in the store,
whatever page, download or command asks. `reference` looks beyond, for what a figure is compared with and for what must
be withheld: never for something that is shown by itself.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import numpy.typing as npt

from dashboard.domain.access import Perimeter
from dashboard.errors import AccessError
from dashboard.store.observations import Reader
from dashboard.store.scoped_sites import sites

T = TypeVar("T")

SCOPED = frozenset({
    "closed_months", "coverage", "events", "grade_weights", "lineage", "missing_deliveries", "observation_answers",
    "observation_delays", "observation_latest", "observation_latest_grades", "observations", "restatements",
    "review_sites", "review_texts", "review_themes", "review_tones",
})  # fmt: skip
"""Reads that say of which sites they speak: `services`, `sites`."""
OF_SERVICES = frozenset({"delivered_months"})
"""Reads that say of which services they speak."""
OF_SITE = frozenset({"site", "site_reviews"})
"""Reads of one `site`."""
OF_EACH_SITE = {"coded_reviews": 1, "observed_sites": 0, "register": 0, "sites": 0, "survey_parts": 1}
"""Reads whose rows are each about a site: the place of its code. Those of other sites are left out."""
OF_EACH_GROUP = {
    "services": "service",
    "site_types": "site_type",
    "regions": "region",
    "departments": "department",
    "judicial_areas": "department",
}
"""Reads whose rows are each about a group of sites, its code first: those that hold none of the perimeter are left
out."""
WHOLE = frozenset({"answer_loads", "survey_channels", "survey_comment_texts", "survey_comment_themes",
                   "survey_comments", "survey_pairs"})  # fmt: skip
"""Reads of a whole survey, that nothing narrows: for those who see everything."""
OPEN = frozenset({
    "commitments", "indicator_aliases", "indicator_grades", "indicators", "loads",
    "method_breaks", "months", "observation_traits", "rejected_rows", "review_documents",
    "review_opinions", "review_postings", "review_sample_vectors", "review_terms", "review_vectors", "review_words",
    "survey_questions", "survey_waves", "targets", "version",
})  # fmt: skip
"""Reads that tell no figure of a site. The opinions are numbers: which ones may be read, `review_sites` says first."""

_BEYOND = (
    "Ces résultats sortent de votre périmètre\u00a0: choisir un service ou un site qui en fait partie, "
    "ou demander un rôle à un pilote."
)


class PerimeterReader:
    """The reads of `reader` within a perimeter whose services are also given as sites (`domain.access.with_sites`)."""

    def __init__(self, reader: Reader, perimeter: Perimeter) -> None:
        self.reference = reader
        self.perimeter = perimeter
        self._services, self._sites = frozenset(perimeter.services), frozenset(perimeter.sites)
        mine = sites(reader, sites=sorted(self._sites))
        self._groups = {group: {getattr(row, group) for row in mine} for group in OF_EACH_GROUP.values()}
        self._groups["service"] |= self._services

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """As `Store.read`. Raises AccessError beyond the perimeter."""
        self._check(name, params)
        if name == "sites":  # before its limit of rows, not after
            asked = params["sites"]
            params["sites"] = sorted(self._sites.intersection(asked) if isinstance(asked, list) else self._sites)
        rows = self.reference.read(name, **params)
        if name in OF_EACH_SITE:
            return [row for row in rows if row[OF_EACH_SITE[name]] in self._sites]
        if name in OF_EACH_GROUP:
            return [row for row in rows if row[0] in self._groups[OF_EACH_GROUP[name]]]
        if name == "successions":
            return [row for row in rows if row[0] in self._sites or row[2] in self._sites]
        return rows

    def columns(self, name: str, /, **params: object) -> Mapping[str, npt.NDArray[Any]]:
        """As `Store.columns`. Raises AccessError beyond the perimeter."""
        self._check(name, params)
        return self.reference.columns(name, **params)

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(self, …)`: nothing is kept here."""
        return analysis(self, *arguments, **options)

    def _check(self, name: str, params: Mapping[str, object]) -> None:
        if name in SCOPED:
            allowed = _within(params["sites"], self._sites) or _within(params["services"], self._services)
        elif name in OF_SERVICES:
            allowed = _within(params["services"], self._services)
        elif name in OF_SITE:
            allowed = params["site"] in self._sites
        else:
            allowed = name not in WHOLE
        if not allowed:
            raise AccessError(_BEYOND)


def _within(asked: object, held: Collection[str]) -> bool:
    """Whether codes are asked, and all held: none asked is everything."""
    return isinstance(asked, list | tuple) and all(code in held for code in asked)
