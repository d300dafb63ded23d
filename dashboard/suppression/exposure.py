"""Which withheld cells can be computed from those that are shown (`suppression.circulation`)."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dashboard.suppression.bridges import bridges
from dashboard.suppression.table import Nodes, Table


def exposed(table: Table, withheld: Iterable[int]) -> list[int]:
    """Which withheld cells can be computed from the others: those that no cycle goes through.

    A cell that moves one way has a cycle when its ends reach each other. So has one that moves both ways, unless it is
    a bridge of the part where they do: without its bridges, each such part can be given one way everywhere and remain
    so (Boesch and Tindell, « Robbins's theorem for mixed multigraphs », Amer. Math. Monthly 87 (1980), 716-719).
    """
    cells = np.array(sorted(withheld), dtype=int)
    one, other = table.ends[cells].T
    up, down = table.ups[cells], table.downs[cells]
    starts, stops = np.concatenate([one[up], other[down]]), np.concatenate([other[up], one[down]])
    part = parts(starts, stops, table.nodes, "strong")
    turning = cells[(up | down) & (part[one] == part[other])]
    safe = set(turning.tolist()) - bridges(table.arcs, turning.tolist())
    return [cell for cell in cells.tolist() if cell not in safe]


def parts(starts: Nodes, stops: Nodes, size: int, connection: Literal["weak", "strong"]) -> Nodes:
    """The connected component of each node."""
    # Sorted, each once, which SciPy needs: it would take three times as long to do it, thousands of times.
    starts, stops = np.divmod(np.unique(starts * size + stops), size)
    rows = np.concatenate([[0], np.bincount(starts, minlength=size).cumsum()]).astype(np.int32)
    graph = csr_array((np.ones(len(stops)), stops.astype(np.int32), rows), shape=(size, size))
    return np.asarray(connected_components(graph, connection=connection)[1], dtype=np.intp)
