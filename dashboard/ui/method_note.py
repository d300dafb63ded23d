"""« Comment ce chiffre est calculé »: the rule of the indicator, the query, the loads behind the figures."""

from dashboard.analyses.lineage import Restated, Source, lineage
from dashboard.analyses.question import Question
from dashboard.domain.indicator import Indicator
from dashboard.engine.staged import TYPED
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.wording import short
from dashboard.wording.dates import moment, month
from dashboard.wording.numerals import number

MOST = 20
"""Restated values listed; a correction of a whole file is named once by its loads."""


def method_of(view: View, question: Question) -> Method:
    """The method of the first indicator of a question, from the published lineage."""
    found = view.reader.compute(lineage, question, view.thresholds)
    indicator = found.indicator
    explanation = f"{indicator.rule} Source : {indicator.source.rstrip('.')}."
    loads = [_load(source) for source in found.sources]
    query = ("de lecture (queries/read/)", found.sql)
    return Method(explanation, [query], loads, [_restated(view, indicator, item) for item in found.restatements[:MOST]])


def _load(source: Source) -> str:
    """« Chargement 0003 du 3 novembre 2026 à 14 h 05 : mesures.csv, 1 204 lignes »."""
    lines = f", {number(source.n_rows)} lignes" if source.n_rows is not None else ""
    if source.load_id == TYPED:
        return f"Registre, au {moment(source.loaded_at)}\u00a0: {source.file}{lines}"
    return f"Chargement {source.load_id:04d} du {moment(source.loaded_at)} : {source.file}{lines}"


def _restated(view: View, indicator: Indicator, item: Restated) -> str:
    """« Site A, mars 2024 : 45,0 % → 47,0 % (chargement 0003, puis 0007) »."""
    site = view.selection.labels.sites.get(item.site, item.site)
    values = f"{short.value(indicator, item.old)} → {short.value(indicator, item.new)}"
    later = f", puis {item.new_load:04d}" if item.new_load is not None else ""
    return f"{site}, {month(item.month)} : {values} (chargement {item.old_load:04d}{later})"
