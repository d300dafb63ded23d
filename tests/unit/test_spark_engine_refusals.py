"""What is said when the data cannot be built on a cluster: a sentence, and the former version is still served. What
asks for a cluster is in tests/cluster/.
"""

import builtins
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.errors import PySparkException

from dashboard import config
from dashboard.config import Settings, checked_engine, engine_place
from dashboard.engine import spark_build, spark_session
from dashboard.engine.chosen_engine import chosen_engine
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.spark_build import SparkEngine
from dashboard.errors import ConfigurationError, DashboardError, StoreError
from dashboard.store.publish import current, publish
from tests.builders import answer, measure, reference, site, stage
from tests.local_process import free_port
from tests.unit.test_spark_sql import without


def refusal(settings: Settings, address: str) -> str:
    """The sentence of a publication that is refused; what was served still is, and nothing is left beside it."""
    stage(settings, measures=[measure("A", "2024-03", numerator=1, denominator=60)])
    with pytest.raises(DashboardError) as refused:
        publish(replace(settings, engine=address), reference())
    version = current(settings)
    assert version is not None
    assert version.number == 1
    assert [path.name for path in settings.published.glob(".data-*")] == []
    return str(refused.value)


def test_nobody_listens_at_the_address(published: Settings) -> None:
    port = free_port()
    said = refusal(published, f"sc://127.0.0.1:{port}/;token=s3cret")
    assert said.startswith(f"La grappe 127.0.0.1:{port} ne répond pas")
    assert said.endswith("la version précédente reste servie.")
    assert "s3cret" not in said


def test_the_name_of_the_host_is_unknown(published: Settings) -> None:
    assert refusal(published, "sc://grappe.invalid").startswith("La grappe grappe.invalid:15002 ne répond pas")


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of something that is no Spark Connect server: it hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        yield server.getsockname()[1]


def test_what_listens_there_is_no_cluster(published: Settings, mute: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "RETRIES", 1)
    monkeypatch.setattr(spark_session, "ANSWERS_WITHIN_S", 1)
    assert refusal(published, f"sc://127.0.0.1:{mute}").startswith(f"La grappe 127.0.0.1:{mute} ne répond pas")


def test_the_client_is_not_installed(published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without("pyspark"))
    assert "pip install -r requirements-spark.txt" in refusal(published, "sc://127.0.0.1:15002")


def test_a_folder_that_spark_would_take_for_a_pattern(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "chez [moi]", engine="sc://grappe")
    stage(settings, sites=[site("A")])
    with pytest.raises(StoreError, match=r"contient «\s\[\s»"):
        publish(settings, reference())


@pytest.mark.parametrize(
    ("said_there", "told"),
    [
        ("java.io.IOException: No space left on device", "disque plein"),
        (
            "org.apache.hadoop…AccessControlException: Permission denied: user=spark",
            "écriture refusée.*le droit d’écrire",
        ),
        ("[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error", "fichier introuvable.*chaque machine"),
        ("java.lang.OutOfMemoryError: Java heap space", "mémoire insuffisante.*exécuteurs"),
        ("failed to connect to all addresses", "grappe muette.*Spark Connect"),
        ("[DIVIDE_BY_ZERO] Division by zero.\nJVM stacktrace…", r"\[DIVIDE_BY_ZERO\] Division by zero\.\).*journal"),
    ],
)
def test_a_step_that_fails_says_which_why_and_what_to_do(tmp_path: Path, said_there: str, told: str) -> None:
    unused: Any = None
    with (
        pytest.raises(
            StoreError, match=f"L’étape «\\sobservation\\s» a échoué.*{told}.*version précédente reste servie"
        ),
        spark_session.step(unused, "observation", spark_session.Limit(60), tmp_path),
    ):
        raise PySparkException(said_there)


class PartlyShared:
    """A session and its rows: one of the machines has not mounted the folder, what it wrote is not there."""

    def range(self, *_asked: int) -> "PartlyShared":
        return self

    @property
    def write(self) -> "PartlyShared":
        return self

    def parquet(self, place: str) -> None:
        folder = Path(place.removeprefix("file://"))
        folder.mkdir()
        pq.write_table(pa.table({"id": range(20)}), folder / "part-00000.parquet")


def test_a_machine_that_writes_elsewhere_is_found_before_anything_is_built(tmp_path: Path) -> None:
    rows: Any = PartlyShared()
    with pytest.raises(StoreError, match=r"ne partagent pas le dossier .*20 lignes d’essai sur 32"):
        spark_build._probe(rows, tmp_path / "probe")


def test_a_machine_that_writes_elsewhere_counts_nothing_that_would_be_kept(
    published: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted is kept for the publications to come: rows that are missing would be missing for ever."""
    monkeypatch.setattr(spark_build, "session", lambda _address: nullcontext(PartlyShared()))
    kept = {*(published.computed / "answers").iterdir()}
    stage(published, kind="survey", answers=[answer("A", "2024-01-10", 3)])
    with pytest.raises(StoreError, match=r"ne partagent pas le dossier .*20 lignes d’essai sur 32"):
        publish(replace(published, engine="sc://grappe"), reference())
    assert {*(published.computed / "answers").iterdir()} == kept


def test_the_settings_choose() -> None:
    assert isinstance(chosen_engine(config.settings({})), DuckDBEngine)
    assert isinstance(chosen_engine(config.settings({"BAROMETRE_ENGINE": "duckdb"})), DuckDBEngine)
    assert isinstance(chosen_engine(config.settings({"BAROMETRE_ENGINE": "sc://grappe"})), SparkEngine)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("sc://grappe", ("grappe", 15002)),
        ("sc://10.0.0.1:4000", ("10.0.0.1", 4000)),
        ("sc://[::1]:4000/;use_ssl=true;token=abc", ("::1", 4000)),
    ],
)
def test_an_address_has_a_host_and_a_port(address: str, place: tuple[str, int]) -> None:
    assert engine_place(address) == place


@pytest.mark.parametrize(
    "address",
    [
        "spark",
        "http://grappe",
        "sc://",
        "sc://grappe:0",
        "sc://grappe:70000",
        "sc://grappe/base",
        "sc://a b",
        "sc://a/;token",
    ],
)
def test_another_address_is_refused_where_it_was_given(address: str) -> None:
    with pytest.raises(ConfigurationError, match="BAROMETRE_ENGINE n’est pas l’adresse d’un moteur"):
        config.settings({"BAROMETRE_ENGINE": address})
    with pytest.raises(ConfigurationError, match="--engine n’est pas"):
        checked_engine(address, "--engine")
