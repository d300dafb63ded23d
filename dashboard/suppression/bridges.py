"""The bridges of a graph, edges that no cycle goes through (Tarjan, 1974). Own code, in time linear in the edges."""

from collections.abc import Iterable, Sequence


def bridges(arcs: Sequence[tuple[int, int]], cells: Iterable[int]) -> set[int]:
    """Which of `cells` (positions in `arcs`) are bridges of the graph that they make, direction aside."""
    beside: dict[int, list[tuple[int, int]]] = {}
    for cell in cells:
        one, other = arcs[cell]
        beside.setdefault(one, []).append((other, cell))
        beside.setdefault(other, []).append((one, cell))
    entered: dict[int, int] = {}
    lowest: dict[int, int] = {}
    found = set()
    for root in beside:
        if root in entered:
            continue
        entered[root] = lowest[root] = len(entered)
        path = [(root, -1, iter(beside[root]))]
        while path:
            node, by, ways = path[-1]
            for other, cell in ways:
                if cell == by:
                    continue
                if other in entered:
                    lowest[node] = min(lowest[node], entered[other])
                else:
                    entered[other] = lowest[other] = len(entered)
                    path.append((other, cell, iter(beside[other])))
                    break
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                    if lowest[node] > entered[parent]:
                        found.add(by)
    return found
