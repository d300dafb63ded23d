"""What is withheld is the same, whether it is computed in this process or beside."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.config import Settings
from dashboard.store import closed_beside
from dashboard.store.publish import publish
from tests.builders import CROSSED, measure, reference, site, stage
from tests.crossed_tables import people_of


@pytest.fixture
def given(settings: Settings) -> Settings:
    """Nine sites that cross, of two indicators, with many small counts."""
    sites = [
        site(f"S{row}", service=service, site_type=kind, region=region, department=department)
        for row, (service, kind, region, department) in enumerate(CROSSED)
    ]
    rows = [
        measure(f"S{row}", f"2024-{1 + month:02}", numerator=n // 2, denominator=n, n=n, indicator=indicator)
        for seed, indicator in enumerate(("share", "mean"))
        for (row, month), n in people_of(seed, 12).items()
        if n
    ]
    stage(settings, sites=sites, measures=rows)
    return settings


def closed(settings: Settings) -> list[tuple[Any, ...]]:
    version = publish(settings, reference())
    with duckdb.connect(str(version.path), read_only=True) as connection:
        return connection.execute("select * from closed_month order by all").fetchall()


def test_beside_and_here_withhold_the_same(given: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = closed(replace(given, threads=1))
    assert here
    monkeypatch.setattr(closed_beside, "LARGE", 1)
    asked = answers_of_processes(monkeypatch)
    other = replace(given, home=tmp_path / "other")
    (tmp_path / "other").mkdir()
    given.staging.rename(other.staging)
    assert closed(replace(other, threads=2)) == here
    assert asked == [True, True]


def answers_of_processes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What each process answered."""
    told, answers = closed_beside._told, list[bool]()
    monkeypatch.setattr(closed_beside, "_told", lambda *given: answers.append(told(*given)))
    return answers


def test_a_process_that_fails_is_done_without(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed_beside, "LARGE", 1)
    answers = answers_of_processes(monkeypatch)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert closed(replace(given, threads=2))
    assert answers == [False, False]
