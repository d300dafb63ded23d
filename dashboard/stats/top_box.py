"""Top box, bottom box and net satisfaction from the count of each grade (specification § 2).

Which grades are favourable comes from the question's metadata (`domain.indicator.Scale`), never from here: 8/10 or
more is the set {8, 9, 10}, the top two boxes of five grades {3, 4}. Own code, two sums; intervals are those of
`proportion` and `net`.
"""

from collections.abc import Collection, Mapping

from dashboard.stats.net import net
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result


def _counted(counts: Mapping[int, int], scale: Collection[int], chosen: Collection[int]) -> tuple[int, int]:
    """How many answers are in `chosen`, and how many are valid."""
    if strange := sorted(set(counts) - set(scale)):
        raise ValueError(f"grades out of the scale: {strange}")
    if strange := sorted(set(chosen) - set(scale)):
        raise ValueError(f"the question's metadata name grades out of its scale: {strange}")
    if any(count < 0 for count in counts.values()):
        raise ValueError("negative count of answers")
    return sum(counts.get(grade, 0) for grade in set(chosen)), sum(counts.values())


def top_box(counts: Mapping[int, int], scale: Collection[int], favourable: Collection[int]) -> Result:
    """Share (0 to 1) of the answers in the grades `favourable`, with Wilson's interval; `no_data` without answers.

    `counts` gives the answers of each grade, « ne sait pas » and « non concerné » left out. The bottom box is the same
    with the unfavourable grades. Raises ValueError on a grade out of `scale`: an input error, not an answer to sort.
    """
    return wilson(*_counted(counts, scale, favourable))


def net_satisfaction(
    counts: Mapping[int, int], scale: Collection[int], favourable: Collection[int], unfavourable: Collection[int]
) -> Result:
    """Top share − bottom share in points (−100 to 100), with the interval of a net score.

    Raises ValueError on a grade out of `scale`, or on one that is both favourable and unfavourable.
    """
    if both := sorted(set(favourable) & set(unfavourable)):
        raise ValueError(f"grades both favourable and unfavourable: {both}")
    top, n = _counted(counts, scale, favourable)
    bottom, _ = _counted(counts, scale, unfavourable)
    return net(n, top, bottom)
