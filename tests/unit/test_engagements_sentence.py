"""The first sentence of the overview agrees in number, and never calls equal what is not shown to differ."""

import pytest

from dashboard.wording.engagements import standing

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("counts", "conclusion"),
    [
        ((9, 9, 0, 0), "Sur 9 engagements comparés, aucun ne progresse et aucun ne recule de façon démontrée."),
        ((9, 8, 1, 0), "Sur 8 engagements comparés, 1 progresse et aucun ne recule de façon démontrée."),
        ((9, 8, 2, 3), "Sur 8 engagements comparés, 2 progressent et 3 reculent de façon démontrée."),
        ((1, 1, 0, 1), "Sur 1 engagement comparé, aucun ne progresse et 1 recule de façon démontrée."),
        ((2, 0, 0, 0), "2 engagements ont un résultat, aucun n’est comparable."),
        ((0, 0, 0, 0), "Aucun engagement n’a de résultat sur ce périmètre."),
    ],
)
def test_conclusion(counts: tuple[int, int, int, int], conclusion: str) -> None:
    assert standing(*counts, met=0, targets=0).conclusion.replace(NBSP, " ") == conclusion


@pytest.mark.parametrize(
    ("met", "targets", "limit"),
    [
        (0, 0, "Aucune cible n’est fixée."),
        (0, 1, "Cibles : aucune atteinte sur 1."),
        (1, 3, "Cibles : 1 atteinte sur 3."),
        (2, 3, "Cibles : 2 atteintes sur 3."),
    ],
)
def test_targets(met: int, targets: int, limit: str) -> None:
    text = standing(9, 9, 0, 0, met, targets).limit.replace(NBSP, " ")
    assert text == f"{limit} Pas d’écart démontré ne veut pas dire égalité."
