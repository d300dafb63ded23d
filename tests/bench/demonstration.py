"""The full demonstration, made once a run of the benchmarks; BAROMETRE_TEST_HOME gives one that exists."""

import os
import tempfile
from functools import cache
from pathlib import Path

from dashboard import demo
from dashboard.config import Settings, settings
from dashboard.loading import load
from dashboard.store.publish import publish
from dashboard.store.reference_data import reference


@cache
def home() -> Settings:
    """Settings of an installation that holds the published full demonstration."""
    if given := os.environ.get("BAROMETRE_TEST_HOME"):
        return settings({"BAROMETRE_HOME": given})
    chosen = settings({"BAROMETRE_HOME": tempfile.mkdtemp(prefix="barometre-bench-")})
    demo.write_breaks(chosen.home)
    for source in demo.write(chosen.home / "demo"):
        load(chosen, source.kind, [str(source.path)], mapping=source.mapping, margins=source.margins, demo=True)
    publish(chosen, reference(chosen))
    return chosen


def folder() -> Path:
    """Its folder."""
    return home().home
