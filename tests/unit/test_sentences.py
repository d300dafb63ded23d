import re

import pytest

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Target
from dashboard.domain.period import Period
from dashboard.wording import sentences
from tests.builders import indicator

SHARE = indicator("satisfaction")
SHOWN = Shown(value=71.4, lower=68.9, upper=73.7, n=1234)


def plain(text):
    """Ordinary spaces, so that a test reads."""
    return text.replace("\u00a0", " ")


def test_figure():
    reading = sentences.figure(SHARE, SHOWN, "Bretagne", "en 2026")
    assert plain(reading.conclusion) == "Satisfaction (Bretagne, en 2026) : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234)."
    assert reading.limit == sentences.SAMPLING


@pytest.mark.parametrize(
    ("estimate", "conclusion", "limit"),
    [
        (Withheld(Status.MASKED, "Effectif trop faible."), "secret statistique.", "Effectif trop faible."),
        (Withheld(Status.NO_DATA), "aucune réponse.", "On ne peut rien conclure."),
        (Shown(value=77.0), "77,0 % (base non communiquée).", "La source ne communique pas la base"),
        (Shown(value=50.0, lower=20.0, upper=80.0, n=12, status=Status.FRAGILE), "50 %", "La base est faible"),
    ],
)
def test_figure_without_conclusion(estimate, conclusion, limit):
    reading = sentences.figure(SHARE, estimate)
    assert conclusion in plain(reading.conclusion)
    assert limit in plain(reading.limit)


YEAR = Period.year(2025)


@pytest.mark.parametrize(
    ("found", "conclusion", "limit"),
    [
        (
            Comparison(Against.LAST_YEAR, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=YEAR),
            "Résultat meilleur qu’un an plus tôt (2025) : +3,1 points, IC 95 % [1,2 ; 5,0].",
            "Cet écart n’en dit pas la cause.",
        ),
        (
            Comparison(Against.NETWORK, Verdict.NO_EVIDENCE, difference=-1.0, lower=-3.0, upper=1.0),
            "Pas d’écart démontré avec le reste du réseau : −1,0 point, IC 95 % [−3,0 ; 1,0].",
            "Pas d’écart démontré ne veut pas dire égalité.",
        ),
        (
            Comparison(Against.PREVIOUS, Verdict.STABLE, difference=0.5, lower=0.2, upper=0.8),
            "Stable par rapport à la période précédente : +0,5 point, IC 95 % [0,2 ; 0,8].",
            "L’écart est démontré, mais plus petit que celui qui compte.",
        ),
        (
            Comparison(Against.PREVIOUS, Verdict.NOT_TESTED, "rupture de méthode en avril 2026"),
            "Comparaison avec la période précédente non testée.",
            "Rupture de méthode en avril 2026.",
        ),
        (Comparison(Against.TARGET, Verdict.NO_TARGET), "Aucune cible", "On ne peut pas conclure."),
        (Comparison(Against.TARGET, Verdict.MISSING), "Donnée non renseignée.", "On ne peut pas conclure."),
        (
            Comparison(Against.TARGET, Verdict.MET, target=Target(2026, ">=", 70.0)),
            "Cible atteinte : cible d’au moins 70,0 % en 2026.",
            "sans tenir compte de la marge",
        ),
    ],
)
def test_comparison(found, conclusion, limit):
    reading = sentences.comparison(SHARE, SHOWN, found)
    assert conclusion in plain(reading.conclusion)
    assert limit in plain(reading.limit)


@pytest.mark.parametrize(
    ("tested", "better", "worse", "conclusion"),
    [
        (0, 0, 0, "Aucun site ne peut être comparé au réseau."),
        (1, 0, 0, "Sur 1 site, aucun ne se distingue du réseau de façon démontrée."),
        (168, 1, 0, "Sur 168 sites, 1 est meilleur que le réseau."),
        (168, 2, 1, "Sur 168 sites, 2 sont meilleurs et 1 est moins bon que le réseau."),
        (1200, 0, 3, "Sur 1 200 sites, 3 sont moins bons que le réseau."),
    ],
)
def test_many_units(tested, better, worse, conclusion):
    assert plain(sentences.many_units("site", tested, better, worse, 0).conclusion) == conclusion


@pytest.mark.parametrize(
    ("tested", "found", "apart", "conclusion", "limit"),
    [
        (0, 0, 0, "Aucune évolution ne peut être testée", "trop faibles"),
        (12, 0, 1, "Aucun changement n’est démontré.", "1 comparaison n’a pu être testée."),
        (12, 1, 2, "1 changement est démontré.", "2 comparaisons n’ont pu être testées."),
        (12, 3, 0, "3 changements sont démontrés.", "12 comparaisons, seuils corrigés"),
    ],
)
def test_changes(tested, found, apart, conclusion, limit):
    reading = sentences.changes(tested, found, apart)
    assert conclusion in plain(reading.conclusion)
    assert limit in plain(reading.limit)


@pytest.mark.parametrize(
    ("arguments", "conclusion", "limit"),
    [
        (("common_cause", frozenset(), 24, 0, 0, True), "ne sort pas de la variation habituelle", "pas une norme"),
        (("concern", frozenset({1, 3}), 24, 0, 0, True), "une dégradation : un point hors des limites, sept mois", ""),
        (
            ("common_cause", frozenset(), 8, 1, 1, True),
            "",
            "1 rupture de méthode ; 1 mois sans chiffre, jamais remplacé ;",
        ),
        (("common_cause", frozenset(), 1, 0, 0, False), "Trop peu de mois", ""),
        (("", frozenset(), 0, 0, 0, False), "Aucun mois", "On ne peut rien conclure."),
    ],
)
def test_series(arguments, conclusion, limit):
    reading = sentences.series(SHARE, *arguments)
    assert conclusion in plain(reading.conclusion)
    assert limit in plain(reading.limit)


def test_delivery():
    one, many = sentences.delivery(512, 538, "pour octobre 2026"), sentences.delivery(4, 4)
    assert plain(one.conclusion) == "512 sites sur 538 sont à jour pour octobre 2026."
    assert plain(one.limit) == "26 sites en retard : les chiffres peuvent encore bouger."
    assert plain(many.conclusion) == "4 sites sur 4 sont à jour."
    assert "Aucun retard" in many.limit
    assert plain(sentences.delivery(1, 2).conclusion) == "1 site sur 2 est à jour."
    assert plain(sentences.delivery(0, 2).conclusion).startswith("0 site sur 2 est à jour")
    assert "Aucun relevé" in sentences.delivery(0, 0).conclusion


def test_every_word_exists():
    assert set(sentences.VERDICT_WORDS) == set(Verdict)
    assert set(sentences.STATUS_WORDS) == set(Status)
    assert sentences.VERDICT_WORDS[Verdict.NO_EVIDENCE] == "pas d’écart démontré"


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("against", list(Against))
def test_typography(verdict, against):
    """No ordinary space before a high punctuation mark, no straight apostrophe, one full stop at the end."""
    found = Comparison(
        against, verdict, difference=2.5, lower=1, upper=4, target=Target(2026, "<", 50.0), progress=40.0
    )
    reading = sentences.comparison(SHARE, SHOWN, found)
    for text in (reading.conclusion, reading.limit):
        assert not re.search(r" [:;!?%»]|« |'", text)
        assert re.search(r"[^.]\.$", text)
        assert "égal " not in text
