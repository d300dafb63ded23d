"""What may not be shown of one total split once into parts (the sites of a survey, its channels): one sum."""

from collections.abc import Collection, Sequence


def closed_parts(counts: Sequence[int], masked_below: int, closed: Collection[int] = ()) -> frozenset[int]:
    """The places of the parts that are withheld: the small ones, those `closed` for another reason, and the smallest
    others until what is hidden is at least two parts and `masked_below` people, so that the total gives none of them.

    A true 0 is shown: it hides nothing.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < masked_below or (place in closed and count)}
    spare = sorted(
        (place for place, count in enumerate(counts) if count and place not in hidden), key=counts.__getitem__
    )
    while hidden and spare and (len(hidden) < 2 or sum(counts[place] for place in hidden) < masked_below):
        hidden.add(spare.pop(0))
    if len(hidden) == 1 or 0 < sum(counts[place] for place in hidden) < masked_below:
        # Nothing is left to hide them behind: the parts are told to be there, not how many.
        return frozenset(place for place, count in enumerate(counts) if count)
    return frozenset(hidden)
