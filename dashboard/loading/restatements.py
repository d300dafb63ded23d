"""How many measures of a load change a value that is staged already."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.sources.duplicates import key_hashes

_KEY = ["indicator", "site", "month", "months", "grade"]
_CONTENT = ["value", "numerator", "denominator", "n", "word"]
Hashes = npt.NDArray[np.uint64]


def count_restated(new: Path, earlier: Iterable[Path]) -> int:
    """Rows of `new` whose key (indicator, site, period, grade) was last staged with another value.

    `earlier` goes from the oldest load to the newest. Memory: 24 bytes a row of `new`, whatever was loaded before.
    """
    batches = list(_batches(new))
    if not batches:
        return 0
    keys, contents = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    order = np.argsort(keys, kind="stable")
    keys, contents = keys[order], contents[order]
    differs = np.zeros(len(keys), dtype=bool)
    for path in earlier:
        for old_keys, old_contents in _batches(path):
            places = np.minimum(np.searchsorted(keys, old_keys), len(keys) - 1)
            met = keys[places] == old_keys
            differs[places[met]] = contents[places[met]] != old_contents[met]
    return int(differs.sum())


def _batches(path: Path) -> Iterator[tuple[Hashes, Hashes]]:
    file = pq.ParquetFile(path)
    for batch in file.iter_batches(batch_size=200_000, columns=_KEY + _CONTENT):
        table = pa.Table.from_batches([batch])
        yield _hashes(table, _KEY), _hashes(table, _CONTENT)


def _hashes(table: pa.Table, columns: list[str]) -> Hashes:
    """Equal rows hash alike in every batch: integers with nulls become floats whether or not a batch has nulls."""
    frame = table.select(columns).to_pandas()
    numeric = {name: "float64" for name in ("months", "grade", "n") if name in frame}
    frame = frame.astype(numeric)
    for name in ("month",):
        if name in frame:
            frame[name] = frame[name].astype("datetime64[s]")
    for name in ("indicator", "site", "word"):
        if name in frame:
            frame[name] = frame[name].fillna("").astype("str")
    return key_hashes([frame[name] for name in columns])
