"""The months that a command is asked for, out of its two options."""

from dashboard.domain.period import Period, shift
from dashboard.errors import QueryError
from dashboard.sources.periods import parse_period


def asked_period(start: str, stop: str) -> Period | None:
    """The months asked, or None for everything that is published. One bound given alone is refused."""
    if not start and not stop:
        return None
    if not start or not stop:
        raise QueryError("Indiquer les deux bornes de la période\u00a0: --from 2024-01 --to 2024-12.")
    first, ended = parse_period(start), parse_period(stop)
    if first is None or ended is None:
        raise QueryError(
            f"La période «\u00a0{start}\u00a0» à «\u00a0{stop}\u00a0» n’est pas lisible\u00a0: écrire 2024-01 et "
            "2024-12."
        )
    opening = shift(first[0], 1 - first[1])
    if opening > ended[0]:
        raise QueryError(f"La période commence ({start}) après sa fin ({stop})\u00a0: échanger les deux bornes.")
    return Period(opening, shift(ended[0], 1))
