"""What a person asks: indicators, axes, comparison, and how the answer is laid out; everything is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.exploration import INDICATOR, Dimension, Drawing, dimensions, drawing, usual_pivot
from dashboard.analyses.figures import AxisValue
from dashboard.analyses.question import JUDICIAL, Axis, Question
from dashboard.analyses.scopes import judicial_axes
from dashboard.domain.comparison import Against
from dashboard.ui import address, choices, indicator_choice, navigation
from dashboard.ui.choices import distinct
from dashboard.ui.context import View
from dashboard.ui.scope_bar import COMPARISONS
from dashboard.wording import dates
from dashboard.wording.grammar import capital

AXES: dict[str, tuple[str, Dimension]] = {
    "indicateur": ("Indicateur", INDICATOR),
    "service": ("Service", Axis.SERVICE),
    "typologie": ("Typologie", Axis.SITE_TYPE),
    "site": ("Site", Axis.SITE),
    "region": ("Région", Axis.REGION),
    "departement": ("Département", Axis.DEPARTMENT),
    "cour": ("Ressort de cour d’appel", Axis.COURT),
    "direction": ("Direction interrégionale", Axis.DIRECTION),
    "engagement": ("Engagement", Axis.COMMITMENT),
    "mois": ("Mois", Axis.MONTH),
    "trimestre": ("Trimestre", Axis.QUARTER),
    "annee": ("Année", Axis.YEAR),
}
"""Code of the address → label, dimension."""
CODE_OF = {dimension: code for code, (_, dimension) in AXES.items()}
LABEL_OF = {dimension: label for label, dimension in AXES.values()}

AGAINST = {
    "reseau": ("Reste du réseau", Against.NETWORK),
    **COMPARISONS,
    "cible": ("Cible", Against.TARGET),
    "engagements": ("Autres engagements", Against.OTHERS),
}
TABLE, PIVOT, CHART, SQL = "tableau", "croise", "graphique", "sql"
LAYOUTS = {TABLE: "Tableau", PIVOT: "Tableau croisé", CHART: "Graphique", SQL: "SQL"}
MOST_INDICATORS = 12


@dataclass(frozen=True, slots=True)
class Exploration:
    """A question and its layout; `rows` and `columns` are the dimensions that are crossed."""

    question: Question
    layout: str
    rows: Dimension | None
    columns: Dimension | None

    @property
    def dimensions(self) -> list[Dimension]:
        return dimensions(self.question)


def choose(view: View) -> Exploration:
    """The lists, above the answer."""
    found = indicator_choice.listed(view.reader, view.catalogue)
    if not found:
        st.info("Aucun indicateur n’est publié.")
        st.stop()
    labels = distinct((indicator.code, indicator.label) for indicator in found)
    usual = indicator_choice.usual(found).code
    with st.container(horizontal=True, key="question_explorer", vertical_alignment="bottom"):
        codes = address.several(
            *("Indicateurs", "indicateurs", labels),
            default=(usual,),
            placeholder="Choisir un indicateur",
            width=420,
            max_selections=MOST_INDICATORS,
        )
        absent = {INDICATOR, *JUDICIAL} - set(judicial_axes(view.reader))
        axes = {code: label for code, (label, dimension) in AXES.items() if dimension not in absent}
        by = address.several("Axes", "axes", axes, default=("service",), placeholder="Sans axe", width=300)
        against = {code: label for code, (label, _) in AGAINST.items()}
        face = address.one("Verdict face à", "face", against, placeholder="Sans comparaison", width=230)
    if not codes:
        st.info("Choisir au moins un indicateur.")
        st.stop()
    chosen = view.selection
    compared = AGAINST[face][1] if face else None
    question = Question(codes, tuple(Axis(AXES[code][1]) for code in by), chosen.scope, chosen.period, compared)
    layout = address.switch("Présentation", "vue", LAYOUTS, default=TABLE)
    return Exploration(question, layout, *_crossed(question, layout))


def _crossed(question: Question, layout: str) -> tuple[Dimension | None, Dimension | None]:
    """Rows and columns, asked only where they matter."""
    rows, columns = usual_pivot(question)
    crossing = layout == PIVOT or (layout == CHART and drawing(question) is Drawing.MATRIX)
    known = dimensions(question)
    if not crossing or len(known) < 2 or rows is None or columns is None:
        return rows, columns
    options = {CODE_OF[dimension]: LABEL_OF[dimension] for dimension in known}
    with st.container(horizontal=True, key="croisement_explorer", vertical_alignment="bottom"):
        down = address.one("Lignes", "lignes", options, default=CODE_OF[rows], width=230)
        rest = {code: label for code, label in options.items() if code != down}
        usual = CODE_OF[columns] if CODE_OF[columns] in rest else next(iter(rest))
        across = address.one("Colonnes", "colonnes", rest, default=usual, width=230)
    return AXES[str(down)][1], AXES[str(across)][1]


def label_of(view: View, dimension: Dimension, value: AxisValue) -> str:
    """What a person reads of the value of a dimension: « Bretagne », « mars 2026 », « 1. Accueil courtois »."""
    labels, text = view.selection.labels, str(value)
    match dimension:
        case _ if value is None:
            return "Non renseigné"
        case Axis.SERVICE:
            return labels.services.get(text, text)
        case Axis.SITE_TYPE:
            return labels.site_types.get(text, text)
        case Axis.SITE:
            return labels.sites.get(text, text)
        case Axis.REGION:
            return labels.regions.get(text, text)
        case Axis.DEPARTMENT:
            return labels.departments.get(text, text)
        case Axis.COURT:
            return labels.courts.get(text, text)
        case Axis.DIRECTION:
            return labels.directions.get(text, text)
        case Axis.COMMITMENT:
            found = {e.commitment.number: e.commitment for e in view.reader.compute(published_engagements)}
            return navigation.commitment_label(found[int(text)]) if int(text) in found else text
        case Axis.MONTH:
            return capital(dates.month(choices.month_of_code(text)))
        case Axis.QUARTER:
            year, rank = text.split("-T")
            return f"{rank}{'er' if rank == '1' else 'e'} trimestre {year}"
        case Axis.YEAR:
            return text
        case _:
            return view.catalogue[text].label


def labels_of(view: View, of: Sequence[Dimension], values: Sequence[AxisValue]) -> str:
    """Several dimensions in one name: « Tribunaux judiciaires, 2025 »; « Ensemble » without any."""
    named = [label_of(view, one, value) for one, value in zip(of, values, strict=True)]
    return ", ".join(named) or "Ensemble"
