"""What leaves the application in words: exact cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.wording.citation import Provenance, citation
from dashboard.wording.file_name import file_name
from dashboard.wording.reading import Reading

READ = Reading("Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.", "Limites provisoires.")
DATA = "données version 12, publiées le 3 novembre 2026 à 14\u00a0h\u00a005"
FULL = Provenance("Bretagne", "12 mois à fin octobre 2026", "12 mois à fin octobre 2025", DATA, demonstration=True)


def test_text_to_paste_has_value_conclusion_limit_and_provenance() -> None:
    value = "Accueil\u00a0: 71,4\u00a0% (IC\u00a095\u00a0% [68,9\u00a0; 73,7], n\u00a0=\u00a01\u00a0234)."
    assert citation("Accueil par mois", READ, FULL, value) == (
        "Accueil par mois.\n"
        "Accueil\u00a0: 71,4\u00a0% (IC\u00a095\u00a0% [68,9\u00a0; 73,7], n\u00a0=\u00a01\u00a0234). "
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle. Limites provisoires.\n"
        "Périmètre\u00a0: Bretagne. "
        "Période\u00a0: 12 mois à fin octobre 2026 (comparaison\u00a0: 12 mois à fin octobre 2025).\n"
        "Source\u00a0: Baromètre Services publics\u00a0+, données version 12, "
        "publiées le 3 novembre 2026 à 14\u00a0h\u00a005.\n"
        "Données de démonstration\u00a0: chiffres inventés, à ne pas diffuser."
    )


def test_real_data_are_not_called_invented_and_nothing_empty_is_written() -> None:
    assert citation("Accueil.", READ, Provenance(when="2025", data=DATA)).splitlines() == [
        "Accueil.",
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle. Limites provisoires.",
        "Période\u00a0: 2025.",
        f"Source\u00a0: Baromètre Services publics\u00a0+, {DATA}.",
    ]
    assert citation("", None, Provenance()) == "Source\u00a0: Baromètre Services publics\u00a0+."


def test_facts_name_what_is_known_only() -> None:
    assert list(FULL.facts) == ["Périmètre", "Période", "Comparaison", "Source", "Version", "Avertissement"]
    assert dict(Provenance(where="Bretagne").facts) == {
        "Périmètre": "Bretagne",
        "Source": "Baromètre Services publics\u00a0+",
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Indicateurs de l’engagement 5 sur la période", "indicateurs-de-l-engagement-5-sur-la-periode"),
        ("Cœur de l’État\u00a0: 71,4\u00a0%", "coeur-de-l-etat-71-4"),
        ("☃", "tableau"),
        ("a" * 80, "a" * 60),
    ],
)
def test_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text())
def test_a_file_name_is_always_acceptable(title: str) -> None:
    name = file_name(title)
    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert file_name(name) == name
