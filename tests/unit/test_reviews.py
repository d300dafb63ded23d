"""SP+ experiences: one row a structure, both generations of names, nothing about the author."""

import datetime as dt

from tests.reading import read

HEADER = (
    "ID expérience | Etat expérience | Écrit le | Date de publication | Titre | Description | Ressenti usager | "
    "Pseudonyme usager | Tags métiers | Relation | Canaux Typologie 1 | Intitulé structure 1 | Réponse structure 1 | "
    "Intitulé structure 2 | Intitulé structure 3\n"
)


def test_one_row_a_structure(tmp_path):
    text = (
        HEADER
        + """12 | Traitée | 2024-03-05 | 2024-03-09T10:00:00+01:00 | Accueil | Très bien | Positif | Zoé | délai, coût | Oui | téléphone, e-mail | Tribunal de Dijon | Merci | B2 |
             13 | Publiée | 2024-03-06 | | Attente | Long | Négatif | Léo | | Non | | Hors-structures | | |
             14 | Publiée | 2024-03-06 | | Attente | Moyen | Neutre | Léa | | | | | | |"""  # noqa: E501
    )
    found = read(tmp_path, "spplus-reviews", text)
    assert found.rejects == []
    columns = ("code", "site", "rank", "feeling", "state", "reply", "channels", "tags")
    assert sorted(found.rows("reviews", *columns)) == [
        ("12", "A1", 1, 1, "Traitée", "Merci", "téléphone, e-mail", "délai, coût, Relation"),
        ("12", "B2", 2, 1, "Traitée", None, None, "délai, coût, Relation"),
        ("13", None, 1, -1, "Publiée", None, None, None),
        ("14", None, 1, 0, "Publiée", None, None, None),
    ]
    assert ("12", dt.date(2024, 3, 5), dt.date(2024, 3, 9)) in found.rows(
        "reviews", "code", "written_on", "published_on"
    )
    assert "Zoé" not in repr(found.rows("reviews", "title", "text", "reply", "tags"))


def test_names_of_2020(tmp_path):
    text = """
        id | etat_de_lexpérience | ressenti_usager | intitulé_structure_1 | ecrit_le   | date_de_premiere_réponse
        7  | Traitée             | Négatif         | A1                   | 31/12/2020 | 04/01/2021
    """
    found = read(tmp_path, "spplus-reviews", text)
    assert found.rows("reviews", "code", "site", "feeling", "written_on", "replied_on") == [
        ("7", "A1", -1, dt.date(2020, 12, 31), dt.date(2021, 1, 4))
    ]


def test_slugs_of_the_api(tmp_path):
    text = """[{"id_experience": 9, "ressenti_usager": "Positif", "ecrit_le": "2024-03-05",
        "tags_metiers": ["a", "b"], "description": "l1\\nl2",
        "intitule_structure_1": "A1", "evaluation_utile_reponse_structure_1_par_visiteurs": 4}]"""
    found = read(tmp_path, "spplus-reviews", text)
    assert found.rows("reviews", "code", "site", "useful", "tags", "text") == [("9", "A1", 4, "a, b", "l1\nl2")]


def test_refusals(tmp_path):
    header = "ID expérience | Écrit le | Ressenti usager | Intitulé structure 1 | Intitulé structure 2\n"
    text = (
        header
        + """1 | 2024-03-05 | Positif | Inconnue | A1
             2 | 2024-03-05 | Ravi | A1 |
             3 | hier | Positif | A1 |
             4 | | Positif | A1 |
               | 2024-03-05 | Positif | A1 |
             1 | 2024-03-05 | Positif | A1 |
             6 | 2024-03-05 | Positif | Doublet |"""
    )
    known = {"A1": "Tribunal", "X": "Doublet", "Y": "DOUBLET"}
    found = read(tmp_path, "spplus-reviews", text, known_sites=known)
    assert found.rows("reviews", "code", "site", "rank") == [("1", "A1", 2)]
    assert [(line, column) for line, column, _ in found.reasons] == [
        (2, "Intitulé structure 1"),
        (3, "Ressenti usager"),
        (4, "Écrit le"),
        (5, "Écrit le"),
        (6, "ID expérience"),
        (7, ""),
        (8, "Intitulé structure 1"),
    ]
