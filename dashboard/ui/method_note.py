"""« Comment ce chiffre est calculé »: the rule of the indicator, the query, the loads behind the figures."""

from dashboard.analyses.lineage import lineage
from dashboard.analyses.question import Question
from dashboard.ui.chart import Method
from dashboard.ui.context import View
from dashboard.wording.dates import moment
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number


def method_of(view: View, question: Question) -> Method:
    """The method of the first indicator of a question, from the published lineage."""
    found = view.reader.compute(lineage, question, view.thresholds)
    indicator = found.indicator
    explanation = f"{indicator.rule} Source : {indicator.source.rstrip('.')}."
    if found.restatements:
        restated = count(len(found.restatements), "valeur corrigée", "valeurs corrigées")
        explanation += f" {restated} par un chargement plus récent : l’ancienne valeur reste dans les données."
    loads = [
        f"Chargement {source.load_id:04d} du {moment(source.loaded_at)} : {source.file}, {number(source.n_rows)} lignes"
        for source in found.sources
    ]
    return Method(explanation, [(found.description or "observations", found.sql)], loads)
