"""Whether a difference of mix explains a gap, and why nothing is said."""

import pytest

from dashboard.domain.comparison import Verdict
from dashboard.domain.indicator import Direction, Kind
from dashboard.wording import composition as wording
from dashboard.wording.composition import Effects, read_composition
from tests.builders import indicator
from tests.unit.french import check, plain, well_formed

SHARE = indicator("satisfaction")
DELAY = indicator("delay", Kind.MEAN, unit="jours", direction=Direction.LOWER)
ENDING = (
    "les deux effets s’ajoutent sur les strates présentes des deux côtés ; la décomposition décrit, elle ne dit pas "
    "pourquoi la composition diffère."
)


def effects(mix, verdict, *, material, covered=(1.0, 1.0), margin=(-0.4, 3.0)):
    return Effects(5.0, mix, material, 1.3, *margin, verdict, covered)


@pytest.mark.parametrize(
    ("about", "found", "left_out", "conclusion", "limit"),
    [
        (
            SHARE,
            effects(3.7, Verdict.NO_EVIDENCE, material=True),
            [],
            "La composition explique +3,7 points d’un écart de +5,0 points ; à composition identique, aucun "
            "écart n’est "
            "démontré (+1,3 point, IC 95 % [−0,4 ; 3,0]).",
            "L" + ENDING[1:],
        ),
        (
            DELAY,
            effects(0.2, Verdict.WORSE, material=False, covered=(0.981, 1.0), margin=(None, None)),
            ["Corse"],
            "La composition a peu d’effet sur l’écart de +5,0 jours (+0,2 jour) ; à composition identique, "
            "l’écart reste "
            "défavorable (+1,3 jour).",
            "À part, 1 strate d’un seul côté (Corse) ; les autres tiennent au moins 98 % des réponses de chaque côté ; "
            + ENDING,
        ),
    ],
)
def test_exact(about, found, left_out, conclusion, limit):
    check(read_composition(about, found, left_out), conclusion, limit)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v in wording._EQUAL])
def test_every_verdict_has_its_words(verdict):
    well_formed(read_composition(SHARE, effects(3.0, verdict, material=True), ["Corse", "Mayotte"]).conclusion)


def test_a_refusal_says_why():
    check(
        read_composition(SHARE, None, [], wording.NOTHING_SHARED),
        "L’effet de la composition n’est pas calculé.",
        "Aucune strate n’est présente des deux côtés.",
    )
    assert plain(wording.METHOD).startswith("À composition identique, chaque strate pèse autant des deux côtés :")
