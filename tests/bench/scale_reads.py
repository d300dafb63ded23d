"""What pages read, whatever the number of answers behind: the same analyses on installations of growing size.

A page is computed seven times without the cache of the application, the sizes one after the other each time, so
that a slower moment of the machine is the same for all. « read »: the query of the page that takes longest.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.config import Settings
from dashboard.engine.query_file import QueryFile
from dashboard.errors import StoreError
from dashboard.store.store import Store
from dashboard.store.version import current
from tests.bench import large, reads

RUNS = 7


class TimedStore(Store):
    """Remembers what each query took, in milliseconds."""

    def __init__(self, chosen: Settings) -> None:
        version = current(chosen)
        if version is None:
            raise StoreError(f"nothing is published in {chosen.home}")
        super().__init__(version.path, threads=chosen.threads, memory_limit=chosen.memory_limit)
        self.times: dict[str, list[float]] = defaultdict(list)

    def _run(self, query: QueryFile, *rest: Any) -> Any:
        before = time.perf_counter()
        try:
            return super()._run(query, *rest)
        finally:
            self.times[query.name.removeprefix("read/")].append(1000 * (time.perf_counter() - before))


def run() -> tuple[str, list[str], list[list[object]]]:
    """One row a page; the last column is the whole page of the largest size over that of the smallest."""
    made = [large.installation(size) for size in large.sizes()]
    stores = [TimedStore(one.settings) for one in made]
    heads = ["page"]
    for one in made:
        millions = f"{one.answers / 1e6:.0f} M"
        heads += [f"{millions}: read", "first, ms", "median", "95 %", "whole page: first", "median"]
    pages = [reads.analyses(store, one.settings) for store, one in zip(stores, made, strict=True)]
    return (
        "Reads of the pages by number of answers",
        [*heads, "ratio"],
        [_row(name, pages, stores) for name in pages[0]],
    )


def _row(name: str, pages: Sequence[Mapping[str, Any]], stores: Sequence[TimedStore]) -> list[object]:
    whole: list[list[float]] = [[] for _ in stores]
    for store in stores:
        store.times.clear()
    for _ in range(RUNS):
        for place, page in enumerate(pages):
            before = time.perf_counter()
            page[name]()
            whole[place].append(1000 * (time.perf_counter() - before))
    row: list[object] = [name]
    for store, times in zip(stores, whole, strict=True):
        row += [*_slowest(store.times), round(times[0]), round(statistics.median(times[1:]), 1)]
    medians = [statistics.median(times[1:]) for times in whole]
    return [*row, round(medians[-1] / medians[0], 2)]


def _slowest(times: Mapping[str, Sequence[float]]) -> list[object]:
    """The query whose median is longest: its name, its first time, median and 95th percentile."""
    name, taken = max(times.items(), key=lambda one: statistics.median(one[1]))
    return [name, round(taken[0]), round(statistics.median(taken), 1), round(statistics.quantiles(taken, n=20)[18], 1)]
