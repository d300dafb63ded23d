"""A figure in words: its interval, its base, and what limits it."""

import datetime as dt

import pytest

from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Base, Direction, Kind
from dashboard.wording.figure import read_figure
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from tests.builders import indicator
from tests.unit.french import check

SHARE = indicator("satisfaction")
DELAY = indicator("delay", Kind.MEAN, label="Délai moyen", unit="jours", direction=Direction.LOWER)
CALLS = indicator("calls", Kind.COUNT, label="Appels reçus", unit="appels", direction=Direction.NEUTRAL, decimals=0)
NPS = indicator("nps", Kind.NPS, label="Recommandation", unit="points")
OPINIONS = indicator("opinions", label="Avis positifs", derived_from="reviews.positive")
PLACES = indicator("places", label="Lieux qui publient", base=Base.OBJECTS)
SHOWN = Shown(value=71.4, lower=68.9, upper=73.7, n=1234)
SMALL = Shown(value=50.0, lower=31.0, upper=69.0, n=24, status=Status.FRAGILE, note="base faible")
RUN = Setting(running=dt.date(2026, 11, 1))

CASES: list[tuple[Reading, str, str]] = [
    (
        read_figure(PLACES, Shown(value=80.0, lower=37.6, upper=96.4, n=5, status=Status.FRAGILE, note="base faible")),
        "Lieux qui publient : 80 % (IC 95 % [38 ; 96], n = 5).",
        "La base est faible, donc aucun verdict n’est rendu ; on compte ici des lieux ou des objets et non des "
        "personnes, la marge n’est donc qu’un repère.",
    ),
    (
        read_figure(SHARE, SHOWN),
        "Satisfaction : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(SHARE, SHOWN, "Bretagne", "en 2026"),
        "Satisfaction (Bretagne, en 2026) : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(SHARE, SHOWN, when="2026", setting=RUN),
        "Satisfaction (2026) : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234).",
        "La période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_figure(SHARE, Shown(71.4, 68.9, 73.7, 99)),
        "Satisfaction : 71 % (IC 95 % [69 ; 74], n = 99).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(SHARE, SMALL),
        "Satisfaction : 50 % (IC 95 % [31 ; 69], n = 24).",
        "La base est faible, donc aucun verdict n’est rendu.",
    ),
    (
        read_figure(SHARE, Shown(77.0, note="base non communiquée")),
        "Satisfaction : 77,0 % (base non communiquée).",
        "La source ne communique pas la base, donc ni marge ni test ne sont possibles.",
    ),
    (
        read_figure(SHARE, Shown(0.0, 0.0, 3.7, 100)),
        "Satisfaction : 0,0 % (IC 95 % [0,0 ; 3,7], n = 100).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(SHARE, Shown(100.0, 96.3, 100.0, 100, note="rupture de méthode en avril 2026")),
        "Satisfaction : 100,0 % (IC 95 % [96,3 ; 100,0], n = 100).",
        "Rupture de méthode en avril 2026.",
    ),
    (
        read_figure(
            SHARE,
            Shown(71.4, 68.9, 73.7, 1234, note="3 sites sans base, non compris ; rupture de méthode en avril 2026"),
        ),
        "Satisfaction : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234).",
        "3 sites sans base, non compris ; rupture de méthode en avril 2026.",
    ),
    (
        read_figure(SHARE, Withheld(Status.MASKED, "Effectif trop faible\u00a0: secret statistique.")),
        "Satisfaction : secret statistique.",
        "L’effectif est trop faible pour être montré.",
    ),
    (
        read_figure(SHARE, Withheld(Status.NO_DATA, "Aucune réponse")),
        "Satisfaction : aucune réponse.",
        "On ne peut rien conclure.",
    ),
    (
        read_figure(SHARE, Withheld(Status.NO_DATA, "la source indique «\u00a0Non connu\u00a0»")),
        "Satisfaction : aucune réponse.",
        "La source indique « Non connu ».",
    ),
    (
        read_figure(
            SHARE,
            Withheld(Status.NOT_COMPARABLE, "valeurs publiées sans base\u00a0: la moyenne de taux n’est pas calculée"),
        ),
        "Satisfaction : non comparable.",
        "Valeurs publiées sans base : la moyenne de taux n’est pas calculée.",
    ),
    (
        read_figure(SHARE, Withheld(Status.INSUFFICIENT)),
        "Satisfaction : effectif insuffisant.",
        "On ne peut rien conclure.",
    ),
    (
        read_figure(SHARE, Withheld(Status.NO_DATA), setting=RUN),
        "Satisfaction : aucune réponse.",
        "On ne peut rien conclure ; la période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_figure(DELAY, Shown(1.0, 0.8, 1.2, 300)),
        "Délai moyen : 1,0 jour (IC 95 % [0,8 ; 1,2], n = 300).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(DELAY, Shown(54.3, 50.1, 58.5, 300)),
        "Délai moyen : 54,3 jours (IC 95 % [50,1 ; 58,5], n = 300).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(CALLS, Shown(1.0, n=1)),
        "Appels reçus : 1 appel (n = 1).",
        "Ce chiffre est un décompte ou une valeur publiée, sans marge d’échantillonnage.",
    ),
    (
        read_figure(CALLS, Shown(4105.0, n=4105, method="count")),
        "Appels reçus : 4 105 appels (n = 4 105).",
        "Ce chiffre est un décompte ou une valeur publiée, sans marge d’échantillonnage.",
    ),
    (
        read_figure(NPS, Shown(12.0, 8.0, 16.0, 800)),
        "Recommandation : +12,0 points (IC 95 % [8,0 ; 16,0], n = 800).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(NPS, Shown(-1.0, -5.0, 3.0, 800)),
        "Recommandation : −1,0 point (IC 95 % [−5,0 ; 3,0], n = 800).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
    (
        read_figure(OPINIONS, Shown(62.0, 55.1, 68.4, 201)),
        "Avis positifs : 62,0 % (marge indicative [55,1 ; 68,4], n = 201).",
        "Les auteurs d’avis ont choisi de s’exprimer, la marge n’est donc qu’indicative.",
    ),
    (
        read_figure(OPINIONS, Shown(62.0, 42.0, 79.0, 21, status=Status.FRAGILE, note="base faible")),
        "Avis positifs : 62 % (marge indicative [42 ; 79], n = 21).",
        (
            "La base est faible, donc aucun verdict n’est rendu ; les auteurs d’avis ont choisi de "
            "s’exprimer, la marge n’est donc qu’indicative."
        ),
    ),
    (
        read_figure(
            SHARE,
            Shown(
                71.4,
                68.9,
                73.7,
                1234,
                n_eff=1000.0,
                note="n\u00a0=\u00a01\u00a0234, n efficace\u00a0=\u00a01\u00a0000, effet de plan\u00a0=\u00a01,23",
            ),
        ),
        "Satisfaction : 71,4 % (IC 95 % [68,9 ; 73,7], n = 1 234, n efficace = 1 000, effet de plan = 1,23).",
        "L’intervalle ne mesure que l’aléa d’échantillonnage.",
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)
