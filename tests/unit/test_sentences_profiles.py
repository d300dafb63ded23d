"""Services side by side: who does better on which engagements, and what is not demonstrated."""

import pytest

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.wording.profiles import Met, caption, read_profiles
from tests.unit.french import check, plain

A, B, C = "Cours d’appel", "Point-justice", "Tribunaux judiciaires"


def met(engagement, verdict, first=A, second=B, reason=""):
    return Met(engagement, first, second, Comparison(Against.NETWORK, verdict, reason))


CASES = [
    (
        [A, B],
        [
            met(1, Verdict.BETTER),
            met(4, Verdict.BETTER),
            met(5, Verdict.WORSE),
            met(3, Verdict.NO_EVIDENCE),
            met(6, Verdict.NO_EVIDENCE),
            met(7, Verdict.STABLE),
            met(8, Verdict.NOT_TESTED, reason="base faible"),
        ],
        "Cours d’appel : meilleur résultat que Point-justice sur 2 engagements (1 et 4), moins bon sur 1 (5) ; "
        "pas d’écart démontré sur 2 (3 et 6) ; écart trop petit pour compter sur 1 (7).",
        "1 comparaison à part : base faible ; tests corrigés de leur nombre (6) ; pas d’écart démontré ne "
        "veut pas dire "
        "égalité.",
    ),
    (
        [A, B],
        [met(2, Verdict.WORSE), met(9, Verdict.LOWER)],
        "Cours d’appel : résultat moins bon que Point-justice sur 1 engagement (2), plus bas sur 1 (9).",
        "Tests corrigés de leur nombre (2).",
    ),
    (
        [A, B],
        [met(2, Verdict.HIGHER)],
        "Cours d’appel : résultat plus élevé que Point-justice sur 1 engagement (2).",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        [A, B],
        [met(2, Verdict.NO_EVIDENCE)],
        "Cours d’appel et Point-justice : aucun écart assez grand n’est démontré sur l’engagement comparé.",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        [A, B],
        [met(2, Verdict.NO_EVIDENCE), met(3, Verdict.STABLE)],
        "Cours d’appel et Point-justice : aucun écart assez grand n’est démontré sur les 2 engagements comparés.",
        "Tests corrigés de leur nombre (2) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        [A, B],
        [met(2, Verdict.NOT_TESTED, reason="base faible")],
        "Cours d’appel et Point-justice : aucune comparaison n’est possible.",
        "1 comparaison à part : base faible.",
    ),
    (
        [A, B, C],
        [met(1, Verdict.BETTER), met(1, Verdict.WORSE, A, C), met(1, Verdict.WORSE, B, C), met(2, Verdict.HIGHER)],
        "Sur 4 comparaisons deux à deux, 4 écarts sont démontrés : Cours d’appel, 1 en sa faveur et 1 contre ; "
        "Point-justice, aucun en sa faveur et 2 contre ; Tribunaux judiciaires, 2 en sa faveur et aucun contre.",
        "Tests corrigés de leur nombre (4).",
    ),
    (
        [A, B, C],
        [met(1, Verdict.NO_EVIDENCE)],
        "Sur 1 comparaison deux à deux, aucun écart assez grand n’est démontré.",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
]


@pytest.mark.parametrize(("services", "pairs", "conclusion", "limit"), CASES)
def test_exact(services, pairs, conclusion, limit):
    check(read_profiles(services, pairs), conclusion, limit)


def test_caption():
    assert plain(caption([A, B], "2026", usual=True)) == (
        "Services qui diffèrent le plus : Cours d’appel et Point-justice, 2026. Référence des marques : "
        "l’autre service."
    )
    assert plain(caption([A, B, C], "2026", usual=False)) == (
        "Cours d’appel, Point-justice et Tribunaux judiciaires, 2026. Référence des marques : le reste du réseau."
    )
