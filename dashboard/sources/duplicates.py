"""Which row of a load says the same thing as an earlier one, over any number of batches.

A key is kept as a 64-bit hash and a line number: 16 bytes a row, 160 MB for ten million rows. At that size the chance
that two different keys collide anywhere in the load is about 3 in a million (n² / 2⁶⁵).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.sources.reader import Rows

Hashes = npt.NDArray[np.uint64]
Lines = npt.NDArray[np.int64]


_FILE = 1 << 40  # a line number is below; the rank of the file above


class SeenKeys:
    """The keys met so far in a load, with the line of the first row that had each."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Lines]] = []
        self._files: dict[str, int] = {}

    def refuse_repeated(self, rows: Rows, keys: Sequence[pd.Series]) -> None:
        """Refuse the kept rows whose key was met before, in this file or in another one of the load."""
        kept = np.flatnonzero(rows.kept)
        rank = self._files.setdefault(rows.file, len(self._files))
        first = self.first_lines([key.iloc[kept] for key in keys], rows.lines[kept] + rank * _FILE)
        firsts = dict(zip(kept[first > 0].tolist(), first[first > 0].tolist(), strict=True))
        repeated = np.zeros(len(rows), dtype=bool)
        repeated[list(firsts)] = True
        rows.refuse(repeated, "", lambda place: self._origin(firsts[place], rows.file))

    def _origin(self, first: int, file: str) -> str:
        name, line = list(self._files)[first // _FILE], first % _FILE
        return repeated(line, "" if name == file else name)

    def first_lines(self, keys: Sequence[pd.Series], lines: Lines) -> Lines:
        """For every row, the line of the first row with the same key, or 0 when the key is new; the keys are kept."""
        hashes = key_hashes(keys)
        earlier = self._find(hashes)
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        starts = np.r_[True, ordered[1:] != ordered[:-1]] if len(ordered) else np.zeros(0, dtype=bool)
        first = order[np.flatnonzero(starts)[np.cumsum(starts) - 1]] if len(ordered) else order
        result = np.zeros(len(hashes), dtype=np.int64)
        repeated = ~starts
        result[order[repeated]] = lines[first[repeated]]
        result = np.where(earlier > 0, earlier, result)
        new = starts & (earlier[order] == 0)
        self._add(ordered[new], lines[order[new]])
        return result

    def _find(self, hashes: Hashes) -> Lines:
        found = np.zeros(len(hashes), dtype=np.int64)
        for known, lines in self._runs:
            place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            found = np.where(known[place] == hashes, lines[place], found)
        return found

    def _add(self, hashes: Hashes, lines: Lines) -> None:
        """Keep a sorted run; runs of like size are merged, so that there are few of them (a logarithm of the rows)."""
        if not len(hashes):
            return
        self._runs.append((hashes, lines))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            (left, left_lines), (right, right_lines) = self._runs[-2:]
            merged = np.concatenate([left, right])
            order = np.argsort(merged, kind="stable")
            self._runs[-2:] = [(merged[order], np.concatenate([left_lines, right_lines])[order])]


def repeated(line: int, file: str = "") -> str:
    """Why a row that says the same as an earlier one is refused; `file`: where the earlier one is, when elsewhere."""
    return f"doublon de la ligne {line}" + (f" du fichier {file}" if file else "")


def key_hashes(keys: Sequence[pd.Series]) -> Hashes:
    """One 64-bit hash a row over several columns, the same in every process (missing values are values)."""
    frame = pd.DataFrame({str(place): key.reset_index(drop=True) for place, key in enumerate(keys)})
    return np.asarray(pd.util.hash_pandas_object(frame, index=False), dtype=np.uint64)
