"""What some tests need beside Python: the tests of a machine without it are skipped, or fail where it is required."""

import os
from typing import NoReturn

import pytest


def lacking(name: str, reason: str) -> NoReturn:
    """Skip the test, or fail it with BAROMETRE_REQUIRE_<name>=1."""
    if os.environ.get(f"BAROMETRE_REQUIRE_{name}") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
