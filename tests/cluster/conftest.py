"""Tests on a real cluster: `make test-cluster` asks for them, `make test` leaves them aside (they need Java)."""

import os
from collections.abc import Iterator

import pytest

from tests.cluster.standalone import Cluster, cluster

collect_ignore_glob = [] if os.environ.get("BAROMETRE_CLUSTER") == "1" else ["test_*.py"]


@pytest.fixture(scope="session")
def spark() -> Iterator[Cluster]:
    """One cluster for all tests: what is asked for is there, or the tests fail."""
    with cluster() as made:
        yield made
