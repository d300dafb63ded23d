"""A verdict in words: every reference, every verdict, every reason."""

import datetime as dt

import pytest

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Kind
from dashboard.domain.period import Period
from dashboard.wording.comparison import read_comparison
from dashboard.wording.dates import period as period_words
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from tests.builders import indicator
from tests.unit.french import check

SHARE = indicator("satisfaction")
DELAY = indicator("delay", Kind.MEAN, label="Délai moyen", unit="jours", direction=Direction.LOWER)
CALLS = indicator("calls", Kind.COUNT, label="Appels reçus", unit="appels", direction=Direction.NEUTRAL, decimals=0)
OPINIONS = indicator("opinions", label="Avis positifs", derived_from="reviews.positive")
SHOWN = Shown(value=71.4, lower=68.9, upper=73.7, n=1234)
SMALL = Shown(value=50.0, lower=31.0, upper=69.0, n=24, status=Status.FRAGILE, note="base faible")
RUN = Setting(running=dt.date(2026, 11, 1))
LATE = Period.year(2025)
QUARTER = Period(dt.date(2026, 4, 1), dt.date(2026, 7, 1))

CASES: list[tuple[Reading, str, str]] = [
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.TWO_YEARS, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=LATE),
        ),
        "Résultat meilleur que deux ans plus tôt (2025) : +3,1 points, IC 95 % [1,2 ; 5,0].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.LAST_YEAR, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=LATE),
        ),
        "Résultat meilleur qu’un an plus tôt (2025) : +3,1 points, IC 95 % [1,2 ; 5,0].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.LAST_YEAR, Verdict.WORSE, difference=-3.1, lower=-5.0, upper=-1.2, period=LATE),
        ),
        "Résultat moins bon qu’un an plus tôt (2025) : −3,1 points, IC 95 % [−5,0 ; −1,2].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            DELAY,
            Shown(16.3, 15.0, 17.6, 400),
            Comparison(Against.LAST_YEAR, Verdict.BETTER, difference=-1.2, lower=-2.0, upper=-0.4, period=LATE),
        ),
        "Résultat meilleur qu’un an plus tôt (2025) : −1,2 jour, IC 95 % [−2,0 ; −0,4].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            CALLS, Shown(120.0, n=120), Comparison(Against.LAST_YEAR, Verdict.HIGHER, difference=20.0, period=LATE)
        ),
        "Résultat plus élevé qu’un an plus tôt (2025) : +20 appels.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            CALLS, Shown(120.0, n=120), Comparison(Against.LAST_YEAR, Verdict.LOWER, difference=-20.0, period=LATE)
        ),
        "Résultat plus bas qu’un an plus tôt (2025) : −20 appels.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.LAST_YEAR, Verdict.STABLE, difference=0.5, lower=0.2, upper=0.8, period=LATE),
        ),
        "Stable par rapport aux mêmes mois un an plus tôt (2025) : +0,5 point, IC 95 % [0,2 ; 0,8].",
        "L’écart est démontré, mais plus petit que celui qui compte.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.LAST_YEAR, Verdict.NO_EVIDENCE, difference=-1.0, lower=-3.0, upper=1.0, period=LATE),
        ),
        "Pas d’écart démontré avec les mêmes mois un an plus tôt (2025) : −1,0 point, IC 95 % [−3,0 ; 1,0].",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.LAST_YEAR, Verdict.NO_EVIDENCE, difference=0.0, lower=-3.0, upper=3.0)
        ),
        "Pas d’écart démontré avec les mêmes mois un an plus tôt : 0,0 point, IC 95 % [−3,0 ; 3,0].",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.LAST_YEAR, Verdict.NOT_TESTED, "rupture de méthode en avril 2026", period=LATE),
        ),
        "Comparaison avec les mêmes mois un an plus tôt (2025) non testée.",
        "Rupture de méthode en avril 2026.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.LAST_YEAR, Verdict.NOT_TESTED, "périodes incomplètes", period=LATE), RUN
        ),
        "Comparaison avec les mêmes mois un an plus tôt (2025) non testée.",
        "Périodes incomplètes ; la période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_comparison(SHARE, SMALL, Comparison(Against.LAST_YEAR, Verdict.NOT_TESTED, "base faible", period=LATE)),
        "Comparaison avec les mêmes mois un an plus tôt (2025) non testée.",
        "La base est faible, donc aucun verdict n’est rendu.",
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.LAST_YEAR, Verdict.NOT_TESTED)),
        "Comparaison avec les mêmes mois un an plus tôt non testée.",
        "On ne peut rien conclure.",
    ),
    (
        read_comparison(
            SHARE,
            Withheld(Status.MASKED),
            Comparison(Against.LAST_YEAR, Verdict.NOT_TESTED, "effectif trop faible\u00a0: secret statistique"),
        ),
        "Comparaison avec les mêmes mois un an plus tôt non testée.",
        "Effectif trop faible : secret statistique.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=QUARTER),
        ),
        "Résultat meilleur qu’à la période précédente (2e trimestre 2026) : +3,1 points, IC 95 % [1,2 ; 5,0].",
        (
            "Les deux périodes ne couvrent pas les mêmes mois de l’année, l’écart peut donc être saisonnier ; "
            "cet écart ne dit rien de sa cause."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.WORSE, difference=-3.1, lower=-5.0, upper=-1.2, period=QUARTER),
        ),
        "Résultat moins bon qu’à la période précédente (2e trimestre 2026) : −3,1 points, IC 95 % [−5,0 ; −1,2].",
        (
            "Les deux périodes ne couvrent pas les mêmes mois de l’année, l’écart peut donc être saisonnier ; "
            "cet écart ne dit rien de sa cause."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.NO_EVIDENCE, difference=0.4, lower=-1.2, upper=2.0, period=QUARTER),
        ),
        "Pas d’écart démontré avec la période précédente (2e trimestre 2026) : +0,4 point, IC 95 % [−1,2 ; 2,0].",
        (
            "Les deux périodes ne couvrent pas les mêmes mois de l’année, l’écart peut donc être saisonnier ; "
            "pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.STABLE, difference=0.5, lower=0.2, upper=0.8, period=LATE),
        ),
        "Stable par rapport à la période précédente (2025) : +0,5 point, IC 95 % [0,2 ; 0,8].",
        "L’écart est démontré, mais plus petit que celui qui compte.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.NOT_TESTED, "périodes chevauchantes, non testées", period=QUARTER),
        ),
        "Comparaison avec la période précédente (2e trimestre 2026) non testée.",
        "Périodes chevauchantes, non testées.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.PREVIOUS, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=QUARTER),
            RUN,
        ),
        "Résultat meilleur qu’à la période précédente (2e trimestre 2026) : +3,1 points, IC 95 % [1,2 ; 5,0].",
        (
            "La période n’est pas finie (novembre 2026 est en cours) ; les deux périodes ne couvrent pas les "
            "mêmes mois de l’année, l’écart peut donc être saisonnier ; cet écart ne dit rien de sa cause."
        ),
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.NETWORK, Verdict.BETTER, difference=4.0, lower=2.0, upper=6.0)
        ),
        "Résultat meilleur que celui du reste du réseau : +4,0 points, IC 95 % [2,0 ; 6,0].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.NETWORK, Verdict.WORSE, difference=-4.0, lower=-6.0, upper=-2.0)
        ),
        "Résultat moins bon que celui du reste du réseau : −4,0 points, IC 95 % [−6,0 ; −2,0].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            CALLS, SHOWN, Comparison(Against.NETWORK, Verdict.HIGHER, difference=4.0, lower=2.0, upper=6.0)
        ),
        "Résultat plus élevé que celui du reste du réseau : +4 appels, IC 95 % [2 ; 6].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            CALLS, SHOWN, Comparison(Against.NETWORK, Verdict.LOWER, difference=-4.0, lower=-6.0, upper=-2.0)
        ),
        "Résultat plus bas que celui du reste du réseau : −4 appels, IC 95 % [−6 ; −2].",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.NETWORK, Verdict.STABLE, difference=1.5, lower=1.0, upper=2.0)
        ),
        "Écart démontré mais minime par rapport au reste du réseau : +1,5 point, IC 95 % [1,0 ; 2,0].",
        "L’écart est démontré, mais plus petit que celui qui compte.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.NETWORK, Verdict.NO_EVIDENCE, difference=-1.0, lower=-3.0, upper=1.0)
        ),
        "Pas d’écart démontré avec le reste du réseau : −1,0 point, IC 95 % [−3,0 ; 1,0].",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.NETWORK, Verdict.NOT_TESTED, "aucun autre site dans le réseau")
        ),
        "Comparaison avec le reste du réseau non testée.",
        "Aucun autre site dans le réseau.",
    ),
    (
        read_comparison(
            SHARE, Shown(70.0), Comparison(Against.NETWORK, Verdict.NOT_TESTED, "la source ne communique pas de base")
        ),
        "Comparaison avec le reste du réseau non testée.",
        "La source ne communique pas la base, donc ni marge ni test ne sont possibles.",
    ),
    (
        read_comparison(
            OPINIONS,
            Shown(62.0, 55.1, 68.4, 201),
            Comparison(Against.NETWORK, Verdict.BETTER, difference=8.0, lower=2.0, upper=14.0),
        ),
        "Résultat meilleur que celui du reste du réseau : +8,0 points, marge indicative [2,0 ; 14,0].",
        (
            "Les auteurs d’avis ont choisi de s’exprimer, la marge n’est donc qu’indicative ; cet écart ne "
            "dit rien de sa cause."
        ),
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.OTHERS, Verdict.BETTER, difference=4.0, lower=2.0, upper=6.0)),
        "Résultat meilleur que la moyenne des autres engagements : +4,0 points, IC 95 % [2,0 ; 6,0].",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; verdict corrigé du "
            "nombre d’engagements comparés ; cet écart ne dit rien de sa cause."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(
                Against.OTHERS,
                Verdict.WORSE,
                "engagements 6 et 9 absents de la moyenne",
                difference=-4.0,
                lower=-6.0,
                upper=-2.0,
            ),
        ),
        "Résultat moins bon que la moyenne des autres engagements : −4,0 points, IC 95 % [−6,0 ; −2,0].",
        (
            "Engagements 6 et 9 absents de la moyenne ; test prudent : les mêmes personnes peuvent avoir "
            "répondu aux deux questions ; verdict corrigé du nombre d’engagements comparés ; cet écart ne dit "
            "rien de sa cause."
        ),
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.OTHERS, Verdict.STABLE, difference=1.5, lower=1.0, upper=2.0)),
        (
            "Écart démontré mais minime par rapport à la moyenne des autres engagements : +1,5 point, IC 95 % "
            "[1,0 ; 2,0]."
        ),
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; verdict corrigé du "
            "nombre d’engagements comparés ; l’écart est démontré, mais plus petit que celui qui compte."
        ),
    ),
    (
        read_comparison(
            SHARE, SHOWN, Comparison(Against.OTHERS, Verdict.NO_EVIDENCE, difference=-1.0, lower=-3.0, upper=1.0)
        ),
        "Pas d’écart démontré avec la moyenne des autres engagements : −1,0 point, IC 95 % [−3,0 ; 1,0].",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; verdict corrigé du "
            "nombre d’engagements comparés ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(Against.OTHERS, Verdict.NOT_TESTED, "moins de deux autres engagements ont un chiffre solide"),
        ),
        "Comparaison avec la moyenne des autres engagements non testée.",
        "Moins de deux autres engagements ont un chiffre solide.",
    ),
    (
        read_comparison(
            SHARE,
            Shown(70.0, 60.0, 80.0, 80),
            Comparison(Against.NETWORK, Verdict.BETTER, difference=12.0, lower=2.0, upper=22.0),
        ),
        "Résultat meilleur que celui du reste du réseau : +12 points, IC 95 % [2 ; 22].",
        "Cet écart ne dit rien de sa cause.",
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)


@pytest.mark.parametrize("against", [one for one in Against if one.timed])
def test_every_reference_in_time_has_its_words_and_its_period(against: Against) -> None:
    before = against.earlier(QUARTER)
    assert (before.months, before.stop <= QUARTER.start) == (QUARTER.months, True)
    assert before == (QUARTER.last_year(against.years) if against.years else QUARTER.previous())
    gap = Comparison(against, Verdict.BETTER, difference=3.1, lower=1.2, upper=5.0, period=before)
    said = read_comparison(SHARE, SHOWN, gap).conclusion
    assert said.startswith("Résultat meilleur qu")
    assert f"({period_words(before)})" in said
