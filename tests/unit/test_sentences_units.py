"""Sites, services, indicators and engagements against a reference, in words."""

import datetime as dt

import pytest

from dashboard.domain.comparison import Verdict
from dashboard.wording.engagements_compared import read_engagements_compared
from dashboard.wording.grammar import Noun
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import INDICATOR, PEERS, RESULT, SERVICE, SITE, Tally, read_units
from tests.unit.french import check

RUN = Setting(running=dt.date(2026, 11, 1))
REGION = Noun("région", feminine=True)

CASES: list[tuple[Reading, str, str]] = [
    (
        read_units(SITE, Tally({})),
        "Aucun site ne peut être comparé au réseau.",
        "On ne peut rien conclure.",
    ),
    (
        read_units(SITE, Tally({}, {"base faible": 1})),
        "Aucun site ne peut être comparé au réseau.",
        "1 site à part : base faible.",
    ),
    (
        read_units(SITE, Tally({}, {"base faible": 3, "secret statistique": 1})),
        "Aucun site ne peut être comparé au réseau.",
        "4 sites à part : base faible (3), secret statistique (1).",
    ),
    (
        read_units(REGION, Tally({}, {"aucune réponse": 2})),
        "Aucune région ne peut être comparée au réseau.",
        "2 régions à part : aucune réponse.",
    ),
    (
        read_units(SITE, Tally({Verdict.NO_EVIDENCE: 1})),
        "Le seul site comparé ne se distingue pas du réseau de façon démontrée.",
        "Pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 1})),
        "Le seul site comparé est meilleur que le réseau.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_units(SITE, Tally({Verdict.WORSE: 1}, {"secret statistique": 2})),
        "Le seul site comparé est moins bon que le réseau.",
        "2 sites à part : secret statistique.",
    ),
    (
        read_units(SITE, Tally({Verdict.HIGHER: 1})),
        "Le seul site comparé est au-dessus du réseau.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_units(SITE, Tally({Verdict.LOWER: 1})),
        "Le seul site comparé est au-dessous du réseau.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_units(SITE, Tally({Verdict.STABLE: 1})),
        "Le seul site comparé a un écart démontré avec le réseau, mais trop petit pour compter.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_units(REGION, Tally({Verdict.WORSE: 1})),
        "La seule région comparée est moins bonne que le réseau.",
        "Cet écart ne dit rien de sa cause.",
    ),
    (
        read_units(SITE, Tally({Verdict.NO_EVIDENCE: 168})),
        "Sur 168 sites comparés, aucun ne se distingue du réseau de façon démontrée.",
        "Tests corrigés de leur nombre (168) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 1, Verdict.NO_EVIDENCE: 167})),
        "Sur 168 sites comparés, 1 est meilleur que le réseau.",
        "Tests corrigés de leur nombre (168) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 2, Verdict.WORSE: 1, Verdict.NO_EVIDENCE: 165}), dispersion=True),
        "Sur 168 sites comparés, 2 sont meilleurs et 1 est moins bon que le réseau.",
        (
            "Tests corrigés de leur nombre (168), compte tenu des différences habituelles entre sites ; pas "
            "d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_units(
            SITE,
            Tally(
                {Verdict.WORSE: 3, Verdict.NO_EVIDENCE: 1197},
                {"base faible": 12, "secret statistique": 4, "aucune réponse": 1},
            ),
        ),
        "Sur 1 200 sites comparés, 3 sont moins bons que le réseau.",
        (
            "17 sites à part : base faible (12), secret statistique (4), aucune réponse (1) ; tests corrigés "
            "de leur nombre (1 200) ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_units(REGION, Tally({Verdict.BETTER: 2, Verdict.WORSE: 3, Verdict.NO_EVIDENCE: 8})),
        "Sur 13 régions comparées, 2 sont meilleures et 3 sont moins bonnes que le réseau.",
        "Tests corrigés de leur nombre (13) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(REGION, Tally({Verdict.NO_EVIDENCE: 13})),
        "Sur 13 régions comparées, aucune ne se distingue du réseau de façon démontrée.",
        "Tests corrigés de leur nombre (13) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SERVICE, Tally({Verdict.HIGHER: 2, Verdict.LOWER: 1, Verdict.NO_EVIDENCE: 5})),
        "Sur 8 services comparés, 2 sont au-dessus et 1 est au-dessous du réseau.",
        "Tests corrigés de leur nombre (8) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(RESULT, Tally({Verdict.BETTER: 3, Verdict.WORSE: 2, Verdict.HIGHER: 1})),
        "Sur 6 résultats comparés, 3 sont meilleurs et 2 sont moins bons que le réseau, 1 est au-dessus du réseau.",
        "Tests corrigés de leur nombre (6).",
    ),
    (
        read_units(SERVICE, Tally({Verdict.STABLE: 1, Verdict.NO_EVIDENCE: 4})),
        "Sur 5 services comparés, 1 écart est démontré mais trop petit pour compter.",
        "Tests corrigés de leur nombre (5) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SERVICE, Tally({Verdict.STABLE: 2, Verdict.NO_EVIDENCE: 4})),
        "Sur 6 services comparés, 2 écarts sont démontrés mais trop petits pour compter.",
        "Tests corrigés de leur nombre (6) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(SERVICE, Tally({Verdict.STABLE: 1, Verdict.BETTER: 4})),
        "Sur 5 services comparés, 4 sont meilleurs que le réseau.",
        "Tests corrigés de leur nombre (5) ; 1 service a un écart démontré mais minime.",
    ),
    (
        read_units(SERVICE, Tally({Verdict.STABLE: 2, Verdict.BETTER: 4})),
        "Sur 6 services comparés, 4 sont meilleurs que le réseau.",
        "Tests corrigés de leur nombre (6) ; 2 services ont un écart démontré mais minime.",
    ),
    (
        read_units(INDICATOR, Tally({Verdict.NO_EVIDENCE: 6}), reference=PEERS),
        "Sur 6 indicateurs comparés, aucun ne se distingue de l’ensemble des pairs de façon démontrée.",
        "Tests corrigés de leur nombre (6) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(INDICATOR, Tally({Verdict.BETTER: 1, Verdict.NO_EVIDENCE: 6}), reference=PEERS),
        "Sur 7 indicateurs comparés, 1 est meilleur que l’ensemble des pairs.",
        "Tests corrigés de leur nombre (7) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_units(INDICATOR, Tally({}), reference=PEERS),
        "Aucun indicateur ne peut être comparé à l’ensemble des pairs.",
        "On ne peut rien conclure.",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 2}), RUN),
        "Sur 2 sites comparés, 2 sont meilleurs que le réseau.",
        "Tests corrigés de leur nombre (2) ; la période n’est pas finie (novembre 2026 est en cours).",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 2}), Setting(self_selected=True, mixed=True)),
        "Sur 2 sites comparés, 2 sont meilleurs que le réseau.",
        "Tests corrigés de leur nombre (2) ; les avis en ligne n’y ont qu’une marge indicative.",
    ),
    (
        read_units(SITE, Tally({Verdict.BETTER: 2}), Setting(self_selected=True)),
        "Sur 2 sites comparés, 2 sont meilleurs que le réseau.",
        (
            "Tests corrigés de leur nombre (2) ; les auteurs d’avis ont choisi de s’exprimer, la marge n’est "
            "donc qu’indicative."
        ),
    ),
    (
        read_engagements_compared(Tally({}), ()),
        "Aucun engagement ne peut être comparé à la moyenne des autres.",
        "On ne peut rien conclure.",
    ),
    (
        read_engagements_compared(Tally({}, {"moins de deux autres engagements ont un chiffre solide": 2}), (3, 4)),
        "Aucun engagement ne peut être comparé à la moyenne des autres.",
        (
            "Engagements 3 et 4 absents de la moyenne ; 2 engagements à part : moins de deux autres "
            "engagements ont un chiffre solide."
        ),
    ),
    (
        read_engagements_compared(Tally({Verdict.NO_EVIDENCE: 3}), ()),
        "Sur 3 engagements comparés, aucun ne se distingue de la moyenne des autres de façon démontrée.",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; les questions "
            "diffèrent, un écart peut donc tenir à leur formulation ; tests corrigés de leur nombre (3) ; pas "
            "d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_engagements_compared(Tally({Verdict.BETTER: 2, Verdict.WORSE: 3, Verdict.NO_EVIDENCE: 3}), (9,)),
        "Sur 8 engagements comparés, 2 sont meilleurs et 3 sont moins bons que la moyenne des autres.",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; les questions "
            "diffèrent, un écart peut donc tenir à leur formulation ; engagement 9 absent de la moyenne ; "
            "tests corrigés de leur nombre (8) ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_engagements_compared(Tally({Verdict.WORSE: 1, Verdict.NO_EVIDENCE: 5}, {"base faible": 1}), (9, 2, 6)),
        "Sur 6 engagements comparés, 1 est moins bon que la moyenne des autres.",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; les questions "
            "diffèrent, un écart peut donc tenir à leur formulation ; engagements 2, 6 et 9 absents de la "
            "moyenne ; 1 engagement à part : base faible ; tests corrigés de leur nombre (6) ; pas d’écart "
            "démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_engagements_compared(Tally({Verdict.STABLE: 1, Verdict.NO_EVIDENCE: 2}), (), RUN),
        "Sur 3 engagements comparés, 1 écart est démontré mais trop petit pour compter.",
        (
            "Test prudent : les mêmes personnes peuvent avoir répondu aux deux questions ; les questions "
            "diffèrent, un écart peut donc tenir à leur formulation ; tests corrigés de leur nombre (3) ; la "
            "période n’est pas finie (novembre 2026 est en cours) ; pas d’écart démontré ne veut pas dire "
            "égalité."
        ),
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)
