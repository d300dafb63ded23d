"""The months of --from and --to."""

from dashboard.domain.period import Period, shift
from dashboard.errors import QueryError
from dashboard.sources.periods import parse_period


def period_asked(start: str, stop: str, last: str = "--to") -> Period | None:
    """The months asked, None when none is. One bound alone is refused. `last`: the option of the second one."""
    if not start and not stop:
        return None
    if not start or not stop:
        raise QueryError(f"Indiquer les deux bornes de la période : --from 2024-01 {last} 2024-12.")
    first, final = parse_period(start), parse_period(stop)
    if first is None or final is None:
        raise QueryError(f"La période « {start} » à « {stop} » n’est pas lisible : écrire 2024-01 et 2024-12.")
    opening = shift(first[0], 1 - first[1])
    if opening > final[0]:
        raise QueryError(f"La période commence ({start}) après sa fin ({stop}) : échanger les deux bornes.")
    return Period(opening, shift(final[0], 1))
