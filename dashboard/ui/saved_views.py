"""« Vues enregistrées »: on every page, save the present view under a name, open, rename or delete one."""

import streamlit as st

from dashboard.config import settings
from dashboard.errors import RegistryError
from dashboard.registry import saved_views
from dashboard.registry.saved_views import LONGEST_NAME, SavedView
from dashboard.ui import act, address, navigation, rights
from dashboard.ui.plain_text import as_written

_SAID = "spp_views_said"
_EDITED = "spp_view_edited"


@st.fragment
def render(page: str) -> None:
    """A closed panel; the registry is read when it is opened. `page`: address of the page, after the slash."""
    panel = st.popover("Vues enregistrées", key="vues", type="tertiary", on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.caption(
            "Communes à toutes les personnes qui utilisent cette installation\u00a0: n’y écrire rien de personnel."
        )
        _save(page)
        try:
            listed = saved_views.saved_views(settings())
        except RegistryError as refusal:
            st.error(as_written(str(refusal)))
            return
        if not listed:
            st.caption("Aucune vue n’est enregistrée.")
        for view in listed:
            _line(view)


def _save(page: str) -> None:
    with st.form("vue_nouvelle", clear_on_submit=False, border=False):
        name = st.text_input("Nom de la vue présente", key="vue_nom", max_chars=LONGEST_NAME)
        sent = st.form_submit_button("Enregistrer cette vue")
    if sent:
        query = {key: list(value) if isinstance(value, list) else [value] for key, value in address.query().items()}
        act.attempt(lambda: saved_views.save_view(settings(), name, page, query), "Vue enregistrée.", _SAID)
    act.tell(_SAID)


def _line(view: SavedView) -> None:
    """A link, then two small buttons; renaming opens in place."""
    known = {entry.path: entry for entry in navigation.open_to(rights.current())}
    name = as_written(view.name)
    with st.container(horizontal=True, key=f"vue_{view.id}", vertical_alignment="center"):
        if view.page in known:
            st.page_link(known[view.page].file, label=name, query_params=view.query, width="stretch")
        else:
            st.markdown(f"{name} (page retirée)", width="stretch")
        if st.button("Renommer", key=f"vue_renommer_{view.id}", type="tertiary", help=f"Renommer {name}"):
            st.session_state[_EDITED] = view.id
        st.button(
            *("Supprimer", f"vue_supprimer_{view.id}"),
            type="tertiary",
            help=f"Supprimer {name}",
            on_click=_delete,
            args=(view.id,),
        )
    if st.session_state.get(_EDITED) == view.id:
        _rename(view)


def _rename(view: SavedView) -> None:
    with st.form(f"vue_nom_{view.id}", border=False):
        name = st.text_input("Nouveau nom", value=view.name, key=f"vue_nom_{view.id}_texte", max_chars=LONGEST_NAME)
        sent = st.form_submit_button("Renommer")
    if sent:
        if act.attempt(lambda: saved_views.rename_view(settings(), view.id, name), "Vue renommée.", _SAID):
            st.session_state.pop(_EDITED, None)
        st.rerun(scope="fragment")


def _delete(view: int) -> None:
    act.attempt(lambda: saved_views.delete_view(settings(), view), "Vue supprimée.", _SAID)
