"""The SP+ register of indicators."""

from tests.reading import read


def test_slugs_of_the_api(tmp_path):
    text = """[{"code_sp_de_l_indicateur": "IND-27", "reseau": "DGCCRF",
        "intitule_original_de_l_indicateur": "Tx satisfaction", "intitule_usager_de_l_indicateur": "Satisfaction",
        "type_d_indicateur": "Satisfaction", "sources_et_methodes": "Enquête", "type_d_unite": "Taux", "unite": "%"}]"""
    found = read(tmp_path, "spplus-indicators", text)
    columns = ("code", "service", "label", "technical_label", "nature", "unit", "method")
    assert found.rows("indicators", *columns) == [
        ("IND-27", "dgccrf", "Satisfaction", "Tx satisfaction", "perceived", "%", "Enquête")
    ]


def test_labels_of_the_csv_and_refusals(tmp_path):
    text = """
        Code SP+ de l'indicateur | Intitulé original de l'indicateur | Type d'indicateur | Type d'unité
        IND-1 | Délai | Performance | durée
        IND-1 | Délai | Performance | durée
              | Délai | Performance | durée
        IND-2 |       | Performance | durée
        IND-3 | Autre | mystère | durée
    """
    found = read(tmp_path, "spplus-indicators", text)
    assert found.rows("indicators", "code", "label", "nature", "unit") == [
        ("IND-1", "Délai", "delivered", "durée"),
        ("IND-3", "Autre", None, "durée"),
    ]
    assert [line for line, _, _ in found.reasons] == [3, 4, 5, 6]
