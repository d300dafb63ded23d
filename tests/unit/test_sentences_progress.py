"""Engagements and indicators against an earlier period, in words."""

import pytest

from dashboard.domain.comparison import Verdict
from dashboard.wording.grammar import Noun
from dashboard.wording.limits import Setting
from dashboard.wording.progress import ENGAGEMENT, INDICATOR, Targets, read_progress
from dashboard.wording.reading import Reading
from dashboard.wording.units import Tally
from tests.unit.french import check

REGION = Noun("région", feminine=True)

CASES: list[tuple[Reading, str, str]] = [
    (
        read_progress(ENGAGEMENT, Tally({}), Targets()),
        "Aucun engagement n’a de résultat sur ce périmètre.",
        "Élargir le périmètre ou la période.",
    ),
    (
        read_progress(INDICATOR, Tally({}), Targets()),
        "Aucun indicateur n’a de résultat sur ce périmètre.",
        "Élargir le périmètre ou la période.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.NO_EVIDENCE: 9}), Targets()),
        "Sur 9 engagements comparés, aucun ne progresse et aucun ne recule de façon démontrée.",
        "Aucune cible n’est fixée ; tests corrigés de leur nombre (9) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_progress(
            ENGAGEMENT, Tally({Verdict.BETTER: 1, Verdict.NO_EVIDENCE: 7}, {"périodes incomplètes": 1}), Targets(1, 0)
        ),
        "Sur 8 engagements comparés, 1 progresse et aucun ne recule de façon démontrée.",
        (
            "La seule cible fixée n’est pas atteinte ; 1 engagement à part : périodes incomplètes ; tests "
            "corrigés de leur nombre (8) ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.BETTER: 2, Verdict.WORSE: 3, Verdict.NO_EVIDENCE: 3}), Targets(3, 1)),
        "Sur 8 engagements comparés, 2 progressent et 3 reculent de façon démontrée.",
        (
            "Cibles : 1 atteinte sur 3 ; tests corrigés de leur nombre (8) ; pas d’écart démontré ne veut pas "
            "dire égalité."
        ),
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.BETTER: 2, Verdict.WORSE: 1}), Targets(3, 2)),
        "Sur 3 engagements comparés, 2 progressent et 1 recule de façon démontrée.",
        "Cibles : 2 atteintes sur 3 ; tests corrigés de leur nombre (3).",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.WORSE: 1, Verdict.NO_EVIDENCE: 4}), Targets(2, 0)),
        "Sur 5 engagements comparés, aucun ne progresse et 1 recule de façon démontrée.",
        (
            "Cibles : aucune atteinte sur 2 ; tests corrigés de leur nombre (5) ; pas d’écart démontré ne veut "
            "pas dire égalité."
        ),
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.BETTER: 1, Verdict.HIGHER: 1, Verdict.LOWER: 1}), Targets(1, 1)),
        "Sur 3 engagements comparés, 1 progresse, aucun ne recule et 2 changent de façon démontrée.",
        "La seule cible fixée est atteinte ; tests corrigés de leur nombre (3).",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.HIGHER: 1, Verdict.NO_EVIDENCE: 1}), Targets()),
        "Sur 2 engagements comparés, aucun ne progresse, aucun ne recule et 1 change de façon démontrée.",
        "Aucune cible n’est fixée ; tests corrigés de leur nombre (2) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.BETTER: 1}), Targets()),
        "Le seul engagement comparé progresse de façon démontrée.",
        "Aucune cible n’est fixée.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.WORSE: 1}), Targets()),
        "Le seul engagement comparé recule de façon démontrée.",
        "Aucune cible n’est fixée.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.LOWER: 1}), Targets()),
        "Le seul engagement comparé change de façon démontrée.",
        "Aucune cible n’est fixée.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.STABLE: 1}), Targets()),
        "Le seul engagement comparé a un écart démontré, mais trop petit pour compter.",
        "Aucune cible n’est fixée.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({Verdict.NO_EVIDENCE: 1}), Targets()),
        "Le seul engagement comparé ne progresse ni ne recule de façon démontrée.",
        "Aucune cible n’est fixée ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({}, {"rupture de méthode": 1}), Targets()),
        "1 engagement a un résultat, qui n’est pas comparable.",
        "Aucune cible n’est fixée ; 1 engagement à part : rupture de méthode.",
    ),
    (
        read_progress(ENGAGEMENT, Tally({}, {"rupture de méthode": 2}), Targets()),
        "2 engagements ont un résultat, aucun n’est comparable.",
        "Aucune cible n’est fixée ; 2 engagements à part : rupture de méthode.",
    ),
    (
        read_progress(REGION, Tally({Verdict.NO_EVIDENCE: 2}), Targets()),
        "Sur 2 régions comparées, aucune ne progresse et aucune ne recule de façon démontrée.",
        "Aucune cible n’est fixée ; tests corrigés de leur nombre (2) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_progress(REGION, Tally({Verdict.WORSE: 1}), Targets()),
        "La seule région comparée recule de façon démontrée.",
        "Aucune cible n’est fixée.",
    ),
    (
        read_progress(
            INDICATOR, Tally({Verdict.BETTER: 2, Verdict.NO_EVIDENCE: 4}), Targets(2, 2), Setting(season=True)
        ),
        "Sur 6 indicateurs comparés, 2 progressent et aucun ne recule de façon démontrée.",
        (
            "Cibles : 2 atteintes sur 2 ; tests corrigés de leur nombre (6) ; les deux périodes ne couvrent "
            "pas les mêmes mois de l’année, l’écart peut donc être saisonnier ; pas d’écart démontré ne veut "
            "pas dire égalité."
        ),
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)
