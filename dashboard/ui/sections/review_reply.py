"""The reply to a published opinion: written from a template, rewritten, validated by a second person."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.catalog.reply_template_file import reply_templates
from dashboard.domain.access import Right
from dashboard.domain.left_review import LONGEST_TEXT
from dashboard.errors import ChangedMeanwhileError
from dashboard.personal_data.detection import detected
from dashboard.registry.left_reviews import LeftReview
from dashboard.registry.replies import Reply, draft_reply, rewrite_reply, validate_reply
from dashboard.registry.reply_votes import votes_on
from dashboard.ui import act, acting_as, rights
from dashboard.ui.context import View
from dashboard.wording.dates import day, local_day
from dashboard.wording.grammar import count

_DRAFTED = "Le brouillon est enregistré\u00a0: une autre personne peut le relire et le valider."
_VALIDATED = "La réponse est publiée."
_PERSONAL = "La réponse contient ce qui ressemble à une donnée personnelle\u00a0: la retirer avant de valider."


def render(view: View, review: LeftReview, reply: Reply | None) -> None:
    """To write, to validate, or as it is shown, by what exists."""
    if reply is None:
        st.header("Répondre")
        _write(view, review, None)
    elif reply.validated_at is None:
        st.header("Valider la réponse")
        _validate(view, reply, allowed=rights.may(Right.MODERATE, site=review.site))
        with st.expander("Modifier la réponse", key="modifier_reponse"):
            _write(view, review, reply)
    else:
        st.header("Réponse publiée")
        st.html(f'{_as_shown(reply, reply.validated_at)}<p class="spp-note">{_useful(view, reply)}</p>')


def _write(view: View, review: LeftReview, reply: Reply | None) -> None:
    """The text stays in the session until the registry has kept it: a refusal loses nothing."""
    key, version = f"reponse_{review.id}", 0 if reply is None else reply.version
    if key not in st.session_state:
        st.session_state[key], st.session_state[_read(key)] = "" if reply is None else reply.text, version
    st.session_state.setdefault(_read(key), version)  # the page now shows what the registry refused to replace unread
    templates = reply_templates()
    suited = [one for one in templates if one.suits(review.tone, review.themes)]
    names = {one.code: one for one in [*suited, *(one for one in templates if one not in suited)]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Modèle de réponse", list(names), key=f"modele_{review.id}", width=420,
            format_func=lambda code: names[code].name,
        )  # fmt: skip
        st.button("Partir de ce modèle", key="partir_du_modele", on_click=_begin, args=(key, names[chosen].text))
    st.text_area(
        "Texte de la réponse", key=key, height=240, max_chars=LONGEST_TEXT, persist_state="session",
        placeholder="Ce que l’usager lira. Les passages entre crochets d’un modèle sont à compléter.",
    )  # fmt: skip
    st.button(
        "Enregistrer le brouillon", key="brouillon", type="primary", on_click=_keep, args=(view, review, reply, key)
    )


def _validate(view: View, reply: Reply, *, allowed: bool) -> None:
    """The text exactly as users will read it, then the act of a second person, a moderator."""
    st.html(
        f'<p class="spp-note">Écrite par {escape(reply.author)}, version\u00a0{reply.version}. '
        "Une autre personne, modérateur du site, la valide. Elle sera montrée ainsi\u00a0:</p>"
        f"{_as_shown(reply, dt.datetime.now(dt.UTC))}"
    )
    if detected(reply.text):
        st.warning(_PERSONAL)
    if allowed:
        st.button("Valider et publier la réponse", key="valider", type="primary", on_click=_publish, args=(view, reply))


def _as_shown(reply: Reply, on: dt.datetime) -> str:
    return (
        '<div class="spp-review-text spp-reply" role="region" aria-label="Texte de la réponse" tabindex="0" dir="auto">'
        f"<strong>Réponse de l’administration, le {day(local_day(on))}</strong>\n{escape(reply.text)}</div>"
    )


def _useful(view: View, reply: Reply) -> str:
    votes = votes_on(view.thresholds, reply.id)
    voices = (
        f"Jugée utile par {count(votes.useful, 'lecteur')} sur {votes.total}."
        if votes.total
        else "Aucun lecteur n’a encore dit si elle lui a été utile."
    )
    return escape(f"Écrite par {reply.author}, validée par {reply.validated_by}. {voices}")


def _begin(key: str, text: str) -> None:
    """Only in an empty field: what is typed is never replaced."""
    if str(st.session_state.get(key) or "").strip():
        act.refuse("La réponse a déjà un texte\u00a0: l’effacer avant de partir d’un modèle.")
        return
    st.session_state[key] = text


def _read(key: str) -> str:
    """Where the session has the version that was read before the text of this field was written: 0, none yet."""
    return f"{key}_version_lue"


def _keep(view: View, review: LeftReview, reply: Reply | None, key: str) -> None:
    """With the version that was read, whatever the page showed since: a second act, knowing, replaces a newer one."""
    text, now, agent = str(st.session_state.get(key) or ""), dt.datetime.now(dt.UTC), acting_as.name()
    read = st.session_state[_read(key)]

    def keep() -> None:
        try:
            if reply is None:
                draft_reply(view.thresholds, review.id, text, agent, now)
            else:
                rewrite_reply(view.thresholds, reply.id, text, agent, now, read)
        except ChangedMeanwhileError:
            del st.session_state[_read(key)]
            raise

    if act.attempt(keep, _DRAFTED):
        st.session_state[_read(key)] = read + 1


def _publish(view: View, reply: Reply) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: validate_reply(view.thresholds, reply.id, reply.version, acting_as.name(), now), _VALIDATED)
