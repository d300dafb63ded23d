"""One column of a survey file, corrected by hand: what it holds, its scale, what it measures, what its answers mean."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import catalog
from dashboard.catalog.indicator_file import LONGEST_LABEL
from dashboard.domain.indicator import Indicator, Scale
from dashboard.loading.described_survey import Sample
from dashboard.sources.scale_match import matched
from dashboard.sources.survey_columns import Column, Role, tally
from dashboard.sources.survey_description import Described, Meaning, shortened
from dashboard.ui import navigation
from dashboard.wording import survey_file as words

MOST_ANSWERS = 12
NEW = "Nouvel indicateur"
NO_ENGAGEMENT = "Aucun engagement"
REFUSED = "À refuser"


def remark(column: Column, said: Described) -> str:
    """What a person has to look at before the load."""
    if said.role is Role.IGNORED:
        alike = column.role is not Role.IGNORED
        return words.LOOKS_LIKE.format(words.ROLES[column.role].lower()) if alike else words.WHY[column.why]
    if said.role is Role.COMMENT:
        return words.COMMENT
    if said.role is not Role.QUESTION or column.match is None:
        return ""
    if said.scale != column.match.scale:
        return ""
    scales = catalog.scales()
    rivals = [f"«\u00a0{scales[code].label}\u00a0»" for code in column.match.rivals]
    return words.read(column.match.known, len(_left(column, said)), bare=column.match.bare, rivals=rivals)


def _left(column: Column, said: Described) -> list[str]:
    """The answers of a question that still have no meaning."""
    return [text for text in column.match.unknown if text not in said.answers] if column.match else []


def correct(digest: str, found: Sample, columns: dict[str, Described], known: Mapping[str, Indicator]) -> None:
    """Widgets for one column; what they say replaces what was proposed. `digest` keeps two files apart."""
    st.subheader("Corriger une colonne")
    names = list(columns)
    first = next((place for place, one in enumerate(found.columns) if _left(one, columns[one.name])), 0)
    name = st.selectbox("Colonne", names, first, key=f"colonne_{digest}", width=480)
    before = columns[name]
    key = f"{digest}_{names.index(name)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = Role(
            st.selectbox(
                "Contenu", [r.value for r in Role], list(Role).index(before.role), format_func=words.ROLES.__getitem__,
                key=f"contenu_{key}", width=260,
            )
        )  # fmt: skip
        said = _question(name, before, key, known) if role is Role.QUESTION else Described(role)
    if role is Role.QUESTION and said.scale:
        said = _answers(found, name, said, key)
    if said != before:
        columns[name] = said
        st.rerun()  # the summary above says it


def _question(name: str, before: Described, key: str, known: Mapping[str, Indicator]) -> Described:
    scales = catalog.scales()
    scale = st.selectbox(
        "Échelle", list(scales), _place(list(scales), before.scale), format_func=lambda code: scales[code].label,
        key=f"echelle_{key}", placeholder="Choisir", width=260,
    )  # fmt: skip
    if scale is None:
        return Described(Role.QUESTION, label=before.label or shortened(name))
    same = [code for code, one in known.items() if one.scale is not None and one.scale.code == scale]
    indicator = st.selectbox(
        "Indicateur", ["", *same], _place(["", *same], before.indicator) or 0,
        format_func=lambda code: known[code].label if code else NEW, key=f"indicateur_{key}_{scale}", width=320,
    )  # fmt: skip
    kept = before.answers if before.scale == scale else {}
    if indicator:
        return Described(Role.QUESTION, scale, indicator, before.label, known[indicator].commitment, kept)
    usual = before.label or shortened(name)
    label = st.text_input("Intitulé de l’indicateur", usual, max_chars=LONGEST_LABEL, key=f"intitule_{key}", width=320)
    listed = catalog.first_edition().commitments
    numbers = [None, *(one.number for one in listed)]
    labels = {None: NO_ENGAGEMENT} | {one.number: navigation.commitment_label(one) for one in listed}
    chosen = st.selectbox(
        "Engagement", numbers, numbers.index(before.commitment if before.commitment in numbers else None),
        format_func=labels.__getitem__, key=f"engagement_{key}", width=260,
    )  # fmt: skip
    return Described(Role.QUESTION, scale, "", label.strip(), chosen, kept)


def _place(options: list[str], wanted: str) -> int | None:
    return options.index(wanted) if wanted in options else None


def _answers(found: Sample, name: str, said: Described, key: str) -> Described:
    """What the answers that the scale does not read mean."""
    scale = catalog.scales()[said.scale]
    unknown = matched(scale, tally(found.rows[name])).unknown
    if not unknown:
        return said
    meanings = _meanings(scale)
    labels = [REFUSED, *meanings]
    answers: dict[str, Meaning] = {}
    st.caption("Réponses que l’échelle ne connaît pas\u00a0: dire ce qu’elles valent.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for rank, (text, guess) in enumerate(list(unknown.items())[:MOST_ANSWERS]):
            meaning = said.answers.get(text, guess)
            usual = next((label for label, value in meanings.items() if value == meaning), REFUSED)
            chosen = st.selectbox(
                f"«\u00a0{text[:60]}\u00a0»",
                labels,
                labels.index(usual),
                key=f"reponse_{key}_{said.scale}_{rank}",
                width=260,
            )
            if chosen != REFUSED:
                answers[text] = meanings[chosen]
    return replace(said, answers=answers)


def _meanings(scale: Scale) -> dict[str, Meaning]:
    return {grade.label: grade.index for grade in scale.grades} | {label: code for code, label in words.OUT.items()}
