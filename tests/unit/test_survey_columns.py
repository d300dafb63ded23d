"""What the columns of an unknown survey file are taken for."""

import pandas as pd
import pytest

from dashboard import catalog
from dashboard.sources.column_cues import stated_ends
from dashboard.sources.scale_match import best_scale, likeness
from dashboard.sources.survey_columns import Column, Role, Why, proposed
from dashboard.wording import survey_file

SITES = {"TJ-LYON": "Tribunal judiciaire de Lyon", "TJ-PARIS": "Tribunal judiciaire de Paris"}
WORDINGS = {
    "accord-4": ["Avez-vous été accueilli avec courtoisie et bienveillance ?"],
    "recommandation-10": ["Recommanderiez-vous ce service ?"],
}


def read(**columns: list[str]) -> dict[str, Column]:
    rows = pd.DataFrame({name.replace("_", " "): cells for name, cells in columns.items()}, dtype="str")
    return {column.name: column for column in proposed(rows, catalog.scales(), SITES, WORDINGS)}


def test_a_wide_file_is_understood_whole() -> None:
    found = read(
        Horodateur=["12/03/2026 10:11", "13/03/2026 09:00", "14/03/2026 08:00", ""],
        Lieu=["Tribunal judiciaire de Lyon", "tribunal judiciaire de paris", "Tribunal judiciaire de Lyon", ""],
        Numéro=["1", "2", "3", "4"],
        Coefficient=["1,2", "0,8", "1", "1"],
        Canal=["Web", "Papier", "Web", "Web"],
        Accueil=["Oui, tout à fait", "Non, plutôt pas", "Oui, plutôt", "Ne sait pas"],
        Remarque=["Rien à signaler, si ce n’est une attente vraiment trop longue au guichet", "", "", ""],
        Vide=["", "", "", ""],
        Âge=["18-24", "25-34", "25-34", "65 et plus"],
    )
    roles = {name: column.role for name, column in found.items()}
    assert roles == {
        "Horodateur": Role.DATE,
        "Lieu": Role.SITE,
        "Numéro": Role.RESPONDENT,
        "Coefficient": Role.WEIGHT,
        "Canal": Role.CHANNEL,
        "Accueil": Role.QUESTION,
        "Remarque": Role.COMMENT,
        "Vide": Role.IGNORED,
        "Âge": Role.IGNORED,
    }
    assert found["Lieu"].by_label
    assert [found[name].why for name in ("Remarque", "Vide", "Âge")] == [
        Why.NOTHING,
        Why.EMPTY,
        Why.UNKNOWN_ANSWERS,
    ]


def test_codes_of_sites_are_no_labels() -> None:
    column = read(Structure=["TJ-LYON", "TJ-PARIS"])["Structure"]
    assert (column.role, column.by_label) == (Role.SITE, False)


def test_of_two_dates_the_one_that_is_named_so_is_that_of_the_answer() -> None:
    found = read(Naissance=["01/02/1980", "03/04/1990"], Date=["12/03/2026", "13/03/2026"])
    assert {name: column.role for name, column in found.items()} == {"Naissance": Role.IGNORED, "Date": Role.DATE}


@pytest.mark.parametrize(
    ("answers", "scale"),
    [
        (["Très satisfait(e)", "Plutôt satisfait(e)", "Plutôt mécontent(e)"], "satisfaction-4"),
        (["Très satisfait", "Ni satisfait ni insatisfait", "Très insatisfait"], "satisfaction-5"),
        (["Oui", "Non", "NSP"], "oui-non"),
        (["1- Oui", "2- Non"], "oui-non"),
        (["0", "7", "10", "NC"], "note-10"),
        (["Jamais", "Souvent", "Toujours"], "frequence-4"),
        (["Positif", "Négatif", "Neutre"], "ressenti-3"),
    ],
)
def test_the_scale_is_that_of_the_words(answers: list[str], scale: str) -> None:
    match = read(Question=answers)["Question"].match
    assert match is not None
    assert (match.scale, match.known, match.unknown) == (scale, 1.0, {})


def test_the_wording_tells_two_scales_of_the_same_words_apart() -> None:
    grades = [str(note) for note in range(11)]
    column = read(Recommanderiez_vous_ce_service=grades)["Recommanderiez vous ce service"]
    assert column.match is not None
    assert column.match.scale == "recommandation-10"
    assert column.match.rivals == ("note-10",)
    assert column.match.bare


def test_answers_that_the_scale_does_not_read_are_given_with_what_they_may_mean() -> None:
    values = {"Satisfait": 4, "Très satisfait": 3, "Pas satisfait du tout": 2, "Bof": 1}
    match = best_scale("Délai", values, catalog.scales(), {})
    assert match is not None
    assert match.known == 0.7
    assert match.unknown == {"Pas satisfait du tout": 0, "Bof": None}


def test_a_column_of_no_scale_has_none() -> None:
    assert best_scale("Âge", {"18-24": 3, "25-34": 2}, catalog.scales(), {}) is None
    assert best_scale("Profil", {"Ne sait pas": 3}, catalog.scales(), {}) is None


def test_likeness_is_zero_below_what_makes_two_wordings_one() -> None:
    assert likeness("Accueil", ["Accueil"]) == 1.0
    assert likeness("Accueil", ["Délai de réponse"]) == 0.0
    assert likeness("Accueil", []) == 0.0


