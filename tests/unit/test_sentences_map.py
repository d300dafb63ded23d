"""What the map of the sites says beside the conclusion of their comparison."""

import pytest

from dashboard.wording.reading import Reading
from dashboard.wording.site_places import read_places, too_many
from tests.unit.french import check, plain

COMPARED = Reading("Sur 22 sites comparés, 2 sont meilleurs que le réseau.", "Tests corrigés de leur nombre (22).")
APART = "es sites trop proches sont écartés les uns des autres."
NOT_PLACED = "faute de coordonnées ou parce que la carte ne va pas jusque-là"


@pytest.mark.parametrize(
    ("drawn", "placed", "shown", "said"),
    [
        (25, 25, 25, f"L{APART}"),
        (24, 24, 25, f"1 site sur 25 n’est pas placé, {NOT_PLACED} ; l{APART}"),
        (
            12,
            1200,
            1202,
            f"2 sites sur 1 202 ne sont pas placés, {NOT_PLACED} ; sur 1 200 sites, seuls ceux qui se distinguent sont "
            f"dessinés ; l{APART}",
        ),
    ],
)
def test_the_limit_says_what_the_map_leaves_out(drawn: int, placed: int, shown: int, said: str) -> None:
    found = read_places(COMPARED, drawn=drawn, placed=placed, shown=shown)
    check(found, COMPARED.conclusion, f"{COMPARED.limit} {said}")


def test_too_many_sites_say_what_to_do() -> None:
    assert plain(too_many(3000)) == (
        "3 000 sites à placer, c’est trop pour une carte lisible : elle reste par département. Restreindre le "
        "périmètre pour voir les sites."
    )
