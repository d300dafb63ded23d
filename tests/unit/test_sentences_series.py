"""Control charts in words: the last step, the target, several charts side by side."""

import datetime as dt

import pytest

from dashboard.wording.assurance import read_assurance
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from dashboard.wording.series import Extent, LastStep, read_series
from dashboard.wording.signals import read_signals, short_signal
from tests.builders import indicator
from tests.unit.french import check, plain

SHARE = indicator("satisfaction")
OPINIONS = indicator("opinions", label="Avis positifs", derived_from="reviews.positive")
RUN = Setting(running=dt.date(2026, 11, 1))

CASES: list[tuple[Reading, str, str]] = [
    (
        read_series(SHARE, None, Extent(0)),
        "Aucun mois n’a de chiffre qui puisse être montré.",
        "On ne peut rien conclure.",
    ),
    (
        read_series(SHARE, None, Extent(0, missing=12, masked=12, step=1)),
        "Aucun mois n’a de chiffre qui puisse être montré.",
        "12 mois sous secret statistique, jamais remplacés.",
    ),
    (
        read_series(SHARE, None, Extent(0, step=12)),
        "Aucune année n’a de chiffre qui puisse être montré.",
        "On ne peut rien conclure.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(24)),
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.",
        "Les limites décrivent la variation habituelle, sans correction de la saison, et ne sont pas une norme.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026", "improvement", frozenset({1})), Extent(24)),
        "Le dernier mois (octobre 2026) signale une amélioration : un point hors des limites.",
        "Les limites décrivent la variation habituelle, sans correction de la saison, et ne sont pas une norme.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026", "concern", frozenset({1, 3})), Extent(24, missing=1)),
        (
            "Le dernier mois (octobre 2026) signale une dégradation : un point hors des limites, sept mois de "
            "suite du même côté de la moyenne."
        ),
        "1 mois sans chiffre, jamais remplacé.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026", "neutral", frozenset({2, 4})), Extent(24, missing=2, masked=1)),
        (
            "Le dernier mois (octobre 2026) signale un changement : sept mois de suite dans le même sens, "
            "deux mois sur trois près d’une limite."
        ),
        "2 mois sans chiffre, jamais remplacés, dont 1 sous secret statistique.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(24, missing=3, masked=2, breaks=2)),
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.",
        (
            "La série est coupée par 2 ruptures de méthode ; 3 mois sans chiffre, jamais remplacés, dont 2 "
            "sous secret statistique."
        ),
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(8, breaks=1)),
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.",
        "La série est coupée par une rupture de méthode ; limites provisoires, calculées sur 8 mois.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(1, limits=False)),
        "Trop peu de mois pour calculer des limites.",
        "Il faut au moins deux points pour mesurer une variation.",
    ),
    (
        read_series(SHARE, LastStep("2026"), Extent(1, step=12, limits=False)),
        "Trop peu d’années pour calculer des limites.",
        "Il faut au moins deux points pour mesurer une variation.",
    ),
    (
        read_series(SHARE, LastStep("3e trimestre 2026", "concern", frozenset({2})), Extent(11, missing=1, step=3)),
        (
            "Le dernier trimestre (3e trimestre 2026) signale une dégradation : sept trimestres de suite dans "
            "le même sens."
        ),
        "1 trimestre sans chiffre, jamais remplacé ; limites provisoires, calculées sur 11 trimestres.",
    ),
    (
        read_series(SHARE, LastStep("2025", "improvement", frozenset({3})), Extent(9, missing=2, step=12)),
        "La dernière année (2025) signale une amélioration : sept années de suite du même côté de la moyenne.",
        "2 années sans chiffre, jamais remplacées ; limites provisoires, calculées sur 9 années.",
    ),
    (
        read_series(SHARE, LastStep("juin 2026"), Extent(12, step=6)),
        "Le dernier semestre (juin 2026) ne sort pas de la variation habituelle.",
        "Les limites décrivent la variation habituelle, sans correction de la saison, et ne sont pas une norme.",
    ),
    (
        read_series(SHARE, LastStep("juin 2026"), Extent(12, step=4)),
        "La dernière période (juin 2026) ne sort pas de la variation habituelle.",
        "Les limites décrivent la variation habituelle, sans correction de la saison, et ne sont pas une norme.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026", fragile=True), Extent(24)),
        "Le dernier mois (octobre 2026) n’est pas jugé.",
        "La base est faible, donc aucun verdict n’est rendu.",
    ),
    (
        read_series(SHARE, LastStep("2025", fragile=True), Extent(14, step=12)),
        "La dernière année (2025) n’est pas jugée.",
        "La base est faible, donc aucun verdict n’est rendu.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(0, rolling=True, limits=False)),
        "Les périodes se chevauchent, aucune limite n’est donc calculée.",
        "Deux points voisins partagent des réponses.",
    ),
    (
        read_series(SHARE, LastStep("octobre 2026"), Extent(24), RUN),
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.",
        "La période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_series(OPINIONS, LastStep("octobre 2026"), Extent(24)),
        "Le dernier mois (octobre 2026) ne sort pas de la variation habituelle.",
        "Les auteurs d’avis ont choisi de s’exprimer, ils ne représentent pas tous les usagers.",
    ),
    (
        read_assurance("met", 24),
        "À fonctionnement constant, la cible est atteinte chaque mois.",
        "Cette lecture suppose que rien ne change et ne prédit aucune évolution.",
    ),
    (
        read_assurance("failed", 24),
        "À fonctionnement constant, la cible n’est atteinte aucun mois.",
        "Cette lecture suppose que rien ne change et ne prédit aucune évolution.",
    ),
    (
        read_assurance("variable", 8),
        "À fonctionnement constant, la cible est tantôt atteinte, tantôt manquée.",
        (
            "Limites provisoires, calculées sur 8 mois ; cette lecture suppose que rien ne change et ne "
            "prédit aucune évolution."
        ),
    ),
    (
        read_assurance("failed", 9, 12),
        "À fonctionnement constant, la cible n’est atteinte aucune année.",
        (
            "Limites provisoires, calculées sur 9 années ; cette lecture suppose que rien ne change et ne "
            "prédit aucune évolution."
        ),
    ),
    (
        read_assurance("met", 1, 3),
        "À fonctionnement constant, la cible est atteinte chaque trimestre.",
        (
            "Limites provisoires, calculées sur 1 trimestre ; cette lecture suppose que rien ne change et ne "
            "prédit aucune évolution."
        ),
    ),
    (
        read_signals(0),
        "Aucun engagement n’a assez de points pour des limites.",
        "On ne peut rien conclure.",
    ),
    (
        read_signals(0, apart=2),
        "Aucun engagement n’a assez de points pour des limites.",
        "2 engagements à part, sans limites calculables.",
    ),
    (
        read_signals(1),
        "Au dernier point connu, le seul engagement suivi ne sort pas de sa variation habituelle.",
        "Les limites ne sont pas une norme.",
    ),
    (
        read_signals(1, improvement=1, apart=1),
        "Au dernier point connu, le seul engagement suivi signale une amélioration.",
        "1 engagement à part, sans limites calculables.",
    ),
    (
        read_signals(1, concern=1),
        "Au dernier point connu, le seul engagement suivi signale une dégradation.",
        "Les limites ne sont pas une norme.",
    ),
    (
        read_signals(9),
        "Au dernier point connu, aucun des 9 engagements ne sort de sa variation habituelle.",
        "Chaque graphique a ses propres limites.",
    ),
    (
        read_signals(9, improvement=1, concern=2, apart=1),
        "Au dernier point connu, sur 9 engagements, 1 signale une amélioration et 2 signalent une dégradation.",
        (
            "1 engagement à part, sans limites calculables ; sur autant de séries, un signal isolé peut être "
            "dû au hasard."
        ),
    ),
    (
        read_signals(9, improvement=2, concern=1, neutral=1),
        (
            "Au dernier point connu, sur 9 engagements, 2 signalent une amélioration, 1 signale une "
            "dégradation et 1 signale un changement."
        ),
        "Sur autant de séries, un signal isolé peut être dû au hasard.",
    ),
    (
        read_signals(3, neutral=3),
        "Au dernier point connu, sur 3 engagements, 3 signalent un changement.",
        "Sur autant de séries, un signal isolé peut être dû au hasard.",
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (short_signal("common_cause", dt.date(2026, 10, 1)), "Octobre 2026 : variation habituelle"),
        (short_signal("concern", dt.date(2026, 10, 1)), "Octobre 2026 : dégradation"),
        (
            short_signal("improvement", dt.date(2026, 6, 1), 6, why="limites provisoires"),
            "De janvier à juin 2026 : amélioration (limites provisoires)",
        ),
        (short_signal("neutral", dt.date(2025, 12, 1), 12), "2025 : changement"),
        (
            short_signal(None, dt.date(2026, 9, 1), 3, why="base faible"),
            "3e trimestre 2026 : sans signal (base faible)",
        ),
        (short_signal(None, None), "Signal non calculable, aucun chiffre à montrer"),
    ],
)
def test_the_signal_of_a_card(found: str, words: str) -> None:
    assert plain(found) == words
