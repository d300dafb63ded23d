"""Targets year by year: statuses of the annual report and PILOTE's progress rate, worked by hand.

`share`: 60 % in 2022, 63 in 2023, 66 in 2024, 68 in 2025 (until June); targets 66 in 2023, 65 in 2024, 70 in 2025.
"""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.trajectories import trajectories
from dashboard.config import Settings
from dashboard.domain.indicator import MethodBreak, Target
from dashboard.domain.scope import Scope
from dashboard.stats.target import TargetStatus
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import measure, reference, site, stage
from tests.unit.french import check

VALUES = {2022: 60, 2023: 63, 2024: 66, 2025: 68}
TARGETS = (
    Target(2023, ">=", 66.0),
    Target(2024, ">=", 65.0),
    Target(2025, ">=", 70.0),
    Target(2024, ">=", 90.0, "pjj"),
)


def made(home, scope=None, breaks=()):
    settings = Settings(home=home, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A"), site("P", service="pjj", service_label="PJJ")])
    rows = [
        measure(code, f"{year}-{month:02}", numerator=value, denominator=100)
        for code in ("A", "P")
        for year, value in VALUES.items()
        for month in range(1, 13)
        if (year, month) <= (2025, 6)
    ]
    stage(settings, measures=rows)
    entries = dict(reference().indicators)
    entries["share"] = replace(entries["share"], targets=TARGETS, breaks=breaks)
    publish(settings, replace(reference(), indicators=entries))
    reader = open_current(settings)
    known = indicators(reader)
    return trajectories(reader, (known["share"], known["mean"]), scope or Scope(), settings)


def test_statuses_and_progress(tmp_path):
    [found] = made(tmp_path)
    assert found.initial == (2022, pytest.approx(60))
    assert [(s.year, s.status, s.progress, s.running) for s in found.steps] == [
        (2022, TargetStatus.NO_TARGET, None, False),
        (2023, TargetStatus.IMPROVING, pytest.approx(50), False),
        (2024, TargetStatus.MET, pytest.approx(120), False),
        (2025, TargetStatus.MISSING, None, True),
    ]
    check(
        found.reading,
        "2024, cible atteinte : 66,0 % pour une cible d’au moins 65 % en 2024.",
        "Taux d’avancement à date : 120 %, depuis la valeur initiale de 2022 (60,0 %) ; cibles à venir ou sans "
        "résultat : au moins 70 % en 2025 ; l’année 2025 n’est pas finie, son résultat est provisoire ; le statut suit "
        "les mots du rapport annuel de performances, sans tenir compte de la marge.",
    )


def test_the_target_of_the_service(tmp_path):
    [found] = made(tmp_path, Scope(services=("pjj",)))
    last = found.last
    assert (last.year, last.target.value, last.status) == (2024, 90, TargetStatus.IMPROVING)


def test_no_rate_across_a_method_break(tmp_path):
    [found] = made(tmp_path, breaks=(MethodBreak(dt.date(2024, 1, 1), "autre définition"),))
    last = found.last
    assert (last.year, last.progress) == (2024, None)
    assert "sans valeur initiale comparable" in found.reading.limit.lower()
