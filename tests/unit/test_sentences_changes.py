"""What changed, in words."""

import datetime as dt

import pytest

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.wording.changes import read_changes, rest, short_move
from dashboard.wording.limits import Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import Tally
from tests.builders import indicator
from tests.unit.french import check, plain, well_formed

CASES: list[tuple[Reading, str, str]] = [
    (
        read_changes(Tally({})),
        "Aucune évolution ne peut être testée sur cette période.",
        "On ne peut rien conclure.",
    ),
    (
        read_changes(Tally({}, {"rupture de méthode": 4, "périodes incomplètes": 2})),
        "Aucune évolution ne peut être testée sur cette période.",
        "6 comparaisons à part : rupture de méthode (4), périodes incomplètes (2).",
    ),
    (
        read_changes(Tally({Verdict.NO_EVIDENCE: 1})),
        "Aucun changement n’est démontré.",
        "Un seul test ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_changes(Tally({Verdict.NO_EVIDENCE: 12}, {"base faible": 1})),
        "Aucun changement n’est démontré.",
        (
            "Tests corrigés de leur nombre (12) ; 1 comparaison à part : base faible ; pas d’écart démontré "
            "ne veut pas dire égalité."
        ),
    ),
    (
        read_changes(Tally({Verdict.BETTER: 1, Verdict.NO_EVIDENCE: 11}, {"base faible": 1, "rupture de méthode": 1})),
        "1 changement est démontré : 1 amélioration.",
        (
            "Tests corrigés de leur nombre (12) ; 2 comparaisons à part : base faible (1), rupture de méthode "
            "(1) ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_changes(Tally({Verdict.BETTER: 2, Verdict.WORSE: 1, Verdict.NO_EVIDENCE: 9})),
        "3 changements sont démontrés : 2 améliorations et 1 dégradation.",
        "Tests corrigés de leur nombre (12) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_changes(Tally({Verdict.WORSE: 1})),
        "1 changement est démontré : 1 dégradation.",
        "Un seul test.",
    ),
    (
        read_changes(Tally({Verdict.HIGHER: 1, Verdict.LOWER: 2, Verdict.NO_EVIDENCE: 1})),
        "3 changements sont démontrés : 1 hausse et 2 baisses.",
        "Tests corrigés de leur nombre (4) ; pas d’écart démontré ne veut pas dire égalité.",
    ),
    (
        read_changes(Tally({Verdict.BETTER: 1, Verdict.WORSE: 1, Verdict.HIGHER: 1, Verdict.LOWER: 1})),
        "4 changements sont démontrés : 1 amélioration, 1 dégradation, 1 hausse et 1 baisse.",
        "Tests corrigés de leur nombre (4).",
    ),
    (
        read_changes(Tally({Verdict.STABLE: 1, Verdict.NO_EVIDENCE: 3})),
        "Aucun changement assez grand pour compter n’est démontré.",
        (
            "Tests corrigés de leur nombre (4) ; 1 écart démontré mais trop petit pour compter ; pas d’écart "
            "démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_changes(Tally({Verdict.STABLE: 2, Verdict.BETTER: 3})),
        "3 changements sont démontrés : 3 améliorations.",
        "Tests corrigés de leur nombre (5) ; 2 écarts démontrés mais trop petits pour compter.",
    ),
    (
        read_changes(Tally({Verdict.BETTER: 2, Verdict.NO_EVIDENCE: 9}), Setting(season=True)),
        "2 changements sont démontrés : 2 améliorations.",
        (
            "Tests corrigés de leur nombre (11) ; les deux périodes ne couvrent pas les mêmes mois de "
            "l’année, l’écart peut donc être saisonnier ; pas d’écart démontré ne veut pas dire égalité."
        ),
    ),
    (
        read_changes(
            Tally({Verdict.BETTER: 2, Verdict.NO_EVIDENCE: 9}),
            Setting(running=dt.date(2026, 11, 1), self_selected=True),
        ),
        "2 changements sont démontrés : 2 améliorations.",
        (
            "Tests corrigés de leur nombre (11) ; la période n’est pas finie (novembre 2026 est en cours) ; "
            "les auteurs d’avis ont choisi de s’exprimer, la marge n’est donc qu’indicative ; pas d’écart "
            "démontré ne veut pas dire égalité."
        ),
    ),
]


@pytest.mark.parametrize(("reading", "conclusion", "limit"), CASES)
def test_the_two_sentences(reading: Reading, conclusion: str, limit: str) -> None:
    check(reading, conclusion, limit)


BEFORE, NOW = Shown(76.0, n=40_000), Shown(67.6, 67.2, 68.0, n=41_000)
SECRET = Withheld(Status.MASKED, "Secret statistique")


def move(verdict: Verdict, benchmark: Estimate | None, difference: float | None = -8.4) -> Comparison:
    return Comparison(Against.LAST_YEAR, verdict, benchmark=benchmark, difference=difference, lower=-8.9, upper=-8.0)


@pytest.mark.parametrize(
    ("found", "now", "words"),
    [
        (
            move(Verdict.WORSE, BEFORE),
            NOW,
            "Dégradation démontrée : 76,0 % puis 67,6 %, −8,4 points, IC 95 % [−8,9 ; −8,0]",
        ),
        (move(Verdict.BETTER, SECRET), NOW, "Amélioration démontrée"),
        (move(Verdict.WORSE, BEFORE), SECRET, "Dégradation démontrée"),
        (move(Verdict.HIGHER, BEFORE, None), NOW, "Hausse démontrée"),
    ],
)
def test_one_line_of_what_changed(found: Comparison, now: Estimate, words: str) -> None:
    assert plain(short_move(indicator("share"), now, found)) == words


def test_what_is_not_listed_is_counted() -> None:
    assert plain(rest(1)) == "1 autre changement, moins sûr, n’est pas affiché ici."
    assert plain(rest(4)) == "4 autres changements, moins sûrs, ne sont pas affichés ici."
    for more in (1, 4):
        well_formed(rest(more))
