"""What frames every page: the notice of invented data, the version of the data, the footer."""

from html import escape

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import StopException

from dashboard.catalog.brand_folder import brand_of
from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.store.version import Version
from dashboard.ui import cache, navigation, signed_in
from dashboard.wording.accessibility import STATE
from dashboard.wording.dates import moment
from dashboard.wording.publications import title

KEY = "spp_shown"
_DEMONSTRATION = (
    '<p class="spp-banner" role="note"><strong>Données de démonstration</strong>\u00a0: '
    "sites, réponses et chiffres sont inventés. Ne pas les diffuser.</p>"
)
_NOTHING = "Aucune donnée n’est publiée. Charger des fichiers, puis les publier, sur la page Données."
_NOT_COPIED = "Aucune version n’est encore copiée du serveur qui publie\u00a0: recharger la page dans une minute."


def render() -> Version | None:
    """Draw the frame, above the filters; the version that is shown, None when nothing is published."""
    version = cache.current_version()
    demonstration = version is not None and cache.is_demonstration(version)
    st.session_state[KEY] = (data_line(version) if version else "", demonstration)
    st.html(_DEMONSTRATION * demonstration + _footer(version, demonstration))
    if version is None:
        st.info(cache.refusal() or (_NOT_COPIED if settings().published_from else _NOTHING))
    return version


def shown() -> tuple[str, bool]:
    """The version that this run shows, in words, and whether its data are invented: read once a run, not by chart."""
    line, demonstration = st.session_state.get(KEY, ("", False))
    return line, demonstration


def run(page: Page) -> None:
    """Run a page; a refusal (a period without data, a damaged file…) is shown as its sentence, under what is drawn.

    A page that stops early comes back here: the address is still to be written.
    """
    try:
        page.run()
    except DashboardError as refusal:
        st.info(str(refusal))
    except StopException:
        pass


def data_line(version: Version) -> str:
    """« Données version 12, publiées le 3 novembre 2026 à 14 h 05 »: the snapshot that a screen shows."""
    return title(version.number, moment(version.built_at))


def _footer(version: Version | None, demonstration: bool) -> str:
    """Drawn hidden: fr.js makes it a landmark outside <main>. The mention of accessibility is compulsory (RGAA)."""
    one = brand_of(settings())
    parts = [
        *([f"<span>{escape(one.authority)}</span>"] if one.authority else []),
        f'<a class="spp-link" href="{navigation.address_of("method")}">{STATE}</a>',
        f"<span>{escape(data_line(version))}</span>" if version else "<span>Aucune donnée publiée</span>",
    ]
    parts += [f'<a class="spp-link" href="{escape(link)}">{escape(words)}</a>' for words, link in one.links]
    if person := signed_in.person():
        parts.append(f"<span>{escape(person.shown)}</span>")
    if leave := signed_in.sign_out_address():
        parts.append(f'<a href="{escape(leave)}" target="_self">Se déconnecter</a>')
    if demonstration:
        parts.append("<strong>Démonstration\u00a0: données inventées</strong>")
    return f'<div class="spp-footer-source" aria-hidden="true">{"".join(parts)}</div>'
