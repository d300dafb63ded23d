"""One indicator, service by service: levels, changes, months or mix, one view at a time."""

import streamlit as st

from dashboard.analyses.service_comparison import compare_services
from dashboard.ui import address, indicator_choice
from dashboard.ui.context import View
from dashboard.ui.sections import composition_effect, service_changes, service_levels, service_months

VIEWS = {
    "niveaux": "Niveaux",
    "evolution": "Avant et maintenant",
    "mois": "Mois par mois",
    "composition": "À composition identique",
}


@st.fragment
def render(view: View) -> None:
    """The choice of the indicator and of the view; only the view that is open is computed."""
    chosen = view.selection
    st.header("Un indicateur, service par service")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = indicator_choice.choose(view)
        shown = address.switch("Ce que le graphique montre", "vue", VIEWS, default="niveaux")
    found = view.reader.compute(
        compare_services, indicator.code, chosen.scope, view.thresholds, chosen.period, chosen.against
    )
    match shown:
        case "evolution":
            service_changes.render(view, found)
        case "mois":
            service_months.render(view, indicator)
        case "composition":
            composition_effect.render(view, found)
        case _:
            service_levels.render(view, found)
    address.save()
