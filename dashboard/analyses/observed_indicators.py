"""The indicators of which a place has results: those that an action there may be about."""

from dashboard.analyses.answers import keys_of_answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.question import Question
from dashboard.analyses.span import published_period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader


def observed_indicators(reader: Reader, scope: Scope) -> frozenset[str]:
    """The codes of those that were observed in a scope in all that is published, shown or not. Raises QueryError."""
    listed = list(indicators(reader).values())
    period = published_period(reader, listed, None)
    if period is None:
        return frozenset()
    question = Question(tuple(one.code for one in listed), (), scope, period)
    return frozenset(key.indicator for key in keys_of_answers(reader, question, listed, period))
