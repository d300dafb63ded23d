"""Tests on a real cluster: `make test-cluster` names this folder, `make test` leaves it aside (it needs Java)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.standalone import Cluster, cluster


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """They run when they are asked for by name."""
    return None if any("cluster" in argument for argument in config.args) else True


@pytest.fixture(scope="session")
def spark() -> Iterator[Cluster]:
    """One cluster for all tests: what is asked for is there, or the tests fail."""
    with cluster() as made:
        yield made
