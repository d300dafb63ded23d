"""« Télécharger l’affiche »: the poster of a site, made when it is downloaded and not before."""

from html import escape

import streamlit as st

from dashboard.analyses.site_sheet import SiteSheet
from dashboard.domain.period import Period
from dashboard.domain.sites import Level
from dashboard.posters.files import name_of
from dashboard.posters.gathering import site_posters
from dashboard.posters.rendering import Format, pdf
from dashboard.ui import public_link, rights
from dashboard.ui.context import View
from dashboard.wording.dates import period

PAPERS = {Format.A4: "Affiche A4 (PDF)", Format.A3: "Affiche A3 (PDF)"}


def render(view: View, found: SiteSheet) -> None:
    """A closed panel with one button a format; nothing for a closed site or a territory, which have no premises."""
    site = found.site
    if found.period is None or not site.active or site.level != Level.SITE:
        return
    panel = st.popover("Télécharger l’affiche", key="poster", type="tertiary", on_change="rerun")
    if not panel.open:
        return
    address = public_link.outside(view.thresholds, site.code)
    with panel, st.container(key="menu_poster", gap="xxsmall"):
        for form, label in PAPERS.items():
            _button(view, site.code, found.period, form, label, address)
        leads = f"Son code QR mène à {address}" if address else "Sans code QR\u00a0: adresse publique inconnue"
        st.html(f'<p class="spp-note">Résultats\u00a0: {escape(period(found.period))}. {escape(leads)}</p>')


def _button(view: View, code: str, chosen: Period, form: Format, label: str, address: str) -> None:
    def made() -> bytes:
        [poster] = site_posters(view.reader, view.thresholds, [code], chosen, lambda _: address)
        return pdf(poster, form)

    st.download_button(
        label,
        data=rights.offered(made, name_of(code, form)),
        file_name=name_of(code, form),
        mime="application/pdf",
        key=f"poster_{form}",
        on_click="ignore",
        type="tertiary",
    )
