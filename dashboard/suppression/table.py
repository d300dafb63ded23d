"""A table whose cells belong to two trees at once, drawn as a graph (`suppression.circulation`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from dashboard.suppression.timeline import Flags

Nodes = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Table:
    """`arcs`: (from, to) of each cell. `up`, `down`: whether its count may be one more, or one less, for all that is
    known besides. `cost`: what withholding it loses; None: it cannot serve. `sums`: cells whose total is told as soon
    as all of them are open, and must be as unknown as they are when some are withheld."""

    arcs: Sequence[tuple[int, int]]
    up: Sequence[bool]
    down: Sequence[bool]
    cost: Sequence[float | None]
    sums: Sequence[Sequence[int]] = ()

    @cached_property
    def nodes(self) -> int:
        """How many equations."""
        return 1 + int(self.ends.max(initial=-1))

    @cached_property
    def ends(self) -> Nodes:
        """The arcs, one row a cell."""
        return _ends(tuple(self.arcs))

    @cached_property
    def ups(self) -> Flags:
        """`up`, all at once."""
        return np.array(self.up, dtype=bool)

    @cached_property
    def downs(self) -> Flags:
        """`down`, all at once."""
        return np.array(self.down, dtype=bool)

    def moves(self, cell: int) -> Iterable[tuple[int, int]]:
        """The ways through a cell: (from, to) when it grows, (to, from) when it falls."""
        one, other = self.arcs[cell]
        if self.up[cell]:
            yield one, other
        if self.down[cell]:
            yield other, one


@lru_cache(8)
def _ends(arcs: tuple[tuple[int, int], ...]) -> Nodes:
    """The tables of the boundaries of an indicator are made of the same cells."""
    return np.array(arcs, dtype=np.intp).reshape(-1, 2)
