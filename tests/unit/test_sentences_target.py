"""A target in the words of the annual performance reports."""

import datetime as dt

import pytest

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Kind, Target
from dashboard.wording.comparison import read_comparison
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from tests.builders import indicator
from tests.unit.french import check

SHARE = indicator("satisfaction")
DELAY = indicator("delay", Kind.MEAN, label="Délai moyen", unit="jours", direction=Direction.LOWER)
NPS = indicator("nps", Kind.NPS, label="Recommandation", unit="points")
OPINIONS = indicator("opinions", label="Avis positifs", derived_from="reviews.positive")
SHOWN = Shown(value=71.4, lower=68.9, upper=73.7, n=1234)
SMALL = Shown(value=50.0, lower=31.0, upper=69.0, n=24, status=Status.FRAGILE, note="base faible")
RUN = Setting(running=dt.date(2026, 11, 1))


def below(verdict: Verdict, progress: float) -> Comparison:
    """SHOWN against a target of at least 85 %."""
    target = Target(2026, ">=", 85.0)
    return Comparison(
        Against.TARGET, verdict, difference=-13.6, lower=-16.1, upper=-11.3, target=target, progress=progress
    )


CASES: list[tuple[Reading, str, str]] = [
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(
                Against.TARGET, Verdict.MET, difference=1.4, lower=-1.1, upper=3.7, target=Target(2026, ">=", 70.0)
            ),
        ),
        "Cible atteinte : 71,4 % pour une cible d’au moins 70 % en 2026.",
        (
            "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge ; la "
            "cible est dans l’intervalle, l’écart avec elle n’est donc pas démontré."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(
                Against.TARGET,
                Verdict.MET,
                difference=11.4,
                lower=8.9,
                upper=13.7,
                target=Target(2026, ">", 60.0),
                progress=100.0,
            ),
        ),
        "Cible atteinte : 71,4 % pour une cible de plus de 60 % en 2026.",
        (
            "Taux d’avancement depuis l’an dernier : 100 % ; le statut suit les mots du rapport annuel de "
            "performances, sans tenir compte de la marge."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            below(Verdict.IMPROVING, 40.4),
        ),
        "Amélioration : 71,4 % pour une cible d’au moins 85 % en 2026.",
        (
            "Taux d’avancement depuis l’an dernier : 40 % ; le statut suit les mots du rapport annuel de "
            "performances, sans tenir compte de la marge."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            below(Verdict.NOT_IMPROVING, 0.0),
        ),
        "Absence d’amélioration : 71,4 % pour une cible d’au moins 85 % en 2026.",
        (
            "Taux d’avancement depuis l’an dernier : 0 % ; le statut suit les mots du rapport annuel de "
            "performances, sans tenir compte de la marge."
        ),
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            below(Verdict.NOT_IMPROVING, -275.0),
        ),
        "Absence d’amélioration : 71,4 % pour une cible d’au moins 85 % en 2026.",
        (
            "Plus loin de la cible que l’an dernier ; le statut suit les mots du rapport annuel de "
            "performances, sans tenir compte de la marge."
        ),
    ),
    (
        read_comparison(
            DELAY,
            Shown(54.3, 50.1, 58.5, 300),
            Comparison(
                Against.TARGET,
                Verdict.NOT_IMPROVING,
                difference=4.3,
                lower=0.1,
                upper=8.5,
                target=Target(2023, "<", 50.0),
            ),
        ),
        "Absence d’amélioration : 54,3 jours pour une cible de moins de 50 jours en 2023.",
        "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge.",
    ),
    (
        read_comparison(
            DELAY,
            Shown(0.9, 0.7, 1.1, 300),
            Comparison(
                Against.TARGET, Verdict.MET, difference=-0.1, lower=-0.3, upper=0.1, target=Target(2026, "<=", 1.0)
            ),
        ),
        "Cible atteinte : 0,9 jour pour une cible d’au plus 1 jour en 2026.",
        (
            "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge ; la "
            "cible est dans l’intervalle, l’écart avec elle n’est donc pas démontré."
        ),
    ),
    (
        read_comparison(
            DELAY,
            Shown(2.4, n=300),
            Comparison(Against.TARGET, Verdict.MET, difference=-0.1, target=Target(2026, "<=", 2.5)),
        ),
        "Cible atteinte : 2,4 jours pour une cible d’au plus 2,5 jours en 2026.",
        "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge.",
    ),
    (
        read_comparison(
            NPS,
            Shown(12.0, 8.0, 16.0, 800),
            Comparison(
                Against.TARGET,
                Verdict.IMPROVING,
                difference=-8.0,
                lower=-12.0,
                upper=-4.0,
                target=Target(2026, ">=", 20.0),
            ),
        ),
        "Amélioration : +12,0 points pour une cible d’au moins 20 points en 2026.",
        "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge.",
    ),
    (
        read_comparison(
            SHARE,
            Withheld(Status.NO_DATA),
            Comparison(
                Against.TARGET,
                Verdict.MISSING,
                "la source indique «\u00a0Non connu\u00a0»",
                target=Target(2026, ">=", 85.0),
            ),
        ),
        "Donnée non renseignée pour une cible d’au moins 85 % en 2026.",
        "La source indique « Non connu ».",
    ),
    (
        read_comparison(SHARE, Withheld(Status.NO_DATA), Comparison(Against.TARGET, Verdict.MISSING, "Aucune réponse")),
        "Donnée non renseignée.",
        "Aucune réponse.",
    ),
    (
        read_comparison(SHARE, Withheld(Status.NO_DATA), Comparison(Against.TARGET, Verdict.MISSING)),
        "Donnée non renseignée.",
        "On ne peut rien conclure.",
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.TARGET, Verdict.NO_TARGET)),
        "Aucune cible n’est fixée pour cette année.",
        "Aucun statut n’est rendu sans cible.",
    ),
    (
        read_comparison(
            SHARE, SMALL, Comparison(Against.TARGET, Verdict.NOT_TESTED, "base faible", target=Target(2026, ">=", 85.0))
        ),
        "Pas de statut face à la cible d’au moins 85 % en 2026.",
        "La base est faible, donc aucun verdict n’est rendu.",
    ),
    (
        read_comparison(
            SHARE,
            SHOWN,
            Comparison(
                Against.TARGET,
                Verdict.NOT_TESTED,
                "cible non atteinte\u00a0; aucune valeur l’an dernier",
                target=Target(2026, ">=", 85.0),
            ),
        ),
        "Pas de statut face à la cible d’au moins 85 % en 2026.",
        "Cible non atteinte ; aucune valeur l’an dernier.",
    ),
    (
        read_comparison(
            SHARE,
            Withheld(Status.MASKED),
            Comparison(
                Against.TARGET,
                Verdict.NOT_TESTED,
                "Effectif trop faible\u00a0: secret statistique",
                target=Target(2026, ">=", 85.0),
            ),
        ),
        "Pas de statut face à la cible d’au moins 85 % en 2026.",
        "Effectif trop faible : secret statistique.",
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.TARGET, Verdict.MET, target=Target(2026, ">=", 70.0)), RUN),
        "Cible atteinte : 71,4 % pour une cible d’au moins 70 % en 2026.",
        (
            "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge ; la "
            "période n’est pas finie (novembre 2026 est en cours)."
        ),
    ),
    (
        read_comparison(SHARE, SHOWN, Comparison(Against.TARGET, Verdict.MET)),
        "Cible atteinte.",
        "La cible n’est pas connue.",
    ),
    (
        read_comparison(
            OPINIONS,
            Shown(62.0, 55.1, 68.4, 201),
            Comparison(
                Against.TARGET, Verdict.MET, difference=12.0, lower=5.1, upper=18.4, target=Target(2026, ">=", 50.0)
            ),
        ),
        "Cible atteinte : 62,0 % pour une cible d’au moins 50 % en 2026.",
        (
            "Le statut suit les mots du rapport annuel de performances, sans tenir compte de la marge ; les "
            "auteurs d’avis ont choisi de s’exprimer, ils ne représentent pas tous les usagers."
        ),
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)
