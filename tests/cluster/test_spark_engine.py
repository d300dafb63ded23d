"""A cluster builds what DuckDB builds, whatever dies meanwhile. Everything but sums of doubles is equal to the bit:
these are equal within 1e-9 (weights and scores are added in another order; `equal_builds.same`).
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import demo
from dashboard.config import Settings
from dashboard.engine import spark_session
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.engine import STEPS, Asked, Progress
from dashboard.engine.staged import Inputs
from dashboard.errors import StoreError
from dashboard.loading import load
from dashboard.store import crossings
from dashboard.store.build_inputs import VersionMade
from dashboard.store.crossings import Crossing
from dashboard.store.publish import current, publish
from dashboard.store.reference_data import reference as demonstrated
from tests.builders import day, measure, reference, stage
from tests.cluster.both_engines import by_duckdb, by_spark, counts, inputs, on_the_cluster
from tests.cluster.equal_builds import differences, rows_of
from tests.cluster.standalone import Cluster
from tests.cluster.targeted_cases import CATALOGUE, stage_targeted_cases


@pytest.fixture(scope="module")
def targeted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Inputs, Path]:
    """The targeted cases, and what DuckDB makes of them."""
    home = tmp_path_factory.mktemp("targeted") / "à 100 %, chez nous #1"
    settings = Settings(home=home, memory_limit="500MB")
    typed = stage_targeted_cases(settings)
    given = inputs(settings, CATALOGUE, typed=typed)
    return settings, given, by_duckdb(settings, given, home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """That of the command line."""
    return tmp_path / "home"


def test_the_demonstration_published_by_the_cluster_is_what_duckdb_builds(
    spark: Cluster, home: Path, tmp_path: Path, command: Callable[..., tuple[int, str, str]]
) -> None:
    settings = Settings(home=home)
    for source in demo.write(tmp_path / "files", demo.SMALL):
        load(settings, source.kind, [str(source.path)], mapping=source.mapping, margins=source.margins, demo=True)
    code, out, _ = command("publish", "--engine", spark.address)
    assert code == 0
    assert out.startswith("Version 1 publiée")
    version = current(settings)
    assert version is not None
    made = VersionMade(version.number, version.built_at, version.digest)
    mine = by_duckdb(settings, inputs(settings, demonstrated(settings), made), tmp_path)
    assert differences(version.path, mine) == []
    rows = rows_of(mine)
    assert all(rows.values()), rows
    assert rows["answer_origin"] > 1_000


def test_targeted_cases_are_what_duckdb_makes_of_them(spark: Cluster, targeted: tuple[Settings, Inputs, Path]) -> None:
    settings, given, mine = targeted
    told: list[tuple[str, int, int]] = []
    given = replace(given, counted=counts(settings, on_the_cluster(settings, spark.address)))
    built = by_spark(settings, spark.address, given, mine.parent, lambda *step: told.append(step))
    assert differences(built, mine) == []
    rows = rows_of(mine)
    assert all(rows.values()), rows
    assert [step for step, _, _ in told] == [*(step.table for step in STEPS), ""]
    assert [place for _, place, _ in told] == list(range(len(STEPS) + 1))


CROSSINGS = (
    Crossing("enquete", day("2024-01"), day("2025-01"), ("question",), ("score",)),
    Crossing("enquete", day("2024-01"), day("2025-01"), (), ("question", "score")),
)


@pytest.mark.parametrize("crossing", CROSSINGS)
def test_answers_crossed_by_the_cluster_are_those_of_duckdb(
    spark: Cluster, targeted: tuple[Settings, Inputs, Path], crossing: Crossing
) -> None:
    settings, given, mine = targeted
    asked = Asked("cross/answers_crossed", given.staged["answers"], crossings.tables(crossing), 120)
    told: list[float] = []
    found = on_the_cluster(settings, spark.address).ask(asked, told.append).to_pylist()
    wanted = DuckDBEngine(settings).ask(asked, lambda _share: None).to_pylist()
    assert len(wanted) > 3
    assert [tuple(row.values())[:3] for row in found] == [tuple(row.values())[:3] for row in wanted]
    assert [row["w_2"] for row in found] == pytest.approx([row["w_2"] for row in wanted], rel=1e-9)
    assert told
    assert all(0 <= share <= 1 for share in told)
    assert mine.exists()


def test_an_executor_then_a_worker_that_are_killed_change_nothing(
    spark: Cluster, targeted: tuple[Settings, Inputs, Path], tmp_path: Path
) -> None:
    settings, given, mine = targeted

    def kill() -> None:
        """Whichever worker has one by then: the cluster gives them when it has work."""
        stop = time.monotonic() + 20
        while not (found := [*spark.executors("worker-1"), *spark.executors("worker-2")]) and time.monotonic() < stop:
            time.sleep(0.05)
        os.kill(found[0], signal.SIGKILL)

    progress, done = in_mid_build(kill, lambda: spark.kill("worker-2"))
    built = by_spark(settings, spark.address, given, tmp_path, progress)
    assert all(one.wait(30) for one in done)
    assert differences(built, mine) == []


def in_mid_build(*acts: Callable[[], None]) -> tuple[Progress, list[threading.Event]]:
    """Acts a moment after steps began, at equal distances: while the cluster computes them."""
    done = [threading.Event() for _ in acts]

    def run(number: int) -> None:
        acts[number]()
        done[number].set()

    def progress(step: str, place: int, of: int) -> None:
        distance = of // (len(acts) + 1)
        if place and place % distance == 0 and place // distance <= len(acts):
            threading.Timer(0.2, run, [place // distance - 1]).start()

    return progress, done


def test_without_any_worker_the_step_is_stopped_and_the_former_version_stays(
    spark: Cluster, published: Settings
) -> None:
    for name in [name for name in spark.processes if name.startswith("worker")]:
        spark.kill(name)
    stage(published, measures=[measure("A", "2024-03", numerator=1, denominator=60)])
    with pytest.raises(StoreError, match=r"arrêtée sur la grappe après 10\ss.*la version précédente reste servie"):
        publish(replace(published, engine=spark.address, engine_seconds=10), reference())
    asked = Asked(
        "cross/answers_crossed", (published.staging / "0003" / "answers.parquet",), crossings.tables(CROSSINGS[0]), 10
    )
    with pytest.raises(StoreError, match=r"après 10\ss.*BAROMETRE_CROSSING_SECONDS.*ce qui est publié reste servi"):
        on_the_cluster(published, spark.address).ask(asked, lambda _share: None)
    served = current(published)
    assert served is not None
    assert served.number == 1
    assert [path.name for path in published.published.glob(".data-*")] == []


def test_a_server_that_stops_in_mid_build_is_a_sentence(
    spark: Cluster, published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark_session, "RETRIES", 2)
    stage(published, measures=[measure("A", "2024-03", numerator=1, denominator=60)])
    threading.Timer(3, lambda: spark.kill("connect")).start()
    with pytest.raises(StoreError, match=r"Spark Connect est démarré.*la version précédente reste servie"):
        publish(replace(published, engine=spark.address), reference())