def test_the_words_of_a_question_call_for_the_scale_of_recommendation() -> None:
    notes = [str(note) for note in range(11)]
    found = read(
        **{
            "Recommanderiez-vous_notre_accueil_(0_à_10)_?": notes,
            "Note_de_l’accueil": notes,
            "Conseilleriez-vous": notes,
        }
    )
    scales = {name: column.match.scale for name, column in found.items() if column.match}
    assert scales == {
        "Recommanderiez-vous notre accueil (0 à 10) ?": "recommandation-10",
        "Note de l’accueil": "note-10",
        "Conseilleriez-vous": "recommandation-10",
    }


@pytest.mark.parametrize(
    ("name", "cells", "role"),
    [
        ("POIDS_REDR", ["0,613", "1,045", "1,2", "lourd", "1", "0,9"], Role.WEIGHT),
        ("Coef. de pondération", ["0.8", "1.2"], Role.WEIGHT),
        ("redressement", ["12", "153"], Role.WEIGHT),
        ("Quel poids donnez-vous au délai, de 0 à 10 ?", ["3", "10", "7"], Role.QUESTION),
        ("POIDS_REDR", ["-1,5", "-0,2", "1,1"], Role.IGNORED),
        ("Respondents reached", ["0,5", "1,5"], Role.IGNORED),
    ],
)
def test_a_weight_is_known_by_a_word_of_its_name_and_its_numbers(name: str, cells: list[str], role: Role) -> None:
    [column] = proposed(pd.DataFrame({name: cells}, dtype="str"), catalog.scales(), SITES, WORDINGS)
    assert column.role is role


@pytest.mark.parametrize(
    ("name", "cells", "role"),
    [
        ("Q6. Que pourrions-nous améliorer ? (réponse libre)", ["RAS", "Parking introuvable", ""], Role.COMMENT),
        ("Autre, précisez", ["Courrier", "Un ami"], Role.COMMENT),
        ("Avez-vous remarqué le panneau ?", ["Oui", "Non"], Role.QUESTION),
        ("Ce que vous en dites", [f"Attente numéro {rank} trop longue" for rank in range(30)], Role.COMMENT),
        ("Adresse", [f"{rank} rue des Lilas, Lyon" for rank in range(30)], Role.IGNORED),
        ("Comment êtes-vous venu ?", ["à pied", "en bus"], Role.IGNORED),
    ],
)
def test_free_text_is_known_by_its_name_or_by_many_sentences(name: str, cells: list[str], role: Role) -> None:
    [column] = proposed(pd.DataFrame({name: cells}, dtype="str"), catalog.scales(), SITES, WORDINGS)
    assert column.role is role


def test_why_a_column_is_left_aside_follows_what_it_holds() -> None:
    found = read(
        Facteur=["0,5", "1,7"],
        Ancienneté=["34", "127"],
        Motif=["Retrait de mon dossier complet", "Question sur ma convocation reçue"],
        Tranche=["A1", "B2"],
        Date=["12/03/2026", "13/03/2026"],
        Clôture=["12/03/2026", "13/03/2026"],
    )
    assert {name: column.why for name, column in found.items()} == {
        "Facteur": Why.DECIMALS,
        "Ancienneté": Why.NUMBERS,
        "Motif": Why.TEXTS,
        "Tranche": Why.UNKNOWN_ANSWERS,
        "Date": Why.NOTHING,
        "Clôture": Why.TAKEN,
    }
    assert {why.value for why in Why} == survey_file.WHY.keys()


def test_a_mistyped_note_does_not_lengthen_the_scale() -> None:
    values = {str(note): 100 for note in range(1, 7)} | {"9": 1}
    stated = best_scale("Satisfaction d’ensemble, de 1 à 6 ?", values, catalog.scales(), {})
    assert stated is not None
    assert (stated.scale, stated.unknown) == ("cepej-6", {"9": None})
    assert stated.rivals == ("importance-6", "note-10", "recommandation-10")
    unstated = best_scale("Satisfaction d’ensemble", values, catalog.scales(), {})
    assert unstated is not None
    assert (unstated.scale, unstated.unknown) == ("cepej-6", {"9": None})


def test_many_notes_beyond_a_stated_end_are_no_mistakes() -> None:
    values = {str(note): 20 for note in range(1, 7)} | {"9": 6}
    match = best_scale("Satisfaction, sur 6", values, catalog.scales(), {})
    assert match is not None
    assert (match.scale, match.unknown) == ("note-10", {})


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Sur une échelle de 1 à 6, quelle est… (1 = pas du tout, 6 = tout à fait) ?", (1, 6)),
        ("Note (0-10)", (0, 10)),
        ("De 1 (pas du tout) à 5 (tout à fait)", (1, 5)),
        ("Entre 0 et 10", (0, 10)),
        ("Note sur 5", (None, 5)),
        ("Note /10", (None, 10)),
        ("Q1. Accueil", None),
        ("Entre 6 et 1", None),
    ],
)
def test_the_ends_that_a_question_states(name: str, ends: tuple[int | None, int] | None) -> None:
    assert stated_ends(name) == ends


def test_what_is_not_read_is_never_said_beside_a_hundred_per_cent() -> None:
    assert (
        survey_file.read(0.9999, 1, bare=False, rivals=[])
        == "99,9\u00a0% des réponses lues\u00a0; 1\u00a0réponse à préciser"
    )
    assert survey_file.read(1.0, 0, bare=False, rivals=[]) == "100\u00a0% des réponses lues"
