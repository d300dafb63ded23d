"""The people who signed in and the roles that they have."""

import datetime as dt

import streamlit as st

from dashboard.analyses.site_services import site_services
from dashboard.registry.people import KnownPerson, people, revoke_role
from dashboard.ui import act, acting_as, address
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.wording import access as words
from dashboard.wording.dates import moment

_SHOWN = 200


def render(view: View) -> None:
    """Those whom the search keeps, the last seen first; a button beside each role takes it back."""
    st.header("Personnes")
    search = address.text("Chercher une personne", "personne", placeholder="Nom ou adresse", width=320)
    found = people(view.thresholds, search, _SHOWN)
    if not found:
        st.info("Aucune personne ne correspond\u00a0: elle apparaît ici après sa première connexion.")
    for known in found:
        _person(view, known)
    if len(found) == _SHOWN:
        st.caption(f"Seules les {_SHOWN} dernières personnes connectées sont listées\u00a0: chercher par le nom.")


def _person(view: View, known: KnownPerson) -> None:
    seen = f"vue le {moment(known.last_seen_at)}" if known.last_seen_at else "jamais connectée"
    with st.container(key=f"personne_{known.id}"):
        st.subheader(as_written(known.person.shown))
        st.caption(as_written(", ".join(part for part in (known.person.email, known.person.subject, seen) if part)))
        if not known.grants:
            st.write("Aucun rôle.")
        labels = view.selection.labels
        today = dt.datetime.now(dt.UTC).date()
        for kept in known.grants:
            said = words.grant(kept.grant, labels.services, labels.sites)
            over = "" if kept.grant.holds_on(today) else " (terminé)"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(as_written(f"{said}{over}, attribué par {kept.granted_by}"), width="content")
                st.button(
                    f"Retirer à {as_written(known.person.shown)}", key=f"retirer_{kept.id}", type="tertiary",
                    on_click=_revoke, args=(view, kept.id),
                    help=f"Retirer à {known.person.shown}\u00a0: {said}",
                )  # fmt: skip


def _revoke(view: View, number: int) -> None:
    now = dt.datetime.now(dt.UTC)
    services = view.reader.compute(site_services)
    act.attempt(lambda: revoke_role(view.thresholds, number, services, acting_as.name(), now), "Le rôle est retiré.")
