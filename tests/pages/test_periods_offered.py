"""The periods of the list: which month the usual ones end with."""

import datetime as dt

from dashboard.domain.period import Period
from dashboard.ui import choices


def test_rolling_periods_end_with_the_usual_month_and_years_hold_what_came_since() -> None:
    found = choices.periods(dt.date(2024, 1, 1), dt.date(2026, 11, 1), dt.date(2026, 10, 1))
    assert found["12m"][1] == Period(dt.date(2025, 11, 1), dt.date(2026, 11, 1))
    assert found["2026"][1] == Period.year(2026)
    assert found["2026-t4"][1].stop == dt.date(2027, 1, 1)
