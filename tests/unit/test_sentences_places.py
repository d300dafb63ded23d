"""Coverage, the map and the table of the years, in words."""

import datetime as dt

import pytest

from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.wording.delivery import read_delivery
from dashboard.wording.grammar import Noun
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from dashboard.wording.territories import read_territories
from dashboard.wording.years import read_years
from tests.builders import indicator
from tests.unit.french import check

SHARE = indicator("satisfaction")
OPINIONS = indicator("opinions", label="Avis positifs", derived_from="reviews.positive")
SHOWN = Shown(value=71.4, lower=68.9, upper=73.7, n=1234)
SMALL = Shown(value=50.0, lower=31.0, upper=69.0, n=24, status=Status.FRAGILE, note="base faible")
RUN = Setting(running=dt.date(2026, 11, 1))
REGION = Noun("région", feminine=True)

CASES: list[tuple[Reading, str, str]] = [
    (
        read_delivery(0, 0),
        "Aucun relevé n’est attendu sur ce périmètre.",
        "On ne peut rien conclure.",
    ),
    (
        read_delivery(0, 0, running=dt.date(2026, 11, 1)),
        "Aucun relevé n’est attendu sur ce périmètre.",
        "La période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_delivery(512, 538, dt.date(2026, 10, 1)),
        "512 sites sur 538 sont à jour pour octobre 2026.",
        (
            "26 sites en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus."
        ),
    ),
    (
        read_delivery(537, 538, dt.date(2026, 8, 1)),
        "537 sites sur 538 sont à jour pour août 2026.",
        (
            "1 site en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus."
        ),
    ),
    (
        read_delivery(1, 2),
        "1 site sur 2 est à jour.",
        (
            "1 site en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus."
        ),
    ),
    (
        read_delivery(4, 4),
        "Les 4 sites attendus sont à jour.",
        "Aucun retard n’est constaté ; seuls les sites qui ont déjà transmis sont attendus.",
    ),
    (
        read_delivery(1, 1),
        "Le seul site attendu est à jour.",
        "Aucun retard n’est constaté ; seuls les sites qui ont déjà transmis sont attendus.",
    ),
    (
        read_delivery(0, 1),
        "Le seul site attendu n’est pas à jour.",
        (
            "1 site en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus."
        ),
    ),
    (
        read_delivery(0, 2),
        "Aucun des 2 sites attendus n’est à jour.",
        (
            "2 sites en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus."
        ),
    ),
    (
        read_delivery(1200, 1234, dt.date(2026, 10, 1), dt.date(2026, 11, 1)),
        "1 200 sites sur 1 234 sont à jour pour octobre 2026.",
        (
            "34 sites en retard, les chiffres peuvent donc encore bouger ; seuls les sites qui ont déjà "
            "transmis sont attendus ; la période n’est pas finie (novembre 2026 est en cours)."
        ),
    ),
    (
        read_territories(SHARE, []),
        "Aucun département n’a de résultat sur ce périmètre.",
        "On ne peut rien conclure.",
    ),
    (
        read_territories(SHARE, [SHOWN]),
        "1 département a un résultat sur ce périmètre.",
        "Une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [SHOWN] * 96),
        "96 départements ont un résultat sur ce périmètre.",
        "Une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [SHOWN, SHOWN, Withheld(Status.MASKED)]),
        "2 départements ont un résultat sur ce périmètre.",
        "1 département est protégé par le secret statistique ; une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [SHOWN, SHOWN, *[Withheld(Status.MASKED)] * 3, Withheld(Status.NO_DATA)]),
        "2 départements ont un résultat sur ce périmètre.",
        (
            "3 départements sont protégés par le secret statistique ; 1 département est sans réponse ; une "
            "couleur ne dit pas si l’écart est démontré."
        ),
    ),
    (
        read_territories(SHARE, [Withheld(Status.MASKED)]),
        "Aucun département n’a de résultat sur ce périmètre.",
        "1 département est protégé par le secret statistique.",
    ),
    (
        read_territories(SHARE, [Withheld(Status.NOT_COMPARABLE)] * 2),
        "Aucun département n’a de résultat sur ce périmètre.",
        "2 départements sont sans total calculable.",
    ),
    (
        read_territories(SHARE, [SHOWN, SMALL, SMALL]),
        "3 départements ont un résultat sur ce périmètre.",
        "2 départements ont une base faible ; une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [SHOWN, Shown(70.0)]),
        "2 départements ont un résultat sur ce périmètre.",
        "1 département est sans base communiquée ; une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [Shown(70.0)] * 2, noun=REGION),
        "2 régions ont un résultat sur ce périmètre.",
        "2 régions sont sans base communiquée ; une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [SHOWN, Withheld(Status.MASKED)], noun=REGION),
        "1 région a un résultat sur ce périmètre.",
        "1 région est protégée par le secret statistique ; une couleur ne dit pas si l’écart est démontré.",
    ),
    (
        read_territories(SHARE, [], noun=REGION),
        "Aucune région n’a de résultat sur ce périmètre.",
        "On ne peut rien conclure.",
    ),
    (
        read_territories(OPINIONS, [SHOWN, SHOWN], RUN),
        "2 départements ont un résultat sur ce périmètre.",
        (
            "La période n’est pas finie (novembre 2026 est en cours) ; les auteurs d’avis ont choisi de "
            "s’exprimer, ils ne représentent pas tous les usagers ; une couleur ne dit pas si l’écart est "
            "démontré."
        ),
    ),
    (
        read_years(SHARE, []),
        "Aucune année n’a de chiffre qui puisse être montré.",
        "On ne peut rien conclure.",
    ),
    (
        read_years(SHARE, [(2025, Withheld(Status.MASKED))]),
        "Aucune année n’a de chiffre qui puisse être montré.",
        "1 année sous secret statistique.",
    ),
    (
        read_years(SHARE, [(2025, SHOWN)]),
        "Seule l’année 2025 a un chiffre.",
        "Il n’y a rien à comparer.",
    ),
    (
        read_years(SHARE, [(2024, SHOWN), (2025, SHOWN), (2026, SHOWN)], setting=RUN),
        "3 années ont un chiffre, de 2024 à 2026.",
        (
            "La période n’est pas finie (novembre 2026 est en cours) ; les écarts entre années ne sont pas "
            "testés dans ce tableau."
        ),
    ),
    (
        read_years(SHARE, [(2022, SHOWN), (2025, SMALL), (2026, SHOWN)]),
        "3 années ont un chiffre, entre 2022 et 2026.",
        "1 année sur une base faible ; les écarts entre années ne sont pas testés dans ce tableau.",
    ),
    (
        read_years(SHARE, [(2022, SHOWN), (2023, Withheld(Status.MASKED)), (2024, SHOWN)], [2023]),
        "2 années ont un chiffre, entre 2022 et 2024.",
        (
            "Rupture de méthode en 2023 ; 1 année sous secret statistique ; les écarts entre années ne sont "
            "pas testés dans ce tableau."
        ),
    ),
    (
        read_years(SHARE, [(2022, SHOWN), (2023, SMALL), (2024, SMALL)], [2024, 2023]),
        "3 années ont un chiffre, de 2022 à 2024.",
        (
            "Rupture de méthode en 2023 et 2024 ; 2 années sur une base faible ; les écarts entre années ne "
            "sont pas testés dans ce tableau."
        ),
    ),
    (
        read_years(OPINIONS, [(2022, SHOWN), (2023, SHOWN)]),
        "2 années ont un chiffre, de 2022 à 2023.",
        (
            "Les auteurs d’avis ont choisi de s’exprimer, ils ne représentent pas tous les usagers ; les "
            "écarts entre années ne sont pas testés dans ce tableau."
        ),
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)
