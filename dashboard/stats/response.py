"""Response rates (specification § 0). A rate of a whole file is not sampled: no interval. Own code, two quotients."""

from dashboard.domain.estimate import Status
from dashboard.stats.result import Result


def _rate(part: int, whole: int, method: str) -> Result:
    if not 0 <= part <= whole:
        raise ValueError(f"impossible rate: {part} out of {whole}")
    if whole == 0:
        return Result(n=0, method=method, status=Status.NO_DATA)
    return Result(value=part / whole, n=whole, method=method)


def response_rate(returned: int, invited: int) -> Result:
    """Questionnaires returned ÷ people invited, 0 to 1; `no_data` when nobody was invited.

    Raises ValueError when more came back than were sent.
    """
    return _rate(returned, invited, "response-rate")


def item_response_rate(valid: int, returned: int) -> Result:
    """Valid answers to the question ÷ questionnaires returned, 0 to 1; `no_data` when none came back.

    Missing answers, « ne sait pas », « non concerné » and codes out of the scale are not valid.
    Raises ValueError when more are valid than came back.
    """
    return _rate(valid, returned, "item-response-rate")
