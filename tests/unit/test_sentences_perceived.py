"""Perceived beside delivered quality, and small charts on one scale."""

import pytest

from dashboard.wording.perceived_delivered import read_both
from dashboard.wording.signals import one_scale
from tests.unit.french import check, plain

KINDS = "Une opinion et un relevé ne portent pas sur les mêmes personnes, l’écart n’est donc pas testé."


@pytest.mark.parametrize(
    ("gaps", "apart", "conclusion", "limit"),
    [
        (
            [("Cours d’appel", -30.1), ("Point-justice", -11.2)],
            0,
            "Sur 2 services, 2 ont moins d’usagers satisfaits du délai que de délais tenus ; le plus grand écart est "
            "−30,1 points (Cours d’appel).",
            KINDS,
        ),
        (
            [("Cours d’appel", 4.0), ("Point-justice", -1.2)],
            2,
            "Sur 2 services, 1 a moins d’usagers satisfaits du délai que de délais tenus ; le plus grand écart est "
            "+4,0 points (Cours d’appel).",
            "2 services à part, sans les deux chiffres ; u" + KINDS[1:],
        ),
        (
            [("Cours d’appel", 4.0)],
            0,
            "Sur 1 service, aucun n’a moins d’usagers satisfaits du délai que de délais tenus ; le plus grand "
            "écart est "
            "+4,0 points (Cours d’appel).",
            KINDS,
        ),
        (
            [],
            1,
            "Aucun service n’a à la fois une satisfaction et un délai solides.",
            "1 service à part, sans les deux chiffres.",
        ),
    ],
)
def test_exact(gaps, apart, conclusion, limit):
    check(read_both(gaps, apart), conclusion, limit)


def test_one_scale():
    band = "Bande : variation habituelle du service. Même échelle pour tous, qui ne part pas toujours de zéro."
    assert plain(one_scale([])) == band
    assert plain(one_scale(["Amélioration : hors limites", "Dégradation : tendance"])) == (
        f"{band} Points marqués : amélioration : hors limites ; dégradation : tendance."
    )
