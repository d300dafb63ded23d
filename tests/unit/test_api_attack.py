"""A stranger with the API and the files of the export together learns no small count; without protection, some."""

import pytest

from dashboard.config import Settings
from tests.api_attack import crossed, judicial, unprotected


@pytest.mark.parametrize(("table", "seed"), [(crossed, 0), (judicial, 1)])
def test_no_small_count_follows_from_the_api_and_the_files(settings: Settings, table, seed: int) -> None:
    made = table(settings, seed)
    assert made.small > 10
    assert made.requests > 400
    assert made.found == 0


def test_the_attack_finds_small_counts_when_only_they_are_withheld(settings: Settings) -> None:
    with unprotected():
        assert judicial(settings, 1).found > 10
