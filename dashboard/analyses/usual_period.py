"""The months that are shown where nobody chooses them: posters, public pages."""

from dashboard.analyses.unfinished import unfinished_month, whole_until
from dashboard.domain.period import Period
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader

MONTHS = 12


def usual_period(reader: Reader) -> Period:
    """The last twelve whole months that more than opinions tell of. Raises QueryError when nothing is published."""
    last, running = reads.months(reader).usual_month, unfinished_month(reader)
    if last is None:
        raise QueryError("Aucun résultat n’est publié\u00a0: il n’y a rien à afficher.")
    return Period.ending(whole_until(last, running), MONTHS)
